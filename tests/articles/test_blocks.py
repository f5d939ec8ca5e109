import pytest
from pytest_django.asserts import assertInHTML

from articles import publishing
from articles.models import DividerBlock, EmbedBlock, PhotoBlock
from tests import factories
from tests.factories import moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NINE = moment(2026, 5, 4, 9)


def page_of(client, edition):
    response = client.get(edition.get_absolute_url())
    assert response.status_code == 200
    return response.text


def test_text_stands_as_it_was_written(client):
    words = '<h2>Who voted</h2><p>By <em>one</em> vote, <a href="https://a.example/">here</a>.</p>'
    edition = factories.published_article(body=words)

    assertInHTML(f'<div class="prose prose--story">{words}</div>', page_of(client, edition), 1)


def test_photograph_in_the_text_has_its_own_caption_and_layout(client):
    article = factories.article(photos=[factories.photo(caption="The library's words.")])
    PhotoBlock.objects.update(caption="The clerk counts.", layout="wide")

    page = page_of(client, publishing.publish(article))

    assert '<figure class="photo photo--wide">' in page
    assertInHTML("<p>The clerk counts.</p>", page, 1)
    assert "The library" not in page


def test_pull_quote_is_a_figure_with_its_speaker_and_day(client):
    speaker = factories.person("Doris Weir")
    quote = factories.quote(
        "We row.",
        speaker=speaker,
        speaker_role="ferrywoman",
        occasion="at the Mill Hall hearing",
        source_url="https://a.example/hearing",
    )

    page = page_of(client, factories.published_article(quotes=[quote]))

    assertInHTML(
        '<figure class="pull-quote">'
        '<blockquote cite="https://a.example/hearing"><p>“We row.”</p></blockquote>'
        '<figcaption><cite><a href="/people/doris-weir/">Doris Weir</a></cite>, ferrywoman, at the'
        f' Mill Hall hearing, <a href="/quotes/{quote.pk}/we-row/">'
        '<time datetime="2026-03-02">2 March 2026</time></a></figcaption></figure>',
        page,
        1,
    )


def test_embed_is_kept_words_and_a_link(client):
    article = factories.article(body="")
    EmbedBlock.objects.create(
        parent=article,
        region="body",
        ordering=1,
        url="https://www.posts.example/doris/1",
        author="Doris Weir",
        text="We row.\n\n<b>Still</b>.",
        posted_at=NINE,
    )
    edition = publishing.publish(article)

    assertInHTML(
        '<article class="archived-post" aria-label="Kept copy of a post by Doris Weir">'
        '<header><span class="seal" aria-hidden="true">DW</span><p><b>Doris Weir</b><br>'
        '<span class="quiet">posts.example · <time datetime="2026-05-04T10:00:00+01:00">'
        "4 May 2026, 10.00 am</time></span></p></header>"
        '<blockquote cite="https://www.posts.example/doris/1"><p>We row.</p>'
        "<p>&lt;b&gt;Still&lt;/b&gt;.</p></blockquote>"
        '<p class="meta">We keep this copy, so that nothing is loaded from elsewhere.'
        ' <a href="https://www.posts.example/doris/1" rel="noopener">See the original at'
        " posts.example</a></p></article>",
        page_of(client, edition),
        1,
    )


def test_divider_is_a_rule(client):
    article = factories.article()
    DividerBlock.objects.create(parent=article, region="body", ordering=99)

    page = page_of(client, publishing.publish(article))

    assertInHTML('<hr class="divider">', page, 1)


def test_blocks_stand_in_the_order_that_the_editor_gave_them():
    article = factories.article(photos=[factories.photo()], quotes=[factories.quote()])
    PhotoBlock.objects.update(ordering=5)

    edition = publishing.publish(article)

    kinds = [block["type"] for block in edition.data["blocks"]]
    body = edition.body_html
    assert kinds == ["photo", "text", "pull_quote"]
    assert body.index("<picture>") < body.index("<p>The town crossed") < body.index("pull-quote")


def test_words_are_counted_without_markup():
    edition = factories.published_article(body="<p>One two</p><ul><li>three</li></ul>")

    assert (edition.word_count, edition.body_text) == (3, "One two\nthree")
