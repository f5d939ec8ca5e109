from datetime import timedelta

import pytest
from pytest_django.asserts import assertInHTML

from articles import publishing
from articles.models import Byline, Edition
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

HOUR = timedelta(hours=1)


def page_of(client, edition):
    response = client.get(edition.get_absolute_url())
    assert response.status_code == 200
    return response.text


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
