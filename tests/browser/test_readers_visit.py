import pytest
from playwright.sync_api import expect

from tests.browser.paper import paper

pytestmark = [pytest.mark.browser, pytest.mark.browser_context_args(java_script_enabled=False)]


@pytest.fixture
def visit(page, watch):
    """A visit that leaves no trace and asks nobody else."""
    paper()
    page.goto("/")
    yield page
    assert watch.complaints == []
    assert watch.strangers == []
    assert watch.cookies == []


def headline(page):
    return page.get_by_role("heading", level=1)


def test_from_the_front_page_to_a_story_and_its_people(visit):
    visit.get_by_role("navigation", name="Sections").get_by_role("link", name="Town").click()
    expect(headline(visit)).to_have_text("Town")
    visit.get_by_role("link", name="The bridge opens again").click()
    expect(headline(visit)).to_have_text("The bridge opens again")
    visit.get_by_role("navigation", name="Tags").get_by_role("link", name="Flood wall").click()
    expect(headline(visit)).to_have_text("Flood wall")
    visit.get_by_role("link", name="Older stories").click()
    expect(visit).to_have_title("Flood wall, page 2 – The Millrace")
    visit.go_back()
    visit.get_by_role("link", name="The bridge opens again").click()
    visit.locator(".byline").get_by_role("link", name="Maud Tarrant").click()
    expect(headline(visit)).to_have_text("Maud Tarrant")
    visit.get_by_role("link", name="The quote").click()
    expect(headline(visit)).to_have_text("Quote from Maud Tarrant")
    visit.get_by_role("link", name="The bridge opens again").click()
    expect(headline(visit)).to_have_text("The bridge opens again")


def test_looking_for_a_story(visit):
    visit.get_by_role("link", name="Search").click()
    visit.get_by_label("Search the paper").fill("bridge")
    visit.keyboard.press("Enter")
    expect(visit.locator(".story-row h2 mark").first).to_have_text("bridge")

    visit.get_by_label("Search the paper").fill("brigde")
    visit.get_by_role("button", name="Search").click()
    expect(visit.locator(".standfirst").first).to_contain_text("Nothing was found for “brigde”")
    visit.get_by_role("link", name="bridge", exact=True).click()
    expect(visit.locator(".story-row h2 mark").first).to_have_text("bridge")


def test_through_a_photo_essay(visit):
    sections = visit.get_by_role("navigation", name="Sections")
    sections.get_by_role("link", name="Photo essays").click()
    visit.get_by_role("link", name="Down from the snow").first.click()
    expect(headline(visit)).to_have_text("Down from the snow")
    visit.get_by_role("link", name="Frame 2 of 3, on its own page").click()
    expect(headline(visit)).to_have_text("Down from the snow, frame 2")
    visit.get_by_role("link", name="Frame 3").click()
    visit.get_by_role("link", name="All 3 frames").click()
    expect(headline(visit)).to_have_text("Down from the snow")
    visit.go_back()
    expect(headline(visit)).to_have_text("Down from the snow, frame 3")


def test_every_picture_on_the_way_is_there(visit):
    for address in ("/", "/people/maud-tarrant/", "/photo-essays/"):
        visit.goto(address)
        for picture in visit.locator("main img").all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", True)
            assert picture.evaluate("(image) => image.naturalWidth") > 0
