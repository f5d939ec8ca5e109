from datetime import datetime
from typing import Any, Self

from content_editor.models import Region
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from taggit.managers import TaggableManager

from articles.models.edition import Edition
from articles.models.person import Person


class Format(models.TextChoices):
    STORY = "story", "Story"
    PHOTO_ESSAY = "photo_essay", "Photo essay"


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    SCHEDULED = "scheduled", "Scheduled"
    LIVE = "live", "Live"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ArticleQuerySet(models.QuerySet["Article"]):
    def open_to(self, user: AbstractBaseUser) -> Self:
        """What somebody may see at the desk: publishers everything, writers their own."""
        if user.has_perm("articles.publish_article"):
            return self
        return self.filter(created_by=user)

    def offered_to(self, user: AbstractBaseUser) -> Self:
        """What somebody may point readers at: what they may see, and what everybody sees."""
        live = Edition.objects.live().filter(article=OuterRef("pk"))
        return self.open_to(user) | self.filter(Exists(live))

    def with_status(self, at: datetime | None = None) -> Self:
        """Annotates what the editions say: `status`, `live_since`, `due_at`, `has_changes`.

        `live_since` is the hour of first publication of a live article, `due_at` that of the
        next scheduled edition; `has_changes`, whether the working copy was saved after the
        newest edition that was not cancelled was made.
        """
        at = at or timezone.now()
        editions = Edition.objects.filter(article=OuterRef("pk"))
        live = editions.live(at)
        due = editions.due(at).order_by("live_from")
        newest = editions.kept().order_by("-number").values("frozen_at")[:1]
        return self.annotate(
            live_since=Subquery(live.values("first_published_at")[:1]),
            due_at=Subquery(due.values("live_from")[:1]),
            newest_frozen_at=Subquery(newest),
            status=Case(
                When(Exists(live), then=Value(Status.LIVE)),
                When(Exists(due), then=Value(Status.SCHEDULED)),
                When(Exists(editions.public_before(at)), then=Value(Status.WITHDRAWN)),
                default=Value(Status.DRAFT),
                output_field=models.CharField(),
            ),
        ).annotate(
            has_changes=Case(
                When(Q(newest_frozen_at__lt=F("saved_at")), then=Value(True)),
                default=Value(False),
            ),
        )


class Article(models.Model):
    """A working copy: what editors write. Readers are only ever shown its editions."""

    Format = Format
    Status = Status
    regions = [Region(key="body", title="Body")]

    format = models.CharField(
        max_length=12, choices=Format.choices, default=Format.STORY, editable=False
    )
    headline = models.CharField(max_length=200)
    standfirst = models.TextField(
        max_length=600, blank=True, help_text="One or two sentences under the headline."
    )
    kicker = models.CharField(
        max_length=60, blank=True, help_text="Small label above the headline; else the section."
    )
    slug = models.SlugField(
        max_length=100,
        unique=True,
        blank=True,
        help_text="The last part of its address. Left empty, it is made from the headline.",
    )
    section = models.ForeignKey(
        "articles.Section", on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    lead_photo = models.ForeignKey(
        "articles.Photo",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        help_text="Stands over the story; opens a photo essay.",
    )
    tags = TaggableManager(blank=True, help_text="What it is about, separated by commas.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="articles",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        verbose_name = "story"
        verbose_name_plural = "stories"
        permissions = [("publish_article", "Can publish, schedule and withdraw articles")]

    def __str__(self) -> str:
        return self.headline

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = self.free_slug()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.slug and self._others_with(self.slug):
            raise ValidationError(
                {"slug": "Another article has, or once had, this address. Choose another."}
            )

    def free_slug(self) -> str:
        """A slug from the headline that no article has or has ever been published under."""
        base = slugify(self.headline)[:90].strip("-") or self.format.replace("_", "-")
        slug, count = base, 1
        while self._others_with(slug):
            count += 1
            slug = f"{base}-{count}"
        return slug

    def _others_with(self, slug: str) -> bool:
        articles = Article.objects.filter(slug=slug).exclude(pk=self.pk)
        editions = Edition.objects.filter(slug=slug).exclude(article=self.pk)
        return articles.exists() or editions.exists()

    def live_edition(self, at: datetime | None = None) -> Edition | None:
        return self.editions.live(at).first()

    def due_edition(self, at: datetime | None = None) -> Edition | None:
        """The next scheduled edition, if there is one."""
        return self.editions.due(at).order_by("live_from").first()

    def was_public(self, at: datetime | None = None) -> bool:
        """Whether readers have ever been shown it: its addresses are then taken for good."""
        return self.editions.public_before(at or timezone.now()).exists()

    @cached_property
    def is_photo_essay(self) -> bool:
        return self.format == Format.PHOTO_ESSAY


class Byline(models.Model):
    """A person on an article, in a role."""

    class Role(models.TextChoices):
        BY = "by", "By"
        PHOTOGRAPHS_BY = "photographs_by", "Photographs by"
        ADDITIONAL_REPORTING = "additional_reporting", "Additional reporting by"
        TRANSLATED_BY = "translated_by", "Translated by"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bylines")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.BY)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "person", "role"],
                name="byline_once_a_role",
                violation_error_message="This person already has this role here.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.person}"


class PhotoEssayManager(models.Manager.from_queryset(ArticleQuerySet)):
    def get_queryset(self) -> ArticleQuerySet:
        return super().get_queryset().filter(format=Format.PHOTO_ESSAY)


class PhotoEssay(Article):
    """An article told in frames, edited with tools of its own."""

    objects = PhotoEssayManager()

    class Meta:
        proxy = True
        verbose_name = "photo essay"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not args and "format" not in kwargs:
            self.format = Format.PHOTO_ESSAY
