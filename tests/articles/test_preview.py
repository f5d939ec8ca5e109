from datetime import timedelta

import pytest
from django.apps import apps
from django.test import RequestFactory

from articles import publishing
from articles.models import Byline, Edition, TextBlock
from articles.views import render_edition
from tests import factories
from tests.articles.test_restore import story_of_everything

pytestmark = pytest.mark.django_db


def page_of(edition):
    """The page that the desk shows and that readers get, before either's headers."""
    request = RequestFactory().get("/somewhere/")
    return render_edition(request, edition).content


def counts():
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


@pytest.mark.parametrize("written", [story_of_everything, factories.photo_essay])
def test_preview_is_the_published_page_byte_for_byte(clock, written):
    article = written()

    preview = page_of(publishing.preview(article))

    assert preview == page_of(publishing.publish(article))


def test_readers_are_sent_the_page_that_was_previewed(clock, client):
    article = story_of_everything()
    address = publishing.preview(article).get_absolute_url()
    request = RequestFactory().get(address)

    preview = render_edition(request, publishing.preview(article)).content

    publishing.publish(article)
    assert client.get(address).content == preview


def test_preview_of_an_update_is_that_of_a_substantive_one(clock):
    article = factories.published_article("The ferry stays").article
    clock.shift(timedelta(days=40))
    article.headline = "The ferry stays, by one vote"
    article.save()

    preview = page_of(publishing.preview(article))

    assert preview == page_of(publishing.publish(article, kind=Edition.Kind.SUBSTANTIVE))


def test_preview_of_a_withdrawn_article_has_its_first_date(clock):
    article = factories.published_article().article
    clock.shift(timedelta(days=40))
    publishing.withdraw(article)
    clock.shift(timedelta(days=1))

    preview = page_of(publishing.preview(article))

    assert preview == page_of(publishing.publish(article))


@pytest.mark.parametrize("written", [story_of_everything, factories.photo_essay])
def test_preview_leaves_nothing_behind(written):
    article = written()
    before = counts()

    publishing.preview(article)

    assert counts() == before


def test_preview_of_a_bare_working_copy_shows_what_there_is():
    article = factories.article("Notes", section=None, by=[], body="", standfirst="")

    page = page_of(publishing.preview(article)).decode()

    assert '<h1 id="headline">Notes</h1>' in page
    assert not Byline.objects.exists()
    assert not TextBlock.objects.exists()


def test_preview_of_a_photo_essay_without_photographs_shows_its_words():
    essay = factories.photo_essay("Notes", lead_photo=None, photos=[], by=[], section=None)

    page = page_of(publishing.preview(essay)).decode()

    assert '<h1 id="headline">Notes</h1>' in page
    assert '<div class="interlude"><p>Between two frames, some words.</p></div>' in page
