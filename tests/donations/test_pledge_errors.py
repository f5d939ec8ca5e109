import re

import pytest

from donations.models import Pledge
from tests.donations.pledges import answers

pytestmark = pytest.mark.django_db

EMAIL = "Enter an email address, like name@example.org"
HIDDEN = "There is a hidden character in this; type it again"


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("frequency", None, "Choose how often"),
        ("frequency", "weekly", "Choose how often"),
        ("frequency", "monthly\0", "Choose how often"),
        ("method", None, "Please select a donation method"),
        ("method", "bitcoin", "Please select a donation method"),
        ("name", "", "Enter your name"),
        ("name", "  \n ", "Enter your name"),
        ("name", "Tobias\0Renn", HIDDEN),
        pytest.param("name", "x" * 121, "Enter a name of 120 letters or fewer", id="long name"),
        ("email", "", EMAIL),
        ("email", "tobias at weir street", EMAIL),
        ("email", "tobias@weir.example\0", EMAIL),
        ("email", "a@x.example\nBcc: b@x.example", EMAIL),
        pytest.param("email", f"{'x' * 250}@weir.example", EMAIL, id="long email"),
        ("message", "kettle\0", HIDDEN),
        pytest.param(
            "message",
            "x" * 501,
            "Keep the message to 500 letters; this one has 501",
            id="long message",
        ),
    ],
)
def test_bad_answer_gets_a_message_that_says_the_mend(client, field, typed, message):
    response = client.post("/donate/", answers(**{field: typed}))

    assert response.status_code == 200
    assert response.context["form"].errors[field][0] == message
    assert list(response.context["form"].errors) == [field]
    assert not Pledge.objects.exists()


def test_errors_are_listed_first_with_links_to_their_fields(client):
    sent = answers(own_amount="seven", method=None, name="", email="tobias", message="x" * 501)

    page = client.post("/donate/", sent).text

    summary = page[page.index('class="error-summary"') : page.index("<h1")]
    links = re.findall(r'<a href="#(\w+)">(.*?)</a>', summary)
    assert links == [
        ("id_own_amount", "Enter an amount in pounds, in figures, like 7.50"),
        ("id_method_0", "Please select a donation method"),
        ("id_name", "Enter your name"),
        ("id_email", "Enter an email address, like name@example.org"),
        ("id_message", "Keep the message to 500 letters; this one has 501"),
    ]
    assert [page.count(f'id="{target}"') for target, _ in links] == [1] * 5
    assert '<h2 id="problems">There is a problem</h2>' in summary
    assert "<title>Error: Support the paper" in page


def test_error_stands_beside_its_field_and_is_tied_to_it(client):
    page = client.post("/donate/", answers(email="tobias")).text

    assert (
        '<p class="error" id="id_email_error"><span class="visually-hidden">Error: </span>'
        "Enter an email address, like name@example.org</p>"
    ) in page
    field = re.search('<input type="email"[^>]*>', page)[0]
    assert 'value="tobias"' in field
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_email_error"' in field


def test_error_of_a_group_is_tied_to_the_group(client):
    page = client.post("/donate/", answers(method=None)).text

    assert (
        '<fieldset class="has-error" aria-describedby="id_method_error">\n'
        "  <legend>Please select a donation method</legend>"
    ) in page
    assert page.count('id="id_method_error"') == 1


def test_everything_that_was_typed_is_kept(client):
    sent = answers(
        frequency="yearly",
        own_amount="£1,000.50",
        method="paypal",
        name="Ada <b>Pruett</b>",
        email="ada",
        message="Lamp\n& kettle",
        is_anonymous="on",
    )

    response = client.post("/donate/", sent)

    form = response.context["form"]
    kept = {name: form[name].value() for name in form.fields}
    assert kept == {
        "frequency": "yearly",
        "amount": "own",
        "own_amount": "£1,000.50",
        "method": "paypal",
        "name": "Ada <b>Pruett</b>",
        "email": "ada",
        "message": "Lamp\n& kettle",
        "is_anonymous": True,
    }
    assert 'value="Ada &lt;b&gt;Pruett&lt;/b&gt;"' in response.text
    assert re.findall(r'value="(\w+)"[^>]*checked', response.text) == ["yearly", "own", "paypal"]


def test_title_says_nothing_of_errors_when_there_are_none(client):
    page = client.get("/donate/").text

    assert "<title>Support the paper" in page
    assert "error-summary" not in page
