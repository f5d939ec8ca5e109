from urllib.robotparser import RobotFileParser

import pytest

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


@pytest.fixture
def robots(client):
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").text.splitlines())
    return parser


def test_robots_may_read_the_news(robots):
    addresses = ["/", "/2026/07/weir/", "/sections/town/", "/media/photos/a.jpg", "/feed/"]

    assert [robots.can_fetch("Googlebot", address) for address in addresses] == [True] * 5


def test_robots_are_kept_from_the_desk_and_the_donors(robots):
    addresses = ["/desk/", "/desk/articles/article/", "/donate/thanks/x/", "/search/?q=weir"]

    assert [robots.can_fetch("Googlebot", address) for address in addresses] == [False] * 4


def test_robots_are_told_where_the_sitemaps_are(robots, client):
    assert robots.site_maps() == [f"{SITE}/sitemap.xml", f"{SITE}/news-sitemap.xml"]
    assert [client.get(address).status_code for address in robots.site_maps()] == [200, 200]


def test_robots_txt_is_plain_text(client):
    assert client.get("/robots.txt")["Content-Type"] == "text/plain; charset=utf-8"


def test_favicon_is_found_where_browsers_look_for_it(client):
    response = client.get("/favicon.ico")

    assert (response.status_code, response["Location"]) == (302, "/static/icons/favicon.ico")
