import re
from datetime import timedelta

import pytest

from articles import publishing
from tests import factories
from tests.factories import moment

pytestmark = pytest.mark.django_db

LINK = re.compile(r'href="(/[0-9]{4}/[^"]+)"')
NINE = moment(2026, 5, 4, 9)
HOUR = timedelta(hours=1)


@pytest.fixture
def essay(clock):
    return factories.photo_essay("Low water")


@pytest.fixture
def story(essay):
    """Live, with a teaser of an essay that is a draft."""
    return factories.published_article("The river", essays=[essay]).article


def links(edition):
    return LINK.findall(edition.body_html)


def test_teaser_of_a_draft_essay_is_left_out(story):
    assert links(story.live_edition()) == []


def test_teaser_appears_when_its_essay_is_published(story, essay):
    publishing.publish(essay)

    edition = story.live_edition()
    assert (edition.number, links(edition)) == (1, ["/2026/05/low-water/"])


def test_teaser_goes_when_its_essay_is_withdrawn(story, essay):
    publishing.publish(essay)

    publishing.withdraw(essay)

    assert links(story.live_edition()) == []


def test_teaser_follows_its_essay_to_a_new_address(story, essay):
    publishing.publish(essay)
    essay.slug = "dry-summer"
    essay.save()

    publishing.publish(essay)

    assert links(story.live_edition()) == ["/2026/05/dry-summer/"]


def test_teaser_appears_in_a_story_that_waits_for_its_next_edition(story, essay):
    due = publishing.schedule(story, NINE + HOUR)

    publishing.publish(essay)

    due.refresh_from_db()
    assert links(story.live_edition()) == ["/2026/05/low-water/"]
    assert links(due) == ["/2026/05/low-water/"]


def test_frames_of_a_scheduled_essay_follow_it_when_an_earlier_edition_fixes_its_address(clock):
    essay = factories.photo_essay("Low water")
    due = publishing.schedule(essay, moment(2026, 6, 1, 9))

    publishing.publish(essay)

    due.refresh_from_db()
    assert links(due) == ["/2026/05/low-water/photos/2/", "/2026/05/low-water/photos/3/"]
