"""At every instant at most one edition of an article is live, and it is the right one."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import publishing
from articles.models import Article, Edition
from tests import factories
from tests.factories import moment

pytestmark = pytest.mark.django_db

START = moment(2026, 5, 31, 20)
HALF_HOUR = timedelta(minutes=30)
HOURS = st.integers(min_value=1, max_value=6)
KINDS = st.sampled_from([Edition.Kind.SUBSTANTIVE, Edition.Kind.MINOR, Edition.Kind.CORRECTION])
COMMANDS = st.one_of(
    st.tuples(st.just("publish"), KINDS, st.none() | HOURS),
    st.tuples(st.just("schedule"), KINDS, HOURS, st.none() | HOURS),
    st.tuples(st.just("unschedule")),
    st.tuples(st.just("withdraw")),
    st.tuples(st.just("restore")),
    st.tuples(st.just("wait"), HOURS),
    st.tuples(st.just("wait"), HOURS),
)


@dataclass
class Reader:
    """Somebody who never closes the page, and the plans that the newsroom has for them."""

    now: datetime = START
    shown: int | None = None
    seen: list[tuple[datetime, int | None]] = field(default_factory=list)
    firsts: list[tuple[datetime, int, str]] = field(default_factory=list)
    coming: tuple[datetime, int, str, datetime | None] | None = None
    ending: tuple[datetime, int] | None = None

    def is_shown(self, number: int, kind: str, off_at: datetime | None) -> None:
        self.shown = number
        self.seen.append((self.now, number))
        self.firsts.append((self.now, number, kind))
        self.ending = (off_at, number) if off_at else None

    def loses_it(self) -> None:
        self.shown = None
        self.seen.append((self.now, None))
        self.ending = None

    def withdraw(self) -> None:
        """What was shown and taken away in the same instant was never shown."""
        self.coming = None
        self.firsts = [first for first in self.firsts if first[0] != self.now]
        self.loses_it()

    def wait_until(self, end: datetime) -> None:
        while True:
            plans = [plan for plan in (self.ending, self.coming) if plan and plan[0] <= end]
            if not plans:
                break
            plan = min(plans, key=lambda plan: plan[0])
            self.now = plan[0]
            if plan is self.ending:
                self.loses_it()
            else:
                _, number, kind, off_at = plan
                self.coming = None
                self.is_shown(number, kind, off_at)
        self.now = end

    def saw(self, at: datetime) -> int | None:
        return next((number for when, number in reversed(self.seen) if when <= at), None)

    def times_on(self, number: int) -> tuple[datetime, datetime]:
        """First publication and last update, as they stand on the page of an edition."""
        first = updated = self.firsts[0][0]
        for when, each, kind in self.firsts:
            if kind != Edition.Kind.MINOR:
                updated = when
            if each == number:
                break
        return first, updated


def run(article: Article, commands: list[tuple]) -> Reader:
    reader = Reader()
    with time_machine.travel(START, tick=False) as clock:
        for command in commands:
            match command:
                case ("publish", kind, hours):
                    kind = kind if reader.firsts else Edition.Kind.SUBSTANTIVE
                    off_at = hours and reader.now + timedelta(hours=hours)
                    edition = publishing.publish(article, kind=kind, off_at=off_at)
                    reader.is_shown(edition.number, kind, off_at)
                case ("schedule", kind, ahead, hours):
                    kind = kind if reader.firsts else Edition.Kind.SUBSTANTIVE
                    live_from = reader.now + timedelta(hours=ahead)
                    off_at = hours and live_from + timedelta(hours=hours)
                    edition = publishing.schedule(article, live_from, kind=kind, off_at=off_at)
                    reader.coming = (live_from, edition.number, kind, off_at)
                case ("unschedule",):
                    publishing.unschedule(article)
                    reader.coming = None
                case ("withdraw",):
                    publishing.withdraw(article)
                    reader.withdraw()
                case ("restore",) if article.editions.exists():
                    publishing.restore(article.editions.last())
                case ("wait", hours):
                    reader.wait_until(reader.now + timedelta(hours=hours))
                    clock.move_to(reader.now, tick=False)
    return reader


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(commands=st.lists(COMMANDS, max_size=12))
def test_readers_see_what_the_newsroom_meant_at_every_instant(db, commands):
    article = factories.article()
    reader = run(article, commands)
    reader.wait_until(reader.now + timedelta(days=1))
    half_hours = int((reader.now - START) / HALF_HOUR)
    instants = [START + HALF_HOUR * number for number in range(-2, half_hours + 3)]
    shown = {number for _, number, _ in reader.firsts}

    editions = list(article.editions.all())
    by_query = [list(article.editions.live(at).values_list("number", flat=True)) for at in instants]
    by_edition = [[each.number for each in editions if each.is_live(at)] for at in instants]
    times = {
        edition.number: (edition.first_published_at, edition.updated_at)
        for edition in editions
        if edition.number in shown
    }

    expected = [[number] if (number := reader.saw(at)) else [] for at in instants]
    assert by_query == expected
    assert by_edition == expected
    assert times == {number: reader.times_on(number) for number in shown}


def test_edition_is_live_from_its_instant_until_just_before_its_end():
    edition = factories.published_article(
        live_from=moment(2026, 5, 4, 9), off_at=moment(2026, 5, 4, 10)
    )
    instant = timedelta(microseconds=1)
    instants = [
        moment(2026, 5, 4, 9) - instant,
        moment(2026, 5, 4, 9),
        moment(2026, 5, 4, 10) - instant,
        moment(2026, 5, 4, 10),
    ]

    by_query = [Edition.objects.live(at).exists() for at in instants]
    by_edition = [edition.is_live(at) for at in instants]

    assert by_query == [False, True, True, False]
    assert by_edition == [False, True, True, False]


def test_older_edition_does_not_come_back_when_the_newer_is_withdrawn_in_its_own_instant():
    with time_machine.travel(START, tick=False) as clock:
        article = factories.article()
        publishing.publish(article)
        clock.shift(timedelta(hours=1))
        publishing.publish(article)

        publishing.withdraw(article)

        assert list(article.editions.live()) == []


def test_windows_of_other_articles_are_left_alone():
    with time_machine.travel(START, tick=False) as clock:
        other = factories.published_article("The ferry", live_from=START - timedelta(hours=2))
        article = factories.article("The bridge")
        publishing.publish(article)
        clock.shift(timedelta(hours=1))
        publishing.publish(article)
        publishing.withdraw(article)

    other.refresh_from_db()

    assert (other.live_from, other.live_until) == (START - timedelta(hours=2), None)
