from datetime import timedelta

import pytest
from defusedxml.ElementTree import fromstring
from django.utils import timezone

from articles import publishing
from articles.sitemaps import ArticleSitemap
from tests.factories import (
    article,
    moment,
    person,
    publication,
    published,
    published_article,
    quote,
    section,
)

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
PAGES = [
    f"{SITE}/",
    f"{SITE}/about/",
    f"{SITE}/latest/",
    f"{SITE}/photo-essays/",
    f"{SITE}/tags/",
    f"{SITE}/people/",
    f"{SITE}/quotes/",
    f"{SITE}/feeds/",
    f"{SITE}/donate/",
]


def entries(client, address):
    """Address to day of last modification."""
    found = fromstring(client.get(address).content).findall("map:url", NAMES)
    return {
        each.findtext("map:loc", None, NAMES): each.findtext("map:lastmod", None, NAMES)
        for each in found
    }


def addresses(client):
    found = fromstring(client.get("/sitemap.xml").content).iterfind("map:sitemap/map:loc", NAMES)
    return [each.text for each in found]


def test_index_lists_every_sitemap(client):
    names = ("articles", "sections", "tags", "people", "quotes", "pages")

    assert addresses(client) == [f"{SITE}/sitemap-{name}.xml" for name in names]
    assert [client.get(address).status_code for address in addresses(client)] == [200] * 6


def test_long_sitemap_goes_on_in_another_file(client, monkeypatch):
    monkeypatch.setattr(ArticleSitemap, "limit", 2)
    for number in range(3):
        published_article(f"Story {number}")

    assert addresses(client)[:2] == [
        f"{SITE}/sitemap-articles.xml",
        f"{SITE}/sitemap-articles.xml?p=2",
    ]
    assert len(entries(client, "/sitemap-articles.xml")) == 2
    assert len(entries(client, "/sitemap-articles.xml?p=2")) == 1


def test_live_stories_are_listed_with_their_last_substantive_change(client, time_machine):
    time_machine.move_to(moment(2026, 7, 1), tick=False)
    article("A draft")
    publishing.withdraw(published_article("Withdrawn", live_from=moment(2026, 6, 30)).article)
    minor, substantive = published_article("Minor"), published_article("Substantive")
    published_article("Scheduled", live_from=moment(2026, 7, 30))
    time_machine.move_to(moment(2026, 7, 9), tick=False)
    published(minor.article, kind=minor.Kind.MINOR)
    published(substantive.article)

    assert entries(client, "/sitemap-articles.xml") == {
        f"{SITE}/2026/07/minor/": "2026-07-01",
        f"{SITE}/2026/07/substantive/": "2026-07-09",
    }


def test_sections_tags_and_people_are_as_new_as_their_newest_story(client, time_machine):
    time_machine.move_to(moment(2026, 7, 1), tick=False)
    town, maud = section("Town"), person("Maud Tarrant")
    said = quote(speaker=person("Tobias Renn"))
    section("Empty")
    person("Nobody Yet")
    article("A draft", section=town, by=[maud], tags=["Secret"])
    published_article("Older", section=town, by=[maud], tags=["River"], quotes=[said])
    time_machine.move_to(moment(2026, 7, 9), tick=False)
    published_article("Newer", section=town, by=[maud], tags=["River"])

    assert entries(client, "/sitemap-sections.xml") == {f"{SITE}/sections/town/": "2026-07-09"}
    assert entries(client, "/sitemap-tags.xml") == {f"{SITE}/tags/river/": "2026-07-09"}
    assert entries(client, "/sitemap-people.xml") == {
        f"{SITE}/people/maud-tarrant/": "2026-07-09",
        f"{SITE}/people/tobias-renn/": None,
    }
    assert entries(client, "/sitemap-quotes.xml") == {f"{SITE}{said.get_absolute_url()}": None}


