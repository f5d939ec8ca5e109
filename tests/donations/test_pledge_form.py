import re

import pytest

from donations.models import Pledge
from tests.donations.pledges import answers, campaign

pytestmark = pytest.mark.django_db


def test_form_asks_in_groups_with_legends(client):
    response = client.get("/donate/")

    assert re.findall("<legend>(.*?)</legend>", response.text) == [
        "How often?",
        "How much?",
        "Please select a donation method",
        "How do we reach you?",
        "Anything to tell us?",
    ]


def test_form_offers_presets_before_the_own_amount(client):
    response = client.get("/donate/")

    tiles = re.findall(r'name="amount" value="(\w+)"[^>]*> <b>(.*?)</b>', response.text)
    assert tiles == [
        ("5", "£5"),
        ("10", "£10"),
        ("20", "£20"),
        ("50", "£50"),
        ("100", "£100"),
        ("own", "Own"),
    ]
    assert response.text.index('value="own"') < response.text.index('name="own_amount"')


def test_each_method_says_what_happens_next(client):
    response = client.get("/donate/")

    methods = re.findall(r'name="method"[^>]*> <b>(.*?)</b><small>(.*?)</small>', response.text)
    assert methods == [
        ("Card, by a link later", "We write to you with a link; no card number is asked for here"),
        ("Bank transfer", "We write to you with the account and your reference"),
        ("Cheque", "You post it or bring it in, with your reference on the back"),
        ("PayPal", "We write to you with a PayPal link; you need no account today"),
    ]


def test_no_method_is_chosen_for_the_donor(client):
    form = client.get("/donate/").context["form"]

    assert form["method"].value() is None
    assert form["is_anonymous"].value() is None


def test_sum_stands_before_the_button(client):
    page = client.get("/donate/").text

    assert page.index(">Your pledge</h2>") < page.index('id="make"')


def test_enter_pledges(client):
    """The first submit button of a form is the one that Enter presses (HTML, 4.10.21.2)."""
    page = client.get("/donate/").text

    first = re.search(r'<button[^>]*type="submit"[^>]*>(.*?)</button>', page)
    assert first[1] == "Make this pledge"
    assert "name=" not in first[0]


def test_campaign_gives_the_page_its_words(client):
    campaign(name="The winter drive", headline="Room for one more", text="There is a kettle.")

    page = client.get("/donate/").text

    assert '<p class="kicker">The winter drive</p>' in page
    assert '<h1 class="page-title">Room for one more</h1>' in page
    assert '<p class="standfirst">There is a kettle.</p>' in page


def test_address_may_choose_amount_and_frequency(client):
    response = client.get("/donate/?amount=25&frequency=yearly")

    form = response.context["form"]
    assert form["frequency"].value() == "yearly"
    assert form["amount"].value() == "own"
    assert str(form["own_amount"].value()) == "25"
    assert '<dt class="total">Each year</dt>\n    <dd class="total">£25</dd>' in response.text


def test_address_that_names_a_preset_ticks_it(client):
    form = client.get("/donate/?amount=50.00").context["form"]

    assert (form["amount"].value(), form["own_amount"].value()) == ("50", None)


@pytest.mark.parametrize(
    "query",
    [
        "amount=-5&frequency=weekly",
        "amount=NaN&frequency=",
        "amount=999999999&frequency=%00",
        "amount=%00&frequency=monthly%00",
        "amount=&amount=x&name=Eve&method=card&email=eve@x.example&is_anonymous=on",
        f"amount={'9' * 5000}",
    ],
    ids=["negative", "nan", "huge", "nul", "foreign", "overlong"],
)
def test_address_cannot_choose_anything_else(client, query):
    plain = client.get("/donate/").context["form"]
    form = client.get(f"/donate/?{query}").context["form"]

    names = list(form.fields)
    assert [form[name].value() for name in names] == [plain[name].value() for name in names]


def test_form_is_private_and_the_only_page_with_a_cookie(client):
    response = client.get("/donate/")

    assert response.headers["Cache-Control"] == "private, no-store"
    assert list(response.cookies) == ["csrftoken"]
    assert response.cookies["csrftoken"]["httponly"] is True


def test_form_is_refused_without_its_csrf_token(client):
    client.handler.enforce_csrf_checks = True

    response = client.post("/donate/", answers())

    assert response.status_code == 403
    assert not Pledge.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_form_takes_no_other_method(client, method):
    response = getattr(client, method)("/donate/")

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, POST"


def test_head_is_answered_like_get(client):
    assert client.head("/donate/").status_code == 200


def test_body_that_is_no_form_gets_errors(client):
    response = client.post("/donate/", b"\xff\x00{", content_type="application/json")

    assert response.status_code == 200
    assert response.context["form"].errors["method"] == ["Please select a donation method"]
    assert not Pledge.objects.exists()


def test_form_costs_one_query_beside_the_masthead(client, django_assert_num_queries):
    campaign()

    with django_assert_num_queries(3):
        client.get("/donate/")
