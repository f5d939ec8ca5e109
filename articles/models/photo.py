from uuid import uuid4

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from articles.licences import Licence


def originals():  # noqa: ANN201 - a storage backend; named in migrations
    return storages["originals"]


def original_name(photo: "Photo", filename: str) -> str:
    """A private name that keeps nothing of what the camera or the sender called the file."""
    extension = filename.rpartition(".")[2].lower()[:5]
    return f"{uuid4().hex}.{extension}"


class Photo(models.Model):
    """A photograph in the library, with the words and rights that go wherever it goes."""

    image = models.ImageField(
        "photograph",
        storage=originals,
        upload_to=original_name,
        width_field="width",
        height_field="height",
        help_text="JPEG, PNG, WebP, AVIF or TIFF, up to 30 MB.",
    )
    alternative_text = models.CharField(
        max_length=500,
        blank=True,
        help_text="What it shows, for readers who cannot see it. No “photo of”.",
    )
    is_decorative = models.BooleanField(
        "decorative", default=False, help_text="It shows nothing that a reader must know."
    )
    headline = models.CharField(max_length=200, blank=True, help_text="A short title for the desk.")
    caption = models.TextField(blank=True)
    credit = models.CharField(
        "credit line",
        max_length=200,
        blank=True,
        help_text="Stands under it everywhere, such as “Photograph: Ana Ruiz”.",
    )
    photographer = models.ForeignKey(
        "articles.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="photos"
    )
    licence = models.CharField(
        max_length=20, choices=Licence.choices, default=Licence.ALL_RIGHTS_RESERVED
    )
    copyright_notice = models.CharField(max_length=200, blank=True)
    source_url = models.URLField("source", blank=True)
    focal_x = models.FloatField(
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="From 0 at the left edge to 1 at the right: crops keep this point in view.",
    )
    focal_y = models.FloatField(
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="From 0 at the top to 1 at the foot.",
    )
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    renditions = models.JSONField(default=dict, editable=False)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.headline or self.alternative_text or self.caption or f"Photograph {self.pk}"

    @property
    def has_alternative(self) -> bool:
        return self.is_decorative or bool(self.alternative_text.strip())
