from datetime import timedelta

import pytest

from articles import publishing
from articles.models import Edition
from tests import factories
from tests.factories import moment

pytestmark = pytest.mark.django_db

NINE = moment(2026, 5, 4, 9)
HOUR = timedelta(hours=1)


def test_withdrawn_article_is_live_no_more(clock):
    edition = factories.published_article()
    clock.shift(HOUR)

    publishing.withdraw(edition.article)

    edition.refresh_from_db()
    assert edition.article.live_edition() is None
    assert edition.live_until == NINE + HOUR


def test_withdrawing_cancels_what_is_scheduled(clock):
    article = factories.article()
    publishing.schedule(article, NINE + HOUR)

    publishing.withdraw(article)

    clock.shift(2 * HOUR)
    assert article.live_edition() is None
    assert not article.was_public()


def test_withdrawn_article_comes_back_under_its_first_date(clock):
    article = factories.published_article().article
    clock.shift(HOUR)
    publishing.withdraw(article)
    clock.shift(HOUR)

    edition = publishing.publish(article)

    assert article.live_edition() == edition
    assert (edition.number, edition.kind) == (2, Edition.Kind.SUBSTANTIVE)
    assert (edition.first_published_at, edition.updated_at) == (NINE, NINE + 2 * HOUR)
