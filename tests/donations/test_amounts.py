from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from donations.amounts import AmountField
from donations.models import Pledge
from tests.donations.pledges import answers

IN_FIGURES = "Enter an amount in pounds, in figures, like 7.50"
ASCII_FIGURES = "Enter the amount with the figures 0 to 9, like 7.50"
TWO_FIGURES = "Enter no more than two figures after the point, like 7.50"
ONE_OR_MORE = "Enter an amount of £1 or more, like 7.50"
TOO_MUCH = "Enter an amount of £100,000 or less; to promise more, write to us"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("25", "25"),
        ("£25", "25"),
        ("£ 25", "25"),
        ("25 £", "25"),
        ("25 GBP", "25"),
        ("GBP25", "25"),
        ("  25\u00a0", "25"),
        ("7.5", "7.50"),
        ("7.", "7"),
        ("7,5", "7.50"),
        ("1,50", "1.50"),
        ("1,000", "1000"),
        ("1,000.50", "1000.50"),
        ("1 000.50", "1000.50"),
        ("1 000,50", "1000.50"),
        ("1\u202f000,50", "1000.50"),
        ("0025", "25"),
        ("1", "1"),
        ("100,000.00", "100000"),
    ],
)
def test_amount_is_read_as_people_write_it(typed, amount):
    assert AmountField(code="GBP").clean(typed) == Decimal(amount)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("seven", IN_FIGURES),
        ("NaN", IN_FIGURES),
        ("Infinity", IN_FIGURES),
        ("-inf", IN_FIGURES),
        ("1e5", IN_FIGURES),
        ("0x10", IN_FIGURES),
        ("1_000", IN_FIGURES),
        ("+5", IN_FIGURES),
        ("5+5", IN_FIGURES),
        ("5-", IN_FIGURES),
        (".", IN_FIGURES),
        ("£", IN_FIGURES),
        ("-", IN_FIGURES),
        ("$25", IN_FIGURES),
        ("1,00,000", IN_FIGURES),
        ("0,500", IN_FIGURES),
        ("1,000,50", IN_FIGURES),
        ("25\0", IN_FIGURES),
        ("<b>25</b>", IN_FIGURES),
        ("9" * 41, IN_FIGURES),
        pytest.param("9" * 100_000, IN_FIGURES, id="overlong"),
        ("٢٥", ASCII_FIGURES),
        ("２５", ASCII_FIGURES),
        ("五", ASCII_FIGURES),
        ("2½", ASCII_FIGURES),
        ("10.005", TWO_FIGURES),
        ("1.000", TWO_FIGURES),
        ("0", ONE_OR_MORE),
        ("0.00", ONE_OR_MORE),
        ("0.99", ONE_OR_MORE),
        (".50", ONE_OR_MORE),
        ("-5", ONE_OR_MORE),
        ("−5", ONE_OR_MORE),
        ("-£5", ONE_OR_MORE),
        ("£-5", ONE_OR_MORE),
        ("100,000.01", TOO_MUCH),
        ("9" * 40, TOO_MUCH),
    ],
)
def test_bad_amount_is_refused_with_a_reason_and_kept(client, typed, message):
    response = client.post("/donate/", answers(amount="own", own_amount=typed))

    assert response.status_code == 200
    assert response.context["form"].errors == {"own_amount": [message]}
    assert response.context["form"]["own_amount"].value() == typed
    assert not Pledge.objects.exists()


@pytest.mark.django_db
def test_own_amount_without_an_amount_is_refused(client):
    response = client.post("/donate/", answers(amount="own", own_amount=""))

    assert response.context["form"].errors == {
        "own_amount": ["Enter your own amount, or choose one above"]
    }


@pytest.mark.django_db
@pytest.mark.parametrize("amount", [None, "", "7", "-20", "20.00", "twenty", "20\0"])
def test_amount_that_is_not_offered_is_refused(client, amount):
    response = client.post("/donate/", answers(amount=amount))

    assert response.context["form"].errors == {"amount": ["Choose an amount, or write your own"]}
    assert not Pledge.objects.exists()


def test_currency_without_small_coins_takes_whole_amounts():
    field = AmountField(code="JPY")

    with pytest.raises(ValidationError) as refused:
        field.clean("750.5")

    assert field.clean("¥1,500") == Decimal(1500)
    assert refused.value.messages == ["Enter whole yen, like 750"]
