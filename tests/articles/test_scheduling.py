from datetime import timedelta

import pytest

from articles import publishing
from articles.models import Byline
from articles.publishing import NotReady
from tests import factories
from tests.factories import moment

pytestmark = pytest.mark.django_db

NINE = moment(2026, 5, 4, 9)
HOUR = timedelta(hours=1)


def test_scheduled_edition_is_shown_from_its_hour(clock):
    article = factories.article()

    edition = publishing.schedule(article, NINE + HOUR)

    assert article.live_edition() is None
    clock.move_to(NINE + HOUR - timedelta(microseconds=1), tick=False)
    assert article.live_edition() is None
    clock.move_to(NINE + HOUR, tick=False)
    assert article.live_edition() == edition
    assert edition.first_published_at == NINE + HOUR


def test_scheduled_edition_keeps_the_words_of_the_moment_of_scheduling(clock):
    article = factories.article("The ferry stays")
    publishing.schedule(article, NINE + HOUR)
    article.headline = "The ferry goes"
    article.save()

    clock.shift(HOUR)

    assert article.live_edition().headline == "The ferry stays"


def test_scheduling_again_takes_the_place_of_the_earlier_plan(clock):
    article = factories.article()
    publishing.schedule(article, NINE + HOUR)

    second = publishing.schedule(article, NINE + 2 * HOUR)

    assert list(article.editions.due()) == [second]
    clock.shift(HOUR)
    assert article.live_edition() is None


def test_moment_that_has_passed_is_refused(clock):
    article = factories.article()

    with pytest.raises(ValueError, match="This moment has passed"):
        publishing.schedule(article, NINE)

    assert not article.editions.exists()


def test_earlier_plan_stays_when_the_new_one_is_not_ready(clock):
    article = factories.article()
    plan = publishing.schedule(article, NINE + HOUR)
    Byline.objects.filter(article=article).delete()

    with pytest.raises(NotReady):
        publishing.schedule(article, NINE + 2 * HOUR)

    assert list(article.editions.due()) == [plan]


def test_unscheduled_edition_never_comes(clock):
    article = factories.article()
    publishing.schedule(article, NINE + HOUR)

    publishing.unschedule(article)

    clock.shift(2 * HOUR)
    assert article.live_edition() is None
    assert not article.was_public()


def test_unscheduling_leaves_the_live_edition_alone(clock):
    article = factories.published_article().article
    publishing.schedule(article, NINE + HOUR)

    publishing.unschedule(article)

    clock.shift(2 * HOUR)
    assert article.live_edition().number == 1
