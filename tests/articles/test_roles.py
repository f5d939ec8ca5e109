"""Who gets through which door of the desk, asked for by HTTP as anybody could."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Article, Edition
from tests import factories
from tests.donations.pledges import campaign, pledge
from tests.staff import desk_of, member_of

pytestmark = pytest.mark.django_db

READING = {"read", "history", "editions", "edition"}
LIBRARY = ["photo", "quote", "person"]


@pytest.fixture
def writer():
    return member_of("Writer")


@pytest.fixture
def editor():
    return member_of("Editor")


@pytest.fixture
def fundraiser():
    return member_of("Fundraiser")


def doors_of(article):
    kind = "photoessay" if article.is_photo_essay else "article"
    base = f"/desk/articles/{kind}/{article.pk}"
    return {
        "read": ("get", f"{base}/change/"),
        "change": ("post", f"{base}/change/"),
        "history": ("get", f"{base}/history/"),
        "editions": ("get", f"{base}/editions/"),
        "edition": ("get", f"{base}/editions/1/"),
        "restore": ("post", f"{base}/editions/1/restore/"),
        "publish": ("get", f"{base}/publish/"),
        "publish now": ("post", f"{base}/publish/"),
        "unschedule": ("post", f"{base}/unschedule/"),
        "delete": ("get", f"{base}/delete/"),
        "delete now": ("post", f"{base}/delete/"),
        "withdraw": ("get", f"{base}/withdraw/"),
        "withdraw now": ("post", f"{base}/withdraw/"),
    }


def answers(client, doors):
    """What each door says; "hidden" when it only leads back to the desk's first page."""
    found = {}
    for door, (method, address) in doors.items():
        response = getattr(client, method)(address)
        found[door] = response.status_code
        if response.status_code == 302:
            found[door] = {"/desk/": "hidden"}.get(response.url, response.url.partition("?")[0])
    return found


def open_doors(client, doors):
    shut = {403, 404, "hidden", "/desk/login/"}
    return {door for door, answer in answers(client, doors).items() if answer not in shut}


def of_user(user, make):
    article = make()
    article.created_by = user
    article.save()
    return article


def everything():
    return list(Article.objects.values()), list(Edition.objects.values())


# Articles


@pytest.mark.parametrize("make", [factories.article, factories.photo_essay])
def test_own_draft_is_open_to_its_writer_except_for_publishing(writer, make):
    doors = doors_of(of_user(writer, make))

    assert open_doors(desk_of(writer), doors) == {
        "read",
        "change",
        "history",
        "editions",
        "delete",
        "delete now",
    }


@pytest.mark.parametrize("make", [factories.article, factories.photo_essay])
def test_own_published_article_can_only_be_read_by_its_writer(writer, make):
    article = of_user(writer, make)
    publishing.publish(article)
    before = everything()

    assert open_doors(desk_of(writer), doors_of(article)) == READING
    assert everything() == before


@pytest.mark.parametrize("make", [factories.article, factories.photo_essay])
def test_own_scheduled_article_can_only_be_read_by_its_writer(writer, make):
    article = of_user(writer, make)
    publishing.schedule(article, timezone.now() + timedelta(hours=1))
    before = everything()

    assert open_doors(desk_of(writer), doors_of(article)) == READING
    assert everything() == before


@pytest.mark.parametrize("make", [factories.article, factories.photo_essay])
@pytest.mark.parametrize("is_published", [False, True])
def test_articles_of_others_are_shut_to_writers(writer, editor, make, is_published):
    article = of_user(editor, make)
    if is_published:
        publishing.publish(article)
    before = everything()

    assert open_doors(desk_of(writer), doors_of(article)) == set()
    assert everything() == before


@pytest.mark.parametrize("make", [factories.article, factories.photo_essay])
def test_every_draft_is_open_to_editors(writer, editor, make):
    doors = doors_of(of_user(writer, make))
    never_public = {"edition", "restore", "withdraw", "withdraw now"}

    assert open_doors(desk_of(editor), doors) == doors.keys() - never_public


@pytest.mark.parametrize("make", [factories.article, factories.photo_essay])
def test_every_published_article_is_open_to_editors_but_cannot_be_deleted(writer, editor, make):
    article = of_user(writer, make)
    publishing.publish(article)
    doors = doors_of(article)

    assert open_doors(desk_of(editor), doors) == doors.keys() - {"delete", "delete now"}


@pytest.mark.parametrize("make", [factories.article, factories.photo_essay])
def test_articles_are_shut_to_fundraisers(fundraiser, make):
    article = make()
    publishing.publish(article)
    before = everything()

    assert open_doors(desk_of(fundraiser), doors_of(article)) == set()
    assert everything() == before


