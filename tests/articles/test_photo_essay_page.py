import re

import pytest
from pytest_django.asserts import assertInHTML

from articles import publishing
from articles.models import Byline, PhotoBlock, TextBlock
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

MEMBERS = re.compile(r'<div class="frames">|id="frame-(\d+)"|class="(interlude)"')


def page_of(client, edition):
    response = client.get(edition.get_absolute_url())
    assert response.status_code == 200
    return response.text


def essay_of(*parts, **fields):
    """Of frames in these layouts, and of text where a part is "text"."""
    essay = factories.photo_essay(body="", photos=[], **fields)
    for ordering, part in enumerate(parts):
        block = TextBlock(html="<p>Words.</p>")
        if part != "text":
            block = PhotoBlock(photo=factories.photo(made=False), layout=part)
        block.parent_id, block.region, block.ordering = essay.pk, "body", ordering
        block.save()
    return publishing.publish(essay)


def arrangement(edition):
    """Frame numbers and interludes in order; a pair that stands side by side opens with "|"."""
    found = MEMBERS.finditer(edition.body_html)
    return " ".join(match[1] or match[2] or "|" for match in found)


def test_essay_opens_with_its_lead_photograph_and_headline(client):
    lead = factories.photo(alternative_text="The dry weir", caption="Nobody rows.", credit="Ana")
    edition = factories.published_photo_essay("Low water", standfirst="A summer.", lead_photo=lead)

    page = page_of(client, edition)

    assertInHTML('<h1 id="headline">Low water</h1>', page, 1)
    assertInHTML('<p class="standfirst">A summer.</p>', page, 1)
    assertInHTML('<p class="kicker">Photo essay · 3 frames</p>', page, 1)
    assert page.count('alt="The dry weir"') == 1
    assertInHTML(
        '<div class="wrap opening-note"><p class="frame__number"><a'
        ' href="/2026/05/low-water/photos/1/" aria-label="Frame 1 of 3, on its own page">1</a></p>'
        '<p>Nobody rows.</p><p class="credit">Ana</p></div>',
        page,
        1,
    )


def test_frames_stand_in_order_each_with_anchor_address_caption_and_credit(client):
    frames = [
        factories.photo(alternative_text="A", caption="The mill.", credit="Photograph: Ana Ruiz"),
        factories.photo(alternative_text="B", caption="The weir.", credit="Photograph: Bo Weir"),
    ]
    edition = factories.published_photo_essay("Low water", body="", photos=frames)
    files = edition.frames[1]["srcset"]

    page = page_of(client, edition)

    assert re.findall(r'id="frame-(\d+)"', page) == ["1", "2", "3"]
    assertInHTML(
        '<figure class="frame frame--column" id="frame-2"><picture>'
        f'<source type="image/avif" srcset="{files["image/avif"]}"'
        ' sizes="(min-width: 41rem) 38rem, 100vw">'
        f'<img src="{edition.frames[1]["src"]}" srcset="{files["image/jpeg"]}"'
        ' sizes="(min-width: 41rem) 38rem, 100vw" alt="A" width="600" height="400"'
        ' loading="lazy" decoding="async"></picture>'
        '<figcaption><p class="frame__number"><a href="/2026/05/low-water/photos/2/"'
        ' aria-label="Frame 2 of 3, on its own page">2</a></p>'
        '<p>The mill.</p><p class="credit">Photograph: Ana Ruiz</p></figcaption></figure>',
        page,
        1,
    )
    assertInHTML('<p class="credit">Photograph: Bo Weir</p>', page, 1)


def test_frame_has_its_own_caption_in_the_essay():
    essay = factories.photo_essay(body="", photos=[factories.photo(caption="The library's.")])
    PhotoBlock.objects.update(caption="The essay's own.")

    edition = publishing.publish(essay)

    assert [frame["caption"] for frame in edition.frames] == [
        "The weir on Tuesday.",
        "The essay's own.",
    ]


def test_text_stands_between_frames(client):
    edition = factories.published_photo_essay(body="<p>Between two frames.</p>")

    page = page_of(client, edition)

    assertInHTML('<div class="interlude"><p>Between two frames.</p></div>', page, 1)


@pytest.mark.parametrize(
    ("parts", "arranged"),
    [
        (["full", "column"], "2 3"),
        (["half", "half", "half"], "| 2 3 4"),
        (["half", "text", "wide"], "| 2 interlude 3"),
        (["text", "half", "wide"], "| interlude 2 3"),
        (["half", "wide", "text"], "2 3 interlude"),
        (["text", "wide", "half"], "interlude 2 3"),
        (["half", "half", "text", "half"], "| 2 3 | interlude 4"),
        (["text"], "interlude"),
    ],
)
def test_half_frames_stand_beside_a_half_or_a_text(parts, arranged):
    assert arrangement(essay_of(*parts)) == arranged


def test_pull_quote_stands_between_frames():
    essay = factories.photo_essay()
    essay.articles_pullquoteblock_set.create(
        region="body", ordering=99, quote=factories.quote("We row.")
    )

    edition = publishing.publish(essay)

    assert edition.body_html.count("<p>“We row.”</p>") == 1


def test_photographers_come_first_and_the_writer_is_named_apart(client):
    photographer = factories.person("Ana Ruiz")
    essay = factories.photo_essay(by=[photographer])
    writer = factories.person("Yusra Hallam")
    Byline.objects.create(article=essay, person=writer, role=Byline.Role.BY)
    edition = publishing.publish(essay)

    page = page_of(client, edition)

    assert [person["name"] for person in edition.authors] == ["Ana Ruiz", "Yusra Hallam"]
    assertInHTML(
        '<p class="meta">Photographs by <a href="/people/ana-ruiz/">Ana Ruiz</a> · Words by'
        ' <a href="/people/yusra-hallam/">Yusra Hallam</a> ·'
        ' <time datetime="2026-05-04T10:00:00+01:00">4 May 2026</time></p>',
        page,
        1,
    )


def test_closing_note_names_each_photographer_with_their_frames(client):
    ana, bo = factories.person("Ana Ruiz"), factories.person("Bo Weir")
    frames = [factories.photo(photographer=each, made=False) for each in (ana, bo, ana)]
    edition = factories.published_photo_essay(photos=frames)

    page = page_of(client, edition)

    assertInHTML('<dd><a href="/people/ana-ruiz/">Ana Ruiz</a>, frames 2 and 4</dd>', page, 1)
    assertInHTML('<dd><a href="/people/bo-weir/">Bo Weir</a>, frame 3</dd>', page, 1)


def test_page_takes_three_queries(client, django_assert_num_queries):
    edition = factories.published_photo_essay(tags=["river"])

    with django_assert_num_queries(3):
        page_of(client, edition)
