from datetime import timedelta

import pytest
from django.utils import timezone

from articles.search import suggestion
from tests.factories import published_article

pytestmark = pytest.mark.django_db


def test_suggestion_is_the_nearest_word_of_a_story():
    published_article("The bridge at Sallowbridge", body="<p>Brightly lit by the weir.</p>")

    suggested = [suggestion(text) for text in ("brigde", "the wier", "Salowbridge Brigde")]

    assert suggested == ["bridge", "the weir", "sallowbridge bridge"]


def test_letters_that_changed_places_are_put_right_first():
    published_article("Watered and water")

    assert suggestion("watre") == "water"


def test_nothing_is_suggested_that_readers_would_not_find():
    tomorrow = timezone.now() + timedelta(days=1)
    published_article("Resignation", live_from=tomorrow)
    published_article("The bridge")
    published_article("The weir")

    suggested = [suggestion(text) for text in ("resignatoin", "brigde weir", "zzzzzz", "bridge")]

    assert suggested == [None, None, None, None]
