from datetime import timedelta

import pytest
from taggit.models import Tag

from articles import publishing
from articles.models import (
    BLOCKS,
    Article,
    Byline,
    DividerBlock,
    EmbedBlock,
    EssayTeaserBlock,
    PhotoBlock,
    PullQuoteBlock,
    TextBlock,
)
from articles.words import words_of
from tests import factories
from tests.factories import moment

pytestmark = pytest.mark.django_db


def put(article, *blocks):
    for position, block in enumerate(blocks):
        block.parent_id, block.region, block.ordering = article.pk, "body", position
        block.save()


def story_of_everything():
    """A story with each kind of block, two text blocks in a row, two bylines and two tags."""
    by = [factories.person("Yusra Hallam"), factories.person("Maud Tarrant")]
    article = factories.article(
        "The ferry stays",
        body="",
        by=by,
        tags=["river", "ferry"],
        kicker="Night ferry",
        lead_photo=factories.photo(),
    )
    Byline.objects.create(article=article, person=by[0], role=Byline.Role.PHOTOGRAPHS_BY)
    posted_at = moment(2026, 5, 3, 21, 12)
    put(
        article,
        TextBlock(html="<p>By one vote.</p>"),
        TextBlock(html="<h2>Who voted</h2>"),
        PhotoBlock(photo=factories.photo(), caption="The clerk counts.", layout="wide"),
        PhotoBlock(photo=factories.photo(), layout="column"),
        PullQuoteBlock(quote=factories.quote()),
        DividerBlock(),
        EssayTeaserBlock(essay_id=factories.published_photo_essay().article_id),
        EmbedBlock(url="https://a.example/1", author="Doris", text="We row.", posted_at=posted_at),
        EmbedBlock(url="https://a.example/2", author="Doris", text="Still.", posted_at=None),
    )
    return article


def wreck(article):
    """Change everything that an editor can change, except the address."""
    article.headline, article.standfirst, article.kicker = "Rewritten", "Anew", "Other"
    article.section, article.lead_photo = factories.section("Elsewhere"), None
    article.save()
    article.tags.set(["sheep"], clear=True)
    article.bylines.all().delete()
    Byline.objects.create(article=article, person=factories.person("Somebody"))
    for model in BLOCKS:
        model.objects.filter(parent=article).delete()
    put(article, TextBlock(html="<p>Nothing of it is left.</p>"))


@pytest.mark.parametrize("written", [story_of_everything, factories.photo_essay])
def test_restored_working_copy_freezes_to_the_same_edition(written):
    article = written()
    edition = publishing.publish(article)
    wreck(article)

    restored = publishing.restore(edition)

    again = publishing.publish(restored)
    assert again.data == edition.data
    assert again.frozen == edition.frozen
    assert again.body_html == edition.body_html
    assert (again.headline, again.standfirst, again.kicker, again.slug, again.section) == (
        (edition.headline, edition.standfirst, edition.kicker, edition.slug, edition.section)
    )


def test_story_of_everything_has_each_kind_of_block():
    words = words_of(story_of_everything())

    assert {block["type"] for block in words["blocks"]} == {
        "text",
        "photo",
        "pull_quote",
        "essay_teaser",
        "embed",
        "divider",
    }


def test_restoring_changes_nothing_that_readers_see(client):
    article = factories.article("The first words")
    first = publishing.publish(article)
    article.headline = "The second words"
    article.save()
    second = publishing.publish(article)
    before = (list(article.editions.values()), client.get(second.get_absolute_url()).content)

    publishing.restore(first)

    after = (list(article.editions.values()), client.get(second.get_absolute_url()).content)
    assert after == before
    assert Article.objects.get().headline == "The first words"


def test_restored_working_copy_has_unpublished_changes(time_machine):
    time_machine.move_to(moment(2026, 5, 4, 9), tick=False)
    edition = factories.published_article()
    time_machine.shift(timedelta(hours=1))

    publishing.restore(edition)

    assert Article.objects.with_status().get().has_changes


def test_address_is_not_restored():
    edition = factories.published_article("Low water")
    Article.objects.update(slug="dry-summer")

    restored = publishing.restore(edition)

    assert restored.slug == "dry-summer"


def test_deleted_tag_is_made_again():
    edition = factories.published_article(tags=["river", "ferry"])
    Tag.objects.get(name="river").delete()

    restored = publishing.restore(edition)

    assert sorted(restored.tags.names()) == ["ferry", "river"]


def test_renamed_tag_is_restored_under_its_new_name():
    edition = factories.published_article(tags=["river"])
    edition.article.tags.clear()
    Tag.objects.update(name="River Sallow")

    restored = publishing.restore(edition)

    assert list(restored.tags.names()) == ["River Sallow"]
    assert Tag.objects.count() == 1
