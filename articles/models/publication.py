from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q

from articles.licences import Licence
from articles.prose import ProseField


class PublicationManager(models.Manager["Publication"]):
    def current(self) -> "Publication":
        """The one row; before anybody has written it, an unsaved one with plain defaults."""
        return self.filter(pk=1).first() or Publication(pk=1)


class Publication(models.Model):
    """This newspaper: its name, what it is for, and how to reach it."""

    name = models.CharField(max_length=80, default="Newsroom")
    tagline = models.CharField(
        max_length=160, blank=True, help_text="Stands over the name on every page."
    )
    mission = models.TextField(blank=True, help_text="Two or three sentences for the footer.")
    about = ProseField(blank=True, help_text="The page about the paper: who, how, paid by whom.")
    notice = models.CharField(
        max_length=300, blank=True, help_text="One sentence at the foot of every page, if needed."
    )
    licence = models.CharField(
        "licence of the words",
        max_length=20,
        choices=Licence.choices,
        default=Licence.ALL_RIGHTS_RESERVED,
    )
    contact_email = models.EmailField("contact by mail", blank=True)
    address = models.TextField("postal address", blank=True)
    opening_hours = models.CharField(max_length=160, blank=True)
    social_addresses = models.TextField(
        blank=True, help_text="Where else readers find the paper: one full address a line."
    )
    appeal_headline = models.CharField(
        max_length=120, default="Was this worth your time?", help_text="Asks at the end of stories."
    )
    appeal_text = models.TextField(
        default="Independent reporting lives on what its readers promise to give."
    )
    publishing_principles_url = models.URLField("publishing principles", blank=True)
    corrections_policy_url = models.URLField("corrections policy", blank=True)
    ownership_url = models.URLField("ownership and funding", blank=True)
    masthead_url = models.URLField("who we are", blank=True)

    objects = PublicationManager()

    class Meta:
        verbose_name_plural = "publication"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="publication_is_one_row"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        for address in self.social_addresses.split():
            try:
                URLValidator(["http", "https"])(address)
            except ValidationError:
                raise ValidationError(
                    {"social_addresses": f"This is not a full address: {address}"}
                ) from None

    @property
    def licence_name(self) -> str:
        return Licence(self.licence).label

    @property
    def licence_url(self) -> str:
        return Licence(self.licence).url

    @property
    def social_links(self) -> list[dict[str, str]]:
        return [
            {"url": address, "name": (urlsplit(address).hostname or address).removeprefix("www.")}
            for address in self.social_addresses.split()
        ]
