"""Records as most tests want them: valid, dull, live unless told otherwise."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image

from articles import publishing
from articles.images import content_hash, make_renditions
from articles.models import (
    Article,
    Byline,
    Edition,
    EssayTeaserBlock,
    Person,
    Photo,
    PhotoBlock,
    PhotoEssay,
    Publication,
    PullQuoteBlock,
    Quote,
    Section,
    TextBlock,
)

Role = Byline.Role


def publication(**fields: Any) -> Publication:
    """The one row, with these fields."""
    defaults = {"name": "The Millrace", "tagline": "News of Sallowbridge"} | fields
    return Publication.objects.update_or_create(pk=1, defaults=defaults)[0]


def section(name: str = "Town", **fields: Any) -> Section:
    Publication.objects.get_or_create(pk=1, defaults={"name": "The Millrace"})
    fields.setdefault("slug", _free_slug(Section, name))
    return Section.objects.create(name=name, **fields)


def person(name: str = "Maud Tarrant", **fields: Any) -> Person:
    fields.setdefault("slug", _free_slug(Person, name))
    return Person.objects.create(name=name, **fields)


def photo(
    size: tuple[int, int] = (600, 400), colour: str = "teal", *, made: bool = True, **fields: Any
) -> Photo:
    """A photograph of one colour, with its sizes and crops if `made`; pages that are shared want
    at least 1200 by 800.
    """
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    defaults = {
        "alternative_text": "The weir in low water",
        "caption": "The weir on Tuesday.",
        "credit": "Photograph: Aitzol Berasategi",
        "content_hash": content_hash(file),
    }
    image = ContentFile(file.getvalue(), name="photo.jpg")
    record = Photo.objects.create(image=image, **defaults | fields)
    if made:
        make_renditions(record)
    return record


def quote(text: str = "The river keeps its own diary.", **fields: Any) -> Quote:
    fields.setdefault("speaker", _any(Person, person))
    fields.setdefault("said_on", date(2026, 3, 2))
    return Quote.objects.create(text=text, **fields)


def article(
    headline: str = "The bridge opens again",
    *,
    body: str = "<p>The town crossed the river on foot this morning.</p>",
    by: Iterable[Person] | None = None,
    tags: Iterable[str] = (),
    photos: Iterable[Photo] = (),
    quotes: Iterable[Quote] = (),
    essays: Iterable[Article] = (),
    **fields: Any,
) -> Article:
    """A working copy that is ready to publish: text, photographs, pull quotes, essay teasers.

    Without `section` and `by`, it has whichever section and person there are already.
    """
    fields.setdefault("standfirst", "After a year of detours.")
    parts = [
        *(PhotoBlock(photo=each) for each in photos),
        *(PullQuoteBlock(quote=each) for each in quotes),
        *(EssayTeaserBlock(essay_id=each.pk) for each in essays),
    ]
    return _written(Article, headline, body, {Role.BY: by}, tags, parts, fields)


def photo_essay(
    headline: str = "Low water",
    *,
    body: str = "<p>Between two frames, some words.</p>",
    by: Iterable[Person] | None = None,
    tags: Iterable[str] = (),
    photos: Iterable[Photo] | None = None,
    **fields: Any,
) -> PhotoEssay:
    """A working copy of three frames: the opening photograph and `photos`."""
    fields.setdefault("standfirst", "A dry summer on the river.")
    if "lead_photo" not in fields:
        fields["lead_photo"] = photo()
    if photos is None:
        photos = [photo(colour="olive"), photo(colour="maroon")]
    frames = [PhotoBlock(photo=each) for each in photos]
    return _written(PhotoEssay, headline, body, {Role.PHOTOGRAPHS_BY: by}, tags, frames, fields)


def published(article: Article, live_from: datetime | None = None, **how: Any) -> Edition:
    """Its edition, live now or from another moment; `how` is what articles.publishing takes."""
    if live_from and live_from > timezone.now():
        return publishing.schedule(article, live_from, **how)
    return publishing.publish(article, at=live_from, **how)


def published_article(
    headline: str = "The bridge opens again",
    *,
    live_from: datetime | None = None,
    off_at: datetime | None = None,
    **fields: Any,
) -> Edition:
    """Takes what `article` takes."""
    return published(article(headline, **fields), live_from, off_at=off_at)


def published_photo_essay(
    headline: str = "Low water",
    *,
    live_from: datetime | None = None,
    off_at: datetime | None = None,
    **fields: Any,
) -> Edition:
    """Takes what `photo_essay` takes."""
    return published(photo_essay(headline, **fields), live_from, off_at=off_at)


def moment(*parts: int) -> datetime:
    """A moment in UTC: `moment(2026, 5, 4, 9)`."""
    return datetime(*parts, tzinfo=UTC)


def _written(
    model: type[Article],
    headline: str,
    body: str,
    credits: dict[str, Iterable[Person] | None],
    tags: Iterable[str],
    parts: Iterable[Model],
    fields: dict[str, Any],
) -> Article:
    if "section" not in fields:
        fields["section"] = _any(Section, section)
    written = model.objects.create(headline=headline, **fields)
    written.tags.add(*tags)
    for role, people in credits.items():
        for position, each in enumerate([_any(Person, person)] if people is None else people):
            Byline.objects.create(article=written, person=each, role=role, position=position)
    blocks = [*([TextBlock(html=body)] if body else []), *parts]
    for ordering, block in enumerate(blocks, start=1):
        block.parent_id, block.region, block.ordering = written.pk, "body", ordering * 10
        block.save()
    return written


def _any(model: type[Model], make: Any) -> Any:
    return model.objects.first() or make()


def _free_slug(model: type[Model], name: str) -> str:
    taken = model.objects.filter(slug__startswith=slugify(name)).count()
    return f"{slugify(name)}-{taken + 1}" if taken else slugify(name)
