import re
from contextlib import closing
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from articles.images import make_first_rendition
from articles.models import Edition
from tests.factories import (
    moment,
    person,
    photo,
    publication,
    published,
    published_article,
    published_photo_essay,
    section,
)
from tests.pages import meta_tags

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


@pytest.fixture
def large_photo():
    return photo((1600, 1000), alternative_text="A heron", caption="A heron, waiting.")


def test_article_says_everything_that_a_shared_link_shows(client, time_machine, large_photo):
    time_machine.move_to(moment(2026, 7, 4, 9, 30), tick=False)
    publication(name="The Millrace")
    edition = published_article(
        "The weir & the mill",
        standfirst="It is “mended”.",
        section=section("Town"),
        by=[person("Maud Tarrant"), person("Yusra Hallam")],
        tags=["River", "Mills"],
        lead_photo=large_photo,
    )
    time_machine.move_to(moment(2026, 7, 5, 8), tick=False)
    published(edition.article)

    tags = meta_tags(client.get(edition.get_absolute_url()).text)

    image = Edition.objects.live().get().photo["social"]
    assert {name: found for name, found in tags.items() if name != "theme-color"} == {
        "viewport": ["width=device-width, initial-scale=1"],
        "description": ["It is “mended”."],
        "robots": ["max-image-preview:large"],
        "og:site_name": ["The Millrace"],
        "og:title": ["The weir & the mill"],
        "og:description": ["It is “mended”."],
        "og:type": ["article"],
        "og:locale": ["en_GB"],
        "og:url": [f"{SITE}/2026/07/the-weir-the-mill/"],
        "og:image": [f"{SITE}{image['src']}"],
        "og:image:width": ["1200"],
        "og:image:height": ["630"],
        "og:image:alt": ["A heron"],
        "article:published_time": ["2026-07-04T10:30:00+01:00"],
        "article:modified_time": ["2026-07-05T09:00:00+01:00"],
        "article:author": [f"{SITE}/people/maud-tarrant/", f"{SITE}/people/yusra-hallam/"],
        "article:section": ["Town"],
        "article:tag": ["Mills", "River"],
        "twitter:card": ["summary_large_image"],
    }


def test_minor_edit_leaves_the_modified_time(client, time_machine):
    time_machine.move_to(moment(2026, 7, 4, 9), tick=False)
    edition = published_article()
    time_machine.move_to(moment(2026, 7, 5, 9), tick=False)
    published(edition.article, kind=Edition.Kind.MINOR)

    tags = meta_tags(client.get(edition.get_absolute_url()).text)

    assert tags["article:modified_time"] == ["2026-07-04T10:00:00+01:00"]


def test_image_for_sharing_is_there(client, large_photo):
    edition = published_article(lead_photo=large_photo)
    [address] = meta_tags(client.get(edition.get_absolute_url()).text)["og:image"]

    with closing(client.get(address.removeprefix(SITE))) as response:
        image = Image.open(BytesIO(response.getvalue()))

    assert (image.format, image.size) == ("JPEG", (1200, 630))


def test_whole_picture_is_shared_until_the_crops_are_made(client):
    picture = photo((1600, 1000), made=False)
    make_first_rendition(picture)
    edition = published_article(lead_photo=picture)

    tags = meta_tags(client.get(edition.get_absolute_url()).text)

    assert tags["og:image"] == [f"{SITE}{edition.photo['src']}"]
    assert (tags["og:image:width"], tags["og:image:height"]) == (["1200"], ["750"])


@pytest.mark.parametrize("with_photo", [True, False])
def test_article_without_a_picture_is_shared_with_the_sign_of_the_paper(client, with_photo):
    publication(name="The Millrace")
    edition = published_article(lead_photo=photo(made=False) if with_photo else None)

    tags = meta_tags(client.get(edition.get_absolute_url()).text)

    assert tags["og:image"] == [f"{SITE}/static/icons/social.png"]
    assert (tags["og:image:width"], tags["og:image:height"]) == (["1200"], ["630"])
    assert tags["og:image:alt"] == ["The Millrace"]
    assert tags["twitter:card"] == ["summary_large_image"]


def test_article_without_a_standfirst_is_described_by_the_tagline(client):
    publication(tagline="News of Sallowbridge")
    edition = published_article(standfirst="")

    tags = meta_tags(client.get(edition.get_absolute_url()).text)

    assert tags["og:description"] == ["News of Sallowbridge"]


def test_frame_is_shared_with_its_own_photograph_and_words(client, large_photo):
    frames = [large_photo, photo((1400, 900), "olive", caption="Two boats.")]
    edition = published_photo_essay("Low water", photos=frames)
    address = f"{edition.get_absolute_url()}photos/3/"

    tags = meta_tags(client.get(address).text)

    assert tags["og:url"] == [f"{SITE}{address}"]
    assert tags["og:title"] == ["Low water, frame 3 of 3"]
    assert tags["og:description"] == ["Two boats."]
    assert tags["og:image"] == [f"{SITE}{edition.frames[2]['social']['src']}"]
    assert tags["og:type"] == ["article"]


def test_photographers_are_the_authors_of_a_photo_essay(client):
    edition = published_photo_essay(by=[person("Aitzol Berasategi")])

    tags = meta_tags(client.get(edition.get_absolute_url()).text)

    assert tags["article:author"] == [f"{SITE}/people/aitzol-berasategi/"]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/about/",
        "/latest/",
        "/photo-essays/",
        "/sections/town/",
        "/tags/",
        "/tags/river/",
        "/people/",
        "/people/maud-tarrant/",
        "/quotes/",
        "/feeds/",
        "/donate/",
    ],
)
def test_every_page_names_itself_once(client, address):
    published_article(tags=["River"], live_from=timezone.now())

    page = client.get(address)

    tags = meta_tags(page.text)
    single = ["og:title", "og:type", "og:url", "og:site_name", "og:locale", "robots"]
    assert {name: len(tags.get(name, [])) for name in single} == dict.fromkeys(single, 1)
    assert tags["og:url"] == [f"{SITE}{address}"]
    assert re.findall(r'<link rel="canonical" href="([^"]*)">', page.text) == [f"{SITE}{address}"]
    assert page.text.count("<title>") == 1


def test_second_page_of_a_list_has_an_address_of_its_own(client):
    for _ in range(21):
        published_article()

    tags = meta_tags(client.get("/latest/?page=2&utm_source=mail").text)

    assert tags["og:url"] == [f"{SITE}/latest/?page=2"]
