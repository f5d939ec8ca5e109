from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.text import Truncator, slugify


class QuoteQuerySet(models.QuerySet["Quote"]):
    def public(self, at: datetime | None = None) -> Self:
        """Quotes that a live story uses: the others are still the desk’s."""
        from articles.models.edition import Edition, EditionUse

        live = Edition.objects.live(at).filter(pk=OuterRef("edition"))
        return self.filter(Exists(EditionUse.objects.filter(Exists(live), quote=OuterRef("pk"))))

    def newest_first(self) -> Self:
        """By the day they were said; those without a day last, on every database."""
        return self.order_by(F("said_on").desc(nulls_last=True), "-pk")


class Quote(models.Model):
    """Words that somebody said, and where we have them from."""

    class Medium(models.TextChoices):
        INTERVIEW = "interview", "Interview"
        STATEMENT = "statement", "Statement"
        POST = "post", "Post"
        VIDEO = "video", "Video"
        DOCUMENT = "document", "Document"
        HEARING = "hearing", "Hearing"

    text = models.TextField(
        max_length=20_000, help_text="Word for word, without the quotation marks around it."
    )
    speaker = models.ForeignKey("articles.Person", on_delete=models.PROTECT, related_name="quotes")
    speaker_role = models.CharField(
        "role at the time", max_length=120, blank=True, help_text="Such as “hydrologist”."
    )
    occasion = models.CharField(
        max_length=160, blank=True, help_text="Such as “at the Mill Hall hearing”."
    )
    said_on = models.DateField(null=True, blank=True)
    medium = models.CharField(max_length=12, choices=Medium.choices, default=Medium.INTERVIEW)
    source_url = models.URLField("source address", blank=True)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["-said_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.speaker}: “{Truncator(self.text).chars(70)}”"

    def get_absolute_url(self) -> str:
        return reverse("articles:quote", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        return slugify(Truncator(self.text[:400]).words(8, truncate=""))[:80].strip("-") or "quote"
