from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.markup import stored_html


class EditionQuerySet(models.QuerySet["Edition"]):
    def live(self, at: datetime | None = None) -> Self:
        """What readers are shown: its hour has come and has not passed."""
        at = at or timezone.now()
        return self.filter(
            Q(live_until=None) | Q(live_until__gt=at),
            live_from__lte=at,
            # Always so, and said for SQLite's sake: it then takes the index of the newest.
            first_published_at__lte=at,
        )

    def due(self, at: datetime | None = None) -> Self:
        """Scheduled: the hour has not come yet and nobody has cancelled it."""
        at = at or timezone.now()
        return self.kept().filter(live_from__gt=at)

    def live_or_due(self, at: datetime | None = None) -> Self:
        """What readers see or may still see."""
        return self.live(at) | self.due(at)

    def kept(self) -> Self:
        """All but those cancelled before their hour: what counts when windows are derived."""
        return self.filter(Q(off_at=None) | Q(off_at__gt=F("live_from")))

    def public_before(self, at: datetime) -> Self:
        """Editions that readers were shown at some time before now."""
        return self.kept().filter(live_from__lte=at)

    def newest_first(self) -> Self:
        return self.order_by("-first_published_at", "-pk")

    def cards(self) -> Self:
        """Newest first, with only what a teaser needs."""
        return (
            self.newest_first()
            .select_related("section")
            .defer("body_html", "body_text", "data", "note")
        )

    def photo_essays(self) -> Self:
        return self.filter(format="photo_essay")

    def in_section(self, section: models.Model) -> Self:
        return self.filter(section=section)

    def tagged(self, tag: models.Model) -> Self:
        return self.filter(Exists(EditionTag.objects.filter(edition=OuterRef("pk"), tag=tag)))

    def by(self, person: models.Model) -> Self:
        people = EditionPerson.objects.filter(edition=OuterRef("pk"), person=person)
        return self.filter(Exists(people))

    def quoting(self, quote: models.Model) -> Self:
        return self.filter(Exists(EditionUse.objects.filter(edition=OuterRef("pk"), quote=quote)))

    def near(self, edition: "Edition", count: int) -> Self:
        """Other articles: those with the most tags in common, then the newest of the section."""
        tags = [tag["id"] for tag in edition.frozen["tags"]]
        others = self.exclude(article=edition.article_id)
        tagged = EditionTag.objects.filter(tag__in=tags)
        # Told apart first, then counted: no article is looked at that could not be among them.
        newest = others.filter(section=edition.section_id).newest_first()[:count]
        chosen = Q(pk__in=tagged.values("edition")) | Q(pk__in=newest.values("pk"))
        shared = tagged.filter(edition=OuterRef("pk")).order_by().values("edition")
        return (
            others.filter(chosen)
            .annotate(
                shared=Coalesce(Subquery(shared.annotate(Count("pk")).values("pk__count")), 0)
            )
            .order_by("-shared", "-first_published_at", "-pk")[:count]
        )

    def next_change(self, at: datetime | None = None) -> datetime | None:
        """When readers will next see something else because of the clock alone."""
        at = at or timezone.now()
        ahead = self.filter(Q(live_from__gt=at) | Q(live_until__gt=at))
        moments = ahead.aggregate(
            comes=Min("live_from", filter=Q(live_from__gt=at)),
            goes=Min("live_until", filter=Q(live_until__gt=at)),
        )
        return min((moment for moment in moments.values() if moment), default=None)


