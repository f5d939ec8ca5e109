"""Latest stories, sections, tags, photo essays: newest first, twenty a page, honest when empty."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertInHTML

from articles import publishing
from tests import factories
from tests.factories import moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

CANONICAL = re.compile(r'<link rel="canonical" href="http://testserver([^"]*)">')
PAGE_LINK = re.compile(r'<a href="([^"]*)" rel="(prev|next)"')
QUERIES = {
    "/latest/": 4,
    "/photo-essays/": 4,
    "/sections/town/": 5,
    "/tags/": 4,
    "/tags/river/": 5,
    "/people/": 4,
    "/people/maud-tarrant/": 7,
    "/quotes/": 4,
}


@pytest.fixture
def paper():
    """Fills every list with stories, essays, tags, people and quotes, as many as asked for."""
    town, maud = factories.section("Town"), factories.person("Maud Tarrant")
    photo = factories.photo(made=False, photographer=maud)

    def fill(numbers):
        for number in numbers:
            writers = [maud, factories.person(f"Writer {number:02}")]
            words = {
                "section": town,
                "by": writers,
                "tags": ["river", f"tag {number:02}"],
                "live_from": moment(2026, 5, 3, 9, number),
                "lead_photo": photo,
            }
            factories.published_article(
                f"Story {number:02}",
                quotes=[factories.quote(f"Quote {number:02}", speaker=maud)],
                **words,
            )
            factories.published_photo_essay(f"Essay {number:02}", photos=[], **words)

    return fill


def headlines(response):
    return [edition.headline for edition in response.context["page_obj"]]


def stories(*numbers):
    return [f"Story {number:02}" for number in numbers]


@pytest.fixture
def twenty_one():
    """Stories 0 to 20, the newest last, all with one section, tag and person."""
    words = {
        "section": factories.section("Town"),
        "by": [factories.person("Maud Tarrant")],
        "tags": ["river"],
    }
    for number in range(21):
        live_from = moment(2026, 5, 3, 9, number)
        factories.published_article(f"Story {number:02}", live_from=live_from, **words)


LISTS = ["/latest/", "/sections/town/", "/tags/river/", "/people/maud-tarrant/"]


@pytest.mark.parametrize("address", LISTS)
def test_stories_are_listed_newest_first_on_pages_of_twenty(client, twenty_one, address):
    first = client.get(address)
    second = client.get(f"{address}?page=2")

    assert headlines(first) == stories(*range(20, 0, -1))
    assert headlines(second) == stories(0)
    assert PAGE_LINK.findall(first.text) == [("?page=2", "next")]
    assert PAGE_LINK.findall(second.text) == [(address, "prev")]


@pytest.mark.parametrize("address", LISTS)
def test_each_page_has_one_canonical_address(client, twenty_one, address):
    asked = [address, f"{address}?page=1", f"{address}?page=2", f"{address}?utm_source=mail"]

    canonical = [CANONICAL.findall(client.get(each).text) for each in asked]

    assert canonical == [[address], [address], [f"{address}?page=2"], [address]]


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("page", ["3", "0", "-1", "abc", "999999"])
def test_page_that_is_not_there_is_not_found(client, twenty_one, address, page):
    assert client.get(f"{address}?page={page}").status_code == 404


def test_order_is_that_of_first_publication_whatever_was_updated_since(client):
    older = factories.published_article("Older", live_from=moment(2026, 5, 3, 9))
    factories.published_article("Newer", live_from=moment(2026, 5, 3, 10))
    factories.published(older.article, live_from=moment(2026, 5, 3, 11))

    assert headlines(client.get("/latest/")) == ["Newer", "Older"]


def test_lists_take_as_many_queries_for_thirty_stories_as_for_one(client, paper):
    def count():
        numbers = {}
        for address in QUERIES:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            numbers[address] = len(queries)
        return numbers

    paper([0])
    with_one = count()
    paper(range(1, 30))
    with_thirty = count()

    assert with_one == QUERIES
    assert with_thirty == QUERIES


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/latest/", "Nothing has been published here yet."),
        ("/photo-essays/", "No photo essay has been published yet."),
        ("/tags/", "No story carries a tag yet."),
        ("/people/", "Nobody has been credited or quoted yet."),
        ("/quotes/", "Nobody has been quoted yet."),
        ("/sections/town/", "Nothing has been published here yet."),
    ],
)
def test_list_of_a_young_paper_says_that_nothing_is_there_yet(client, address, words):
    factories.section("Town")

    response = client.get(address)

    assert response.status_code == 200
    assert response.text.count(words) == 1


@pytest.mark.parametrize(
    "address", ["/sections/no/", "/tags/no/", "/people/no/", "/quotes/1/no/", "/quotes/1/"]
)
def test_what_nobody_has_heard_of_is_not_found(client, address):
    assert client.get(address).status_code == 404


# Sections


def test_section_lists_its_own_stories_under_its_name(client):
    town = factories.section("Town", description="Council, courts and cats.")
    factories.published_article("Here", section=town)
    factories.published_article("Elsewhere", section=factories.section("River"))

    response = client.get("/sections/town/")

    assert headlines(response) == ["Here"]
    assertInHTML('<h1 class="page-title">Town</h1>', response.text, 1)
    assertInHTML('<p class="standfirst">Council, courts and cats.</p>', response.text, 1)


def test_story_moves_to_another_section_with_its_next_edition(client):
    town, river = factories.section("Town"), factories.section("River")
    article = factories.published_article("The ferry", section=town).article
    article.section = river
    article.save()
    before = headlines(client.get("/sections/town/")), headlines(client.get("/sections/river/"))

    publishing.publish(article)

    after = headlines(client.get("/sections/town/")), headlines(client.get("/sections/river/"))
    assert before == (["The ferry"], [])
    assert after == ([], ["The ferry"])


# Tags


def test_tag_lists_the_stories_that_carry_it(client):
    factories.published_article("About the river", tags=["river", "ferry"])
    factories.published_article("About the ferry", tags=["ferry"])

    response = client.get("/tags/river/")

    assert headlines(response) == ["About the river"]
    assertInHTML('<h1 class="page-title">river</h1>', response.text, 1)


def test_tag_that_no_live_story_carries_any_more_is_not_found(client):
    article = factories.published_article(tags=["river"]).article
    before = client.get("/tags/river/").status_code
    article.tags.clear()
    publishing.publish(article)

    after = client.get("/tags/river/").status_code

    assert (before, after) == (200, 404)


def test_tags_are_counted_from_a_to_z(client):
    factories.published_article(tags=["weir", "ferry"])
    article = factories.published_article(tags=["ferry"]).article
    publishing.publish(article)

    tags = client.get("/tags/").context["page_obj"]

    assert [(tag.name, tag.stories) for tag in tags] == [("ferry", 2), ("weir", 1)]


# Photo essays


def test_photo_essays_are_listed_without_the_stories(client):
    factories.published_article("A story")
    factories.published_photo_essay("An essay")

    response = client.get("/photo-essays/")

    assert headlines(response) == ["An essay"]
    assertInHTML('<p class="kicker">3 frames</p>', response.text, 1)
