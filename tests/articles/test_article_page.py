from datetime import timedelta

import pytest
import time_machine as machine
from pytest_django.asserts import assertInHTML

from articles import publishing
from articles.models import Byline, DividerBlock, Edition, EmbedBlock, PhotoBlock
from tests import factories
from tests.factories import moment

pytestmark = pytest.mark.django_db

NINE = moment(2026, 5, 4, 9)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock():
    with machine.travel(NINE, tick=False) as traveller:
        yield traveller


def page_of(client, edition):
    response = client.get(edition.get_absolute_url())
    assert response.status_code == 200
    return response.text


def headlines(response):
    return [edition.headline for edition in response.context["related"]]


# The head of the story


def test_headline_standfirst_and_kicker_stand_over_the_story(client):
    section = factories.section("Town")
    edition = factories.published_article(
        "The ferry stays", standfirst="By one vote.", kicker="Night ferry", section=section
    )

    page = page_of(client, edition)

    assertInHTML('<h1 id="headline">The ferry stays</h1>', page, 1)
    assertInHTML('<p class="standfirst">By one vote.</p>', page, 1)
    assertInHTML('<p class="kicker"><a href="/sections/town/">Night ferry</a></p>', page, 1)


def test_story_without_kicker_is_labelled_by_its_section(client):
    edition = factories.published_article(section=factories.section("Town"))

    page = page_of(client, edition)

    assertInHTML('<p class="kicker"><a href="/sections/town/">Town</a></p>', page, 1)


def test_bylines_name_people_by_role_and_link_to_them(client):
    by = [factories.person("Yusra Hallam"), factories.person("Maud Tarrant")]
    article = factories.article(by=by)
    translator = factories.person("Ana Ruiz")
    Byline.objects.create(article=article, person=translator, role=Byline.Role.TRANSLATED_BY)

    page = page_of(client, publishing.publish(article))

    assertInHTML(
        '<dl class="byline"><dt>By</dt><dd><a href="/people/yusra-hallam/">Yusra Hallam</a> and'
        ' <a href="/people/maud-tarrant/">Maud Tarrant</a></dd>'
        '<dt>Translated by</dt><dd><a href="/people/ana-ruiz/">Ana Ruiz</a></dd></dl>',
        page,
        1,
    )


def test_published_time_is_that_of_the_publications_own_clock(client, clock):
    page = page_of(client, factories.published_article())

    assertInHTML(
        '<p class="meta">Published'
        ' <time datetime="2026-05-04T10:00:00+01:00">4 May 2026, 10.00 am</time></p>',
        page,
        1,
    )


def test_substantive_update_shows_its_time(client, clock):
    article = factories.published_article().article
    clock.shift(HOUR)

    page = page_of(client, publishing.publish(article))

    assertInHTML(
        '<p class="meta">Published'
        ' <time datetime="2026-05-04T10:00:00+01:00">4 May 2026, 10.00 am</time><br>Updated'
        ' <time datetime="2026-05-04T11:00:00+01:00">4 May 2026, 11.00 am</time></p>',
        page,
        1,
    )


def test_minor_edit_shows_no_update(client, clock):
    article = factories.published_article().article
    clock.shift(HOUR)

    page = page_of(client, publishing.publish(article, kind=Edition.Kind.MINOR))

    assert "Updated" not in page


def test_lead_photograph_has_sizes_words_and_credit(client):
    photo = factories.photo(
        alternative_text="The weir", caption="The weir on Tuesday.", credit="Photograph: Ana Ruiz"
    )
    edition = factories.published_article(lead_photo=photo)
    files = edition.photo["srcset"]

    page = page_of(client, edition)

    assertInHTML(
        '<figure class="photo photo--lead"><picture>'
        f'<source type="image/avif" srcset="{files["image/avif"]}"'
        ' sizes="(min-width: 86rem) 83rem, 100vw">'
        f'<img src="{edition.photo["src"]}" srcset="{files["image/jpeg"]}"'
        ' sizes="(min-width: 86rem) 83rem, 100vw" alt="The weir" width="600" height="400"'
        ' fetchpriority="high" decoding="async"></picture>'
        '<figcaption><p>The weir on Tuesday.</p><p class="credit">Photograph: Ana Ruiz</p>'
        "</figcaption></figure>",
        page,
        1,
    )


