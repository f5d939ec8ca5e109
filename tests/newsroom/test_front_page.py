from datetime import date, timedelta

import pytest
from pytest_django.asserts import assertInHTML

from articles import publishing
from articles.models import Section
from newsroom.front_page import FrontPage
from tests import factories
from tests.factories import moment

pytestmark = pytest.mark.django_db

NINE = moment(2026, 5, 4, 9)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NINE, tick=False)
    return time_machine


@pytest.fixture
def town():
    return factories.section("Town")


@pytest.fixture
def photo():
    return factories.photo(made=False)


def story(headline, hours_ago=1, **fields):
    return factories.published_article(headline, live_from=NINE - hours_ago * HOUR, **fields)


def layout():
    """Headlines by place, as the front page arranges what is live."""
    context = FrontPage(list(Section.objects.all())).context()
    rivers = {
        river["section"].name: [edition.headline for edition in river["editions"]]
        for river in context["rivers"]
    }
    return {
        "lead": context["lead"] and context["lead"].headline,
        "beside": [edition.headline for edition in context["beside"]],
        "top": [edition.headline for edition in context["top"]],
        "essay": context["essay"] and context["essay"].headline,
        "opinion": [edition.headline for edition in context["opinion"]],
        "rivers": rivers,
    }


EMPTY = {"lead": None, "beside": [], "top": [], "essay": None, "opinion": [], "rivers": {}}


def test_paper_without_stories_says_so(client):
    response = client.get("/")

    assert response.status_code == 200
    assertInHTML(
        '<p class="standfirst wrap">The first edition is being written. Come back soon, or'
        ' <a href="/about/">read who we are</a>.</p>',
        response.text,
        1,
    )


def test_lead_is_the_newest_story_with_a_photograph(town, photo):
    story("Newest, no photograph", 1, section=town)
    story("Newer, photograph", 2, section=town, lead_photo=photo)
    story("Old, photograph", 3, section=town, lead_photo=photo)

    assert layout()["lead"] == "Newer, photograph"


def test_lead_is_the_newest_story_when_none_has_a_photograph(town):
    story("Newest", 1, section=town)
    story("Older", 2, section=town)

    assert layout() == EMPTY | {"lead": "Newest", "top": ["Older"]}


def test_essays_and_opinion_have_places_of_their_own(town, photo):
    opinion = factories.section("Opinion", is_opinion=True)
    factories.published_photo_essay("Low water", section=town, lead_photo=photo, photos=[])
    story("I have rowed you all home", 1, section=opinion, lead_photo=photo)
    story("The ferry stays", 2, section=town)

    assert layout() == EMPTY | {
        "lead": "The ferry stays",
        "essay": "Low water",
        "opinion": ["I have rowed you all home"],
    }


@pytest.mark.parametrize("is_opinion", [True, False])
def test_only_story_leads_whatever_it_is(is_opinion, client, photo):
    section = factories.section("Voices", is_opinion=is_opinion)
    if is_opinion:
        story("The only one", section=section)
    else:
        factories.published_photo_essay("The only one", section=section, lead_photo=photo)

    assert layout() == EMPTY | {"lead": "The only one"}
    assert "The first edition is being written" not in client.get("/").text


def test_stories_with_the_leads_tags_stand_beside_it(town, photo):
    story("Lead", 1, section=town, lead_photo=photo, tags=["ferry"])
    story("Other", 2, section=town)
    for number in (3, 4, 5):
        story(f"Ferry {number}", number, section=town, tags=["ferry"])

    shown = layout()

    assert shown["beside"] == ["Ferry 3", "Ferry 4"]
    assert shown["top"] == ["Other", "Ferry 5"]


def test_story_with_a_photograph_stands_in_the_middle_of_the_top(town, photo):
    story("Lead", 1, section=town, lead_photo=photo)
    for number in (2, 3, 4, 5):
        story(f"Plain {number}", number, section=town)
    story("Pictured", 6, section=town, lead_photo=photo)

    assert layout()["top"] == ["Plain 2", "Plain 3", "Pictured", "Plain 4", "Plain 5"]


