from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django_tasks import default_task_backend
from pytest_django.asserts import assertInHTML

from articles import publishing
from articles.models import Article, Edition, TextBlock
from tests import factories
from tests.factories import moment
from tests.forms import Form
from tests.staff import desk_of, member_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NINE = moment(2026, 5, 4, 9)
HOUR = timedelta(hours=1)
NASTY = "<script>alert(1)</script>"
# The publication's clock: NINE is ten o'clock there.
NOON = {"live_from_0": "2026-05-04", "live_from_1": "12:00"}


@pytest.fixture
def editor():
    return member_of("Editor")


@pytest.fixture
def desk(editor):
    return desk_of(editor)


def door(article, name):
    kind = "photoessay" if article.is_photo_essay else "article"
    return f"/desk/articles/{kind}/{article.pk}/{name}/"


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors_of(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


# Publish


@pytest.mark.parametrize("make", [factories.article, factories.photo_essay])
def test_editor_publishes_a_working_copy_now(desk, editor, make):
    article = make()

    response = desk.post(door(article, "publish"), {"when": "now", "note": "At last."})

    edition = article.live_edition()
    assert (response.status_code, response.url) == (302, door(article, "change"))
    assert said(response) == ["Published as edition 1."]
    assert (edition.live_from, edition.kind) == (NINE, Edition.Kind.FIRST)
    assert (edition.published_by, edition.note) == (editor, "At last.")


@pytest.mark.parametrize("kind", ["minor", "substantive"])
def test_editor_says_what_kind_of_change_an_update_is(desk, clock, kind):
    article = factories.published_article().article
    clock.shift(HOUR)

    desk.post(door(article, "publish"), {"when": "now", "kind": kind})

    assert article.live_edition().kind == kind


def test_kind_of_change_is_asked_for_from_the_second_time_on(desk):
    draft, live = factories.article(), factories.published_article().article

    fields = [
        list(desk.get(door(each, "publish")).context["form"].fields) for each in (draft, live)
    ]

    assert fields == [["when", "live_from", "note"], ["kind", "when", "live_from", "note"]]


@pytest.mark.parametrize("kind", ["", "first", "correction", "no"])
def test_kind_of_change_that_is_not_offered_is_refused(desk, kind):
    article = factories.published_article().article

    response = desk.post(door(article, "publish"), {"when": "now", "kind": kind})

    assert list(errors_of(response)) == ["kind"]
    assert article.editions.count() == 1


def test_what_stands_in_the_way_is_said_and_nothing_published(desk):
    article = factories.article(by=[])

    pages = [
        desk.get(door(article, "publish")),
        desk.post(door(article, "publish"), {"when": "now"}),
    ]

    for page in pages:
        assertInHTML(
            '<ul class="problems"><li>It has no byline: add at least one person.</li></ul>',
            page.text,
            1,
        )
    assert not article.editions.exists()


def test_saving_with_the_publish_button_leads_on_to_publishing(desk):
    article = factories.article()
    form = Form(desk.get(door(article, "change")).text).fill(headline="Saved first")

    response = desk.post(door(article, "change"), form.sent("_publish"))

    assert (response.status_code, response.url) == (302, door(article, "publish"))
    assert Article.objects.get().headline == "Saved first"
    assert not article.editions.exists()


def test_writer_who_sends_the_publish_button_saves_and_no_more():
    writer = member_of("Writer")
    article = factories.article(created_by=writer)
    desk = desk_of(writer)
    form = Form(desk.get(door(article, "change")).text).fill(headline="Saved")

    response = desk.post(door(article, "change"), form.sent("_publish"))

    assert (response.status_code, response.url) == (302, door(article, "change"))
    assert Article.objects.get().headline == "Saved"


# Schedule


def test_editor_sets_a_time_on_the_publications_own_clock(desk):
    article = factories.article()

    response = desk.post(door(article, "publish"), {"when": "later", **NOON})

    assert said(response) == ["Scheduled as edition 1 for 4 May 2026, 12:00."]
    assert article.live_edition() is None
    assert article.due_edition().live_from == moment(2026, 5, 4, 11)


@pytest.mark.parametrize(
    ("when", "error"),
    [
        ({"live_from_0": "", "live_from_1": ""}, "Say when: a date and a time."),
        (
            {"live_from_0": "2026-05-04", "live_from_1": "10:00"},
            "This moment has passed. Choose a later one, or “Now”.",
        ),
        ({"live_from_0": "tomorrow", "live_from_1": "12:00"}, "Enter a valid date."),
        (
            {"live_from_0": "0001-01-01", "live_from_1": "00:00"},
            "This moment has passed. Choose a later one, or “Now”.",
        ),
        ({"live_from_0": "2026-05-05", "live_from_1": "noon"}, "Enter a valid time."),
    ],
)
def test_time_that_cannot_be_set_is_refused(desk, when, error):
    article = factories.article()

    response = desk.post(door(article, "publish"), {"when": "later", **when})

    assert errors_of(response) == {"live_from": [error]}
    assert not article.editions.exists()


def test_hour_that_the_clocks_skip_is_refused(desk):
    article = factories.article()
    skipped = {"live_from_0": "2027-03-28", "live_from_1": "01:30"}

    response = desk.post(door(article, "publish"), {"when": "later", **skipped})

    assert list(errors_of(response)) == ["live_from"]
    assert not article.editions.exists()


def test_teasers_are_drawn_again_when_a_scheduled_essay_comes(desk, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    essay = factories.photo_essay()

    desk.post(door(essay, "publish"), {"when": "later", **NOON})

    (result,) = default_task_backend.results
    assert result.task.name == "redraw_teasers"
    assert result.task.run_after == moment(2026, 5, 4, 11)
    assert result.args == [essay.pk]


@pytest.mark.parametrize("is_live", [False, True])
def test_editor_cancels_what_is_scheduled(desk, is_live):
    article = factories.published_article().article if is_live else factories.article()
    publishing.schedule(article, NINE + HOUR)

    response = desk.post(door(article, "unschedule"))

    assert (response.status_code, response.url) == (302, door(article, "change"))
    assert said(response) == ["Schedule cancelled."]
    assert article.due_edition() is None
    assert (article.live_edition() is not None) == is_live


# Withdraw


def test_editor_withdraws_what_is_live(desk, client, clock):
    edition = factories.published_article()
    clock.shift(HOUR)

    page = desk.get(door(edition.article, "withdraw"))
    response = desk.post(door(edition.article, "withdraw"))

    assert page.status_code == 200
    assert said(response) == ["Withdrawn: its address now says so."]
    assert client.get(edition.get_absolute_url()).status_code == 410


def test_withdrawing_what_is_only_scheduled_cancels_it(desk):
    article = factories.published_article(live_from=NINE + HOUR).article

    response = desk.post(door(article, "withdraw"))

    assert said(response) == ["Schedule cancelled."]
    assert article.due_edition() is None


def test_draft_cannot_be_withdrawn(desk):
    article = factories.article()

    assert desk.get(door(article, "withdraw")).status_code == 404


# Editions


def test_editions_are_listed_with_who_when_and_why(desk, editor, clock):
    article = factories.article("The ferry stays")
    publishing.publish(article, editor)
    clock.shift(HOUR)
    publishing.publish(article, editor, kind=Edition.Kind.MINOR, note="A comma.")
    publishing.schedule(article, NINE + 3 * HOUR, editor)
    publishing.unschedule(article)

    page = desk.get(door(article, "editions"))

    rows = [
        (edition.number, edition.get_kind_display(), edition.note, edition == page.context["live"])
        for edition in page.context["editions"]
    ]
    text = " ".join(page.text.split())
    assert rows == [
        (3, "Substantive update", "", False),
        (2, "Minor edit", "A comma.", True),
        (1, "First publication", "", False),
    ]
    assert text.count("<td> never: cancelled </td>") == 1
    assert text.count("<td> from 4 May 2026, 10:00 until 4 May 2026, 11:00 </td>") == 1
    assert text.count("<td> from 4 May 2026, 11:00 </td>") == 1


def test_older_edition_can_be_looked_at_as_readers_saw_it(desk):
    article = factories.published_article("First words").article
    article.headline = "Second words"
    article.save()
    publishing.publish(article)

    page = desk.get(door(article, "editions/1"))

    assertInHTML('<h1 id="headline">First words</h1>', page.text, 1)
    assert {"private", "no-store"} <= set(page.headers["Cache-Control"].split(", "))


def test_editor_restores_an_edition_to_the_working_copy(desk, client):
    article = factories.published_article("First words", body="<p>One.</p>").article
    article.headline = "Second words"
    article.save()
    TextBlock.objects.update(html="<p>Two.</p>")
    edition = publishing.publish(article)

    response = desk.post(door(article, "editions/1/restore"))

    assert (response.status_code, response.url) == (302, door(article, "change"))
    assert said(response) == ["The working copy is edition 1 again. Readers see no change yet."]
    assert Article.objects.get().headline == "First words"
    assert TextBlock.objects.get().html == "<p>One.</p>"
    assertInHTML("<p>Two.</p>", client.get(edition.get_absolute_url()).text, 1)


def test_each_act_is_in_the_history_with_who_did_it(desk, editor, clock):
    article = factories.article()
    desk.post(door(article, "publish"), {"when": "now"})
    desk.post(door(article, "publish"), {"when": "later", "kind": "minor", **NOON})
    desk.post(door(article, "unschedule"))
    desk.post(door(article, "editions/1/restore"))
    clock.shift(HOUR)
    desk.post(door(article, "withdraw"))

    entries = LogEntry.objects.filter(object_id=article.pk, user=editor).order_by("pk")

    assert [entry.get_change_message() for entry in entries] == [
        "Published as edition 1.",
        "Scheduled as edition 2 for 4 May 2026, 12:00.",
        "Schedule cancelled.",
        "The working copy is edition 1 again. Readers see no change yet.",
        "Withdrawn: its address now says so.",
    ]


# Markup in titles


@pytest.mark.parametrize(
    "name",
    ["change", "history", "editions", "publish", "withdraw", "delete"],
)
def test_markup_in_a_headline_is_shown_as_it_was_typed(desk, name):
    person = factories.person(NASTY, slug="nasty")
    article = factories.article(NASTY, slug="nasty", kicker=NASTY, by=[person], tags=[NASTY])
    if name == "withdraw":
        publishing.publish(article, note=NASTY)

    page = desk.get(door(article, name))

    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


@pytest.mark.parametrize(
    "address", ["/desk/", "/desk/articles/article/", "/desk/articles/article/?q=script"]
)
def test_markup_in_a_headline_is_shown_as_it_was_typed_in_lists(desk, address):
    person = factories.person(NASTY, slug="nasty")
    factories.published_article(NASTY, slug="nasty", by=[person], tags=[NASTY])
    factories.article(NASTY, slug="nasty-2", by=[person])

    page = desk.get(address)

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_markup_in_a_headline_is_shown_as_it_was_typed_in_messages(desk):
    article = factories.article(NASTY, slug="nasty")
    form = Form(desk.get(door(article, "change")).text)

    saved = desk.post(door(article, "change"), form.sent(), follow=True)
    deleted = desk.post(door(article, "delete"), {"post": "yes"}, follow=True)

    for page in (saved, deleted):
        assert page.text.count('<ul class="messagelist">') == 1
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert(1)" in page.text


# Deleting


def test_draft_is_deleted_with_its_blocks(desk):
    article = factories.article(quotes=[factories.quote()], tags=["river"])

    response = desk.post(door(article, "delete"), {"post": "yes"})

    assert response.status_code == 302
    assert not Article.objects.exists()
    assert not TextBlock.objects.exists()


def test_article_with_editions_is_not_deleted(desk):
    article = factories.published_article().article
    publishing.withdraw(article)

    response = desk.post(door(article, "delete"), {"post": "yes"})

    assert response.status_code == 403
    assert Article.objects.count() == Edition.objects.count() == 1


def test_essay_that_a_story_points_at_is_not_deleted(desk):
    essay = factories.photo_essay()
    factories.article(essays=[essay])

    page = desk.post(door(essay, "delete"), {"post": "yes"})

    assert page.status_code == 200
    assert Article.objects.filter(pk=essay.pk).exists()