def test_every_listed_page_is_there(client):
    published_article(tags=["River"], quotes=[quote()])

    listed = [page for sitemap in addresses(client) for page in entries(client, sitemap)]

    assert listed[-9:] == PAGES
    assert {page: client.get(page).status_code for page in listed} == dict.fromkeys(listed, 200)
    assert len(listed) == 14


def test_addresses_do_not_follow_the_host_header(client):
    published_article(live_from=moment(2026, 7, 1))

    files = [*addresses(client), f"{SITE}/sitemap.xml", f"{SITE}/news-sitemap.xml"]
    elsewhere = [client.get(file, headers={"Host": "localhost"}).text for file in files]

    assert ["localhost" in text for text in elsewhere] == [False] * len(files)


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-nothing.xml",
        "/sitemap-articles.xml?p=2",
        "/sitemap-articles.xml?p=0",
        "/sitemap-articles.xml?p=abc",
        "/sitemap-articles.xml?p=-1",
        f"/sitemap-articles.xml?p={'9' * 5000}",
        "/sitemap-articles.xml?p=%00",
    ],
)
def test_unknown_sitemaps_are_not_found(client, address):
    assert client.get(address).status_code == 404


def test_sitemaps_are_xml_that_any_cache_may_keep(client):
    files = ["/sitemap.xml", "/sitemap-articles.xml", "/news-sitemap.xml"]

    responses = [client.get(file) for file in files]

    assert [response["Content-Type"] for response in responses] == [
        "application/xml; charset=utf-8"
    ] * 3
    assert [response["Cache-Control"] for response in responses] == [
        "public, max-age=60, s-maxage=300, stale-while-revalidate=600"
    ] * 3
    again = [
        client.get(file, headers={"If-None-Match": response["ETag"]}).status_code
        for file, response in zip(files, responses, strict=True)
    ]
    assert again == [304] * 3


def test_withdrawal_is_seen_by_whoever_asks_by_time(client, time_machine):
    time_machine.move_to(moment(2026, 7, 1), tick=False)
    published_article("Kept")
    withdrawn = published_article("Withdrawn")
    time_machine.move_to(moment(2026, 7, 2), tick=False)
    publishing.withdraw(withdrawn.article)

    since = {"If-Modified-Since": "Wed, 01 Jul 2026 12:00:00 GMT"}
    response = client.get("/sitemap-articles.xml", headers=since)

    assert response.status_code == 200


def test_news_sitemap_has_the_stories_of_two_days(client, time_machine):
    time_machine.move_to(moment(2026, 7, 4, 12), tick=False)
    publication(name="The Millrace & Post")
    now = timezone.now()
    published_article("Too old", live_from=now - timedelta(hours=48))
    published_article("Weir & mill", live_from=now - timedelta(hours=47))
    published_article("Tomorrow", live_from=now + timedelta(hours=1))

    [story] = fromstring(client.get("/news-sitemap.xml").content).findall("map:url", NAMES)

    assert {each.tag.partition("}")[2]: each.text for each in story.iter() if not len(each)} == {
        "loc": f"{SITE}/2026/07/weir-mill/",
        "name": "The Millrace & Post",
        "language": "en",
        "publication_date": "2026-07-02T14:00:00+01:00",
        "title": "Weir & mill",
    }


def test_control_characters_do_not_break_the_news_sitemap(client):
    published_article("Weir\x0b mended")

    response = client.get("/news-sitemap.xml")

    assert fromstring(response.content).findtext(".//news:title", None, NAMES) == "Weir mended"


@pytest.mark.parametrize(
    "address", ["/sitemap.xml", "/sitemap-articles.xml", "/sitemap-tags.xml", "/news-sitemap.xml"]
)
def test_queries_do_not_grow_with_the_stories(client, django_assert_max_num_queries, address):
    for _ in range(3):
        published_article(tags=["River", "Mills"])

    with django_assert_max_num_queries(7):
        client.get(address)
