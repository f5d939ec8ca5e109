import pytest

from articles.search import search
from tests.factories import published_article

pytestmark = pytest.mark.django_db


def test_found_words_are_marked_and_everything_else_is_escaped():
    published_article(
        "<b>Eguía</b> & the \ue000weir\ue001", body="<p>A &lt;weir&gt; in low water.</p>"
    )

    [hit] = search("weir")[:1]

    assert hit.headline_html == "&lt;b&gt;Eguía&lt;/b&gt; &amp; the <mark>weir</mark>"
    assert hit.snippet_html == "A &lt;<mark>weir</mark>&gt; in low water."


def test_snippet_is_the_piece_of_the_text_around_the_words():
    filler = "Nothing of note happened on the water that day. " * 20
    published_article("Low water", body=f"<p>{filler}The eel ladder was mended. {filler}</p>")

    [hit] = search("ladder")[:1]

    assert hit.snippet_html.startswith("…")
    assert hit.snippet_html.endswith("…")
    assert "The eel <mark>ladder</mark> was mended" in hit.snippet_html
    assert len(hit.snippet_html) < 300


def test_snippet_is_the_standfirst_when_only_that_has_the_words():
    published_article("Low water", standfirst="The eel ladder was mended.")

    [hit] = search("ladder")[:1]

    assert hit.snippet_html == "The eel <mark>ladder</mark> was mended."


def test_a_very_long_word_in_a_story_breaks_nothing():
    published_article("Weir", body=f"<p>{'x' * 5000} ladder</p>", standfirst="x" * 3000)

    [hit] = search("weir ladder")[:1]

    assert hit.headline_html == "<mark>Weir</mark>"
