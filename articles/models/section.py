from django.db import models
from django.urls import reverse

from articles.models.publication import Publication


def the_publication() -> int:
    """The key of the one publication, whose row is made when it is first needed."""
    return Publication.objects.get_or_create(pk=1)[0].pk


class SectionQuerySet(models.QuerySet["Section"]):
    def with_publication(self) -> "SectionQuerySet":
        """Sections and the publication in one query: all that a masthead needs."""
        return self.select_related("publication")


class Section(models.Model):
    """Where a story sits: each story has one section."""

    publication = models.ForeignKey(
        Publication,
        on_delete=models.PROTECT,
        related_name="sections",
        default=the_publication,
        editable=False,
    )
    name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60, unique=True, help_text="Its address: /sections/…/")
    description = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Order in the masthead.")
    is_opinion = models.BooleanField(
        "opinion", default=False, help_text="Shown with the writer’s name first, and marked so."
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:section", args=[self.slug])
