from datetime import timedelta

import pytest
from taggit.models import Tag

from articles import publishing, tasks
from articles.freezing import DRAWN
from articles.models import Article, Edition, PhotoBlock
from tests import factories
from tests.factories import moment

pytestmark = pytest.mark.django_db

NINE = moment(2026, 5, 4, 9)
HOUR = timedelta(hours=1)
KEPT = [field.attname for field in Edition._meta.concrete_fields if field.name not in DRAWN]


def page_of(client, edition):
    return client.get(edition.get_absolute_url()).text


def mend(record, **fields):
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()


# Photographs


@pytest.mark.parametrize(
    ("name", "old", "new", "drawn"),
    [
        ("caption", "The wier.", "The weir.", "<p>{}</p>"),
        ("credit", "Photograph: Ana Riuz", "Photograph: Ana Ruiz", '<p class="credit">{}</p>'),
        ("alternative_text", "A wier", "A weir", 'alt="{}"'),
    ],
)
def test_mended_words_of_a_photograph_show_wherever_it_stands(client, name, old, new, drawn):
    photo = factories.photo(**{name: old})
    town, river, sky = (factories.section(name) for name in ("Town", "River", "Sky"))
    lead = factories.published_article("A lead photograph", section=town, lead_photo=photo)
    block = factories.published_article("In the text", section=river, photos=[photo])
    frame = factories.published_photo_essay("As a frame", section=sky, photos=[photo])
    mend(photo, **{name: new})

    tasks.redraw_photo_uses.enqueue(photo.pk)

    for edition in (lead, block, frame):
        page = page_of(client, edition)
        assert page.count(drawn.format(new)) == 1
        assert old not in page


def test_own_caption_of_a_photograph_in_a_story_stays(client):
    photo = factories.photo(caption="The weir.")
    article = factories.article(photos=[photo])
    PhotoBlock.objects.update(caption="The weir on the day of the vote.")
    edition = publishing.publish(article)
    mend(photo, caption="The upper weir.")

    tasks.redraw_photo_uses.enqueue(photo.pk)

    page = page_of(client, edition)
    assert "<p>The weir on the day of the vote.</p>" in page
    assert "The upper weir." not in page


def test_moved_focal_point_shows_new_crops():
    photo = factories.photo()
    edition = factories.published_article(lead_photo=photo)
    before = edition.photo["card"]["src"]
    mend(photo, focal_x=0.1)

    tasks.draw_photo.enqueue(photo.pk)

    edition.refresh_from_db()
    photo.refresh_from_db()
    names = [file["name"] for file in photo.renditions["files"] if file["crop"] == "card"]
    assert edition.photo["card"]["src"] != before
    assert edition.photo["card"]["src"] in [f"/media/{name}" for name in names]


def test_photograph_that_is_gone_is_no_trouble_for_the_worker():
    tasks.draw_photo.enqueue(999)
    tasks.redraw_photo_uses.enqueue(999)

    assert not Edition.objects.exists()


# People


def test_mended_name_shows_on_bylines(client):
    person = factories.person("Maud Tarant")
    edition = factories.published_article(by=[person])
    mend(person, name="Maud Tarrant", slug="maud-tarrant")

    tasks.redraw_person.enqueue(person.pk)

    page = page_of(client, edition)
    assert '<a href="/people/maud-tarrant/">Maud Tarrant</a>' in page
    assert "Tarant<" not in page


def test_mended_name_shows_under_photographs():
    writer, person = factories.person("Maud Tarrant"), factories.person("Ana Riuz")
    photo = factories.photo(photographer=person)
    edition = factories.published_article(by=[writer], lead_photo=photo)
    mend(person, name="Ana Ruiz")

    tasks.redraw_person.enqueue(person.pk)

    edition.refresh_from_db()
    assert edition.photo["photographer"]["name"] == "Ana Ruiz"


def test_mended_name_shows_under_pull_quotes(client):
    writer, person = factories.person("Maud Tarrant"), factories.person("Doris Wier")
    quote = factories.quote(speaker=person)
    edition = factories.published_article(by=[writer], quotes=[quote])
    mend(person, name="Doris Weir")

    tasks.redraw_person.enqueue(person.pk)

    assert '<cite><a href="/people/doris-wier/">Doris Weir</a></cite>' in page_of(client, edition)


# Quotes


