from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from taggit.models import Tag

from articles import publishing
from articles.models import Edition
from articles.search import hits, search, suggestion
from tests.factories import article, published, published_article, section

pytestmark = pytest.mark.django_db


def headlines(*args, **kwargs):
    return [hit.edition.headline for hit in search(*args, **kwargs)[:100]]


def test_headline_standfirst_tags_and_text_are_searched():
    published_article("Heron", standfirst="Otter.", tags=["Kingfisher"], body="<p>Vole.</p>")

    found = [headlines(word) for word in ("heron", "otter", "kingfisher", "vole", "weasel")]

    assert found == [["Heron"], ["Heron"], ["Heron"], ["Heron"], []]


def test_a_word_counts_most_in_the_headline_then_standfirst_tags_and_text():
    published_article("In the text", body="<p>A ferry.</p>")
    published_article("In the tags", tags=["ferry"])
    published_article("In the standfirst", standfirst="A ferry.")
    published_article("A ferry")

    found = headlines("ferry")

    assert found == ["A ferry", "In the standfirst", "In the tags", "In the text"]


def test_of_equal_stories_the_newer_comes_first():
    for number in range(3):
        published_article("Ferry", slug=f"ferry-{number}")

    found = [hit.edition.slug for hit in search("ferry")[:3]]

    assert found == ["ferry-2", "ferry-1", "ferry-0"]


def test_all_words_are_wanted():
    published_article("The ferry and the weir")
    published_article("The ferry")

    assert headlines("weir ferry") == ["The ferry and the weir"]


def test_quotation_marks_ask_for_a_phrase():
    published_article("The old weir reopens")
    published_article("The weir is old")

    assert headlines('"old weir"') == ["The old weir reopens"]


def test_inflections_and_accents_make_no_difference():
    published_article("Bridges opened for Eguía")

    found = [headlines(text) for text in ("bridge opening", "eguia", "EGUÍA", "égùïa")]

    assert found == [["Bridges opened for Eguía"]] * 4


def test_parts_of_compounds_and_addresses_are_found():
    published_article("The flood-plain", body="<p>Write to desk@millrace.example/letters.</p>")

    found = [headlines(text) for text in ("plain", "flood-plain", "millrace", "letters")]

    assert found == [["The flood-plain"]] * 4


def test_words_that_say_nothing_are_left_out():
    published_article("Ferry")

    assert headlines("what will the ferry be") == ["Ferry"]
    assert headlines("what will the") == []


def test_only_live_editions_are_found(time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    article("A ferry in a draft")
    published_article("A ferry tomorrow", live_from=now + timedelta(days=1))
    withdrawn = published_article("A ferry withdrawn")
    changed = published_article("A ferry in the old edition")
    live = published_article("A ferry today")
    time_machine.shift(timedelta(hours=1))
    publishing.withdraw(withdrawn.article)
    changed.article.headline = "A boat in the new edition"
    changed.article.save()
    published(changed.article)

    assert headlines("ferry") == [live.headline]
    assert set(headlines("ferry", at=now + timedelta(days=2))) == {
        "A ferry tomorrow",
        live.headline,
    }


def test_the_index_keeps_no_edition_that_is_over():
    edition = published_article("Ferry")
    for _ in range(3):
        published(edition.article)

    table, condition = {
        "sqlite": ("articles_search", "TRUE"),
        "postgresql": ("articles_edition", "search_words IS NOT NULL"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {condition}")  # noqa: S608

        assert cursor.fetchone() == (1,)


def test_a_scheduled_story_is_found_from_its_hour(time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    published_article("A ferry", live_from=now + timedelta(hours=1))

    before = headlines("ferry")
    time_machine.shift(timedelta(hours=1))

    assert (before, headlines("ferry")) == ([], ["A ferry"])


def test_results_can_be_of_one_section_one_tag_and_since_a_day():
    sport, old = section("Sport"), timezone.now() - timedelta(days=30)
    published_article("Ferry race", section=sport, tags=["Rowing"])
    published_article("Ferry fares", section=section("Money"), live_from=old)

    assert headlines("ferry", section=sport) == ["Ferry race"]
    assert headlines("ferry", tag=Tag.objects.get(name="Rowing")) == ["Ferry race"]
    assert headlines("ferry", since=old + timedelta(days=1)) == ["Ferry race"]


@pytest.mark.parametrize(
    "text",
    [
        '"weir',
        'weir"',
        "weir'",
        "weir AND",
        "NOT weir",
        "headline:weir",
        "weir*",
        "^weir",
        "(weir",
        "weir)",
        "{weir} : - & | ! \\",
        "-weir",
        "weir\0",
        "\ue000weir\ue001",
        "weir 🙂",
        "weir_",
        "weir " * 3000,
        "%weir%s",
        "weir;--",
    ],
)
def test_no_sign_means_anything_to_the_database(text):
    published_article("Weir and weir", body="<p>NOT AND headline.</p>")

    assert headlines(text.removesuffix(" AND")) == ["Weir and weir"]


@pytest.mark.parametrize("text", ["", " ", '"', '""', "🙂", "\0", "...", "_", "*", "x" * 10_000])
def test_a_question_without_known_words_finds_nothing(text):
    published_article("Weir")

    found = search(text)

    assert (found.count(), found[:20], suggestion(text)) == (0, [], None)


def test_of_a_common_word_only_the_newest_stories_are_ranked(monkeypatch):
    monkeypatch.setattr(hits, "MOST", 3)
    for number in range(5):
        published_article(f"Weir {number}")
    published_article("Ferry")

    found = search("weir")

    assert found.count() == 3
    assert [hit.edition.headline for hit in found[:20]] == ["Weir 4", "Weir 3", "Weir 2"]
    assert search("ferry").count() == 1


def test_refreezing_renews_the_index():
    published_article("Weir", tags=["Eel"])
    Tag.objects.filter(name="Eel").update(name="Lamprey")

    publishing.refreeze(Edition.objects.all())

    assert (headlines("eel"), headlines("lamprey")) == ([], ["Weir"])