def test_decorative_photograph_says_nothing_to_screen_readers(client):
    photo = factories.photo(alternative_text="", is_decorative=True)

    page = page_of(client, factories.published_article(lead_photo=photo))

    assert page.count(' alt=""') == 1


# The body


def test_text_stands_as_it_was_written(client):
    words = '<h2>Who voted</h2><p>By <em>one</em> vote, <a href="https://a.example/">here</a>.</p>'
    edition = factories.published_article(body=words)

    assertInHTML(f'<div class="prose prose--story">{words}</div>', page_of(client, edition), 1)


def test_photograph_in_the_text_has_its_own_caption_and_layout(client):
    article = factories.article(photos=[factories.photo(caption="The library's words.")])
    PhotoBlock.objects.update(caption="The clerk counts.", layout="wide")

    page = page_of(client, publishing.publish(article))

    assert '<figure class="photo photo--wide">' in page
    assertInHTML("<p>The clerk counts.</p>", page, 1)
    assert "The library" not in page


def test_pull_quote_is_a_figure_with_its_speaker_and_day(client):
    speaker = factories.person("Doris Weir")
    quote = factories.quote(
        "We row.",
        speaker=speaker,
        speaker_role="ferrywoman",
        occasion="at the Mill Hall hearing",
        source_url="https://a.example/hearing",
    )

    page = page_of(client, factories.published_article(quotes=[quote]))

    assertInHTML(
        '<figure class="pull-quote">'
        '<blockquote cite="https://a.example/hearing"><p>“We row.”</p></blockquote>'
        '<figcaption><cite><a href="/people/doris-weir/">Doris Weir</a></cite>, ferrywoman, at the'
        f' Mill Hall hearing, <a href="/quotes/{quote.pk}/we-row/">'
        '<time datetime="2026-03-02">2 March 2026</time></a></figcaption></figure>',
        page,
        1,
    )


def test_embed_is_kept_words_and_a_link(client):
    article = factories.article(body="")
    EmbedBlock.objects.create(
        parent=article,
        region="body",
        ordering=1,
        url="https://www.posts.example/doris/1",
        author="Doris Weir",
        text="We row.\n\n<b>Still</b>.",
        posted_at=NINE,
    )
    edition = publishing.publish(article)

    assertInHTML(
        '<article class="archived-post" aria-label="Kept copy of a post by Doris Weir">'
        '<header><span class="seal" aria-hidden="true">DW</span><p><b>Doris Weir</b><br>'
        '<span class="quiet">posts.example · <time datetime="2026-05-04T10:00:00+01:00">'
        "4 May 2026, 10.00 am</time></span></p></header>"
        '<blockquote cite="https://www.posts.example/doris/1"><p>We row.</p>'
        "<p>&lt;b&gt;Still&lt;/b&gt;.</p></blockquote>"
        '<p class="meta">We keep this copy, so that nothing is loaded from elsewhere.'
        ' <a href="https://www.posts.example/doris/1" rel="noopener">See the original at'
        " posts.example</a></p></article>",
        page_of(client, edition),
        1,
    )


def test_divider_is_a_rule(client):
    article = factories.article()
    DividerBlock.objects.create(parent=article, region="body", ordering=99)

    page = page_of(client, publishing.publish(article))

    assertInHTML('<hr class="divider">', page, 1)


def test_blocks_stand_in_the_order_that_the_editor_gave_them():
    article = factories.article(photos=[factories.photo()], quotes=[factories.quote()])
    PhotoBlock.objects.update(ordering=5)

    edition = publishing.publish(article)

    kinds = [block["type"] for block in edition.data["blocks"]]
    body = edition.body_html
    assert kinds == ["photo", "text", "pull_quote"]
    assert body.index("<picture>") < body.index("<p>The town crossed") < body.index("pull-quote")


def test_words_are_counted_without_markup():
    edition = factories.published_article(body="<p>One two</p><ul><li>three</li></ul>")

    assert (edition.word_count, edition.body_text) == (3, "One two\nthree")


# Around it


def test_tags_link_to_their_pages(client):
    edition = factories.published_article(tags=["River Sallow", "ferry"])

    assertInHTML(
        '<nav aria-label="Tags"><ul class="tags">'
        '<li><a href="/tags/river-sallow/" rel="tag">River Sallow</a></li>'
        '<li><a href="/tags/ferry/" rel="tag">ferry</a></li></ul></nav>',
        page_of(client, edition),
        1,
    )


