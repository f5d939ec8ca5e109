from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template

from articles.templatetags import newsroom_tags as tags

PHOTO = {
    "alt": "A small stream runs between boulders.",
    "caption": "A mountain stream.",
    "credit": "Photograph: Ana Ruiz",
    "photographer": {"name": "Ana Ruiz", "url": "/people/ana-ruiz/"},
    "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "copyright": "",
    "width": 2400,
    "height": 1600,
    "src": "/media/stream-1200.jpg",
    "srcset": {
        "image/avif": "/media/stream-480.avif 480w, /media/stream-2400.avif 2400w",
        "image/jpeg": "/media/stream-480.jpg 480w, /media/stream-2400.jpg 2400w",
    },
    "card": {
        "src": "/media/stream-card-800.jpg",
        "width": 800,
        "height": 533,
        "srcset": {"image/jpeg": "/media/stream-card-800.jpg 800w"},
    },
}


def drawn(source: str, **context: object) -> str:
    """The template's output on one line."""
    html = Template("{% load newsroom_tags %}" + source).render(Context(context))
    return " ".join(html.split()).replace("> <", "><")


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 11, 23, 16, 12, tzinfo=UTC), "23 November 2026, 4.12 pm"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "2 July 2026, 12.30 am"),
        (datetime(2026, 11, 23, 12, 0, tzinfo=UTC), "23 November 2026, 12.00 pm"),
        (datetime(2026, 11, 23, 0, 5, tzinfo=UTC), "23 November 2026, 12.05 am"),
        (None, ""),
    ],
)
def test_moments_are_told_by_the_publications_clock(moment, shown):
    assert tags.news_datetime(moment) == shown


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 3), "3 November 2026"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026"),
        (None, ""),
    ],
)
def test_dates_have_neither_weekday_nor_leading_zero(day, shown):
    assert tags.news_date(day) == shown


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 11, 23, 9, 30, tzinfo=UTC), "9.30 am"),
        (datetime(2026, 11, 22, 23, 59, tzinfo=UTC), "Yesterday"),
        (datetime(2026, 11, 21, 6, 0, tzinfo=UTC), "Saturday"),
        (datetime(2026, 11, 17, 6, 0, tzinfo=UTC), "Tuesday"),
        (datetime(2026, 11, 16, 6, 0, tzinfo=UTC), "16 November"),
        (datetime(2025, 10, 9, 6, 0, tzinfo=UTC), "9 October 2025"),
        (datetime(2026, 11, 24, 6, 0, tzinfo=UTC), "24 November"),
        (None, ""),
    ],
)
def test_the_nearer_a_moment_the_less_of_it_is_told(moment, shown, time_machine):
    time_machine.move_to(datetime(2026, 11, 23, 18, 0, tzinfo=UTC), tick=False)

    assert tags.recent(moment) == shown


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([], ""),
        (["Maud Tarrant"], "Maud Tarrant"),
        (["Maud Tarrant", "Yusra Hallam"], "Maud Tarrant and Yusra Hallam"),
        (["Maud", "Yusra", "Bram"], "Maud, Yusra and Bram"),
    ],
)
def test_names_are_joined_as_in_a_sentence(names, shown):
    assert tags.name_list([{"name": name} for name in names]) == shown


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Maud Tarrant", "MT"),
        ("Hanne Maria Oduya-Brandt", "HO"),
        ("Trevor “Freespace”", "T"),
        ("Sallow", "S"),
        ("", ""),
    ],
)
def test_seal_carries_the_first_and_the_last_initial(name, letters):
    assert tags.initials(name) == letters


def test_locale_is_written_as_open_graph_wants_it():
    assert tags.locale("en-gb") == "en_GB"


def test_closing_credits_say_who_took_which_frames():
    ana = {"name": "Ana Ruiz", "url": "/people/ana-ruiz/"}
    frames = [
        {"number": 1, "photographer": ana},
        {"number": 2, "photographer": ana},
        {"number": 3, "photographer": None, "credit": "Photograph: the archive"},
        {"number": 4, "photographer": ana},
        {"number": 5, "photographer": ana},
        {"number": 6, "photographer": ana},
        {"number": 7, "photographer": None, "credit": ""},
    ]

    credits = tags.credits_by_photographer(frames)

    assert credits == [
        {"name": "Ana Ruiz", "url": "/people/ana-ruiz/", "frames": "frames 1, 2 and 4 to 6"},
        {"name": "Photograph: the archive", "url": "", "frames": "frame 3"},
    ]


