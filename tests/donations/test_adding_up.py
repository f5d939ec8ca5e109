"""“Add it up again” draws the sum anew and pledges nothing."""

import re

import pytest

from donations.models import Pledge
from tests.donations.pledges import answers, campaign

pytestmark = pytest.mark.django_db


def sum_of(page):
    """The rows of the box beside the form, and the sentence under them."""
    box = page[page.index('<aside class="summary"') : page.index("</aside>")]
    rows = re.findall(r"<dt[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", box)
    return [*rows, re.search('<p class="quiet">(.*?)</p>', box)[1]]


@pytest.mark.parametrize(
    ("frequency", "rows"),
    [
        (
            "once",
            [
                ("How often", "Once"),
                ("Altogether", "£12.50"),
                "Once, and that is all: nothing repeats by itself.",
            ],
        ),
        (
            "monthly",
            [
                ("How often", "Monthly"),
                ("Each month", "£12.50"),
                "£150 over a year, for as long as you like.",
            ],
        ),
        (
            "yearly",
            [
                ("How often", "Yearly"),
                ("Each year", "£12.50"),
                "The same again each year, for as long as you like.",
            ],
        ),
    ],
)
def test_sum_follows_the_answers(client, frequency, rows):
    sent = answers(frequency=frequency, own_amount="12.50", recount="yes")

    response = client.post("/donate/", sent)

    assert response.status_code == 200
    assert sum_of(response.text) == rows
    assert not Pledge.objects.exists()


def test_sum_names_the_campaign(client):
    campaign(name="The winter drive")

    assert ("Counts towards", "The winter drive") in sum_of(client.get("/donate/").text)


def test_adding_up_asks_for_nothing_else(client):
    sent = answers(recount="yes", method=None, name="", email="tobias", message="x" * 501)

    response = client.post("/donate/", sent)

    assert response.context["form"].errors == {}
    assert response.context["form"]["email"].value() == "tobias"
    assert "<title>Support the paper" in response.text


def test_adding_up_tells_what_is_wrong_with_the_sum(client):
    sent = answers(recount="yes", frequency=None, own_amount="seven", name="")

    response = client.post("/donate/", sent)

    assert response.context["form"].errors == {
        "frequency": ["Choose how often"],
        "own_amount": ["Enter an amount in pounds, in figures, like 7.50"],
    }
    assert sum_of(response.text) == [
        ("How often", "not yet clear"),
        ("Altogether", "not yet clear"),
        "We can add it up once this is right.",
    ]


def test_half_of_the_sum_is_shown_when_the_other_half_is_wrong(client):
    response = client.post("/donate/", answers(frequency="monthly", own_amount="seven"))

    assert sum_of(response.text) == [
        ("How often", "Monthly"),
        ("Each month", "not yet clear"),
        "We can add it up once this is right.",
    ]


def test_key_is_kept_and_pledges_afterwards(client):
    sent = answers(recount="yes")

    response = client.post("/donate/", sent)
    del sent["recount"]
    client.post("/donate/", sent)

    assert response.context["form"].key == sent["key"]
    assert Pledge.objects.count() == 1
