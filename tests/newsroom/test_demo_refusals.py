from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from articles.models import Article, Publication
from newsroom.demo import accounts, filling
from tests import factories

REFUSAL = "There is content in this database: the demonstration only fills an empty one."

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: Article.objects.create(headline="Draft"), id="an article"),
        pytest.param(lambda: factories.person(), id="a person"),
        pytest.param(lambda: factories.photo(made=False), id="a photograph"),
        pytest.param(lambda: factories.section(), id="a section"),
        pytest.param(lambda: factories.publication(name="The Echo"), id="a name"),
        pytest.param(lambda: Publication.objects.create(mission="To report."), id="a mission"),
    ],
)
def test_any_content_is_left_alone(make):
    make()

    with pytest.raises(CommandError) as refusal:
        call_command("demo", stdout=StringIO())

    assert str(refusal.value) == REFUSAL
    assert not get_user_model().objects.exists()


def test_nothing_is_asked_for_and_nothing_said_when_it_is_not_empty():
    factories.person()
    said = StringIO()

    call_command("demo", if_empty=True, stdout=said)

    assert said.getvalue() == ""


def test_an_unwritten_publication_and_accounts_are_no_content():
    Publication.objects.create(pk=1)
    get_user_model().objects.create_superuser("boss")

    assert not filling.has_content()


def test_a_day_that_has_not_come_is_refused(time_machine):
    time_machine.move_to("2026-05-04T12:00Z", tick=False)

    with pytest.raises(CommandError) as refusal:
        call_command("demo", "--today=2026-05-05", stdout=StringIO())

    assert str(refusal.value) == "--today cannot be a day that has not come."


def test_what_is_no_day_is_refused():
    with pytest.raises(CommandError) as refusal:
        call_command("demo", "--today=tomorrow", stdout=StringIO())

    assert "--today" in str(refusal.value)


def test_accounts_that_are_there_keep_their_password_and_rights():
    get_user_model().objects.create_user("editor", password="my own")

    users = accounts.make_accounts()

    assert authenticate(username="editor", password="my own") == users["editor"]
    assert authenticate(username="editor", password=accounts.PASSWORD) is None
    assert not users["editor"].is_staff
