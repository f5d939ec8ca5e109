"""Publish, schedule, withdraw, restore and preview: the only way from working copy to reader.

Each edition keeps what the editor meant (`live_from`, `off_at`); `recompute` derives the rest for
all editions of an article after each command. At any moment the edition that counts is the newest
one whose hour has come and that was not cancelled before its hour; it is live unless it was taken
off. An older edition never comes back by itself.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from taggit.models import Tag

from articles import search
from articles.freezing import DRAWN, draw
from articles.models import (
    BLOCKS,
    Article,
    Byline,
    Edition,
    EditionPerson,
    EditionTag,
    EditionUse,
    Photo,
)
from articles.words import block_from, says_something, words_of


class NotReady(ValueError):
    """The working copy lacks something that readers need; `problems` says what, line by line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def problems_with(article: Article) -> list[str]:
    """What stands in the way of publishing, in an editor's words; empty when nothing does."""
    problems = []
    if not article.headline.strip():
        problems.append("It has no headline.")
    if article.section_id is None:
        problems.append("It has no section.")
    if not article.bylines.exists():
        problems.append("It has no byline: add at least one person.")
    if article.is_photo_essay and article.lead_photo_id is None:
        problems.append("A photo essay needs an opening photograph.")
    blocks = words_of(article)["blocks"]
    if not any(map(says_something, blocks)):
        problems.append("It has no body: add some text or a photograph.")
    wanted = {block["photo"] for block in blocks if block["type"] == "photo"}
    for photo in Photo.objects.filter(pk__in=wanted | {article.lead_photo_id}):
        if not photo.has_alternative:
            problems.append(f"The photograph “{photo}” has no alternative text.")
        if not photo.credit.strip():
            problems.append(f"The photograph “{photo}” has no credit.")
    return problems


def publish(
    article: Article,
    by: AbstractBaseUser | None = None,
    *,
    kind: str = Edition.Kind.SUBSTANTIVE,
    note: str = "",
    off_at: datetime | None = None,
    at: datetime | None = None,
) -> Edition:
    """Freeze the working copy and show it to readers from now on.

    Raises NotReady, and ValueError when it would end before it begins. `kind` matters once readers
    have seen the article: a minor edit leaves the public "updated" time where it is. What was
    scheduled stays scheduled.
    """
    return _freeze(article, by, at, kind=kind, note=note, off_at=off_at)


def schedule(
    article: Article,
    live_from: datetime,
    by: AbstractBaseUser | None = None,
    *,
    kind: str = Edition.Kind.SUBSTANTIVE,
    note: str = "",
    off_at: datetime | None = None,
) -> Edition:
    """Freeze the working copy now, to be shown from a moment in the future.

    Raises NotReady, and ValueError when the moment has passed. Takes the place of an edition
    that is scheduled already: an article has one next edition.
    """
    with transaction.atomic():
        _lock(article)
        now = timezone.now()
        if live_from <= now:
            raise ValueError("This moment has passed: publish it now, or choose a later one.")
        article.editions.due(now).update(off_at=now)
        return _freeze(article, by, live_from, kind=kind, note=note, off_at=off_at)


def withdraw(article: Article, at: datetime | None = None) -> None:
    """Take the article off every page, and cancel what is scheduled. Its address answers 410."""
    with transaction.atomic():
        _lock(article)
        at = at or timezone.now()
        # All of them: those that were replaced must not come back in the newest one's place.
        article.editions.filter(Q(off_at=None) | Q(off_at__gt=at)).update(off_at=at)
        recompute(article)
        redraw_teasers(article)


def unschedule(article: Article) -> None:
    """Cancel what is scheduled and leave what readers see as it is."""
    with transaction.atomic():
        _lock(article)
        now = timezone.now()
        article.editions.due(now).update(off_at=now)
        recompute(article)


def restore(edition: Edition) -> Article:
    """Make the working copy what the edition was. Readers see nothing of it until it is published.

    Persons, photographs and quotes are those of today; tags that are gone are made again.
    """
    data = edition.data
    with transaction.atomic():
        article = Article.objects.get(pk=edition.article_id)
        for name in ("headline", "standfirst", "kicker"):
            setattr(article, name, data[name])
        article.section_id = data["section"]
        article.lead_photo_id = data["lead_photo"]
        article.save()
        tags = Tag.objects.in_bulk([tag["id"] for tag in data["tags"]])
        article.tags.set([tags.get(tag["id"], tag["name"]) for tag in data["tags"]], clear=True)
        article.bylines.all().delete()
        Byline.objects.bulk_create(
            Byline(article=article, person_id=row["person"], role=row["role"], position=position)
            for position, row in enumerate(data["bylines"])
        )
        for model in BLOCKS:
            model.objects.filter(parent=article).delete()
        for position, words in enumerate(data["blocks"]):
            block_from(words, article, (position + 1) * 10).save()
    return article


