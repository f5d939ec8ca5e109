import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Edition, TextBlock
from tests import factories
from tests.browser.desk import StoryForm

pytestmark = pytest.mark.browser

NEW_STORY = reverse("admin:articles_article_add")
STORIES = reverse("admin:articles_article_changelist")


@pytest.fixture
def newsroom():
    """What stands ready before the day begins."""
    factories.publication()
    factories.section("Town")
    factories.person("Maud Tarrant")
    factories.photo(headline="The lock keeper’s house")
    factories.quote("The river keeps its own diary.")
    factories.published_photo_essay("Down from the snow")


@pytest.fixture
def story(desk, newsroom):
    """An open form, with what every story needs."""
    desk.goto(NEW_STORY)
    form = StoryForm(desk)
    form.fill("Headline", "The weir has a keeper again")
    desk.get_by_label("Section:").select_option("Town")
    form.choose("person", "Maud Tarrant")
    return form


def test_editor_comes_in_by_the_door(page, editor):
    page.goto("/desk/")

    page.get_by_label("Username:").fill("ines")
    page.get_by_label("Password:").fill("the weir in low water")
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="New story")).to_be_visible()
    expect(page.locator("#user-tools")).to_contain_text("Ines")


def test_story_of_every_block_is_written_and_published(story, desk, picture):
    story.fill("Standfirst", "After nine years of nobody.")
    story.fill("Tags", "Flood wall, River Sallow")
    story.upload_lead_photo(picture, "The weir at dawn", "Photograph: Aitzol Berasategi")
    story.add_block("Text")
    desk.keyboard.type("He came on a Tuesday, with a key.")
    story.add_block("Photo").choose("lock keeper")
    story.add_block("Pull quote").choose("river keeps")
    embed = story.add_block("Embed")
    embed.fill("Address", "https://river.example/@waterwatch/4411")
    embed.fill("Author", "Sallow Water Watch")
    embed.fill("Text", "The gauge reads 3.1 metres.")
    story.add_block("Divider")
    story.add_block("Photo essay teaser").choose("Down from")
    story.publish()

    desk.get_by_role("link", name="See it in the paper").click()

    expect(desk.get_by_role("heading", level=1)).to_have_text("The weir has a keeper again")
    expect(desk.locator(".byline")).to_contain_text("Maud Tarrant")
    assert desk.locator(".photo--lead .credit").inner_text() == "Photograph: Aitzol Berasategi"
