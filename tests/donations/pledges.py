"""Pledges, campaigns and filled-in forms as most tests want them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from donations import keys
from donations.models import Campaign, Frequency, Method, Pledge


def answers(**changes: str) -> dict[str, str]:
    """A form as a browser sends it, from a page of its own; a field set to None is left out."""
    filled = {
        "key": keys.fresh(),
        "frequency": "once",
        "amount": "20",
        "own_amount": "",
        "method": "transfer",
        "name": "Tobias Renn",
        "email": "tobias@weir.example",
        "message": "",
        "homepage": "",
    } | changes
    return {name: value for name, value in filled.items() if value is not None}


def campaign(**fields: Any) -> Campaign:
    """Running: began yesterday, ends in thirty days."""
    today = timezone.localdate()
    defaults = {
        "name": "The winter drive",
        "slug": f"drive-{Campaign.objects.count() + 1}",
        "headline": "Room for one more",
        "text": "There is a rent and a kettle.",
        "goal": Decimal(1000),
        "currency": "GBP",
        "starts_on": today - timedelta(days=1),
        "ends_on": today + timedelta(days=30),
    }
    return Campaign.objects.create(**defaults | fields)


def pledge(**fields: Any) -> Pledge:
    defaults = {
        "frequency": Frequency.ONCE,
        "amount": Decimal(20),
        "currency": "GBP",
        "method": Method.TRANSFER,
        "name": "Tobias Renn",
        "email": "tobias@weir.example",
    }
    return Pledge.objects.create(**defaults | fields)
