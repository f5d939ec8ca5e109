from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse


class PersonQuerySet(models.QuerySet["Person"]):
    def public(self, at: datetime | None = None) -> Self:
        """Whoever is credited on a live story, under a photograph in one, or quoted in one."""
        from articles.models.edition import Edition
        from articles.models.quote import Quote

        live = Edition.objects.live(at)
        written = live.filter(person_rows__person=OuterRef("pk"))
        photographed = live.filter(uses__photo__photographer=OuterRef("pk"))
        quoted = Quote.objects.public(at).filter(speaker=OuterRef("pk"))
        return self.filter(Exists(written) | Exists(photographed) | Exists(quoted))


class Person(models.Model):
    """Anyone who is credited or quoted."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True, help_text="Their address: /people/…/")
    role = models.CharField(
        max_length=120, blank=True, help_text="Their work, as a reader would put it."
    )
    biography = models.TextField(blank=True)
    portrait = models.ForeignKey(
        "articles.Photo",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="portrait_of",
    )
    email = models.EmailField("public mail address", blank=True)
    website = models.URLField(blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:person", args=[self.slug])

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[0].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
