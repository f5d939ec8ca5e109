from datetime import timedelta

import pytest

from articles import publishing
from tests import factories
from tests.factories import moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NINE = moment(2026, 5, 4, 9)
HOUR = timedelta(hours=1)


def headlines(response):
    return [edition.headline for edition in response.context["related"]]


def test_related_stories_are_those_that_share_most_tags_then_the_section(client):
    town, river = factories.section("Town"), factories.section("River")
    edition = factories.published_article("This", section=town, tags=["ferry", "vote"])
    factories.published_article("Two tags, elsewhere", section=river, tags=["ferry", "vote"])
    factories.published_article(
        "One tag, here", section=town, tags=["vote"], live_from=NINE - 3 * HOUR
    )
    factories.published_article("No tag, here, older", section=town, live_from=NINE - 2 * HOUR)
    factories.published_article("No tag, here, newer", section=town, live_from=NINE - HOUR)
    factories.published_article("Neither", section=river, tags=["eel"])

    response = client.get(edition.get_absolute_url())

    assert headlines(response) == [
        "Two tags, elsewhere",
        "One tag, here",
        "No tag, here, newer",
        "No tag, here, older",
    ]


def test_related_stories_are_four_at_most(client):
    edition = factories.published_article("This")
    for number in range(5):
        factories.published_article(f"Story {number}")

    response = client.get(edition.get_absolute_url())

    assert len(headlines(response)) == 4


def test_withdrawn_and_scheduled_stories_are_not_related(client, clock):
    edition = factories.published_article("This")
    factories.published_article("Later", live_from=NINE + HOUR)
    withdrawn = factories.published_article("Gone")
    clock.shift(timedelta(minutes=1))
    publishing.withdraw(withdrawn.article)

    response = client.get(edition.get_absolute_url())

    assert headlines(response) == []
