from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from defusedxml.ElementTree import fromstring
from django.utils import timezone

from articles import publishing
from articles.feeds import with_absolute_addresses
from articles.licences import Licence
from tests.factories import (
    article,
    moment,
    person,
    photo,
    publication,
    published,
    published_article,
    published_photo_essay,
    section,
)

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}


def channel(client, address="/feed/"):
    return fromstring(client.get(address).content).find("channel")


def texts(element, path):
    return [found.text for found in element.findall(path, NAMES)]


def titles(client, address="/feed/"):
    return texts(channel(client, address), "item/title")


def test_channel_says_whose_it_is(client):
    publication(name="The Millrace", tagline="News & weather", licence=Licence.CC_BY_ND)
    published_article()

    feed = channel(client)

    assert texts(feed, "title") == ["The Millrace"]
    assert texts(feed, "link") == [f"{SITE}/"]
    assert texts(feed, "description") == ["News & weather"]
    assert texts(feed, "language") == ["en-gb"]
    assert texts(feed, "copyright") == ["The Millrace: CC BY-ND 4.0"]
    assert [link.attrib for link in feed.findall("atom:link", NAMES)] == [
        {"rel": "self", "href": f"{SITE}/feed/"}
    ]


def test_item_carries_the_whole_story(client, time_machine):
    time_machine.move_to(moment(2026, 7, 4, 9, 30), tick=False)
    edition = published_article(
        "The weir & the “mill”",
        standfirst="Less than < before.",
        section=section("Town"),
        by=[person("Maud Tarrant"), person("Yusra Hallam")],
        tags=["River", "Mills"],
        body="<p>It is mended.</p>",
    )

    [item] = channel(client).findall("item")

    assert {child.tag for child in item} == {
        "title",
        "link",
        "guid",
        "pubDate",
        "description",
        "category",
        f"{{{NAMES['dc']}}}creator",
        f"{{{NAMES['content']}}}encoded",
    }
    assert texts(item, "title") == ["The weir & the “mill”"]
    assert texts(item, "link") == [f"{SITE}/2026/07/the-weir-the-mill/"]
    assert texts(item, "pubDate") == ["Sat, 04 Jul 2026 09:30:00 +0000"]
    assert texts(item, "description") == ["Less than &lt; before."]
    assert texts(item, "category") == ["Town", "Mills", "River"]
    assert texts(item, "dc:creator") == ["Maud Tarrant", "Yusra Hallam"]
    assert texts(item, "content:encoded")[0].strip() == "<p>It is mended.</p>"
    guid = item.find("guid")
    assert guid.text == f"tag:testserver,2026-07-04:article/{edition.article_id}"
    assert guid.get("isPermaLink") == "false"


def test_photograph_comes_first_with_caption_and_credit(client):
    picture = photo(
        (1600, 1000),
        alternative_text="A heron on a post",
        caption="A heron, waiting.",
        photographer=person("Aitzol Berasategi"),
        credit="Photograph: Aitzol Berasategi",
        copyright_notice="© 2026 Aitzol Berasategi",
    )
    edition = published_article(lead_photo=picture, body="<p>Text.</p>")

    [item] = channel(client).findall("item")

    source = f"{SITE}{edition.photo['src']}"
    media = item.find("media:content", NAMES)
    assert media.attrib == {
        "url": source,
        "type": "image/jpeg",
        "medium": "image",
        "width": "1200",
        "height": "750",
    }
    assert texts(media, "media:description") == ["A heron, waiting."]
    assert texts(media, "media:credit") == ["Aitzol Berasategi"]
    assert texts(media, "media:copyright") == ["© 2026 Aitzol Berasategi"]
    assert media.find("media:credit", NAMES).get("role") == "photographer"
    html = " ".join(texts(item, "content:encoded")[0].split())
    assert html == (
        f'<figure> <img src="{source}" alt="A heron on a post"> <figcaption>'
        ' <p>A heron, waiting.</p> <p class="credit">Photograph: Aitzol Berasategi</p>'
        " </figcaption> </figure> <p>Text.</p>"
    )


def test_photo_essay_is_there_with_all_its_frames(client):
    edition = published_photo_essay()

    [item] = channel(client).findall("item")

    html = texts(item, "content:encoded")[0]
    assert [f"{SITE}{frame['src']}" in html for frame in edition.frames] == [True] * 3
    assert 'src="/' not in html
    assert 'href="/' not in html


def test_addresses_in_content_are_full_ones():
    html = (
        '<p>A page: href="/not-a-link/"</p><a class="x" href="/tags/river/">River</a>'
        '<a href="#frame-2">2</a><a href="https://weir.example/a">a</a>'
        '<a href="mailto:desk@millrace.example">m</a><a href="//other.example/">o</a>'
        '<img src="/media/a.jpg" srcset="/media/a.jpg 480w, /media/b.jpg 800w">'
        '<source srcset="https://files.example/a.avif 480w">'
    )

    full = with_absolute_addresses(html, f"{SITE}/2026/07/weir/")

    assert full == (
        f'<p>A page: href="/not-a-link/"</p><a class="x" href="{SITE}/tags/river/">River</a>'
        f'<a href="{SITE}/2026/07/weir/#frame-2">2</a><a href="https://weir.example/a">a</a>'
        '<a href="mailto:desk@millrace.example">m</a><a href="//other.example/">o</a>'
        f'<img src="{SITE}/media/a.jpg" srcset="{SITE}/media/a.jpg 480w, {SITE}/media/b.jpg 800w">'
        '<source srcset="https://files.example/a.avif 480w">'
    )


