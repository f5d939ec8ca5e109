import pytest

from articles.licences import Licence
from articles.markup import json_ld
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
from tests.pages import structured_data

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
PUBLISHER = {
    "@type": "NewsMediaOrganization",
    "@id": f"{SITE}/#publication",
    "name": "The Millrace",
    "url": f"{SITE}/",
    "logo": {
        "@type": "ImageObject",
        "url": f"{SITE}/static/icons/icon-512.png",
        "width": 512,
        "height": 512,
    },
}


def large_photo(**fields):
    photographer = person("Aitzol Berasategi")
    return photo(
        (1600, 1000),
        photographer=photographer,
        credit="Photograph: Aitzol Berasategi",
        copyright_notice="© 2026 Aitzol Berasategi",
        licence=Licence.CC_BY,
        caption="A heron, waiting.",
        **fields,
    )


RIGHTS = {
    "caption": "A heron, waiting.",
    "creator": {
        "@type": "Person",
        "name": "Aitzol Berasategi",
        "url": f"{SITE}/people/aitzol-berasategi/",
    },
    "creditText": "Photograph: Aitzol Berasategi",
    "copyrightNotice": "© 2026 Aitzol Berasategi",
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "acquireLicensePage": f"{SITE}/about/",
}


def test_article_says_what_search_engines_ask(client, time_machine):
    time_machine.move_to(moment(2026, 7, 4, 9, 30), tick=False)
    publication(name="The Millrace", licence=Licence.CC_BY_ND)
    edition = published_article(
        "The weir is mended",
        standfirst="It took a year.",
        section=section("Town"),
        by=[person("Maud Tarrant", role="Reporter"), person("Yusra Hallam")],
        tags=["River", "Mills"],
        lead_photo=large_photo(),
        body="<p>Six words stand in this text.</p>",
    )
    time_machine.move_to(moment(2026, 12, 5, 8), tick=False)
    published(edition.article)

    data = structured_data(client.get(edition.get_absolute_url()).text)

    address = f"{SITE}/2026/07/the-weir-is-mended/"
    crops = [edition.photo[name] for name in ("sixteen_nine", "four_three", "square")]
    assert data == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"{address}#article",
        "url": address,
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "headline": "The weir is mended",
        "description": "It took a year.",
        "image": [
            {
                "@type": "ImageObject",
                "contentUrl": f"{SITE}{crop['src']}",
                "width": crop["width"],
                "height": crop["height"],
                **RIGHTS,
            }
            for crop in crops
        ],
        "datePublished": "2026-07-04T10:30:00+01:00",
        "dateModified": "2026-12-05T08:00:00+00:00",
        "author": [
            {
                "@type": "Person",
                "@id": f"{SITE}/people/maud-tarrant/#person",
                "name": "Maud Tarrant",
                "url": f"{SITE}/people/maud-tarrant/",
                "jobTitle": "Reporter",
            },
            {
                "@type": "Person",
                "@id": f"{SITE}/people/yusra-hallam/#person",
                "name": "Yusra Hallam",
                "url": f"{SITE}/people/yusra-hallam/",
            },
        ],
        "publisher": PUBLISHER,
        "articleSection": "Town",
        "keywords": ["Mills", "River"],
        "wordCount": 6,
        "inLanguage": "en-gb",
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/licenses/by-nd/4.0/",
    }


def test_images_are_wide_less_wide_and_square(client):
    edition = published_article(lead_photo=large_photo())

    data = structured_data(client.get(edition.get_absolute_url()).text)

    shapes = [(image["width"], image["height"]) for image in data["image"]]
    assert shapes == [(1200, 675), (1200, 900), (1000, 1000)]


def test_minor_edit_leaves_the_date_of_modification(client, time_machine):
    time_machine.move_to(moment(2026, 12, 4), tick=False)
    edition = published_article()
    time_machine.move_to(moment(2026, 12, 5), tick=False)
    published(edition.article, kind=Edition.Kind.MINOR)

    data = structured_data(client.get(edition.get_absolute_url()).text)

    assert data["dateModified"] == "2026-12-04T00:00:00+00:00"


def test_opinion_is_called_opinion(client):
    edition = published_article(section=section("Letters", is_opinion=True))

    data = structured_data(client.get(edition.get_absolute_url()).text)

    assert data["@type"] == "OpinionNewsArticle"


def test_what_a_story_lacks_is_left_out(client):
    edition = published_article(standfirst="", tags=[])

    data = structured_data(client.get(edition.get_absolute_url()).text)

    missing = {"description", "image", "associatedMedia", "keywords", "license"}
    assert missing.isdisjoint(data)


