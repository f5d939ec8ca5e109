import re

import pytest
from django.utils.html import strip_tags

from tests.donations.pledges import answers, campaign, pledge

pytestmark = pytest.mark.django_db


def words(page):
    """What a reader of the page's own content sees, on one line."""
    content = page[page.index("<main") : page.index("</main>")]
    return " ".join(strip_tags(content).split())


def test_thanks_says_what_was_promised_and_that_nothing_was_taken(client):
    response = client.post(
        "/donate/", answers(own_amount="12.50", frequency="monthly"), follow=True
    )

    page = words(response.text)
    assert "Thank you, Tobias Renn." in page
    assert "You promised £12.50 a month by bank transfer." in page
    assert "This is a pledge: no payment was taken." in page
    assert "£12.50 a month, which is £150 over a year" in page


@pytest.mark.parametrize(
    ("method", "step"),
    [
        (
            "card",
            "We write to tobias@weir.example with a link to a page where you can give by card.",
        ),
        ("transfer", "You send £20 from your bank and give MR-2345-6789 as its reference."),
        ("cheque", "write MR-2345-6789 on the back."),
        ("paypal", "We write to tobias@weir.example with a PayPal link for £20 once."),
    ],
)
def test_thanks_says_what_happens_now_for_each_method(client, method, step):
    promised = pledge(method=method, reference="MR-2345-6789")

    page = words(client.get(promised.get_absolute_url()).text)

    assert step in page[page.index("What happens now") : page.index("What we noted")]


def test_thanks_notes_every_answer(client):
    promised = pledge(
        campaign=campaign(name="The winter drive"),
        reference="MR-2345-6789",
        message="Lamp\n<kettle>",
        is_anonymous=True,
    )

    page = client.get(promised.get_absolute_url()).text

    facts = dict(re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page))
    assert facts.pop("Promised on").startswith('<time datetime="')
    assert facts == {
        "Reference": '<span class="reference">MR-2345-6789</span>',
        "Promise": "£20 once",
        "Method": "Bank transfer",
        "Counts towards": "The winter drive",
        "Email address": "tobias@weir.example",
        "Your name": "Kept from readers",
        "Your message": "Lamp<br>&lt;kettle&gt;",
    }


def test_thanks_is_kept_from_caches_search_engines_and_the_next_site(client):
    response = client.get(pledge().get_absolute_url())

    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.text
    assert response.cookies == {}


def test_thanks_address_cannot_be_guessed():
    tokens = {pledge().token for _ in range(3)}

    assert len(tokens) == 3
    assert {len(token) for token in tokens} == {43}


def test_token_of_nobody_is_not_found(client):
    promised = pledge()
    wrong = ["a" * 43, promised.token[:-1], f"{promised.token}a", promised.reference, "%00" * 43]

    answers = [client.get(f"/donate/thanks/{token}/").status_code for token in wrong]

    assert answers == [404] * 5


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_thanks_is_only_for_reading(client, method):
    response = getattr(client, method)(pledge().get_absolute_url())

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"


def test_thanks_costs_one_query_beside_the_masthead(client, django_assert_num_queries):
    promised = pledge(campaign=campaign())

    with django_assert_num_queries(3):
        client.get(promised.get_absolute_url())