def test_another_headline_and_address_do_not_send_a_story_again(client, time_machine):
    time_machine.move_to(moment(2026, 7, 4), tick=False)
    edition = published_article("Weir mended")
    before = texts(channel(client), "item/guid")
    time_machine.move_to(moment(2026, 8, 4), tick=False)
    edition.article.headline, edition.article.slug = "Weir mended at last", "mended-at-last"
    edition.article.save()
    published(edition.article)

    feed = channel(client)

    assert texts(feed, "item/link") == [f"{SITE}/2026/07/mended-at-last/"]
    assert texts(feed, "item/guid") == before
    assert texts(feed, "item/pubDate") == ["Sat, 04 Jul 2026 00:00:00 +0000"]


def test_only_live_stories_are_fed(client):
    hour = timedelta(hours=1)
    article("A draft")
    published_article("Tomorrow", live_from=timezone.now() + hour)
    withdrawn = published_article("Withdrawn", live_from=timezone.now() - hour)
    publishing.withdraw(withdrawn.article)
    published_article("Today")

    assert titles(client) == ["Today"]


def test_feed_has_the_twenty_newest_first(client):
    now = timezone.now()
    for age in range(22):
        published_article(f"Story {age}", live_from=now - timedelta(hours=age))

    assert titles(client) == [f"Story {age}" for age in range(20)]


def test_sections_tags_and_people_have_feeds_of_their_own(client):
    publication(name="The Millrace")
    sport, maud = section("Sport"), person("Maud Tarrant")
    published_article("Regatta", section=sport, by=[maud], tags=["Rowing"])
    published_article("Rates", section=section("Money"), by=[person("Yusra Hallam")])

    addresses = ["/sections/sport/", "/people/maud-tarrant/", "/tags/rowing/"]
    feeds = [channel(client, f"{address}feed/") for address in addresses]

    assert [texts(feed, "item/title") for feed in feeds] == [["Regatta"]] * 3
    assert [texts(feed, "link") for feed in feeds] == [[SITE + address] for address in addresses]
    assert [texts(feed, "title") for feed in feeds] == [
        ["Sport – The Millrace"],
        ["Maud Tarrant – The Millrace"],
        ["Rowing – The Millrace"],
    ]
    assert [feed.find("atom:link", NAMES).get("href") for feed in feeds] == [
        f"{SITE}{address}feed/" for address in addresses
    ]


def test_feeds_of_what_has_no_page_are_not_found(client):
    person("Nobody Yet")
    article("A draft", tags=["Secret"])

    addresses = ["/sections/no/feed/", "/tags/secret/feed/", "/people/nobody-yet/feed/"]

    assert [client.get(address).status_code for address in addresses] == [404] * 3


def test_feed_is_rss_that_any_cache_may_keep(client, time_machine):
    time_machine.move_to(moment(2026, 7, 4, 9, 30), tick=False)
    published_article()
    time_machine.move_to(moment(2026, 7, 4, 10), tick=False)

    response = client.get("/feed/")

    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert response["Last-Modified"] == "Sat, 04 Jul 2026 09:30:00 GMT"
    assert response["Cache-Control"] == (
        "public, max-age=60, s-maxage=300, stale-while-revalidate=600"
    )


@pytest.mark.parametrize("has_stories", [True, False])
def test_feed_that_is_known_already_is_not_sent_again(client, time_machine, has_stories):
    time_machine.move_to(moment(2026, 7, 4), tick=False)
    if has_stories:
        published_article()
    first = client.get("/feed/")
    time_machine.shift(timedelta(hours=1))

    by_etag = client.get("/feed/", headers={"If-None-Match": first["ETag"]})
    by_time = client.get("/feed/", headers={"If-Modified-Since": first["Last-Modified"]})

    assert [(by.status_code, by.content) for by in (by_etag, by_time)] == [(304, b"")] * 2


def test_update_changes_etag_and_time(client, time_machine):
    time_machine.move_to(moment(2026, 7, 4), tick=False)
    edition = published_article()
    first = client.get("/feed/")
    time_machine.shift(timedelta(hours=1))
    published(edition.article, kind=edition.Kind.MINOR)

    second = client.get("/feed/", headers={"If-None-Match": first["ETag"]})
    times = [parsedate_to_datetime(each["Last-Modified"]) for each in (first, second)]

    assert second.status_code == 200
    assert times[1] - times[0] == timedelta(hours=1)


def test_freshness_ends_when_the_next_story_is_due(client, time_machine):
    time_machine.move_to(moment(2026, 7, 4), tick=False)
    published_article(live_from=timezone.now() + timedelta(seconds=30))

    response = client.get("/feed/")

    assert response["Cache-Control"] == (
        "public, max-age=30, s-maxage=30, stale-while-revalidate=0"
    )


def test_control_characters_do_not_break_the_feed(client):
    published_article("Weir\x0b mended", standfirst="\x01At last.", body="<p>Yes\x02.</p>")

    assert titles(client) == ["Weir mended"]


def test_queries_are_as_many_for_one_story_as_for_twenty(client, django_assert_num_queries):
    published_article()
    with django_assert_num_queries(3):
        client.get("/feed/")
    for _ in range(19):
        published_article()

    with django_assert_num_queries(3):
        client.get("/feed/")


@pytest.mark.parametrize("host", ["testserver", "localhost"])
def test_addresses_do_not_follow_the_host_header(client, host):
    published_article()

    feed = client.get("/feed/", headers={"Host": host}).text

    assert "localhost" not in feed
