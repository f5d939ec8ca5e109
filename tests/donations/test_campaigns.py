from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from donations.models import Campaign
from tests.donations.pledges import campaign, pledge

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("on", "is_running"),
    [
        (date(2026, 10, 31), False),
        (date(2026, 11, 1), True),
        (date(2026, 11, 30), True),
        (date(2026, 12, 1), False),
    ],
)
def test_campaign_runs_from_its_first_day_to_its_last(on, is_running):
    drive = campaign(starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 30))

    assert Campaign.objects.current(on) == (drive if is_running else None)


def test_day_of_a_campaign_is_the_publications(time_machine):
    drive = campaign(starts_on=date(2026, 7, 1), ends_on=date(2026, 7, 31))
    time_machine.move_to(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), tick=False)

    assert Campaign.objects.current() == drive


def test_latest_of_two_campaigns_is_current():
    campaign(starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31))
    later = campaign(starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 30))

    assert Campaign.objects.current(date(2026, 11, 15)) == later


def test_total_is_what_is_promised_over_a_year():
    drive = campaign(goal=Decimal(1000))
    pledge(campaign=drive, frequency="once", amount=Decimal("20.10"))
    pledge(campaign=drive, frequency="yearly", amount=Decimal("30.20"))
    pledge(campaign=drive, frequency="monthly", amount=Decimal("10.05"))
    pledge(campaign=drive, frequency="once", amount=Decimal(500), currency="EUR")
    pledge(campaign=None, amount=Decimal(500))

    current = Campaign.objects.current()

    assert current.promised == Decimal("170.90")
    assert current.supporters == 3
    assert current.percent == 17


def test_campaign_without_pledges_has_promised_nothing():
    campaign()

    current = Campaign.objects.current()

    assert (current.promised, current.supporters, current.percent) == (0, 0, 0)


def test_percent_stops_at_the_goal():
    pledge(campaign=campaign(goal=Decimal(100)), amount=Decimal(250))

    assert Campaign.objects.current().percent == 100


@pytest.mark.parametrize(
    ("today", "days_left"),
    [(datetime(2026, 11, 1), 29), (datetime(2026, 11, 30), 0), (datetime(2026, 12, 9), 0)],
)
def test_days_left_are_those_after_today(time_machine, today, days_left):
    time_machine.move_to(today.replace(hour=12, tzinfo=UTC), tick=False)

    drive = campaign(starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 30))

    assert drive.days_left == days_left


@pytest.mark.parametrize(
    "wrong",
    [
        {"goal": Decimal(0)},
        {"goal": Decimal(-1)},
        {"starts_on": date(2026, 11, 1), "ends_on": date(2026, 11, 1)},
        {"starts_on": date(2026, 11, 2), "ends_on": date(2026, 11, 1)},
    ],
)
def test_database_refuses_an_impossible_campaign(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        campaign(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": Decimal(0)},
        {"amount": Decimal("-0.01")},
        {"frequency": "weekly"},
        {"method": "bitcoin"},
    ],
)
def test_database_refuses_an_impossible_pledge(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        pledge(**wrong)


@pytest.mark.parametrize("field", ["reference", "token", "key"])
def test_database_refuses_a_second_pledge_of_the_same(field):
    first = pledge()

    with pytest.raises(IntegrityError), transaction.atomic():
        pledge(**{field: getattr(first, field)})


def test_current_campaign_costs_one_query_for_any_number_of_pledges(django_assert_num_queries):
    drive = campaign()
    for _ in range(3):
        pledge(campaign=drive)

    with django_assert_num_queries(1):
        current = Campaign.objects.current()
        assert (current.supporters, current.percent) == (3, 6)