def preview(article: Article) -> Edition:
    """An unsaved edition of the working copy as it stands, drawn as publishing would draw it.

    Gaps are no reason to refuse: an article without a section is shown without one.
    """
    now = timezone.now()
    earlier = article.editions.public_before(now).first()
    shown = Edition(
        article=article,
        number=0,
        live_from=now,
        first_published_at=earlier.first_published_at if earlier else now,
        updated_at=now,
        data=words_of(article),
    )
    draw(shown)
    return shown


def refreeze(editions: Iterable[Edition]) -> None:
    """Draw editions again from the words they hold and the records of today; numbers stay."""
    for key in [edition.pk for edition in editions]:
        with transaction.atomic():
            # Read anew and written in part: publishing may be moving its window meanwhile.
            edition = Edition.objects.select_for_update().get(pk=key)
            records = draw(edition)
            edition.save(update_fields=DRAWN)
            _remember_records(edition, records)
            search.index(edition)


def redraw_teasers(essay: Article) -> None:
    """Refreeze the stories that send readers to this essay, those that are still to come too."""
    refreeze(Edition.objects.filter(uses__essay=essay).live_or_due().distinct())


def recompute(article: Article) -> None:
    """Derive windows, public times and kinds of all editions from what the editors meant."""
    kept = []
    for edition in article.editions.order_by("live_from", "number"):
        if edition.is_cancelled:
            _set(edition, live_until=edition.live_from)
        else:
            kept.append(edition)
    first = updated = kept[0].live_from if kept else None
    for edition, following in zip_longest(kept, kept[1:]):
        ends = [edition.off_at, following and following.live_from]
        live_until = min((moment for moment in ends if moment), default=None)
        kind = _kind_of(edition, edition is kept[0])
        if kind in (Edition.Kind.SUBSTANTIVE, Edition.Kind.CORRECTION):
            updated = edition.live_from
        address = edition.get_absolute_url()
        times = {"first_published_at": first, "updated_at": updated}
        _set(edition, live_until=live_until, kind=kind, **times)
        if edition.is_photo_essay and edition.get_absolute_url() != address:
            refreeze([edition])


def _kind_of(edition: Edition, is_first: bool) -> str:
    """What was to come first is an update once another edition came before it."""
    if is_first:
        return Edition.Kind.FIRST
    return Edition.Kind.SUBSTANTIVE if edition.kind == Edition.Kind.FIRST else edition.kind


def _set(edition: Edition, **values: Any) -> None:
    changed = {name: value for name, value in values.items() if getattr(edition, name) != value}
    for name, value in changed.items():
        setattr(edition, name, value)
    if changed:
        edition.save(update_fields=changed)


def _lock(article: Article) -> None:
    """One command at a time an article (SQLite: every transaction has the whole database)."""
    Article.objects.select_for_update().get(pk=article.pk)


@transaction.atomic
def _freeze(
    article: Article,
    by: AbstractBaseUser | None,
    live_from: datetime | None,
    *,
    kind: str,
    note: str,
    off_at: datetime | None,
) -> Edition:
    _lock(article)
    live_from = live_from or timezone.now()
    if problems := problems_with(article):
        raise NotReady(problems)
    if off_at and off_at <= live_from:
        raise ValueError("It would be taken off before readers see it: choose a later end.")
    newest = article.editions.aggregate(number=Max("number"))["number"] or 0
    earlier = article.editions.kept().filter(live_from__lte=live_from)
    first = earlier.order_by("live_from").first()
    edition = Edition(
        article=article,
        number=newest + 1,
        live_from=live_from,
        off_at=off_at,
        first_published_at=first.first_published_at if first else live_from,
        updated_at=live_from,
        published_by=by,
        kind=kind if first else Edition.Kind.FIRST,
        note=note,
        data=words_of(article),
    )
    records = draw(edition)
    edition.save()
    _remember_records(edition, records)
    recompute(article)
    edition.refresh_from_db()
    search.index(edition)
    redraw_teasers(article)
    return edition


def _remember_records(edition: Edition, records: Any) -> None:
    """The rows that tag, person and quote pages and refreezing find the edition by."""
    edition.tag_rows.all().delete()
    edition.person_rows.all().delete()
    edition.uses.all().delete()
    EditionTag.objects.bulk_create(
        EditionTag(edition=edition, tag=tag) for tag in records.tags.values()
    )
    credits = {(row["person"], row["role"]) for row in edition.data["bylines"]}
    EditionPerson.objects.bulk_create(
        EditionPerson(edition=edition, person_id=person, role=role) for person, role in credits
    )
    EditionUse.objects.bulk_create(
        [
            *(EditionUse(edition=edition, photo_id=pk) for pk in records.photos),
            *(EditionUse(edition=edition, quote_id=pk) for pk in records.quotes),
            *(EditionUse(edition=edition, essay_id=pk) for pk in records.essay_ids),
        ]
    )
