import re

import pytest
from pytest_django.asserts import assertInHTML

from articles import publishing
from articles.models import PhotoBlock
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

ADDRESS = "/2026/05/low-water/photos/"


@pytest.fixture
def essay():
    return factories.published_photo_essay("Low water")


def turns(response):
    return re.findall(r'<a href="[^"]*/photos/(\d+)/" rel="(prev|next)"', response.text)


def test_frame_has_a_page_with_all_that_is_known_of_it(client):
    photographer = factories.person("Ana Ruiz")
    photo = factories.photo(
        headline="The mill in May",
        alternative_text="A mill",
        caption="The mill.",
        credit="Photograph: Ana Ruiz",
        photographer=photographer,
        licence="cc-by-4.0",
        copyright_notice="© Ana Ruiz",
    )
    edition = factories.published_photo_essay("Low water", photos=[photo])
    jpeg = edition.frames[1]["srcset"]["image/jpeg"].split()[-2]
    deed = "https://creativecommons.org/licenses/by/4.0/"

    page = client.get(f"{ADDRESS}2/").text

    assertInHTML('<h1 id="headline">The mill in May</h1>', page, 1)
    assertInHTML(
        '<p class="kicker">Frame 2 of 2 · <a href="/2026/05/low-water/#frame-2">Low water</a></p>',
        page,
        1,
    )
    assertInHTML(
        f'<p class="credit">Photograph: Ana Ruiz <span class="credit__licence">(<a href="{deed}"'
        ' rel="license">CC BY 4.0</a>)</span></p>',
        page,
        1,
    )
    assertInHTML(
        '<dl><dt>Photographer</dt><dd><a href="/people/ana-ruiz/">Ana Ruiz</a></dd>'
        f'<dt>Licence</dt><dd><a href="{deed}" rel="license">CC BY 4.0</a></dd>'
        "<dt>Copyright</dt><dd>© Ana Ruiz</dd><dt>In words</dt><dd>A mill</dd>"
        f'<dt>Take it</dt><dd><a href="{jpeg}">JPEG, 600 × 400</a>, with its credit</dd></dl>',
        page,
        1,
    )


def test_frame_without_a_title_is_named_by_its_number(client, essay):
    page = client.get(f"{ADDRESS}3/").text

    assertInHTML('<h1 id="headline">Low water, frame 3</h1>', page, 1)


@pytest.mark.parametrize(
    ("number", "around"),
    [
        (1, [("2", "next")]),
        (2, [("1", "prev"), ("3", "next")]),
        (3, [("2", "prev")]),
    ],
)
def test_frame_leads_to_the_frames_beside_it(client, essay, number, around):
    response = client.get(f"{ADDRESS}{number}/")

    assert response.status_code == 200
    assert turns(response) == around


@pytest.mark.parametrize("number", ["0", "4", "9999"])
def test_frame_that_is_not_there_is_not_found(client, essay, number):
    assert client.get(f"{ADDRESS}{number}/").status_code == 404


@pytest.mark.parametrize("number", ["-1", "abc", "1.5", "12345", "%00", "²"])
def test_what_is_no_number_is_not_found(client, essay, number):
    assert client.get(f"{ADDRESS}{number}/").status_code == 404


def test_number_with_leading_zeros_leads_to_the_one_address(client, essay):
    response = client.get(f"{ADDRESS}0002/")

    assert (response.status_code, response.url) == (301, f"{ADDRESS}2/")


def test_story_has_no_frames(client):
    edition = factories.published_article("The ferry", photos=[factories.photo()])

    response = client.get(f"{edition.get_absolute_url()}photos/1/")

    assert response.status_code == 404


def test_frame_that_the_next_edition_leaves_out_is_gone_from_its_address(client, essay):
    PhotoBlock.objects.last().delete()
    publishing.publish(essay.article)

    assert client.get(f"{ADDRESS}2/").status_code == 200
    assert client.get(f"{ADDRESS}3/").status_code == 404


def test_frames_of_a_withdrawn_essay_are_gone(client, essay, time_machine):
    time_machine.shift(60)
    publishing.withdraw(essay.article)

    response = client.get(f"{ADDRESS}2/")

    assert response.status_code == 410


@pytest.mark.parametrize("number", [1, 30])
def test_page_takes_two_queries_whatever_the_number_of_frames(
    client, number, django_assert_num_queries
):
    photos = [factories.photo(made=False)] * number
    factories.published_photo_essay("Low water", photos=photos)

    with django_assert_num_queries(2):
        response = client.get(f"{ADDRESS}2/")

    assert response.status_code == 200
