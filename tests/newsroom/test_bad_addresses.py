import pytest

from tests.factories import published_article
from tests.newspaper import newspaper

pytestmark = pytest.mark.django_db

LISTS = [
    "/latest/",
    "/photo-essays/",
    "/sections/town/",
    "/tags/river/",
    "/people/maud-tarrant/",
    "/quotes/",
    "/search/",
]
BAD_PAGES = ["0", "-1", "abc", "999999", "1.5", "", "01", "1e3", "٣", "%00", "9" * 5000, "2%00"]
BAD_VALUES = [
    "%00",
    "a%00b",
    "%ff%fe",
    "9" * 5000,
    "-1",
    "%F0%9F%99%82",
    "'%22%3C%3E",
    "%0d%0aX: y",
]
PARAMETERS = ["q", "p", "order", "amount", "frequency", "method", "unknown", "%00", "a" * 5000]
BAD_PARTS = [
    "%00",
    "a%00",
    "%ff",
    "a" * 10_000,
    "9" * 30,
    "9" * 5000,
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "%F0%9F%99%82",
    "-1",
    "0",
    "a%0d%0ab",
    "<script>",
    "٣",
]
SHAPES = [
    "/{}/",
    "/2026/07/{}/",
    "/{}/07/the-weir-is-mended/",
    "/2026/{}/the-weir-is-mended/",
    "/2026/07/low-water/photos/{}/",
    "/sections/{}/",
    "/sections/{}/feed/",
    "/tags/{}/",
    "/tags/{}/feed/",
    "/people/{}/",
    "/people/{}/feed/",
    "/quotes/{}/",
    "/quotes/{}/words/",
    "/media/{}",
    "/media/{}.jpg",
    "/sitemap-{}.xml",
    "/donate/{}/",
    "/donate/thanks/{}/",
    "/static/{}",
]


@pytest.mark.parametrize("address", LISTS)
def test_lists_have_no_page_but_those_with_stories(client, address):
    newspaper()

    statuses = {page: client.get(f"{address}?page={page}").status_code for page in BAD_PAGES}

    assert statuses == dict.fromkeys(BAD_PAGES, 404)
    assert client.get(address).status_code == 200


def test_first_page_has_one_address(client):
    published_article()

    assert client.get("/latest/?page=1").status_code == 200
    assert 'rel="canonical" href="http://testserver/latest/"' in client.get("/latest/?page=1").text


@pytest.mark.parametrize("shape", SHAPES)
def test_addresses_that_make_no_sense_are_not_found(client, shape):
    newspaper()

    statuses = {part: client.get(shape.format(part)).status_code for part in BAD_PARTS}

    assert statuses == dict.fromkeys(BAD_PARTS, 404)


@pytest.mark.parametrize("value", BAD_VALUES)
def test_parameters_that_make_no_sense_do_no_harm(client, value):
    pages = newspaper() | {"donate": "/donate/"}
    query = "&".join(f"{name}={value}" for name in PARAMETERS)

    statuses = {
        name: client.get(f"{address.partition('?')[0]}?{query}").status_code
        for name, address in pages.items()
    }

    assert statuses == dict.fromkeys(pages, 200) | {"sitemap of articles": 404}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_pages_are_only_for_reading(client, method):
    pages = newspaper()

    answers = {name: getattr(client, method)(address) for name, address in pages.items()}

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(
        pages, 405
    )
    assert {answer["Allow"] for answer in answers.values()} == {"GET, HEAD"}
    assert {answer["Cache-Control"] for answer in answers.values()} == {"private, no-store"}


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_pledge_form_takes_only_pledges(client, method):
    answer = getattr(client, method)("/donate/")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
    assert "<h1>This page cannot be used like that</h1>" in answer.text


def test_unknown_host_is_refused(client):
    assert client.get("/", headers={"Host": "elsewhere.example"}).status_code == 400


@pytest.mark.parametrize("host", ["", "a" * 5000, "test server", "testserver\0", "[::1"])
def test_hosts_that_make_no_sense_are_refused(client, host):
    assert client.get("/about/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    "header",
    [
        {"If-None-Match": "x" * 5000},
        {"If-None-Match": '"', "If-Modified-Since": "yesterday"},
        {"If-Modified-Since": "Thu, 99 Foo 99999 99:99:99 GMT"},
        {"Accept-Encoding": "," * 5000},
        {"Accept-Language": "\xff" * 100},
        {"Cookie": "=;;;" * 500},
        {"Range": "bytes=9-1"},
        {"Referer": "\0"},
    ],
)
def test_headers_that_make_no_sense_do_no_harm(client, header):
    assert client.get("/about/", headers=header).status_code == 200


def test_address_without_its_final_slash_is_completed(client):
    response = client.get("/latest?page=2")

    assert (response.status_code, response["Location"]) == (301, "/latest/?page=2")


@pytest.mark.parametrize("address", ["//elsewhere.example/", "//elsewhere.example", "/\\elsewhere"])
def test_nobody_is_sent_elsewhere(client, address):
    response = client.get("/", PATH_INFO=address)

    assert (response.status_code, response.get("Location")) == (404, None)
