from collections.abc import Callable

from django.db import transaction

from articles.models import Article, Person, Photo, Publication, Quote, Section
from donations.models import Campaign, Pledge
from newsroom.demo.accounts import make_accounts
from newsroom.demo.calendar import Calendar
from newsroom.demo.fundraising import make_campaign
from newsroom.demo.library import (
    make_people,
    make_photos,
    make_publication,
    make_quotes,
    make_sections,
)
from newsroom.demo.stories import Newsdesk, Shelf


def has_content() -> bool:
    """Whether somebody has begun a newspaper here. Accounts are no content."""
    models = (Article, Photo, Person, Section, Quote, Campaign, Pledge)
    return any(model.objects.exists() for model in models) or _is_written(
        Publication.objects.current()
    )


def _is_written(publication: Publication) -> bool:
    blank = Publication(pk=1)
    fields = Publication._meta.concrete_fields
    return any(getattr(publication, field.name) != getattr(blank, field.name) for field in fields)


@transaction.atomic
def fill(
    calendar: Calendar, *, every_size: bool = True, say: Callable[[str], None] = print
) -> None:
    """Make the whole newspaper, or nothing of it but files that nobody refers to."""
    say("The publication, its sections and its people")
    make_publication()
    sections, people = make_sections(), make_people()
    say("Photographs in every size, which takes longest")
    photos = make_photos(calendar, every_size=every_size)
    say("Accounts, quotes, stories")
    users, quotes = make_accounts(), make_quotes(calendar, people)
    Newsdesk(calendar, Shelf(sections, people, photos, quotes, users)).work()
    say("The campaign and its pledges")
    make_campaign(calendar)
