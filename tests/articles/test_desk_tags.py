import pytest
from pytest_django.asserts import assertInHTML
from taggit.models import Tag

from tests import factories
from tests.forms import Form
from tests.staff import desk_of, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return desk_of(member_of("Editor"))


def page_of(client, edition):
    return client.get(edition.get_absolute_url()).text


def test_renamed_tag_shows_in_live_stories(desk, client, django_capture_on_commit_callbacks):
    edition = factories.published_article(tags=["river"])
    address = f"/desk/taggit/tag/{Tag.objects.get().pk}/change/"
    form = Form(desk.get(address).text).fill(name="River Sallow", slug="river-sallow")

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address, form.sent())

    page = page_of(client, edition)
    assertInHTML('<a href="/tags/river-sallow/" rel="tag">River Sallow</a>', page, 1)


@pytest.mark.parametrize("is_selection", [False, True])
def test_deleted_tag_leaves_live_stories(
    desk, client, django_capture_on_commit_callbacks, is_selection
):
    edition = factories.published_article(tags=["river"])
    key = Tag.objects.get().pk

    with django_capture_on_commit_callbacks(execute=True):
        if is_selection:
            chosen = {"action": "delete_selected", "_selected_action": key, "post": "yes"}
            desk.post("/desk/taggit/tag/", chosen)
        else:
            desk.post(f"/desk/taggit/tag/{key}/delete/", {"post": "yes"})

    assert not Tag.objects.exists()
    assert "/tags/river/" not in page_of(client, edition)


def test_tag_of_the_same_name_is_refused(desk):
    factories.article(tags=["river"])
    form = Form(desk.get("/desk/taggit/tag/add/").text).fill(name="river", slug="river-2")

    response = desk.post("/desk/taggit/tag/add/", form.sent())

    assert response.status_code == 200
    assert Tag.objects.count() == 1
