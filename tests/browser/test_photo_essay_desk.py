import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Edition
from tests import factories
from tests.browser.desk import StoryForm

pytestmark = pytest.mark.browser

NEW_ESSAY = reverse("admin:articles_photoessay_add")


@pytest.fixture
def newsroom():
    factories.publication()
    factories.section("Town")
    factories.person("Aitzol Berasategi")
    for number, colour in enumerate(("teal", "olive", "maroon", "navy"), start=1):
        factories.photo(
            colour=colour,
            headline=f"Plate {number}",
            alternative_text=f"What plate {number} shows",
            caption=f"Caption {number}.",
            credit=f"Photograph: Number {number}",
        )


@pytest.fixture
def essay(desk, newsroom):
    """An open form, with what every photo essay needs."""
    desk.goto(NEW_ESSAY)
    form = StoryForm(desk)
    form.fill("Headline", "Low water")
    desk.get_by_label("Section:").select_option("Town")
    form.choose("person", "Aitzol")
    form.choose("lead_photo", "Plate 1")
    return form


def add_frame(essay, title, layout):
    frame = essay.add_block("Frame")
    frame.choose(title)
    frame.root.get_by_label("Layout:").select_option(layout)
    return frame


def test_essay_is_made_from_frames_and_text(essay, desk, reader):
    add_frame(essay, "Plate 2", "half")
    add_frame(essay, "Plate 3", "half").fill("Caption", "Only here.")
    essay.add_block("Text")
    essay.type("Then the rain stopped.")
    add_frame(essay, "Plate 4", "full")
    essay.publish()

    reader.goto("/photo-essays/")
    reader.get_by_role("link", name="Low water").click()

    pieces = reader.locator("[id^=frame-], .interlude").all()
    assert [piece.get_attribute("id") for piece in pieces] == [
        "frame-1",
        "frame-2",
        "frame-3",
        None,
        "frame-4",
    ]
    pictures = reader.locator(".room img")
    expect(pictures).to_have_count(4)
    assert [picture.get_attribute("alt") for picture in pictures.all()] == [
        f"What plate {number} shows" for number in range(1, 5)
    ]
    expect(reader.locator(".room .credit")).to_have_text(
        [f"Photograph: Number {number}" for number in range(1, 5)]
    )
    expect(reader.locator("#frame-2 figcaption")).to_contain_text("Caption 2.")
    expect(reader.locator("#frame-3 figcaption")).to_contain_text("Only here.")
    expect(reader.locator(".interlude")).to_have_text("Then the rain stopped.")
    expect(reader.locator(".frames .frame--half")).to_have_count(2)


def test_each_frame_has_an_address_of_its_own(essay, desk, reader):
    for title in ("Plate 2", "Plate 3"):
        add_frame(essay, title, "wide")
    essay.publish()
    address = Edition.objects.get().get_absolute_url()

    reader.goto(f"{address}#frame-2")
    reader.get_by_role("link", name="Frame 2 of 3, on its own page").click()

    turn = reader.get_by_role("navigation", name="Frames")
    expect(reader.get_by_alt_text("What plate 2 shows")).to_be_visible()
    expect(reader.locator(".single__words")).to_contain_text("Caption 2.")
    expect(reader.locator(".credit")).to_have_text("Photograph: Number 2")
    turn.get_by_role("link", name="Frame 3").click()
    expect(reader.get_by_alt_text("What plate 3 shows")).to_be_visible()
    expect(turn.get_by_role("link")).to_have_text(["← Frame 2", "All 3 frames"])
    turn.get_by_role("link", name="Frame 2").click()
    turn.get_by_role("link", name="Frame 1").click()
    expect(turn.get_by_role("link")).to_have_text(["All 3 frames", "Frame 2 →"])
    turn.get_by_role("link", name="All 3 frames").click()
    expect(reader).to_have_url(f"{reader.url.split('#')[0]}#frame-1")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Low water")
