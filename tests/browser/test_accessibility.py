import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.browser.desk import StoryForm
from tests.browser.paper import paper

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
SCREENS = {
    "wide": ({"width": 1280, "height": 1000}, "light"),
    "wide and dark": ({"width": 1280, "height": 1000}, "dark"),
    "narrow": ({"width": 320, "height": 700}, "light"),
}


def violations(page):
    """Rule, severity and the first place, for each rule that the page breaks."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']} ({rule['impact']}) {rule['nodes'][0]['html'][:200]}" for rule in found]


def walk(page):
    """Through all public pages, the pledge form with its errors last."""
    for name, address in paper().pages.items():
        page.goto(address)
        yield name
    page.goto("/donate/")
    page.get_by_role("button", name="Make this pledge").click()
    yield "donate, with errors"


def test_gap_would_be_noticed(page):
    page.set_content("<main><h1>A picture</h1><img src='/icon.png'></main>")

    assert any(line.startswith("image-alt (critical)") for line in violations(page))


# Still, so that no colour is measured half way through a transition.
@pytest.mark.browser_context_args(reduced_motion="reduce")
def test_public_pages_are_open_to_everybody(page):
    found = {}

    for name in walk(page):
        for screen, (size, scheme) in SCREENS.items():
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            if broken := violations(page):
                found[name, screen] = broken

    assert found == {}


def test_public_pages_never_scroll_sideways(page):
    found = []

    for name in walk(page):
        for width in (320, 390):
            page.set_viewport_size({"width": width, "height": 700})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append((name, width))

    assert found == []


@pytest.mark.parametrize("width", [390, 1280])
def test_desk_is_open_to_everybody(desk, width):
    story = paper().story.article
    desk.set_viewport_size({"width": width, "height": 1000})
    found = {}

    for address in (
        "/desk/",
        reverse("admin:articles_article_changelist"),
        reverse("admin:articles_article_change", args=[story.pk]),
        reverse("admin:articles_article_publish", args=[story.pk]),
        reverse("admin:articles_photo_changelist"),
    ):
        desk.goto(address)
        if "change/" in address:
            StoryForm(desk).blocks[0].prose.wait_for()
        found[address] = [
            line for line in violations(desk) if "(serious)" in line or "(critical)" in line
        ]

    assert {address: lines for address, lines in found.items() if lines} == {}
