import secrets
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Self
from uuid import uuid4

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, Count, DecimalField, F, Q, Sum, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from donations import terms
from donations.money import currency_choices, default_currency, written

# No vowels, so no words; no figure that can be taken for a letter.
REFERENCE_LETTERS = "23456789BCDFGHJKMNPQRSTWXYZ"


class Frequency(models.TextChoices):
    ONCE = "once", "Once"
    MONTHLY = "monthly", "Monthly"
    YEARLY = "yearly", "Yearly"

    @property
    def times_a_year(self) -> int:
        return 12 if self is Frequency.MONTHLY else 1

    @property
    def each(self) -> str:
        """How an amount goes on: £10 once, £10 a month."""
        return {"once": "once", "monthly": "a month", "yearly": "a year"}[self]


class Method(models.TextChoices):
    CARD = "card", "Card, by a link later"
    TRANSFER = "transfer", "Bank transfer"
    CHEQUE = "cheque", "Cheque"
    PAYPAL = "paypal", "PayPal"

    @property
    def next_step(self) -> str:
        """What happens next, in one line beside the choice."""
        return {
            "card": "We write to you with a link; no card number is asked for here",
            "transfer": "We write to you with the account and your reference",
            "cheque": "You post it or bring it in, with your reference on the back",
            "paypal": "We write to you with a PayPal link; you need no account today",
        }[self]

    @property
    def manner(self) -> str:
        """Inside a sentence: £10 a month by bank transfer."""
        return {
            "card": "by card",
            "transfer": "by bank transfer",
            "cheque": "by cheque",
            "paypal": "by PayPal",
        }[self]


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def running(self, on: date | None = None) -> Self:
        on = on or timezone.localdate()
        return self.filter(starts_on__lte=on, ends_on__gte=on)

    def current(self, on: date | None = None) -> "Campaign | None":
        """The campaign that a new pledge counts towards, with its totals: the latest to begin."""
        return self.running(on).with_totals().order_by("-starts_on", "-pk").first()

    def with_totals(self) -> Self:
        """`promised`: what is promised over a year, a monthly pledge twelve times, any other once.

        `supporters` counts the pledges. Only pledges in the campaign's currency are summed.
        """
        same_currency = Q(pledges__currency=F("currency"))
        over_a_year = Case(
            When(
                pledges__frequency=Frequency.MONTHLY,
                then=F("pledges__amount") * Frequency.MONTHLY.times_a_year,
            ),
            default=F("pledges__amount"),
            output_field=DecimalField(max_digits=14, decimal_places=2),
        )
        return self.annotate(
            promised=Coalesce(
                Sum(over_a_year, filter=same_currency),
                Decimal(0),
                output_field=DecimalField(max_digits=18, decimal_places=2),
            ),
            supporters=Count("pledges", filter=same_currency),
        )


class Campaign(models.Model):
    """A drive with a goal and an end, which pledges count towards."""

    name = models.CharField(
        max_length=80, help_text="Stands small above the headline: The winter drive."
    )
    slug = models.SlugField(max_length=60, unique=True)
    headline = models.CharField(max_length=120, help_text="The headline of the pledge form.")
    text = models.TextField(help_text="Why now, in two or three sentences.")
    goal = models.DecimalField(
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"), "A goal is more than nothing.")],
        help_text="What is to be promised, over a year.",
    )
    currency = models.CharField(max_length=3, default=default_currency, choices=currency_choices)
    starts_on = models.DateField("starts")
    ends_on = models.DateField("ends", help_text="The last day.")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="campaign_ends_after_it_starts",
                violation_error_message="A campaign ends after the day it starts.",
            ),
            models.CheckConstraint(
                condition=Q(goal__gt=0),
                name="campaign_goal_is_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def percent(self) -> int:
        """How much of the goal is promised, 100 at most; needs `with_totals`."""
        if self.goal <= 0:  # as typed at the desk, before it is refused
            return 0
        return min(100, int(self.promised * 100 / self.goal))

    @property
    def days_left(self) -> int:
        """After today: 0 on the last day and ever after."""
        return max(0, (self.ends_on - timezone.localdate()).days)


def new_token() -> str:
    return secrets.token_urlsafe(32)


def new_reference(choose: Callable[[str], str] = secrets.choice) -> str:
    """P-7K4Q-2XNB: short enough to say over the phone and for any bank's reference field."""
    groups = ("".join(choose(REFERENCE_LETTERS) for _ in range(4)) for _ in range(2))
    return "-".join([terms.REFERENCE_PREFIX, *groups])


class Pledge(models.Model):
    """A promise to give. No money moves here and no address on the network is kept."""

    reference = models.CharField(max_length=20, unique=True, default=new_reference, editable=False)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    frequency = models.CharField("how often", max_length=10, choices=Frequency.choices)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3, default=default_currency)
    method = models.CharField(max_length=10, choices=Method.choices)
    name = models.CharField(max_length=120)
    email = models.EmailField("email address")
    message = models.TextField(max_length=500, blank=True)
    is_anonymous = models.BooleanField("anonymous", default=False)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="pledges", null=True, blank=True
    )
    pledged_at = models.DateTimeField("pledged", default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-pledged_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="pledge_amount_is_positive"),
            models.CheckConstraint(
                condition=Q(frequency__in=Frequency.values), name="pledge_frequency_is_known"
            ),
            models.CheckConstraint(
                condition=Q(method__in=Method.values), name="pledge_method_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("donations:thanks", args=[self.token])

    @property
    def promise(self) -> str:
        """£10 a month."""
        return f"{written(self.amount, self.currency)} {Frequency(self.frequency).each}"

    @property
    def manner(self) -> str:
        return Method(self.method).manner

    @property
    def rhythm(self) -> str:
        """Beside the amount in a sum: Each month."""
        return {"monthly": "Each month", "yearly": "Each year"}.get(self.frequency, "Altogether")

    @property
    def over_a_year(self) -> Decimal:
        return self.amount * Frequency(self.frequency).times_a_year