def test_share_links_are_plain_addresses(client, clock):
    edition = factories.published_article("Eels & weirs")

    links = client.get(edition.get_absolute_url()).context["share"]

    address = "http%3A%2F%2Ftestserver%2F2026%2F05%2Feels-weirs%2F"
    words = f"Eels%20%26%20weirs%20{address}"
    assert links == {
        "permalink": "http://testserver/2026/05/eels-weirs/",
        "mail": f"mailto:?subject=Eels%20%26%20weirs&body={words}",
        "mastodon": f"https://mastodonshare.com/?text=Eels%20%26%20weirs&url={address}",
        "bluesky": f"https://bsky.app/intent/compose?text={words}",
        "whatsapp": f"https://wa.me/?text={words}",
    }


def test_licence_and_appeal_are_those_of_the_publication(client):
    factories.publication(
        licence="cc-by-nc-4.0",
        appeal_headline="Was this worth a coffee?",
        contact_email="desk@millrace.example",
    )

    page = page_of(client, factories.published_article("Eels"))

    assertInHTML('<h2 id="appeal">Was this worth a coffee?</h2>', page, 1)
    assertInHTML(
        '<a href="https://creativecommons.org/licenses/by-nc/4.0/" rel="license">CC BY-NC 4.0</a>',
        page,
        2,
    )
    assertInHTML(
        '<a href="mailto:desk@millrace.example?subject=Error%3A%20Eels">Write to the desk</a>',
        page,
        1,
    )


def test_markup_in_words_is_shown_as_it_was_typed(client):
    nasty = "<script>alert(1)</script>"
    photo = factories.photo(caption=nasty, credit=nasty, alternative_text=nasty)
    person = factories.person(nasty, slug="nasty", role=nasty)
    edition = factories.published_article(
        nasty,
        slug="nasty",
        standfirst=nasty,
        kicker=nasty,
        by=[person],
        tags=[nasty],
        section=factories.section(nasty, slug="nasty"),
        lead_photo=photo,
        photos=[photo],
        quotes=[factories.quote(nasty, speaker_role=nasty, occasion=nasty)],
    )

    page = page_of(client, edition)

    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 10


# Read next


def test_related_stories_are_those_that_share_most_tags_then_the_section(client):
    town, river = factories.section("Town"), factories.section("River")
    edition = factories.published_article("This", section=town, tags=["ferry", "vote"])
    factories.published_article("Two tags, elsewhere", section=river, tags=["ferry", "vote"])
    factories.published_article("One tag, here", section=town, tags=["vote"], live_from=NINE)
    factories.published_article("No tag, here, older", section=town, live_from=NINE)
    factories.published_article("No tag, here, newer", section=town, live_from=NINE + HOUR)
    factories.published_article("Neither", section=river, tags=["eel"])

    response = client.get(edition.get_absolute_url())

    assert headlines(response) == [
        "Two tags, elsewhere",
        "One tag, here",
        "No tag, here, newer",
        "No tag, here, older",
    ]


def test_related_stories_are_four_at_most(client):
    edition = factories.published_article("This")
    for number in range(5):
        factories.published_article(f"Story {number}")

    response = client.get(edition.get_absolute_url())

    assert len(headlines(response)) == 4


def test_withdrawn_and_scheduled_stories_are_not_related(client, clock):
    edition = factories.published_article("This")
    factories.published_article("Later", live_from=NINE + HOUR)
    withdrawn = factories.published_article("Gone")
    clock.shift(timedelta(minutes=1))
    publishing.withdraw(withdrawn.article)

    response = client.get(edition.get_absolute_url())

    assert headlines(response) == []


# How it is served


def test_page_takes_three_queries(client, django_assert_num_queries):
    edition = factories.published_article(
        lead_photo=factories.photo(), quotes=[factories.quote()], tags=["ferry"]
    )

    with django_assert_num_queries(3):
        page_of(client, edition)

    for number in range(29):
        factories.published_article(f"Story {number}", tags=["ferry"])
    with django_assert_num_queries(3):
        page_of(client, edition)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_page_can_only_be_read(client, method):
    edition = factories.published_article()

    response = getattr(client, method)(edition.get_absolute_url())

    assert response.status_code == 405
