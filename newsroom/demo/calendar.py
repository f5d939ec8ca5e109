from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

APART = timedelta(minutes=4)


class Calendar:
    """The days and hours of the demonstration, counted back from the day that it is made for."""

    def __init__(self, today: date | None = None) -> None:
        self.today = today or timezone.localdate()
        self.now = timezone.now().replace(second=0, microsecond=0)

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def moment(self, days_ago: int, at: str) -> datetime:
        """In the publication's time zone; it may still lie ahead."""
        hour = time.fromisoformat(at)
        return datetime.combine(self.day(days_ago), hour, timezone.get_default_timezone())

    def planned(self, entry: dict[str, Any]) -> datetime | None:
        """When an entry of the files has its place: `days_ago` and `time`; a draft has none."""
        return self.moment(entry["days_ago"], entry["time"]) if "days_ago" in entry else None

    def past(self, planned: Iterable[datetime]) -> dict[datetime, datetime]:
        """Each planned moment to one that has passed.

        What was planned for an hour of today that has not come moves to some minutes ago; the
        order stays.
        """
        moments = sorted(set(planned))
        ahead = [moment for moment in moments if moment >= self.now]
        passed = moments[: len(moments) - len(ahead)]
        room = self.now - passed[-1] if passed else timedelta(days=1)
        apart = min(APART, room / (len(ahead) + 1))
        moved = {
            moment: self.now - apart * (len(ahead) - place) for place, moment in enumerate(ahead)
        }
        return dict(zip(passed, passed, strict=True)) | moved
