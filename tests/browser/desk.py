"""What an editor does with hand and eye on a story's form."""

import re
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PACE = 20  # milliseconds
# In one breath: the page may be scrolling.
FROM_THE_TOP = """(blocks) => blocks
  .map((block) => ({ id: block.id, top: block.getBoundingClientRect().top }))
  .sort((one, other) => one.top - other.top)
  .map((block) => block.id)"""


class StoryForm:
    """The form of a story or a photo essay that stands open on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def blocks(self) -> list["Block"]:
        """From top to bottom, as the eye meets them, once the editor has built itself."""
        expect(self.page.get_by_role("group", name="Add a block")).to_be_visible()
        found = self.page.locator(".order-machine .inline-related:not(.empty-form)")
        return [Block(self.page.locator(f"#{each}")) for each in found.evaluate_all(FROM_THE_TOP)]

    @property
    def names_of_blocks(self) -> list[str]:
        return [block.name for block in self.blocks]

    @property
    def announcement(self) -> Locator:
        return self.page.locator(".block-status")

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(f"{label}:", exact=True).fill(text)

    def type(self, words: str) -> None:
        """Where the caret is, at the pace of a hand: the text editor keeps up with no other."""
        self.page.keyboard.type(words, delay=PACE)

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(PACE)

    def choose(self, field: str, words: str) -> None:
        """In a field that completes what is typed, by its name in the form."""
        choose(self.page.locator(f".field-{field}:not(.empty-form *)").first, words)

    def add_block(self, name: str) -> "Block":
        self.page.get_by_role("group", name="Add a block").get_by_role(
            "button", name=f"+ {name}", exact=True
        ).click()
        block = self.blocks[-1]
        if name == "Text":
            expect(block.prose).to_be_focused()
        return block

    def upload_lead_photo(self, picture: Path, alternative_text: str, credit: str) -> None:
        """Through the window behind the plus sign."""
        with self.page.expect_popup() as window:
            self.page.locator("#add_id_lead_photo").click()
        library = window.value
        library.get_by_label("Photograph:").set_input_files(picture)
        library.get_by_label("Alternative text:").fill(alternative_text)
        library.get_by_label("Credit line:").fill(credit)
        with library.expect_event("close"):
            library.get_by_role("button", name="Save").click()

    def save(self) -> None:
        self._press("Save")
        expect(self.message).to_contain_text("successfully")

    def preview(self) -> Page:
        with self.page.expect_popup() as window:
            self._press("Preview")
        window.value.wait_for_load_state()
        return window.value

    def publish(self, kind: str = "") -> None:
        """The working copy as it stands, now."""
        self._press("Publish…")
        if kind:
            self.page.get_by_role("radio", name=re.compile(f"^{kind}")).check()
        self._press("Publish")
        expect(self.message).to_contain_text("Published as edition")

    def schedule(self, moment: datetime) -> None:
        self._press("Publish…")
        self.page.get_by_label("At a set time").check()
        self.page.get_by_label("Date", exact=True).fill(f"{moment:%d/%m/%Y}")
        self.page.get_by_label("Time", exact=True).fill(f"{moment:%H:%M}")
        self._press("Publish")
        expect(self.message).to_contain_text("Scheduled as edition")

    def withdraw(self) -> None:
        self.page.get_by_role("link", name="Withdraw…").click()
        self._press("Withdraw")
        expect(self.message).to_contain_text("Withdrawn")

    def see_it_in_the_paper(self) -> None:
        self.page.get_by_role("link", name="See it in the paper").click()

    @property
    def message(self) -> Locator:
        return self.page.locator(".messagelist")

    def _press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()


class Block:
    def __init__(self, root: Locator) -> None:
        self.root = root

    @property
    def name(self) -> str:
        return self.root.locator("> h3 b").inner_text().removesuffix(":")

    @property
    def handle(self) -> Locator:
        """The bar that it is dragged by."""
        return self.root.locator("> h3")

    @property
    def prose(self) -> Locator:
        return self.root.locator(".tiptap")

    def set_caret(self) -> None:
        """Behind its last letter."""
        self.prose.click()
        expect(self.prose).to_be_focused()
        self.prose.press("Control+End")
        self.root.page.wait_for_timeout(PACE)

    def fill(self, label: str, text: str) -> None:
        self.root.get_by_label(f"{label}:", exact=True).fill(text)

    def choose(self, words: str) -> None:
        choose(self.root, words)

    def move(self, direction: str) -> Locator:
        """The button that moves it up or down."""
        return self.root.get_by_role("button", name=re.compile(f"^Move {direction}"))


def choose(within: Locator, words: str) -> None:
    """Open a field that completes what is typed, type, and take what it offers."""
    page = within.page
    within.locator(".select2-selection").click()
    expect(page.locator(".select2-container--open .select2-search__field")).to_be_focused()
    page.keyboard.type(words)
    page.get_by_role("option").filter(has_text=words).first.click()
