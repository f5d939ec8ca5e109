import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import Photo
from tests.browser.conftest import log_in
from tests.browser.desk import StoryForm
from tests.browser.paper import paper

pytestmark = pytest.mark.browser

LISTS = (
    "articles_article",
    "articles_photoessay",
    "articles_photo",
    "articles_quote",
    "articles_person",
    "articles_section",
    "taggit_tag",
    "donations_pledge",
    "donations_campaign",
    "auth_user",
    "auth_group",
)


@pytest.fixture
def desk(page, base_url):
    """Open to somebody who may see every page."""
    log_in(page, User.objects.create_superuser("ada"), base_url)
    return page


def test_breach_would_be_noticed(page, watch):
    page.goto("/about/")

    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://far.example/'}))")
    page.wait_for_timeout(200)

    assert "img-src https://far.example/" in " ".join(watch.breaches)


def test_public_pages_keep_to_the_policy(page, watch):
    for address in paper().pages.values():
        page.goto(address)
    page.goto("/donate/")
    page.get_by_role("button", name="Make this pledge").click()
    page.get_by_role("button", name="Add it up again").click()

    assert watch.complaints == []
    assert watch.strangers == []


def test_desk_lists_and_forms_keep_to_the_policy(desk, watch):
    paper()
    desk.goto("/desk/")
    for name in LISTS:
        desk.goto(reverse(f"admin:{name}_changelist"))
    for name in set(LISTS) - {"donations_pledge"}:
        desk.goto(reverse(f"admin:{name}_add"))
    desk.goto(reverse("admin:articles_publication_changelist"))

    assert watch.complaints == []
    assert watch.strangers == []


def test_story_editor_keeps_to_the_policy(desk, watch):
    story = paper().story.article
    desk.goto(reverse("admin:articles_article_change", args=[story.pk]))
    form = StoryForm(desk)
    for name in ("Text", "Photo", "Pull quote", "Photo essay teaser", "Embed", "Divider"):
        form.add_block(name)
    form.blocks[0].prose.click()
    desk.keyboard.press("Control+a")
    desk.get_by_role("button", name="insert link").first.click()
    desk.get_by_role("button", name="Cancel").click()
    desk.get_by_role("link", name="Today").first.click()
    form.preview()
    form.choose("lead_photo", "weir")

    assert watch.complaints == []
    assert watch.strangers == []


def test_pages_around_a_story_keep_to_the_policy(desk, watch):
    paper_of_today = paper()
    story = paper_of_today.story.article
    for name in ("publish", "withdraw", "editions", "history"):
        desk.goto(reverse(f"admin:articles_article_{name}", args=[story.pk]))
    desk.goto(reverse("admin:articles_article_edition", args=[story.pk, 1]))
    desk.goto(reverse("admin:articles_photo_change", args=[Photo.objects.last().pk]))
    desk.locator("[data-focal-point]").click()
    essay = paper_of_today.essay.article
    desk.goto(reverse("admin:articles_photoessay_change", args=[essay.pk]))

    assert watch.complaints == []
    assert watch.strangers == []


def test_closed_doors_keep_to_the_policy(page, watch, editor, base_url):
    page.goto("/desk/login/")
    page.get_by_role("button", name="Log in").click()
    log_in(page, editor, base_url)
    page.goto("/desk/no-such-page/")
    page.goto(reverse("admin:donations_pledge_changelist"))

    assert watch.complaints == []
    assert watch.strangers == []
