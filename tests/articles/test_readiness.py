import pytest

from articles import publishing
from articles.models import DividerBlock, TextBlock
from articles.publishing import NotReady
from tests import factories

pytestmark = pytest.mark.django_db


def test_bare_working_copy_lacks_everything_and_says_so():
    article = factories.article("", section=None, by=[], body="")

    with pytest.raises(NotReady) as refusal:
        publishing.publish(article)

    assert refusal.value.problems == [
        "It has no headline.",
        "It has no section.",
        "It has no byline: add at least one person.",
        "It has no body: add some text or a photograph.",
    ]
    assert not article.editions.exists()


def test_headline_of_spaces_is_no_headline():
    article = factories.article("   ", slug="spaces")

    assert publishing.problems_with(article) == ["It has no headline."]


def test_photo_essay_without_opening_photograph_is_not_ready():
    essay = factories.photo_essay(lead_photo=None)

    assert publishing.problems_with(essay) == ["A photo essay needs an opening photograph."]


def test_empty_text_and_dividers_are_no_body():
    article = factories.article(body="<p> </p>")
    DividerBlock.objects.create(parent=article, region="body", ordering=20)

    problems = publishing.problems_with(article)

    assert problems == ["It has no body: add some text or a photograph."]


def test_photographs_without_words_or_credit_are_named():
    lead = factories.photo(headline="The weir", alternative_text="", made=False)
    shown = factories.photo(headline="The mill", credit=" ", made=False)
    article = factories.article(lead_photo=lead, photos=[shown])

    problems = publishing.problems_with(article)

    assert sorted(problems) == [
        "The photograph “The mill” has no credit.",
        "The photograph “The weir” has no alternative text.",
    ]


def test_decorative_photograph_needs_no_alternative_text():
    photo = factories.photo(alternative_text="", is_decorative=True, made=False)

    assert publishing.problems_with(factories.article(lead_photo=photo)) == []


def test_article_of_a_single_pull_quote_is_ready():
    article = factories.article(body="", quotes=[factories.quote()])

    assert publishing.problems_with(article) == []


def test_live_edition_stays_when_its_update_is_not_ready():
    article = factories.published_article().article
    TextBlock.objects.filter(parent=article).delete()

    with pytest.raises(NotReady):
        publishing.publish(article)

    assert article.live_edition().number == 1
