from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, Edition, TextBlock
from tests import factories
from tests.browser.desk import StoryForm

pytestmark = pytest.mark.browser

NEW_STORY = reverse("admin:articles_article_add")
STORIES = reverse("admin:articles_article_changelist")
# The page without its moments, which name the second.
WHAT_READERS_READ = """() => {
  const main = document.querySelector("main").cloneNode(true);
  main.querySelectorAll("time").forEach((time) => time.remove());
  return main.innerHTML;
}"""


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


@pytest.fixture
def live_story(story, desk):
    """Published, and open at the desk."""
    story.add_block("Text")
    story.type("He came on a Tuesday, with a kye.")
    story.publish()
    return story


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
    story.type("He came on a Tuesday, with a key.")
    story.add_block("Photo").choose("lock keeper")
    story.add_block("Pull quote").choose("river keeps")
    embed = story.add_block("Embed")
    embed.fill("Address", "https://river.example/@waterwatch/4411")
    embed.fill("Author", "Sallow Water Watch")
    embed.fill("Text", "The gauge reads 3.1 metres.")
    story.add_block("Divider")
    story.add_block("Photo essay teaser").choose("Down from")
    story.publish()

    story.see_it_in_the_paper()

    expect(desk.get_by_role("heading", level=1)).to_have_text("The weir has a keeper again")
    expect(desk.locator(".standfirst").first).to_have_text("After nine years of nobody.")
    expect(desk.locator(".byline dd")).to_have_text("Maud Tarrant")
    expect(desk.get_by_alt_text("The weir at dawn")).to_be_visible()
    expect(desk.locator(".photo--lead .credit")).to_have_text("Photograph: Aitzol Berasategi")
    expect(desk.locator(".tags a")).to_have_text(["Flood wall", "River Sallow"])
    pieces = ["p", ".photo--column", ".pull-quote", ".archived-post", "hr", ".essay-teaser"]
    order = "(pieces) => [...document.querySelector('.prose').children].map("
    order += "(child) => pieces.find((piece) => child.matches(piece)))"
    assert desk.evaluate(order, pieces) == pieces


def test_typed_text_is_stored_without_litter(story, desk):
    block = story.add_block("Text")

    story.type("The gauge reads ")
    story.press("Control+b")
    story.type("3.1 metres")
    story.press("Control+b")
    story.type(" at the weir")
    story.press("Control+Shift+ArrowLeft")
    block.root.locator("[data-name=link]:not(.disabled)").click()
    desk.get_by_role("dialog").get_by_label("URL").fill("https://river.example/gauge")
    desk.keyboard.press("Enter")
    story.save()

    assert TextBlock.objects.latest("pk").html == (
        "<p>The gauge reads <strong>3.1 metres</strong> at the "
        '<a href="https://river.example/gauge">weir</a></p>'
    )


def test_blocks_are_moved_by_keyboard(story, desk):
    story.add_block("Text")
    story.type("Words.")
    story.add_block("Divider")
    quote = story.add_block("Pull quote")
    quote.choose("river keeps")

    quote.move("up").focus()
    desk.keyboard.press("Enter")

    expect(quote.move("up")).to_be_focused()
    expect(story.announcement).to_have_text("Moved to place 2 of 3.")
    assert story.names_of_blocks == ["Text", "Pull quote", "Divider"]
    desk.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    expect(story.announcement).to_have_text("It is the first block already.")
    quote.move("down").press("Enter")
    story.save()
    assert story.names_of_blocks == ["Text", "Pull quote", "Divider"]


def test_blocks_are_moved_by_mouse(story, desk):
    first = story.add_block("Text")
    story.type("Words.")
    story.add_block("Divider")
    last = story.add_block("Pull quote")
    last.choose("river keeps")

    last.handle.drag_to(first.handle, target_position={"x": 200, "y": 4})

    assert story.names_of_blocks == ["Pull quote", "Text", "Divider"]
    story.save()
    assert story.names_of_blocks == ["Pull quote", "Text", "Divider"]


def test_preview_is_the_page_that_readers_get_and_stores_nothing(story, desk):
    story.add_block("Text")
    story.type("He came on a Tuesday, with a key.")
    story.add_block("Photo").choose("lock keeper")

    preview = story.preview()

    shown = preview.evaluate(WHAT_READERS_READ)
    expect(preview.get_by_role("heading", level=1)).to_have_text("The weir has a keeper again")
    assert not Article.objects.filter(headline="The weir has a keeper again").exists()
    preview.goto(STORIES)
    expect(preview.locator("#result_list")).to_have_count(0)
    story.publish()
    story.see_it_in_the_paper()
    assert desk.evaluate(WHAT_READERS_READ) == shown


def test_published_story_is_on_the_front_page(live_story, reader):
    reader.goto("/")
    reader.get_by_role("link", name="The weir has a keeper again").first.click()

    expect(reader.get_by_role("heading", level=1)).to_have_text("The weir has a keeper again")
    expect(reader.locator(".prose")).to_have_text("He came on a Tuesday, with a kye.")


def test_readers_see_a_correction_once_it_is_published(live_story, desk, reader):
    reader.goto(Edition.objects.get(format="story").get_absolute_url())
    text = reader.locator(".prose")
    live_story.see_it_in_the_paper()
    desk.go_back()

    live_story.blocks[0].set_caret()
    live_story.press("Backspace", times=4)
    live_story.type("key.")
    live_story.save()

    expect(desk.locator(".standing")).to_contain_text("changes that readers do not see")
    reader.reload()
    expect(text).to_have_text("He came on a Tuesday, with a kye.")
    live_story.publish("Minor")
    reader.reload()
    expect(text).to_have_text("He came on a Tuesday, with a key.")
    live_story.see_it_in_the_paper()
    expect(desk.locator(".prose")).to_have_text("He came on a Tuesday, with a key.")


def test_scheduled_story_waits_for_its_hour(story, desk, reader):
    story.add_block("Text")
    story.type("He comes tomorrow.")

    story.schedule(timezone.localtime() + timedelta(days=1))

    address = Edition.objects.get(format="story").get_absolute_url()
    assert reader.goto(address).status == 404
    desk.goto("/desk/")
    scheduled = desk.get_by_role("table", name="Scheduled")
    expect(scheduled.get_by_role("link")).to_have_text("The weir has a keeper again")


def test_withdrawn_story_leaves_word(live_story, reader):
    address = Edition.objects.get(format="story").get_absolute_url()

    live_story.withdraw()

    assert reader.goto(address).status == 410
    expect(reader.get_by_role("heading", level=1)).to_have_text("We have withdrawn this story")
    reader.goto("/")
    expect(reader.get_by_role("link", name="The weir has a keeper again")).to_have_count(0)
