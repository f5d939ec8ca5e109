"""What stories draw from: the publication, sections, people, photographs and quotes."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from django.core.files import File
from django.db.models import Model

from articles import images, photo_metadata
from articles.models import Person, Photo, Publication, Quote, Section
from newsroom.demo import contents
from newsroom.demo.calendar import Calendar

Record = TypeVar("Record", bound=Model)

FOCAL_POINTS = {"two-dogs": (0.5, 0.38)}
UPLOADED = (125, "10:00")


def checked(record: Record) -> Record:
    """Saved, if it would pass the desk: text is sanitised and lengths are kept."""
    record.full_clean()
    record.save()
    return record


def make_publication() -> Publication:
    publication = Publication.objects.current()
    for name, words in contents.table("publication").items():
        setattr(publication, name, words)
    return checked(publication)


def make_sections() -> dict[str, Section]:
    rows = contents.table("sections")["sections"]
    return {
        row["slug"]: checked(Section(position=position, **row))
        for position, row in enumerate(rows, start=1)
    }


def make_people() -> dict[str, Person]:
    rows = contents.table("people")
    return {slug: checked(Person(slug=slug, **row)) for slug, row in rows.items()}


def make_quotes(calendar: Calendar, people: dict[str, Person]) -> dict[str, Quote]:
    return {key: _quote(calendar, people, dict(row)) for key, row in contents.quotes().items()}


def _quote(calendar: Calendar, people: dict[str, Person], row: dict[str, Any]) -> Quote:
    speaker, said_on = people[row.pop("speaker")], calendar.day(row.pop("days_ago"))
    return checked(Quote(speaker=speaker, said_on=said_on, **row))


def make_photos(calendar: Calendar, *, every_size: bool) -> dict[str, Photo]:
    """Words and rights come from the files themselves. All processors draw the sizes."""
    photos = {path.stem: _photo(path) for path in contents.photographs()}
    draw = images.make_renditions if every_size else images.make_first_rendition
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(draw, photos.values()))
    for photo in photos.values():
        checked(photo)
    Photo.objects.update(uploaded_at=calendar.moment(*UPLOADED))
    return photos


def _photo(path: Path) -> Photo:
    focal_x, focal_y = FOCAL_POINTS.get(path.stem, (0.5, 0.5))
    with path.open("rb") as file:
        images.check_upload(file, path.stat().st_size)
        photo = Photo(content_hash=images.content_hash(file), focal_x=focal_x, focal_y=focal_y)
        photo_metadata.prefill(photo, photo_metadata.read(file))
        photo.image.save(path.name, File(file), save=False)
    return photo