def test_three_opinions_are_shown_and_the_others_flow_into_their_river(photo):
    opinion = factories.section("Opinion", is_opinion=True)
    town = factories.section("Town")
    for number in range(6):
        story(f"News {number}", 1, section=town, lead_photo=photo)
    for number in (2, 3, 4, 5):
        story(f"Opinion {number}", number, section=opinion)

    shown = layout()

    assert shown["opinion"] == ["Opinion 2", "Opinion 3", "Opinion 4"]
    assert shown["rivers"] == {"Opinion": ["Opinion 5"]}


def test_rivers_stand_in_the_order_of_sections_each_with_four_stories(photo):
    river = factories.section("River", position=2)
    town = factories.section("Town", position=1)
    factories.section("Empty", position=0)
    for number in range(6):
        story(f"Above {number}", 1, section=town, lead_photo=photo)
    for number in (2, 3, 4, 5, 6):
        story(f"Town {number}", number, section=town)
        story(f"River {number}", number, section=river)

    rivers = layout()["rivers"]

    assert list(rivers) == ["Town", "River"]
    assert rivers["Town"] == ["Town 2", "Town 3", "Town 4", "Town 5"]


def test_river_begins_with_a_photograph_if_it_has_one(town, photo):
    for number in range(6):
        story(f"Above {number}", 1, section=town, lead_photo=photo)
    story("Plain", 2, section=town)
    story("Pictured", 3, section=town, lead_photo=photo)

    assert layout()["rivers"] == {"Town": ["Pictured", "Plain"]}


def test_no_story_stands_twice(town, photo):
    opinion = factories.section("Opinion", is_opinion=True)
    for number in range(1, 16):
        pictured = {"lead_photo": photo} if number % 3 == 0 else {}
        tags = ["ferry"] if number % 2 else []
        story(f"Town {number}", number, section=town, tags=tags, **pictured)
        story(f"Opinion {number}", number, section=opinion)

    shown = layout()

    rivers = [headline for river in shown["rivers"].values() for headline in river]
    everything = [shown["lead"], *shown["beside"], *shown["top"], *shown["opinion"], *rivers]
    assert len(everything) == 1 + 2 + 5 + 3 + 4 + 4
    assert len(set(everything)) == len(everything)


def test_only_live_stories_are_shown(town):
    withdrawn = story("Gone", 2, section=town)
    publishing.withdraw(withdrawn.article)
    factories.article("Draft", section=town)
    factories.published_article("Scheduled", live_from=NINE + HOUR, section=town)

    assert layout() == EMPTY


def test_scheduled_story_comes_at_its_hour(client, town, clock):
    factories.published_article("Scheduled", live_from=NINE + HOUR, section=town)

    before = client.get("/")
    clock.shift(HOUR)
    after = client.get("/")

    assert before.context["lead"] is None
    assert after.context["lead"].headline == "Scheduled"


def test_quote_that_was_said_lately_is_the_newest_that_a_story_uses(client):
    used = [
        factories.quote("Without a day.", said_on=None),
        factories.quote("In March.", said_on=date(2026, 3, 1)),
        factories.quote("In April.", said_on=date(2026, 4, 1)),
    ]
    story("The ferry", quotes=used)
    factories.quote("Nobody used this.", said_on=date(2026, 5, 1))

    quote = client.get("/").context["quote"]

    assert quote.text == "In April."


def test_page_takes_five_queries(client, django_assert_num_queries, photo):
    story("The ferry", lead_photo=photo, quotes=[factories.quote()], tags=["ferry"])

    with django_assert_num_queries(5):
        client.get("/")

    for number in range(29):
        story(f"Story {number}", section=factories.section(f"Section {number % 5}"))
    with django_assert_num_queries(5):
        client.get("/")


def test_name_of_the_paper_is_the_only_h1(client):
    factories.publication(name="The Millrace")
    story("The ferry")

    page = client.get("/").text

    assert page.count("<h1") == 1
    assertInHTML('<h1 class="masthead__name"><a href="/">The Millrace</a></h1>', page, 1)