def test_words_that_somebody_said_stay_until_the_story_is_published_again(client):
    photo = factories.photo()
    quote = factories.quote("The river keeps a diary.", source_url="https://example.org/1")
    edition = factories.published_article(quotes=[quote], photos=[photo])
    mend(quote, text="The river keeps its own diary.", source_url="https://example.org/2")

    tasks.redraw_photo_uses.enqueue(photo.pk)
    redrawn = page_of(client, edition)
    publishing.publish(edition.article)
    published = page_of(client, edition)

    assert '<blockquote cite="https://example.org/1"><p>“The river keeps a diary.”' in redrawn
    assert '<blockquote cite="https://example.org/2"><p>“The river keeps its own' in published


def test_refrozen_quote_keeps_its_day():
    edition = factories.published_article(quotes=[factories.quote()])
    before = edition.body_html

    publishing.refreeze([edition])

    edition.refresh_from_db()
    assert '<time datetime="2026-03-02">2 March 2026</time>' in before
    assert edition.body_html == before


# Tags


def test_renamed_tag_keeps_its_stories():
    edition = factories.published_article(tags=["river"])
    tag = Tag.objects.get()
    mend(tag, name="River Sallow", slug="river-sallow")

    publishing.refreeze([edition])

    edition.refresh_from_db()
    assert edition.frozen["tags"] == [
        {
            "id": tag.pk,
            "name": "River Sallow",
            "slug": "river-sallow",
            "url": "/tags/river-sallow/",
        }
    ]
    assert list(Edition.objects.live().tagged(tag)) == [edition]


def test_deleted_tag_leaves_its_stories():
    edition = factories.published_article(tags=["ferry", "river"])
    Tag.objects.get(name="river").delete()

    publishing.refreeze([edition])

    edition.refresh_from_db()
    assert [tag["name"] for tag in edition.frozen["tags"]] == ["ferry"]


# What stays


def test_number_window_times_and_words_stay(time_machine):
    photo = factories.photo(caption="The wier.")
    time_machine.move_to(NINE, tick=False)
    first = factories.published_article(lead_photo=photo, off_at=NINE + 5 * HOUR)
    time_machine.shift(HOUR)
    publishing.publish(first.article, kind=Edition.Kind.MINOR, note="A comma.")
    publishing.schedule(first.article, NINE + 3 * HOUR)
    before = list(Edition.objects.values(*KEPT))
    mend(photo, caption="The weir.")
    time_machine.shift(HOUR)

    tasks.redraw_photo_uses.enqueue(photo.pk)

    assert list(Edition.objects.values(*KEPT)) == before
    captions = [edition.photo["caption"] for edition in Edition.objects.all()]
    assert captions == ["The weir.", "The weir.", "The weir."]


def test_drawing_again_leaves_a_window_closed_that_was_closed_meanwhile():
    edition = factories.published_article()
    stale = Edition.objects.get()
    newer = publishing.publish(edition.article)

    publishing.refreeze([stale])

    assert list(Edition.objects.live()) == [newer]


def test_working_copy_with_changes_still_has_them(time_machine):
    photo = factories.photo()
    time_machine.move_to(NINE, tick=False)
    article = factories.published_article(lead_photo=photo).article
    time_machine.shift(HOUR)
    article.save()
    time_machine.shift(HOUR)

    tasks.redraw_photo_uses.enqueue(photo.pk)

    assert Article.objects.with_status().get().has_changes


def test_page_says_when_it_was_drawn_again(client, time_machine):
    time_machine.move_to(NINE, tick=False)
    edition = factories.published_article()
    before = client.get(edition.get_absolute_url())
    time_machine.shift(HOUR)

    publishing.refreeze([edition])

    after = client.get(edition.get_absolute_url())
    assert before.headers["Last-Modified"] == "Mon, 04 May 2026 09:00:00 GMT"
    assert after.headers["Last-Modified"] == "Mon, 04 May 2026 10:00:00 GMT"


def test_page_says_when_its_edition_went_live(client, time_machine):
    time_machine.move_to(NINE, tick=False)
    article = factories.article()
    edition = publishing.schedule(article, NINE + HOUR)
    time_machine.shift(2 * HOUR)

    response = client.get(edition.get_absolute_url())

    assert response.headers["Last-Modified"] == "Mon, 04 May 2026 10:00:00 GMT"
