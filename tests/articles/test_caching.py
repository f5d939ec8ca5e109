import gzip
from datetime import timedelta

import brotli
import pytest
from django.http import HttpResponse
from django.utils import timezone

from articles import publishing
from articles.caching import cache_publicly
from tests.factories import moment, photo, published, published_article
from tests.newspaper import newspaper

pytestmark = pytest.mark.django_db

FRESH = "public, max-age=60, s-maxage=300, stale-while-revalidate=600"
STRAY_COOKIES = "desk=x; csrftoken=x; sessionid=y; _ga=GA1.2.3"
STRAY_PARAMETERS = {"utm_source": "mail", "fbclid": "123", "preview": "1"}


@pytest.fixture
def pages(time_machine):
    time_machine.move_to(moment(2026, 7, 2, 12), tick=False)
    return newspaper()


def get(client, addresses, **kwargs):
    return {name: client.get(address, **kwargs) for name, address in addresses.items()}


def test_any_cache_may_keep_every_page(client, pages):
    found = {name: page["Cache-Control"] for name, page in get(client, pages).items()}

    assert found == dict.fromkeys(pages, FRESH)


def test_no_page_has_a_cookie_or_depends_on_one(client, pages):
    found = get(client, pages, headers={"Cookie": STRAY_COOKIES})

    assert {name: page.cookies.output() for name, page in found.items()} == dict.fromkeys(pages, "")
    assert {name: page["Vary"] for name, page in found.items()} == dict.fromkeys(
        pages, "Accept-Encoding"
    )


def test_pages_are_the_same_bytes_with_stray_cookies_and_parameters(client, pages):
    plain = get(client, pages)

    strayed = get(
        client, pages, query_params=STRAY_PARAMETERS, headers={"Cookie": STRAY_COOKIES}
    ) | {"search": client.get("/search/?q=weir&utm_source=mail")}

    assert {name: page.content for name, page in strayed.items()} == {
        name: page.content for name, page in plain.items()
    }


def test_pages_are_the_same_bytes_for_editors(admin_client, client, pages):
    found = get(admin_client, pages)

    assert {name: page.content for name, page in found.items()} == {
        name: page.content for name, page in get(client, pages).items()
    }


def test_known_pages_are_not_sent_again(client, pages):
    first = get(client, pages)

    again = {
        name: client.get(address, headers={"If-None-Match": first[name]["ETag"]})
        for name, address in pages.items()
    }

    assert {name: (page.status_code, page.content) for name, page in again.items()} == (
        dict.fromkeys(pages, (304, b""))
    )
    for header in ("ETag", "Cache-Control", "Vary"):
        assert {name: page[header] for name, page in again.items()} == {
            name: page[header] for name, page in first.items()
        }


def test_head_says_what_get_says(client, pages):
    found = get(client, pages)

    heads = {name: client.head(address) for name, address in pages.items()}

    assert {name: (page.status_code, dict(page.headers)) for name, page in heads.items()} == {
        name: (page.status_code, dict(page.headers)) for name, page in found.items()
    }
    assert {name: page.content for name, page in heads.items()} == dict.fromkeys(pages, b"")


@pytest.mark.parametrize(
    ("accepted", "encoding", "decoded"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip;q=1.0, br;q=0", "gzip", gzip.decompress),
        ("gzip", "gzip", gzip.decompress),
    ],
)
def test_pages_are_compressed_as_the_browser_can_read(client, accepted, encoding, decoded):
    plain = client.get("/about/")

    packed = client.get("/about/", headers={"Accept-Encoding": accepted})

    assert packed["Content-Encoding"] == encoding
    assert decoded(packed.content) == plain.content
    assert packed["Content-Length"] == str(len(packed.content))
    assert packed["Vary"] == "Accept-Encoding"
    assert packed["ETag"] == plain["ETag"]


@pytest.mark.parametrize("accepted", ["", "identity", "br;q=0", "zstd", "*;q=0", ";;,,q=", "é"])
def test_pages_are_sent_plain_to_whoever_reads_nothing_else(client, accepted):
    page = client.get("/about/", headers={"Accept-Encoding": accepted})

    assert "Content-Encoding" not in page
    assert page.text.startswith("<!doctype html>")


