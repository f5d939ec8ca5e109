from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.forms import model_to_dict

from donations.models import Pledge
from tests.donations.pledges import answers, campaign

pytestmark = pytest.mark.django_db


def test_pledge_is_stored_as_it_was_promised(client, time_machine):
    time_machine.move_to(datetime(2026, 11, 23, 19, 0, tzinfo=UTC), tick=False)
    sent = answers(amount="50", method="cheque", message="For the kettle", is_anonymous="on")

    response = client.post("/donate/", sent)

    pledge = Pledge.objects.get()
    assert response.status_code == 302
    assert response.url == f"/donate/thanks/{pledge.token}/"
    assert model_to_dict(pledge) == {
        "id": pledge.pk,
        "frequency": "once",
        "amount": Decimal(50),
        "currency": "GBP",
        "method": "cheque",
        "name": "Tobias Renn",
        "email": "tobias@weir.example",
        "message": "For the kettle",
        "is_anonymous": True,
        "campaign": None,
        "pledged_at": datetime(2026, 11, 23, 19, 0, tzinfo=UTC),
    }


@pytest.mark.parametrize("frequency", ["once", "monthly", "yearly"])
def test_each_frequency_is_stored(client, frequency):
    client.post("/donate/", answers(frequency=frequency))

    assert Pledge.objects.get().frequency == frequency


@pytest.mark.parametrize("method", ["card", "transfer", "cheque", "paypal"])
def test_each_method_is_stored(client, method):
    client.post("/donate/", answers(method=method))

    assert Pledge.objects.get().method == method


def test_own_amount_is_stored_to_the_penny(client):
    client.post("/donate/", answers(amount="own", own_amount="£1,000.50"))

    assert Pledge.objects.get().amount == Decimal("1000.50")


def test_own_amount_counts_whatever_is_chosen_above(client):
    client.post("/donate/", answers(amount="20", own_amount="35"))

    assert Pledge.objects.get().amount == Decimal(35)


def test_own_amount_of_spaces_is_no_amount(client):
    client.post("/donate/", answers(amount="20", own_amount="  \u00a0"))

    assert Pledge.objects.get().amount == Decimal(20)


def test_pledge_counts_towards_the_running_campaign(client):
    drive = campaign()

    client.post("/donate/", answers())

    assert Pledge.objects.get().campaign == drive


def test_pledge_is_in_the_currency_of_its_campaign(client):
    campaign(currency="EUR")

    client.post("/donate/", answers(own_amount="€12,50"))

    pledge = Pledge.objects.get()
    assert (pledge.amount, pledge.currency) == (Decimal("12.50"), "EUR")


def test_name_is_brought_onto_one_line(client):
    client.post("/donate/", answers(name=" Tobias\r\nBcc: all \t Renn "))

    assert Pledge.objects.get().name == "Tobias Bcc: all Renn"


def test_recording_a_pledge_costs_the_same_few_queries(client, django_assert_num_queries):
    campaign()

    # The campaign, the key, the same pledge lately, the key once more, a savepoint, the pledge,
    # the savepoint's release.
    with django_assert_num_queries(7):
        client.post("/donate/", answers())


def test_reference_can_be_said_over_the_phone(client):
    client.post("/donate/", answers())

    prefix, *groups = Pledge.objects.get().reference.split("-")
    assert prefix == "P"
    assert [len(group) for group in groups] == [4, 4]
    assert set("".join(groups)) <= set("23456789BCDFGHJKMNPQRSTWXYZ")