class Edition(models.Model):
    """A frozen, numbered state of an article: the only thing that readers see.

    `live_from` and `off_at` are what the editor meant; `live_until`, `first_published_at` and
    `updated_at` are derived by `articles.publishing.recompute`. `data` is the working copy by
    reference (see articles.words), `frozen` its people, tags, photographs and quotes by value.
    `frozen_at` is the hour of its words, `drawn_at` that of its HTML.
    """

    class Kind(models.TextChoices):
        FIRST = "first", "First publication"
        MINOR = "minor", "Minor edit"
        SUBSTANTIVE = "substantive", "Substantive update"
        CORRECTION = "correction", "Correction"

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="editions"
    )
    number = models.PositiveIntegerField()
    live_from = models.DateTimeField()
    off_at = models.DateTimeField(null=True, blank=True)
    live_until = models.DateTimeField(null=True, blank=True)
    first_published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    frozen_at = models.DateTimeField(default=timezone.now)
    drawn_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.FIRST)
    note = models.CharField(max_length=300, blank=True)

    format = models.CharField(max_length=12)
    headline = models.CharField(max_length=200)
    standfirst = models.TextField(blank=True)
    kicker = models.CharField(max_length=60, blank=True)
    slug = models.SlugField(max_length=100)
    section = models.ForeignKey(
        "articles.Section", on_delete=models.PROTECT, related_name="editions"
    )
    lead_photo = models.ForeignKey(
        "articles.Photo", on_delete=models.PROTECT, null=True, related_name="+"
    )
    body_html = models.TextField(blank=True)
    body_text = models.TextField(blank=True)
    word_count = models.PositiveIntegerField(default=0)
    data = models.JSONField(default=dict)
    frozen = models.JSONField(default=dict)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_number_once"),
        ]
        indexes = [
            models.Index(fields=["-first_published_at", "live_until"], name="edition_newest"),
            models.Index(fields=["section", "-first_published_at"], name="edition_section"),
            models.Index(fields=["slug"], name="edition_slug"),
            models.Index(fields=["live_from"], name="edition_live_from"),
            models.Index(fields=["live_until"], name="edition_live_until"),
        ]

    def __str__(self) -> str:
        return f"{self.headline} (edition {self.number})"

    def get_absolute_url(self) -> str:
        published = timezone.localtime(self.first_published_at)
        return reverse("articles:article", args=[f"{published:%Y}", f"{published:%m}", self.slug])

    def is_live(self, at: datetime | None = None) -> bool:
        """The same rule as `EditionQuerySet.live`."""
        at = at or timezone.now()
        return self.live_from <= at and (self.live_until is None or self.live_until > at)

    @property
    def is_cancelled(self) -> bool:
        return self.off_at is not None and self.off_at <= self.live_from

    @property
    def body(self) -> SafeString:
        return stored_html(self.body_html)

    @property
    def changed_at(self) -> datetime:
        """When its page last became another: it went live, or was drawn again."""
        return max(self.live_from, self.drawn_at)

    @property
    def is_updated(self) -> bool:
        return self.updated_at - self.first_published_at >= timedelta(minutes=1)

    @property
    def is_photo_essay(self) -> bool:
        return self.format == "photo_essay"

    @property
    def label(self) -> str:
        return self.kicker or (self.section.name if self.section_id else "")

    @property
    def frames(self) -> list[dict[str, Any]]:
        return self.frozen.get("frames", [])

    @property
    def frame_count(self) -> int:
        return len(self.frames)

    @property
    def photo(self) -> dict[str, Any] | None:
        """The lead photograph by value."""
        return self.frozen.get("lead_photo")

    @property
    def authors(self) -> list[dict[str, str]]:
        """Who a teaser names: photographers of an essay first, else the writers."""
        wanted = ["photographs_by", "by"] if self.is_photo_essay else ["by"]
        groups = {group["role"]: group["people"] for group in self.frozen.get("bylines", [])}
        return [person for role in wanted for person in groups.get(role, [])]

    @property
    def reading_minutes(self) -> int:
        return max(1, round(self.word_count / 230))


class EditionTag(models.Model):
    """A tag as it stood on an edition, so that tag pages use an index."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="tag_rows")
    tag = models.ForeignKey("taggit.Tag", on_delete=models.CASCADE, related_name="edition_rows")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "edition"], name="edition_tag_once"),
        ]

    def __str__(self) -> str:
        return f"{self.tag} on {self.edition}"


class EditionPerson(models.Model):
    """A person as credited on an edition, so that person pages use an index."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="person_rows")
    person = models.ForeignKey(
        "articles.Person", on_delete=models.PROTECT, related_name="edition_rows"
    )
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "edition", "role"], name="edition_person_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.edition}"


class EditionUse(models.Model):
    """A record that an edition draws from: when it changes, the edition is drawn again."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="uses")
    photo = models.ForeignKey(
        "articles.Photo", on_delete=models.PROTECT, null=True, related_name="uses"
    )
    quote = models.ForeignKey(
        "articles.Quote", on_delete=models.PROTECT, null=True, related_name="uses"
    )
    essay = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, null=True, related_name="uses"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(photo__isnull=False, quote=None, essay=None)
                | Q(photo=None, quote__isnull=False, essay=None)
                | Q(photo=None, quote=None, essay__isnull=False),
                name="edition_uses_one_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.photo or self.quote or self.essay} in {self.edition}"