def test_widest_jpeg_is_the_one_to_take():
    assert tags.largest_jpeg(PHOTO) == "/media/stream-2400.jpg"


def test_photo_with_one_file_is_taken_as_it_is():
    assert tags.largest_jpeg({"src": "/media/a.jpg", "srcset": {}}) == "/media/a.jpg"


def test_listing_links_keep_only_what_was_asked_for():
    kept = tags.parameters(q="flood wall", order="")

    assert kept.urlencode() == "q=flood+wall"


def test_long_listings_leave_page_numbers_out():
    page = Paginator(range(360), 20).page(9)

    assert tags.page_numbers(page) == [1, "…", 7, 8, 9, 10, 11, "…", 18]


def test_picture_offers_each_format_and_says_its_size():
    sizes = "(min-width: 41rem) 38rem, 100vw"

    html = drawn('{% picture photo "column" %}', photo=PHOTO)

    assert html == (
        f'<picture><source type="image/avif" srcset="{PHOTO["srcset"]["image/avif"]}"'
        f' sizes="{sizes}"><img src="/media/stream-1200.jpg"'
        f' srcset="{PHOTO["srcset"]["image/jpeg"]}" sizes="{sizes}"'
        ' alt="A small stream runs between boulders." width="2400" height="1600"'
        ' loading="lazy" decoding="async"></picture>'
    )


def test_first_picture_of_a_page_does_not_wait():
    html = drawn('{% picture photo "lead" %}', photo=PHOTO)

    assert 'fetchpriority="high"' in html
    assert "lazy" not in html


def test_teaser_shows_the_cut_around_the_focal_point():
    html = drawn('{% picture photo "card" %}', photo=PHOTO)

    assert 'src="/media/stream-card-800.jpg"' in html
    assert 'width="800" height="533"' in html


def test_teaser_shows_the_whole_photo_until_it_has_been_cut():
    html = drawn('{% picture photo "card" %}', photo=PHOTO | {"card": None})

    assert 'src="/media/stream-1200.jpg"' in html


def test_front_page_cuts_only_an_upright_lead():
    upright = PHOTO | {"width": 1600, "height": 2400}

    whole = drawn('{% picture photo "front" %}', photo=PHOTO)
    cut = drawn('{% picture photo "front" %}', photo=upright)

    assert 'src="/media/stream-1200.jpg"' in whole
    assert 'src="/media/stream-card-800.jpg"' in cut


def test_single_frame_asks_for_no_more_than_its_height_allows():
    html = drawn('{% picture photo "single" %}', photo=PHOTO)

    assert 'sizes="min(100vw, 123vh)"' in html


def test_decorative_photo_has_an_empty_alternative():
    html = drawn("{% picture photo %}", photo=PHOTO | {"alt": ""})

    assert ' alt="" ' in html


def test_photo_without_a_file_draws_nothing():
    assert drawn("{% picture photo 'column' %}", photo=PHOTO | {"src": ""}) == ""


def test_caption_and_credit_are_two_things():
    html = drawn("{% photo photo %}", photo=PHOTO)

    assert html.partition("</picture>")[2] == (
        '<figcaption><p>A mountain stream.</p><p class="credit">Photograph: Ana Ruiz'
        ' <span class="credit__licence">'
        '(<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>)'
        "</span></p></figcaption></figure>"
    )


def test_photo_with_nothing_to_say_has_no_caption():
    bare = PHOTO | {"caption": "", "credit": "", "copyright": ""}

    html = drawn("{% photo photo %}", photo=bare)

    assert html.endswith("</picture></figure>")


def test_words_of_a_photo_are_escaped():
    html = drawn("{% photo photo %}", photo=PHOTO | {"caption": "<b>", "alt": '"><script>'})

    assert "<p>&lt;b&gt;</p>" in html
    assert 'alt="&quot;&gt;&lt;script&gt;"' in html
