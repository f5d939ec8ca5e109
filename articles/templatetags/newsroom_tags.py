"""How values look to a reader. Nothing here queries."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import to_locale

from articles.markup import json_ld, stored_html
from articles.sharing import absolute

register = template.Library()

# A photo "by value": the dictionary that an edition freezes.
Photo = Mapping[str, Any]

CROPS = {"card": "card", "portrait": "square", "row": "card"}
EAGER = frozenset({"front", "lead", "opening", "single"})
SIZES = {
    "card": "(min-width: 106rem) 26rem, (min-width: 60rem) 33vw, (min-width: 34rem) 50vw, 100vw",
    "column": "(min-width: 41rem) 38rem, 100vw",
    "front": "(min-width: 106rem) 55rem, (min-width: 60rem) 55vw, 100vw",
    "full": "100vw",
    "half": "(min-width: 86rem) 41rem, (min-width: 44rem) 50vw, 100vw",
    "lead": "(min-width: 86rem) 83rem, 100vw",
    "opening": "(orientation: portrait) 130vw, 100vw",
    "portrait": "10rem",
    "row": "(min-width: 44rem) 13rem, 6.5rem",
    "wide": "(min-width: 86rem) 83rem, 100vw",
}


@register.inclusion_tag("includes/_picture.html")
def picture(photo: Photo, layout: str = "card", eager: bool = False) -> dict[str, Any]:
    """Draw the bare picture; its caption and credit are left to the caller."""
    image = _cut(photo, layout)
    files = image.get("srcset") or {}
    return {
        "alt": photo.get("alt") or "",
        "image": image,
        "srcset": files.get("image/jpeg", ""),
        "sources": [
            {"type": kind, "srcset": srcset}
            for kind, srcset in files.items()
            if srcset and kind != "image/jpeg"
        ],
        "sizes": _sizes(image, layout),
        "is_eager": eager or layout in EAGER,
    }


def _cut(photo: Photo, layout: str) -> Photo:
    """Teasers show the 3:2 cut around the focal point, portraits the square one.

    The front page's lead is shown whole unless it stands upright.
    """
    is_upright = (photo.get("height") or 0) > (photo.get("width") or 0)
    crop = "card" if layout == "front" and is_upright else CROPS.get(layout)
    return (crop and photo.get(crop)) or photo


def _sizes(image: Photo, layout: str) -> str:
    """Where the stylesheet fixes the height, the shape of the picture decides its width."""
    width, height = image.get("width"), image.get("height")
    shape = width / height if width and height else 3 / 2
    if layout == "single":
        return f"min(100vw, {82 * shape:.0f}vh)"
    if layout == "strip":
        return f"(min-width: 90rem) {24 * shape:.0f}rem, {18 * shape:.0f}rem"
    return SIZES[layout]


@register.inclusion_tag("includes/_photo.html")
def photo(photo: Photo, layout: str = "column") -> dict[str, Any]:
    """Draw a photo as a figure with caption and credit."""
    return {"photo": photo, "layout": layout}


@register.filter
def name_list(people: Iterable[Mapping[str, Any]] | None) -> str:
    return get_text_list([person["name"] for person in people or ()], "and")


@register.filter
def running_text(html: str) -> SafeString:
    """Text of a prose field, which was sanitised when it was stored."""
    return stored_html(html)


@register.filter
def locale(language: str) -> str:
    """Like "en_GB" for "en-gb", as Open Graph writes it."""
    return to_locale(language)


@register.filter
def initials(name: str) -> str:
    """For the seal: the first letter of the first and of the last word."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def largest_jpeg(photo: Photo) -> str:
    """The address of the widest JPEG that a `srcset` names."""
    candidates = (photo.get("srcset") or {}).get("image/jpeg", "").split(", ")
    return candidates[-1].partition(" ")[0] or photo["src"]


@register.simple_tag
def image_for_sharing(image: Mapping[str, Any] | None, name: str) -> Mapping[str, Any]:
    """The page's own picture, else the paper's sign, 1200 by 630 as Open Graph readers want it."""
    sign = {"src": absolute(static("icons/social.png")), "width": 1200, "height": 630, "alt": name}
    return image or sign


@register.simple_tag
def parameters(**values: object) -> QueryDict:
    """What a listing's links keep, for `{% querystring %}`; whatever else was asked is dropped."""
    kept = QueryDict(mutable=True)
    kept.update({name: value for name, value in values.items() if value})
    return kept


@register.simple_tag
def page_numbers(page: Page) -> list[int | str]:
    """Page numbers for a listing, the long gaps left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.filter
def credits_by_photographer(frames: Iterable[Photo] | None) -> list[dict[str, Any]]:
    """Who took which frames, in order of first appearance: "frames 1 to 4 and 7"."""
    credits: dict[str, dict[str, Any]] = {}
    for frame in frames or ():
        photographer = frame.get("photographer") or {"name": frame.get("credit") or "", "url": ""}
        if photographer["name"]:
            entry = credits.setdefault(photographer["name"], photographer | {"numbers": []})
            entry["numbers"].append(frame["number"])
    return [
        {"name": entry["name"], "url": entry["url"], "frames": _frame_list(entry["numbers"])}
        for entry in credits.values()
    ]


def _frame_list(numbers: list[int]) -> str:
    runs = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [str(number) for _, number in run]
        runs += members if len(members) < 3 else [f"{members[0]} to {members[-1]}"]
    noun = "frame" if len(numbers) == 1 else "frames"
    return f"{noun} {get_text_list(runs, 'and')}"


@register.filter
def news_date(value: date | None) -> str:
    """Like "23 November 2026"; a date or a moment."""
    return date_format(_here(value), "j F Y") if value else ""


@register.filter
def news_time(value: datetime | None) -> str:
    """Like "4.12 pm"."""
    if not value:
        return ""
    here = _here(value)
    return f"{here:%I.%M}".lstrip("0") + (" am" if here.hour < 12 else " pm")


@register.filter
def news_datetime(value: datetime | None) -> str:
    """Like "23 November 2026, 4.12 pm"."""
    return f"{news_date(value)}, {news_time(value)}" if value else ""


@register.filter
def recent(value: datetime | None) -> str:
    """The time today, "Yesterday", a weekday for the week before, and then the date."""
    if not value:
        return ""
    today = _here(timezone.now()).date()
    moment = _here(value)
    age = today - moment.date()
    if age == timedelta(0):
        return news_time(value)
    if age == timedelta(days=1):
        return "Yesterday"
    if timedelta(0) < age < timedelta(days=7):
        return date_format(moment, "l")
    return date_format(moment, "j F" if moment.year == today.year else "j F Y")


def _here(value: date) -> date:
    """A moment as the publication's own clock shows it; a date stays as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value, timezone.get_default_timezone())
    return value


@register.simple_tag
def structured_data(data: Mapping[str, Any] | None) -> str:
    """Draw a page's JSON-LD, if it has any."""
    return json_ld(data) if data else ""
