"""An address answers 200, one 301, 404 or 410, and never changes its mind about whose it is."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from pytest_django.asserts import assertInHTML

from articles import publishing
from articles.models import Article
from tests import factories
from tests.factories import moment

pytestmark = pytest.mark.django_db

NINE = moment(2026, 5, 4, 9)
HOUR = timedelta(hours=1)


@pytest.fixture
def renamed(clock):
    """An essay that was published as "one", then as "two", and is now "three"."""
    essay = factories.photo_essay("Low water", slug="one")
    for slug in ("one", "two", "three"):
        clock.shift(HOUR)
        rename(essay, slug)
        publishing.publish(essay)
    clock.shift(HOUR)
    return essay


def rename(article, slug):
    article.slug = slug
    article.save()


def answer(client, address):
    """Status, and where a redirect leads."""
    response = client.get(address)
    return (response.status_code, response.headers.get("Location"))


# Where a story is


def test_address_has_year_month_and_slug(client, clock):
    factories.published_article("The ferry stays")

    assert answer(client, "/2026/05/the-ferry-stays/") == (200, None)


def test_month_is_that_of_the_publications_own_clock(client):
    edition = factories.published_article("Midnight", live_from=moment(2026, 5, 31, 23, 30))

    assert edition.get_absolute_url() == "/2026/06/midnight/"
    assert answer(client, "/2026/06/midnight/") == (200, None)


def test_update_in_another_month_leaves_the_address_as_it_is(client, clock):
    article = factories.published_article("The ferry stays").article
    clock.shift(timedelta(days=60))

    edition = publishing.publish(article)

    assert edition.get_absolute_url() == "/2026/05/the-ferry-stays/"


@pytest.mark.parametrize(
    "address",
    ["/2026/06/the-ferry-stays/", "/2025/05/the-ferry-stays/", "/0000/99/the-ferry-stays/"],
)
def test_wrong_month_leads_to_the_right_one(client, clock, address):
    factories.published_article("The ferry stays")

    assert answer(client, address) == (301, "/2026/05/the-ferry-stays/")


def test_wrong_month_of_a_frame_leads_to_the_right_one(client, clock):
    factories.published_photo_essay("Low water")

    found = answer(client, "/2025/01/low-water/photos/2/")

    assert found == (301, "/2026/05/low-water/photos/2/")


def test_address_without_its_last_slash_leads_to_the_one_with_it(client, clock):
    factories.published_article("The ferry stays")

    assert answer(client, "/2026/05/the-ferry-stays") == (301, "/2026/05/the-ferry-stays/")


# Where it was


@pytest.mark.parametrize("slug", ["one", "two"])
def test_each_old_slug_leads_to_the_new_one_at_once(client, renamed, slug):
    assert answer(client, f"/2026/05/{slug}/") == (301, "/2026/05/three/")
    assert answer(client, "/2026/05/three/") == (200, None)


@pytest.mark.parametrize("slug", ["one", "two"])
def test_each_old_address_of_a_frame_leads_to_the_new_one_at_once(client, renamed, slug):
    found = answer(client, f"/2026/05/{slug}/photos/2/")

    assert found == (301, "/2026/05/three/photos/2/")
    assert answer(client, "/2026/05/three/photos/2/") == (200, None)


def test_old_slug_in_the_wrong_month_takes_one_redirect_too(client, renamed):
    assert answer(client, "/2020/01/one/") == (301, "/2026/05/three/")


def test_story_may_return_to_its_old_slug(client, renamed):
    rename(renamed, "one")

    publishing.publish(renamed)

    assert answer(client, "/2026/05/one/") == (200, None)
    assert answer(client, "/2026/05/two/") == (301, "/2026/05/one/")
    assert answer(client, "/2026/05/three/") == (301, "/2026/05/one/")


def test_new_slug_of_the_working_copy_is_not_there_before_it_is_published(client, renamed):
    rename(renamed, "four")

    assert answer(client, "/2026/05/four/") == (404, None)
    assert answer(client, "/2026/05/three/") == (200, None)


def test_new_slug_comes_with_its_scheduled_edition(client, renamed, clock):
    rename(renamed, "four")
    publishing.schedule(renamed, moment(2026, 5, 5, 9))
    before = answer(client, "/2026/05/four/"), answer(client, "/2026/05/three/")
    clock.move_to(moment(2026, 5, 5, 9))

    after = answer(client, "/2026/05/four/"), answer(client, "/2026/05/three/")

    assert before == ((404, None), (200, None))
    assert after == ((200, None), (301, "/2026/05/four/"))


# What is withdrawn


@pytest.mark.parametrize("slug", ["one", "two", "three"])
def test_withdrawn_story_is_gone_at_each_of_its_addresses(client, renamed, slug):
    publishing.withdraw(renamed)

    assert answer(client, f"/2026/05/{slug}/") == (410, None)
    assert answer(client, f"/2026/05/{slug}/photos/2/") == (410, None)


def test_page_of_a_withdrawn_story_says_so_and_no_more(client, clock):
    edition = factories.published_article("Named in error", standfirst="Somebody did it.")
    clock.shift(HOUR)
    publishing.withdraw(edition.article)

    page = client.get(edition.get_absolute_url()).text

    assertInHTML("<h1>We have withdrawn this story</h1>", page, 1)
    assert "Named in error" not in page
    assert "Somebody did it." not in page


def test_story_that_ended_by_the_clock_is_gone(client, clock):
    edition = factories.published_article(off_at=NINE + HOUR)

    clock.shift(HOUR)

    assert answer(client, edition.get_absolute_url()) == (410, None)


def test_story_that_comes_back_is_found_at_its_old_addresses_again(client, renamed, clock):
    publishing.withdraw(renamed)
    clock.shift(HOUR)

    publishing.publish(renamed)

    assert answer(client, "/2026/05/one/") == (301, "/2026/05/three/")
    assert answer(client, "/2026/05/three/") == (200, None)


# What never was


def test_draft_is_not_found(client, clock):
    factories.article("The ferry stays")

    assert answer(client, "/2026/05/the-ferry-stays/") == (404, None)


def test_scheduled_story_is_not_found_before_its_hour(client, clock):
    factories.published_article("The ferry stays", live_from=NINE + HOUR)

    assert answer(client, "/2026/05/the-ferry-stays/") == (404, None)


def test_cancelled_story_is_not_found_ever(client, clock):
    edition = factories.published_article("The ferry stays", live_from=NINE + HOUR)
    publishing.unschedule(edition.article)

    clock.shift(2 * HOUR)

    assert answer(client, "/2026/05/the-ferry-stays/") == (404, None)


@pytest.mark.parametrize(
    "address",
    [
        "/2026/5/the-ferry-stays/",
        "/26/05/the-ferry-stays/",
        "/2026/05/",
        "/2026/05/The-Ferry-Stays/",
    ],
)
def test_address_of_another_shape_is_not_found(client, clock, address):
    factories.published_article("The ferry stays")

    assert answer(client, address) == (404, None)


# Whose it is


def test_slug_is_made_from_the_headline_and_numbered_when_it_is_taken():
    slugs = [factories.article("Low water").slug for _ in range(3)]

    assert slugs == ["low-water", "low-water-2", "low-water-3"]


def test_slug_that_was_ever_public_is_not_made_again(renamed):
    assert factories.article("One").slug == "one-2"


@pytest.mark.parametrize("slug", ["one", "two", "three"])
def test_slug_of_another_article_is_refused_even_if_it_gave_it_up(renamed, slug):
    article = Article(headline="Another", slug=slug)

    with pytest.raises(ValidationError) as refusal:
        article.clean()

    assert refusal.value.message_dict == {
        "slug": ["Another article has, or once had, this address. Choose another."]
    }


def test_article_may_keep_and_take_back_slugs_of_its_own(renamed):
    for slug in ("one", "two", "three"):
        renamed.slug = slug
        renamed.clean()

    assert renamed.slug == "three"


@pytest.mark.parametrize(
    ("headline", "slug"), [("我们划船", "story"), ("…", "story"), ("É" * 200, "e" * 90)]
)
def test_every_headline_makes_a_slug(headline, slug):
    assert factories.article(headline).slug == slug