def test_photo_essay_names_its_photographers_and_frames(client):
    edition = published_photo_essay(by=[person("Aitzol Berasategi")])

    data = structured_data(client.get(edition.get_absolute_url()).text)

    address = f"{SITE}{edition.get_absolute_url()}"
    assert [author["name"] for author in data["author"]] == ["Aitzol Berasategi"]
    assert [frame["url"] for frame in data["associatedMedia"]] == [
        f"{address}photos/{number}/" for number in (1, 2, 3)
    ]


def test_frame_says_who_made_it_and_who_may_use_it(client, time_machine):
    time_machine.move_to(moment(2026, 12, 4), tick=False)
    publication(name="The Millrace")
    edition = published_photo_essay("Low water", photos=[large_photo()])

    data = structured_data(client.get(f"{edition.get_absolute_url()}photos/2/").text)

    story = f"{SITE}/2026/12/low-water/"
    largest = edition.frames[1]["srcset"]["image/jpeg"].split(", ")[-1].split()[0]
    assert data == {
        "@context": "https://schema.org",
        "@type": "ImageObject",
        "@id": f"{story}photos/2/#photo",
        "url": f"{story}photos/2/",
        "contentUrl": f"{SITE}{largest}",
        "width": 1600,
        "height": 1000,
        **RIGHTS,
        "isPartOf": {"@id": f"{story}#article"},
        "datePublished": "2026-12-04T00:00:00+00:00",
        "publisher": PUBLISHER,
        "representativeOfPage": True,
    }


def test_front_page_says_who_publishes(client):
    publication(
        name="The Millrace",
        tagline="News of Sallowbridge",
        mission="We report what happens on the river.",
        contact_email="desk@millrace.example",
        address="1 Mill Lane, Sallowbridge",
        social_addresses="https://social.example/@millrace\nhttps://films.example/millrace",
        publishing_principles_url="https://millrace.example/principles",
        corrections_policy_url="https://millrace.example/corrections",
        ownership_url="https://millrace.example/money",
        masthead_url="https://millrace.example/staff",
    )

    data = structured_data(client.get("/").text)

    assert data == {
        "@context": "https://schema.org",
        "@graph": [
            {
                **PUBLISHER,
                "description": "We report what happens on the river.",
                "email": "desk@millrace.example",
                "address": "1 Mill Lane, Sallowbridge",
                "sameAs": ["https://social.example/@millrace", "https://films.example/millrace"],
                "publishingPrinciples": "https://millrace.example/principles",
                "correctionsPolicy": "https://millrace.example/corrections",
                "ownershipFundingInfo": "https://millrace.example/money",
                "masthead": "https://millrace.example/staff",
            },
            {
                "@type": "WebSite",
                "@id": f"{SITE}/#website",
                "url": f"{SITE}/",
                "name": "The Millrace",
                "description": "News of Sallowbridge",
                "inLanguage": "en-gb",
                "publisher": {"@id": f"{SITE}/#publication"},
            },
        ],
    }


def test_person_page_says_who_it_is_about(client):
    maud = person(
        "Maud Tarrant",
        role="Reporter",
        biography="Maud reports on the river.",
        email="maud@millrace.example",
        website="https://maud.example/",
        portrait=large_photo(),
    )
    published_article(by=[maud])

    data = structured_data(client.get("/people/maud-tarrant/").text)

    address = f"{SITE}/people/maud-tarrant/"
    image = data["mainEntity"].pop("image")
    assert (image["width"], image["height"]) == (1600, 1000)
    assert data == {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": address,
        "mainEntity": {
            "@type": "Person",
            "@id": f"{address}#person",
            "name": "Maud Tarrant",
            "url": address,
            "jobTitle": "Reporter",
            "description": "Maud reports on the river.",
            "email": "maud@millrace.example",
            "sameAs": ["https://maud.example/"],
        },
    }


def test_no_headline_can_close_the_block(client):
    edition = published_article("</script><script>alert(1)</script> & \u2028 <!--")

    page = client.get(edition.get_absolute_url())

    assert structured_data(page.text)["headline"] == edition.headline
    assert "<script>alert" not in page.text


def test_data_without_a_page_of_data_draws_nothing(client):
    assert structured_data(client.get("/latest/").text) is None


def test_markup_is_escaped_in_the_block():
    assert json_ld({"name": "<b>&"}) == (
        '<script type="application/ld+json">{"name":"\\u003cb\\u003e\\u0026"}</script>'
    )
