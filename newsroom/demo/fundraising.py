"""The campaign and what has been promised to it."""

from random import Random
from typing import Any

from donations.models import Campaign, Pledge, new_reference
from newsroom.demo import contents
from newsroom.demo.calendar import Calendar


def make_campaign(calendar: Calendar) -> Campaign:
    """References are the same each time; the addresses of the thank-you pages are not."""
    table = contents.table("pledges")
    campaign = _campaign(calendar, dict(table["campaign"]))
    moments = calendar.past(calendar.planned(row) for row in table["pledges"])
    random = Random(1987)  # noqa: S311 - names invented pledges, protects nothing
    pledges = [
        Pledge(
            campaign=campaign,
            reference=new_reference(random.choice),
            pledged_at=moments[calendar.planned(row)],
            **{name: value for name, value in row.items() if name not in ("days_ago", "time")},
        )
        for row in table["pledges"]
    ]
    for pledge in sorted(pledges, key=lambda pledge: pledge.pledged_at):
        pledge.full_clean()
        pledge.save()
    return campaign


def _campaign(calendar: Calendar, row: dict[str, Any]) -> Campaign:
    campaign = Campaign(
        starts_on=calendar.day(row.pop("starts_days_ago")),
        ends_on=calendar.day(-row.pop("ends_in_days")),
        **row,
    )
    campaign.full_clean()
    campaign.save()
    return campaign