def test_article_changes_its_etag_and_time_with_each_edition(client, time_machine):
    time_machine.move_to(moment(2026, 7, 1), tick=False)
    edition = published_article()
    first = client.get(edition.get_absolute_url())
    time_machine.shift(timedelta(hours=1))
    edition.article.headline = "Another headline"
    edition.article.save()
    published(edition.article, kind=edition.Kind.MINOR)

    second = client.get(edition.get_absolute_url(), headers={"If-None-Match": first["ETag"]})

    assert second.status_code == 200
    assert [first["Last-Modified"], second["Last-Modified"]] == [
        "Wed, 01 Jul 2026 00:00:00 GMT",
        "Wed, 01 Jul 2026 01:00:00 GMT",
    ]


def test_mended_caption_makes_the_page_another_one(client, time_machine):
    time_machine.move_to(moment(2026, 7, 1), tick=False)
    picture = photo()
    edition = published_article(lead_photo=picture)
    first = client.get(edition.get_absolute_url())
    time_machine.shift(timedelta(hours=1))
    picture.caption = "The mill, not the weir."
    picture.save()
    publishing.refreeze([edition])

    second = client.get(
        edition.get_absolute_url(), headers={"If-Modified-Since": first["Last-Modified"]}
    )

    assert second.status_code == 200
    assert "The mill, not the weir." in second.text


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (30, "public, max-age=30, s-maxage=30, stale-while-revalidate=0"),
        (120, "public, max-age=60, s-maxage=120, stale-while-revalidate=0"),
        (500, "public, max-age=60, s-maxage=300, stale-while-revalidate=200"),
        (5000, FRESH),
        (0, "public, max-age=0, s-maxage=0, stale-while-revalidate=0"),
    ],
)
def test_freshness_ends_with_the_next_change(time_machine, seconds, expected):
    time_machine.move_to(moment(2026, 7, 1), tick=False)

    response = cache_publicly(HttpResponse(), timezone.now() + timedelta(seconds=seconds))

    assert response["Cache-Control"] == expected


@pytest.mark.parametrize("change", ["comes", "goes"])
def test_lists_are_fresh_until_a_story_comes_or_goes(client, pages, change):
    soon = timezone.now() + timedelta(seconds=30)
    published_article(**{"live_from" if change == "comes" else "off_at": soon})

    found = get(client, pages)

    alone = ["about", "article", "photo essay", "frame", "robots"]
    cut = "public, max-age=30, s-maxage=30, stale-while-revalidate=0"
    assert {name: page["Cache-Control"] for name, page in found.items()} == (
        dict.fromkeys(pages, cut) | dict.fromkeys(alone, FRESH)
    )


def test_article_is_fresh_until_its_next_edition(client, time_machine):
    time_machine.move_to(moment(2026, 7, 1), tick=False)
    edition = published_article()
    published(edition.article, live_from=timezone.now() + timedelta(seconds=90))

    page = client.get(edition.get_absolute_url())

    assert page["Cache-Control"] == "public, max-age=60, s-maxage=90, stale-while-revalidate=0"


def test_withdrawn_story_is_gone_until_it_is_due_again(client, time_machine):
    time_machine.move_to(moment(2026, 7, 1), tick=False)
    edition = published_article(live_from=moment(2026, 6, 30))
    publishing.withdraw(edition.article)
    before = client.get(edition.get_absolute_url())
    published(edition.article, live_from=timezone.now() + timedelta(seconds=30))

    after = client.get(edition.get_absolute_url())

    assert [(page.status_code, page["Cache-Control"]) for page in (before, after)] == [
        (410, FRESH),
        (410, "public, max-age=30, s-maxage=30, stale-while-revalidate=0"),
    ]


def test_redirects_may_be_kept_no_longer_than_pages(client, time_machine):
    time_machine.move_to(moment(2026, 7, 1), tick=False)
    edition = published_article()
    old = edition.get_absolute_url()
    edition.article.slug = "another-slug"
    edition.article.save()
    time_machine.shift(timedelta(hours=1))
    published(edition.article)

    redirect = client.get(old)

    assert (redirect.status_code, redirect["Location"]) == (301, "/2026/07/another-slug/")
    assert redirect["Cache-Control"] == FRESH


def test_errors_and_forms_are_kept_by_nobody(client):
    addresses = ["/nothing/", "/latest/?page=0", "/donate/", "/desk/login/"]

    found = [client.get(address)["Cache-Control"] for address in addresses]

    assert found[:3] == ["private, no-store"] * 3
    assert {"private", "no-store"} <= set(found[3].split(", "))


def test_photographs_are_kept_for_good(client):
    edition = published_article(lead_photo=photo())

    image = client.get(edition.photo["src"])
    image.close()

    assert image["Cache-Control"] == "public, max-age=31536000, immutable"
    assert image.cookies.output() == ""