@pytest.mark.parametrize("make", [factories.article, factories.photo_essay])
@pytest.mark.parametrize("is_signed_in", [False, True])
def test_who_is_not_staff_is_asked_to_sign_in(make, is_signed_in):
    article = make()
    publishing.publish(article)
    doors = doors_of(article)
    client = desk_of(User.objects.create_user("reader")) if is_signed_in else Client()

    assert answers(client, doors) == dict.fromkeys(doors, "/desk/login/")


def test_story_is_not_served_as_a_photo_essay(editor):
    story = factories.article()
    doors = {
        door: (method, address.replace("/article/", "/photoessay/"))
        for door, (method, address) in doors_of(story).items()
    }

    assert open_doors(desk_of(editor), doors) == set()


@pytest.mark.parametrize("door", ["unschedule", "restore"])
def test_what_changes_an_article_at_once_takes_a_post(editor, door):
    article = factories.published_article().article
    _, address = doors_of(article)[door]

    assert desk_of(editor).get(address).status_code == 405


@pytest.mark.parametrize("door", ["change", "publish now", "unschedule", "restore", "withdraw now"])
def test_forms_from_elsewhere_are_refused(editor, door):
    article = factories.published_article().article
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    before = everything()

    response = client.post(doors_of(article)[door][1], {"when": "now", "kind": "minor"})

    assert response.status_code == 403
    assert everything() == before


# Lists


def headlines(client, address):
    return [row.headline for row in client.get(address).context["cl"].result_list]


@pytest.mark.parametrize(
    ("make", "address"),
    [
        (factories.article, "/desk/articles/article/"),
        (factories.photo_essay, "/desk/articles/photoessay/"),
    ],
)
def test_writers_list_their_own_and_editors_all(writer, editor, make, address):
    of_user(writer, lambda: make("The writer's"))
    of_user(editor, lambda: make("The editor's"))

    assert headlines(desk_of(writer), address) == ["The writer's"]
    assert sorted(headlines(desk_of(editor), address)) == ["The editor's", "The writer's"]


@pytest.mark.parametrize("search", ["secret", "q"])
def test_writers_do_not_find_what_others_write(writer, editor, search):
    of_user(editor, lambda: factories.article("Secret", tags=["secret"], standfirst="secret"))

    assert headlines(desk_of(writer), f"/desk/articles/article/?q={search}") == []


def test_first_page_of_the_desk_shows_writers_their_own(writer, editor):
    of_user(writer, lambda: factories.article("The writer's"))
    of_user(editor, lambda: factories.article("The editor's"))
    of_user(editor, lambda: factories.photo_essay("The editor's essay"))
    factories.published_article("Live, the editor's")

    page = desk_of(writer).get("/desk/")

    assert [row.headline for row in page.context["drafts"]] == ["The writer's"]
    assert "The editor" not in page.text.replace("&#x27;", "'")
    assert "Live, " not in page.text


def test_first_page_of_the_desk_shows_fundraisers_no_articles(fundraiser):
    factories.article("A draft")
    factories.published_article("A story")

    page = desk_of(fundraiser).get("/desk/").text

    assert "A draft" not in page
    assert "A story" not in page


# Fields that complete what is typed


def offered(client, model, field, term=""):
    address = "/desk/autocomplete/"
    query = {"app_label": "articles", "model_name": model, "field_name": field, "term": term}
    response = client.get(address, query)
    if response.status_code != 200:
        return response.status_code
    return sorted(choice["text"] for choice in json.loads(response.content)["results"])


def test_writers_are_offered_their_own_essays_and_the_live_ones(writer, editor):
    of_user(writer, lambda: factories.photo_essay("Own draft"))
    of_user(editor, lambda: factories.photo_essay("Draft of another"))
    publishing.publish(of_user(editor, lambda: factories.photo_essay("Live of another")))
    gone = publishing.publish(of_user(editor, lambda: factories.photo_essay("Withdrawn"))).article
    publishing.withdraw(gone)
    of_user(writer, lambda: factories.article("Own story"))

    assert offered(desk_of(writer), "essayteaserblock", "essay") == [
        "Live of another",
        "Own draft",
    ]
    assert offered(desk_of(editor), "essayteaserblock", "essay") == [
        "Draft of another",
        "Live of another",
        "Own draft",
        "Withdrawn",
    ]


@pytest.mark.parametrize(
    ("model", "field"),
    [
        ("essayteaserblock", "essay"),
        ("photoblock", "photo"),
        ("pullquoteblock", "quote"),
        ("byline", "person"),
        ("article", "lead_photo"),
    ],
)
def test_fundraisers_and_strangers_are_offered_nothing(fundraiser, model, field):
    factories.published_photo_essay()
    factories.quote()

    assert offered(desk_of(fundraiser), model, field) == 403
    assert offered(Client(), model, field) == 302


