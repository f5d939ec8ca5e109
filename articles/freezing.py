"""Draws an edition: its words, by reference, become HTML, text and `frozen` values.

Preview, publication and refreezing all draw here. What somebody said stays as it was when the
edition was first drawn: changing that takes a new edition.
"""

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from taggit.models import Tag

from articles.images import photo_value
from articles.markup import plain_text, stored_html
from articles.models import Byline, Edition, EmbedBlock, Format, Person, Photo, PhotoBlock, Quote

# What `draw` makes anew each time: the other columns follow from `data`.
DRAWN = ["body_html", "body_text", "word_count", "frozen", "drawn_at"]


@dataclass
class Records:
    """What an edition's words refer to, fetched in one query a kind."""

    photos: dict[int, Photo] = field(default_factory=dict)
    quotes: dict[int, Quote] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    essays: dict[int, Edition] = field(default_factory=dict)
    essay_ids: set[int] = field(default_factory=set)
    tags: dict[int, Tag] = field(default_factory=dict)


def records_for(data: dict[str, Any]) -> Records:
    photos, quotes, essays = set(), set(), set()
    for block in data["blocks"]:
        match block["type"]:
            case "photo":
                photos.add(block["photo"])
            case "pull_quote":
                quotes.add(block["quote"])
            case "essay_teaser":
                essays.add(block["essay"])
    if data["lead_photo"]:
        photos.add(data["lead_photo"])
    people = {byline["person"] for byline in data["bylines"]}
    live = Edition.objects.live().filter(article__in=essays) if essays else ()
    return Records(
        photos=Photo.objects.select_related("photographer").in_bulk(photos),
        quotes=Quote.objects.select_related("speaker").in_bulk(quotes),
        people=Person.objects.in_bulk(people),
        essays={edition.article_id: edition for edition in live},
        essay_ids=essays,
        tags=Tag.objects.in_bulk([tag["id"] for tag in data["tags"]]),
    )


def draw(edition: Edition, records: Records | None = None) -> Records:
    """Fill the edition's columns from its `data` and the records that it refers to."""
    data = edition.data
    records = records or records_for(data)
    for name in ("format", "headline", "standfirst", "kicker", "slug"):
        setattr(edition, name, data[name])
    edition.section_id = data["section"]
    edition.lead_photo_id = data["lead_photo"]
    said = edition.frozen.get("quotes", {})
    lead = records.photos.get(data["lead_photo"])
    edition.frozen = {
        "bylines": _bylines(data, records),
        "tags": [
            {
                "id": tag.pk,
                "name": tag.name,
                "slug": tag.slug,
                "url": reverse("articles:tag", args=[tag.slug]),
            }
            for row in data["tags"]
            if (tag := records.tags.get(row["id"]))
        ],
        "lead_photo": photo_value(lead) if lead else None,
        "frames": [],
        "quotes": {
            str(quote.pk): said.get(str(quote.pk)) or _said(quote)
            for quote in records.quotes.values()
        },
    }
    is_essay = data["format"] == Format.PHOTO_ESSAY
    parts = _essay_parts(edition, records) if is_essay else _story_parts(edition, records)
    edition.body_html = "\n".join(parts)
    edition.body_text = plain_text(edition.body_html)
    edition.word_count = len(edition.body_text.split())
    edition.drawn_at = timezone.now()
    return records


def _bylines(data: dict[str, Any], records: Records) -> list[dict[str, Any]]:
    groups = []
    order = list(Byline.Role.values)
    rows = sorted(data["bylines"], key=lambda row: order.index(row["role"]))
    for role, credited in groupby(rows, key=lambda row: row["role"]):
        people = [records.people[row["person"]] for row in credited]
        groups.append(
            {
                "role": role,
                "label": Byline.Role(role).label,
                "people": [
                    {
                        "id": person.pk,
                        "name": person.name,
                        "slug": person.slug,
                        "url": person.get_absolute_url(),
                        "job": person.role,
                        "initials": person.initials,
                    }
                    for person in people
                ],
            }
        )
    return groups


