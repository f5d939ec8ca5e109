import re

import pytest
from playwright.sync_api import expect

from tests.browser.paper import paper

pytestmark = pytest.mark.browser

DARK = pytest.mark.browser_context_args(color_scheme="dark")
COLOURS = """(selector) => {
  const found = document.querySelector(selector);
  const style = getComputedStyle(found);
  let ground = found;
  while (ground && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)")
    ground = ground.parentElement;
  return [style.color, ground ? getComputedStyle(ground).backgroundColor : "rgb(255, 255, 255)"];
}"""


def shades(page, selector):
    """How light its ink and its ground are, from 0 to 255."""
    colours = page.evaluate(COLOURS, selector)
    return [sum(map(int, re.findall(r"\d+", colour)[:3])) // 3 for colour in colours]


def test_printed_story_keeps_its_words_and_credits(page):
    page.goto(paper().story.get_absolute_url())

    page.emulate_media(media="print")

    for kept in (
        page.locator(".masthead__name"),
        page.get_by_role("heading", level=1),
        page.locator(".byline").first,
        page.get_by_text("Published", exact=False).first,
        page.locator(".photo--lead .credit"),
        page.locator(".archived-post"),
        page.locator(".pull-quote cite"),
        page.locator(".permalink"),
        page.get_by_text("And so to the end."),
    ):
        expect(kept).to_be_visible()
    for left in (
        page.get_by_role("navigation", name="Sections"),
        page.get_by_role("link", name="Search"),
        page.get_by_role("link", name="Support the paper"),
        page.get_by_role("link", name="Flood wall"),
        page.get_by_role("region", name="Read next"),
    ):
        expect(left).to_have_count(0)


def test_printed_essay_keeps_every_frame_and_credit(page):
    page.goto(paper().essay.get_absolute_url())

    page.emulate_media(media="print")

    credits = page.locator(".room .credit")
    expect(page.locator(".room img")).to_have_count(3)
    expect(credits).to_have_count(3)
    for credit in credits.all():
        expect(credit).to_be_visible()


@DARK
def test_dark_screen_prints_in_ink_on_white(page):
    pages = paper().pages

    for name in ("front page", "article", "photo essay", "donate"):
        page.emulate_media(media="screen")
        page.goto(pages[name])
        ink, ground = shades(page, "h1")
        page.emulate_media(media="print")

        assert ink > 200, name
        assert ground < 40, name
        assert shades(page, "h1") == [0, 255], name


@DARK
def test_desk_follows_the_editor_into_the_dark(desk):
    desk.goto("/desk/")
    by_night = shades(desk, "h1")

    desk.get_by_role("button", name="Toggle theme").click()
    by_day = shades(desk, "h1")

    assert by_night[0] > 200
    assert by_night[1] < 40
    assert by_day[0] < 60
    assert by_day[1] > 240
