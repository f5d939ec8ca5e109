"""A pledge is never called by the name of what has not happened."""

import re

import pytest
from django.utils.html import strip_tags

from donations.models import Frequency, Method
from tests.donations.pledges import answers, campaign, pledge

pytestmark = pytest.mark.django_db

NOT_YET = re.compile(r"\b(pay|pays|paid|payer|payments?|paying|receipts?|donated)\b", re.IGNORECASE)


def claims(page):
    said = strip_tags(page).replace("This is a pledge: no payment was taken.", "")
    return NOT_YET.findall(said)


def test_form_claims_nothing(client):
    campaign()

    pages = [
        client.get("/donate/"),
        client.post("/donate/", answers(name="", email="", method=None, own_amount="0")),
        client.post("/donate/", answers(key="stale")),
        client.post("/donate/", answers(recount="yes")),
    ]

    assert [claims(page.text) for page in pages] == [[], [], [], []]
    assert ["Nothing is charged today." in page.text for page in pages] == [True] * 4


@pytest.mark.parametrize("method", Method.values)
@pytest.mark.parametrize("frequency", Frequency.values)
def test_thanks_claims_nothing(client, method, frequency):
    page = client.get(pledge(method=method, frequency=frequency).get_absolute_url()).text

    assert claims(page) == []
    assert page.count("This is a pledge: no payment was taken.") == 1