def _story_parts(edition: Edition, records: Records) -> list[str]:
    drawn = (_drawn(edition, block, records) for block in edition.data["blocks"])
    return [html for html in drawn if html]


def _drawn(edition: Edition, block: dict[str, Any], records: Records, text: str = "text") -> str:
    """One block as HTML; nothing for a teaser whose essay readers cannot see."""
    kind, context = block["type"], {}
    match kind:
        case "text":
            kind, context = text, {"html": stored_html(block["html"])}
        case "photo":
            photo = photo_value(records.photos[block["photo"]], block["caption"])
            context = {"photo": photo, "layout": block["layout"]}
        case "pull_quote":
            quote = records.quotes[block["quote"]]
            context = {"quote": _quote_value(quote, edition.frozen["quotes"][str(quote.pk)])}
        case "essay_teaser":
            essay = records.essays.get(block["essay"])
            if essay is None:
                return ""
            context = {"essay": _essay_value(essay)}
        case "embed":
            posted_at = parse_datetime(block["posted_at"]) if block["posted_at"] else None
            site = EmbedBlock(url=block["url"]).site
            context = {"embed": block | {"posted_at": posted_at, "site": site}}
    return render_to_string(f"articles/blocks/_{kind}.html", context).strip()


def _said(quote: Quote) -> dict[str, Any]:
    """The part of a quote that an edition keeps: who said it may be spelt better later."""
    return {
        "text": quote.text,
        "speaker_role": quote.speaker_role,
        "occasion": quote.occasion,
        "said_on": quote.said_on and quote.said_on.isoformat(),
        "source_url": quote.source_url,
    }


def _quote_value(quote: Quote, said: dict[str, Any]) -> dict[str, Any]:
    return said | {
        "speaker": {"name": quote.speaker.name, "url": quote.speaker.get_absolute_url()},
        "said_on": parse_date(said["said_on"]) if said["said_on"] else None,
        "url": quote.get_absolute_url(),
    }


def _essay_value(essay: Edition) -> dict[str, Any]:
    return {
        "url": essay.get_absolute_url(),
        "headline": essay.headline,
        "standfirst": essay.standfirst,
        "frame_count": essay.frame_count,
        "frames": essay.frames[:3],
    }


def _essay_parts(edition: Edition, records: Records) -> list[str]:
    """Frames and interludes; a half frame stands beside the half frame or the text after it."""
    frames = edition.frozen["frames"]
    if lead := edition.frozen["lead_photo"]:
        frames.append(lead | {"number": 1, "layout": "full"})
    blocks = list(edition.data["blocks"])
    for block in blocks:
        if block["type"] == "photo":
            value = photo_value(records.photos[block["photo"]], block["caption"])
            frames.append(value | {"number": len(frames) + 1, "layout": block["layout"]})
    coming = iter(frames[1:] if lead else frames)

    def drawn(block: dict[str, Any]) -> str:
        if block["type"] != "photo":
            return _drawn(edition, block, records, text="interlude")
        context = {
            "frame": next(coming),
            "total": len(frames),
            "edition_url": edition.get_absolute_url(),
        }
        return render_to_string("articles/blocks/_frame.html", context).strip()

    parts = []
    while blocks:
        block = blocks.pop(0)
        if not _stands_beside(block, blocks):
            parts.append(drawn(block))
            continue
        members = [stored_html(drawn(block)), stored_html(drawn(blocks.pop(0)))]
        parts.append(render_to_string("articles/blocks/_frames.html", {"members": members}))
    return [part for part in parts if part]


def _stands_beside(block: dict[str, Any], following: list[dict[str, Any]]) -> bool:
    def is_half(other: dict[str, Any]) -> bool:
        return other.get("layout") == PhotoBlock.Layout.HALF

    if not following:
        return False
    pair = (block, following[0])
    if all(map(is_half, pair)):
        return True
    return any(map(is_half, pair)) and any(member["type"] == "text" for member in pair)
