from datetime import date

import pytest
from pytest_django.asserts import assertInHTML

from articles import publishing
from tests import factories

pytestmark = pytest.mark.django_db


def test_quote_says_who_said_it_when_where_and_which_stories_use_it(client):
    speaker = factories.person("Doris Weir")
    quote = factories.quote(
        "We row.",
        speaker=speaker,
        speaker_role="ferrywoman",
        occasion="at the Mill Hall hearing",
        medium="hearing",
        source_url="https://a.example/hearing",
    )
    edition = factories.published_article("The ferry stays", quotes=[quote])

    page = client.get(f"/quotes/{quote.pk}/we-row/").text

    assertInHTML('<h1 class="kicker" id="said">Quote from Doris Weir</h1>', page, 1)
    assertInHTML(
        '<blockquote cite="https://a.example/hearing"><p>“We row.”</p></blockquote>', page, 1
    )
    assertInHTML(
        '<dl class="facts"><dt>Said on</dt><dd><time datetime="2026-03-02">2 March 2026</time></dd>'
        "<dt>Where</dt><dd>At the Mill Hall hearing</dd>"
        '<dt>We have it from</dt><dd><a href="https://a.example/hearing">Hearing</a></dd>'
        f'<dt>Used in</dt><dd><a href="{edition.get_absolute_url()}">The ferry stays</a></dd></dl>',
        page,
        1,
    )


def test_other_quotes_of_the_speaker_follow_newest_first(client):
    speaker = factories.person("Doris Weir")
    said = [
        factories.quote("One.", speaker=speaker, said_on=date(2026, 1, 1)),
        factories.quote("Two.", speaker=speaker, said_on=None),
        factories.quote("Three.", speaker=speaker, said_on=date(2026, 3, 1)),
        factories.quote("Somebody else.", speaker=factories.person("Bo Weir")),
    ]
    factories.published_article(quotes=said)
    factories.quote("Not used.", speaker=speaker)

    more = client.get(said[0].get_absolute_url()).context["more"]

    assert [quote.text for quote in more] == ["Three.", "Two."]


@pytest.mark.parametrize("address", ["/quotes/{}/", "/quotes/{}/something-else/"])
def test_other_addresses_lead_to_the_one_of_its_words(client, address):
    quote = factories.quote("We row.")
    factories.published_article(quotes=[quote])

    response = client.get(address.format(quote.pk))

    assert (response.status_code, response.url) == (301, f"/quotes/{quote.pk}/we-row/")


def test_quote_of_no_latin_letters_has_an_address(client):
    quote = factories.quote("我们划船。")
    factories.published_article(quotes=[quote])

    assert quote.get_absolute_url() == f"/quotes/{quote.pk}/quote/"
    assert client.get(quote.get_absolute_url()).status_code == 200


def test_quotes_are_listed_newest_first_and_those_without_a_day_last(client):
    said = [
        factories.quote("No day.", said_on=None),
        factories.quote("January.", said_on=date(2026, 1, 1)),
        factories.quote("March.", said_on=date(2026, 3, 1)),
    ]
    factories.published_article(quotes=said)

    quotes = client.get("/quotes/").context["page_obj"]

    assert [quote.text for quote in quotes] == ["March.", "January.", "No day."]


def test_quotes_stand_twenty_on_a_page(client):
    said = [factories.quote(f"Quote {number}.") for number in range(21)]
    factories.published_article(quotes=said)

    pages = [client.get("/quotes/"), client.get("/quotes/?page=2")]

    assert [len(page.context["page_obj"]) for page in pages] == [20, 1]


def test_quote_whose_only_story_is_withdrawn_is_not_found(client):
    quote = factories.quote()
    article = factories.published_article(quotes=[quote]).article
    before = client.get(quote.get_absolute_url()).status_code
    publishing.withdraw(article)

    after = client.get(quote.get_absolute_url()).status_code

    assert (before, after) == (200, 404)


@pytest.mark.parametrize("number", [1, 30])
def test_page_takes_five_queries(client, number, django_assert_num_queries):
    speaker = factories.person("Doris Weir")
    quote = factories.quote("We row.", speaker=speaker)
    for each in range(number):
        more = factories.quote(f"Quote {each}.", speaker=speaker)
        factories.published_article(f"Story {each}", quotes=[quote, more])

    with django_assert_num_queries(5):
        client.get(quote.get_absolute_url())
