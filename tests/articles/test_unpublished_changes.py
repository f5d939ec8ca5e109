"""What the desk says, and asks, of a working copy that readers do not see yet."""

from datetime import timedelta

import pytest

from articles import publishing
from articles.models import Article, TextBlock
from tests import factories
from tests.factories import moment
from tests.forms import Form
from tests.staff import desk_of, member_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

HOUR = timedelta(hours=1)


@pytest.fixture
def desk():
    return desk_of(member_of("Editor"))


@pytest.fixture
def article(clock):
    article = factories.published_article("Before").article
    clock.shift(HOUR)
    return article


def address_of(article):
    return f"/desk/articles/article/{article.pk}/change/"


def has_changes(article):
    return Article.objects.with_status().get(pk=article.pk).has_changes


def test_saving_an_untouched_form_changes_nothing(desk, article):
    form = Form(desk.get(address_of(article)).text)

    response = desk.post(address_of(article), form.sent())

    assert response.status_code == 302
    assert has_changes(article) is False


@pytest.mark.parametrize("field", ["headline", "articles_textblock_set-0-html"])
def test_a_changed_field_or_block_is_an_unpublished_change(desk, article, field):
    form = Form(desk.get(address_of(article)).text).fill(**{field: "<p>After</p>"})

    desk.post(address_of(article), form.sent())

    assert has_changes(article) is True


def test_cancelling_a_schedule_leaves_its_words_unpublished(article):
    article.headline = "After"
    article.save()
    publishing.schedule(article, moment(2026, 5, 4, 18))

    publishing.unschedule(article)

    assert has_changes(article) is True


def test_restoring_over_unpublished_changes_asks_first(desk, article):
    article.headline = "Never published"
    article.save()
    door = f"/desk/articles/article/{article.pk}/editions/1/restore/"

    asked = desk.post(door)
    headline_then = Article.objects.get().headline
    desk.post(door, {"sure": "Restore edition 1"})

    assert "changes that were never published" in asked.text
    assert headline_then == "Never published"
    assert Article.objects.get().headline == "Before"


def test_empty_paragraphs_at_the_end_of_a_text_are_dropped():
    block = TextBlock(
        parent=factories.article(),
        region="body",
        ordering=99,
        html="<p>Words.</p><p></p><p>More.</p><p> </p><p><br></p>",
    )

    block.full_clean()

    assert block.html == "<p>Words.</p><p></p><p>More.</p>"
