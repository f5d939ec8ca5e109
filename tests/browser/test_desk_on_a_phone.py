import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.desk import StoryForm
from tests.browser.paper import paper

pytestmark = [
    pytest.mark.browser,
    pytest.mark.browser_context_args(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ),
]


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


def test_story_is_written_and_published_with_a_thumb(desk):
    paper()
    desk.goto("/desk/")
    desk.get_by_role("link", name="New story").tap()
    story = StoryForm(desk)
    story.fill("Headline", "The weir has a keeper again")
    story.add_block("Divider")
    text = story.add_block("Text")
    story.type("He came on a Tuesday.")
    text.move("up").tap()
    story.choose("person", "Maud Tarrant")
    desk.get_by_label("Section:").select_option("Town")
    story.publish()

    assert story.names_of_blocks == ["Text", "Divider"]
    story.see_it_in_the_paper()
    expect(desk.locator(".prose > p")).to_have_text("He came on a Tuesday.")


def test_desk_never_scrolls_sideways(desk):
    story = paper().story.article

    too_wide = []
    for name, arguments in {
        "index": [],
        "articles_article_changelist": [],
        "articles_article_add": [],
        "articles_article_change": [story.pk],
        "articles_article_publish": [story.pk],
        "articles_article_editions": [story.pk],
        "articles_photo_changelist": [],
        "articles_photo_change": [story.lead_photo_id],
        "articles_quote_changelist": [],
        "articles_person_changelist": [],
        "articles_publication_changelist": [],
    }.items():
        desk.goto(reverse(f"admin:{name}", args=arguments))
        if width_of(desk) > 390:
            too_wide.append(name)

    assert too_wide == []
