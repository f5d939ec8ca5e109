from datetime import UTC, date, datetime, timedelta

from newsroom.demo.calendar import APART, Calendar


def at(hour, minute=0, day=4):
    return datetime(2026, 5, day, hour, minute, tzinfo=UTC)


def calendar(time_machine, now):
    time_machine.move_to(now, tick=False)
    return Calendar()


def test_days_are_counted_back_from_today(time_machine):
    demonstration = calendar(time_machine, at(12))

    assert demonstration.day(0) == date(2026, 5, 4)
    assert demonstration.day(11) == date(2026, 4, 23)
    assert demonstration.day(-2) == date(2026, 5, 6)


def test_hours_are_those_of_the_publication(time_machine):
    demonstration = calendar(time_machine, at(12))

    assert demonstration.moment(0, "06:00") == at(5)


def test_today_is_that_of_the_publication(time_machine):
    demonstration = calendar(time_machine, at(23, 30))

    assert demonstration.today == date(2026, 5, 5)


def test_another_day_may_be_today(time_machine):
    time_machine.move_to(at(12), tick=False)

    assert Calendar(date(2026, 1, 9)).moment(1, "07:15") == datetime(2026, 1, 8, 7, 15, tzinfo=UTC)


def test_hours_that_have_passed_stay(time_machine):
    demonstration = calendar(time_machine, at(12))

    assert demonstration.past([at(6), at(9)]) == {at(6): at(6), at(9): at(9)}


def test_hours_that_lie_ahead_move_to_some_minutes_ago_in_order(time_machine):
    demonstration = calendar(time_machine, at(12))

    moved = demonstration.past([at(18), at(6), at(12), at(14)])

    assert moved == {
        at(6): at(6),
        at(12): at(12) - 3 * APART,
        at(14): at(12) - 2 * APART,
        at(18): at(12) - APART,
    }


def test_moved_hours_do_not_overtake_the_last_that_stayed(time_machine):
    demonstration = calendar(time_machine, at(12))
    planned = [at(11, 58), *(at(hour) for hour in range(13, 23))]

    moved = list(demonstration.past(planned).values())

    assert moved[0] == at(11, 58)
    assert moved == sorted(set(moved))
    assert len(moved) == len(planned)
    assert moved[-1] < at(12)


def test_just_after_midnight_all_of_today_has_passed(time_machine):
    demonstration = calendar(time_machine, at(23, 1))  # a minute past midnight in London
    planned = [at(19), *(at(hour, day=5) for hour in (5, 9, 15))]

    moved = list(demonstration.past(planned).values())

    assert moved == [at(19), *(at(23, 1) - APART * steps for steps in (3, 2, 1))]


def test_entries_without_a_day_have_no_moment(time_machine):
    demonstration = calendar(time_machine, at(12))

    assert demonstration.planned({"headline": "A draft"}) is None
    assert demonstration.planned({"days_ago": 1, "time": "07:00"}) == at(6) - timedelta(days=1)