# The other lists


def doors_to(model, pk=None):
    base = f"/desk/{model.replace('.', '/')}"
    doors = {"list": ("get", f"{base}/"), "add": ("get", f"{base}/add/")}
    if pk is None:
        return doors
    return doors | {
        "read": ("get", f"{base}/{pk}/change/"),
        "change": ("post", f"{base}/{pk}/change/"),
        "history": ("get", f"{base}/{pk}/history/"),
        "delete": ("get", f"{base}/{pk}/delete/"),
        "delete now": ("post", f"{base}/{pk}/delete/"),
    }


ALL = {"list", "add", "read", "change", "history", "delete", "delete now"}
OPEN_TO = {
    "articles.photo": {"Writer": {"list", "add", "read", "history"}, "Editor": ALL},
    "articles.quote": {"Writer": {"list", "add", "read", "history"}, "Editor": ALL},
    "articles.person": {"Writer": {"list", "add", "read", "history"}, "Editor": ALL},
    "articles.section": {"Writer": {"list", "read", "history"}, "Editor": ALL},
    "articles.publication": {"Editor": {"list", "read", "change", "history"}},
    "taggit.tag": {"Writer": {"list", "read", "history"}, "Editor": ALL},
    "donations.pledge": {"Fundraiser": {"list", "read", "history"}},
    "donations.campaign": {"Fundraiser": {"list", "add", "read", "change", "history"}},
    "auth.user": {},
    "auth.group": {},
}


@pytest.fixture
def records():
    """One of each that is not an article; model to key."""
    article = factories.published_article(
        tags=["river"], lead_photo=factories.photo(), quotes=[factories.quote()]
    ).article
    return {
        "articles.photo": article.lead_photo_id,
        "articles.quote": article.articles_pullquoteblock_set.get().quote_id,
        "articles.person": article.bylines.get().person_id,
        "articles.section": article.section_id,
        "articles.publication": 1,
        "taggit.tag": article.tags.get().pk,
        "donations.pledge": pledge().pk,
        "donations.campaign": campaign().pk,
        "auth.user": User.objects.create_user("somebody").pk,
        "auth.group": 1,
    }


@pytest.mark.parametrize("role", ["Writer", "Editor", "Fundraiser"])
@pytest.mark.parametrize("model", OPEN_TO)
def test_other_records_are_open_to_whom_they_are_for(records, role, model):
    client = desk_of(member_of(role))

    found = open_doors(client, doors_to(model, records[model]))

    assert found == OPEN_TO[model].get(role, set())


@pytest.mark.parametrize("model", OPEN_TO)
def test_strangers_are_asked_to_sign_in_before_any_record(records, model):
    doors = doors_to(model, records[model])

    assert answers(Client(), doors) == dict.fromkeys(doors, "/desk/login/")


def test_superuser_keeps_the_accounts(admin_client, records):
    doors = doors_to("auth.user", records["auth.user"])

    assert open_doors(admin_client, doors) == ALL


def test_writers_mend_own_photographs_until_readers_see_them(writer, editor):
    own, other = factories.photo(uploaded_by=writer), factories.photo(uploaded_by=editor)
    doors = doors_to("articles.photo", own.pk)
    before = open_doors(desk_of(writer), doors)
    factories.published_article(lead_photo=own)

    after = open_doors(desk_of(writer), doors)

    assert before - after == {"change"}
    assert "change" not in open_doors(desk_of(writer), doors_to("articles.photo", other.pk))


def test_writers_mend_quotes_until_readers_see_them(writer):
    quote = factories.quote()
    doors = doors_to("articles.quote", quote.pk)
    before = open_doors(desk_of(writer), doors)
    factories.published_article(quotes=[quote])

    after = open_doors(desk_of(writer), doors)

    assert before - after == {"change"}


@pytest.mark.parametrize("model", LIBRARY)
def test_writers_cannot_delete_a_selection(writer, records, model):
    address = f"/desk/articles/{model}/"
    chosen = {"action": "delete_selected", "_selected_action": records[f"articles.{model}"]}
    count = apps.get_model("articles", model).objects.count()

    desk_of(writer).post(address, chosen | {"post": "yes"})

    assert apps.get_model("articles", model).objects.count() == count


def test_writers_cannot_merge_tags(writer):
    article = factories.article(tags=["river"])
    client = desk_of(writer)
    chosen = {"action": "render_tag_form", "_selected_action": article.tags.get().pk}

    client.post("/desk/taggit/tag/", chosen)
    client.post("/desk/taggit/tag/merge-tags/", {"new_tag_name": "weir"})

    assert list(article.tags.names()) == ["river"]
