from datetime import UTC, datetime, timedelta

import pytest

from donations import keys
from donations.models import Pledge
from tests.donations.pledges import answers

pytestmark = pytest.mark.django_db

STALE = (
    "This page was open for too long, so nothing was recorded. "
    "Look it over and press the button again"
)
REPEATED = (
    "You made this same pledge a few minutes ago, and it is recorded. "
    "Press the button again only to make a second one"
)
TRAPPED = (
    "A hidden box was filled in, so nothing was recorded. "
    "It is empty again now; press the button once more"
)


def test_second_click_leads_to_the_same_thanks(client):
    sent = answers()

    first = client.post("/donate/", sent)
    second = client.post("/donate/", sent)

    assert Pledge.objects.count() == 1
    assert second.status_code == 302
    assert second.url == first.url


def test_form_sent_again_with_other_words_leads_to_the_same_thanks(client):
    sent = answers()

    first = client.post("/donate/", sent)
    second = client.post("/donate/", sent | {"own_amount": "nonsense", "email": ""})

    assert second.status_code == 302
    assert second.url == first.url
    assert Pledge.objects.get().email == "tobias@weir.example"


def test_same_pledge_from_a_new_form_is_asked_about_first(client):
    client.post("/donate/", answers())

    asked = client.post("/donate/", answers())
    again = answers(key=asked.context["form"].key, second="yes")
    client.post("/donate/", again)
    client.post("/donate/", again)

    assert asked.context["form"].errors == {"__all__": [REPEATED]}
    assert '<input type="hidden" name="second" value="yes">' in asked.text
    assert Pledge.objects.count() == 2


def test_question_about_a_second_pledge_is_not_skipped_by_adding_up(client):
    client.post("/donate/", answers())

    added_up = client.post("/donate/", answers(recount="yes"))

    assert 'name="second"' not in added_up.text


@pytest.mark.parametrize(
    "other",
    [
        {"amount": "50"},
        {"frequency": "monthly"},
        {"method": "card"},
        {"email": "ada@brush.example"},
    ],
)
def test_other_pledge_from_a_new_form_is_not_asked_about(client, other):
    client.post("/donate/", answers())

    response = client.post("/donate/", answers(**other))

    assert response.status_code == 302
    assert Pledge.objects.count() == 2


def test_same_pledge_an_hour_later_is_not_asked_about(client, time_machine):
    time_machine.move_to(datetime(2026, 11, 2, 9, tzinfo=UTC))

    client.post("/donate/", answers())
    time_machine.shift(timedelta(hours=1))
    client.post("/donate/", answers())

    assert Pledge.objects.count() == 2


def test_each_form_has_a_key_of_its_own(client):
    pages = [client.get("/donate/") for _ in range(3)]

    assert len({keys.read(page.context["form"].key) for page in pages} - {None}) == 3


def test_key_is_kept_through_a_correction(client):
    sent = answers(email="")

    response = client.post("/donate/", sent)

    assert response.context["form"].key == sent["key"]
    assert f'<input type="hidden" name="key" value="{sent["key"]}">' in response.text


@pytest.mark.parametrize(
    "key",
    [
        None,
        "",
        "x",
        "\0",
        pytest.param("a" * 5000, id="overlong"),
        "c487ea514ad742e5b45b6be5213189ef:1xVZhg:QsFOr_-TRvRp5SzPICIVPss62nGO_QN6DusDPe9XqOE",
    ],
)
def test_form_with_a_key_that_is_not_ours_gets_a_fresh_one(client, key):
    response = client.post("/donate/", answers(key=key))

    form = response.context["form"]
    assert form.errors == {"__all__": [STALE]}
    assert form["name"].value() == "Tobias Renn"
    assert keys.read(form.key) is not None
    assert not Pledge.objects.exists()


def test_form_that_was_open_for_a_week_is_looked_over_again(client, time_machine):
    time_machine.move_to(datetime(2026, 11, 2, 9, tzinfo=UTC))
    sent = answers()

    time_machine.shift(timedelta(days=7, seconds=2))
    stale = client.post("/donate/", sent)
    again = client.post("/donate/", sent | {"key": stale.context["form"].key})

    assert stale.context["form"].errors == {"__all__": [STALE]}
    assert again.status_code == 302
    assert Pledge.objects.count() == 1


def test_resending_after_a_week_still_finds_the_pledge(client, time_machine):
    time_machine.move_to(datetime(2026, 11, 2, 9, tzinfo=UTC))
    sent = answers()

    first = client.post("/donate/", sent)
    time_machine.shift(timedelta(days=8))
    second = client.post("/donate/", sent)

    assert second.status_code == 302
    assert second.url == first.url


def test_form_that_filled_the_hidden_box_may_be_sent_again(client):
    sent = answers(homepage="https://spam.example")

    trapped = client.post("/donate/", sent)
    again = client.post("/donate/", sent | {"homepage": ""})

    assert trapped.context["form"].errors == {"__all__": [TRAPPED]}
    assert "https://spam.example" not in trapped.text
    assert again.status_code == 302
