"""The rule of the PIN door, number by number."""

from datetime import UTC, datetime, timedelta

import pytest

from switchboard.model.pin_door import Door, Subject, Tally, Try, new_tally, one_more, taken_back

pytestmark = pytest.mark.unit

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CALLER, SOURCE, OBJECT = Subject("caller", "030"), Subject("source", "trunk:1"), Subject("object", "10")
MAILBOX = Subject("mailbox", "85")
GREETING = Subject("greeting", "10")


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def wrong(subject: Subject, tally: Tally, now: datetime) -> Try:
    counted = one_more({subject: tally}, now)
    assert counted is not None
    return counted


def test_a_caller_is_refused_from_the_ninth_on_for_twice_as_long_each_time() -> None:
    now, tally, waits = NOON, new_tally(NOON), []
    for count in range(1, 17):
        tally = wrong(CALLER, tally, now).tallies[CALLER]
        if count < 9:
            assert tally.refused_until is None
        else:
            assert tally.refused_until is not None
            waits.append((tally.refused_until - now).total_seconds())
            assert one_more({CALLER: tally}, tally.refused_until - timedelta(seconds=1)) is None
            now = tally.refused_until
    assert waits == [300, 600, 1200, 2400, 4800, 9600, 14400, 14400]


def test_a_caller_is_forgiven_after_a_day_of_quiet() -> None:
    tally = new_tally(NOON)
    for _ in range(8):
        tally = wrong(CALLER, tally, NOON).tallies[CALLER]
    assert wrong(CALLER, tally, NOON + timedelta(hours=23, minutes=59)).tallies[CALLER].count == 9
    assert wrong(CALLER, tally, NOON + timedelta(days=1)).tallies[CALLER].count == 1


@pytest.mark.parametrize("subject", [SOURCE, OBJECT])
def test_answers_of_a_burst_come_later_and_later(subject: Subject) -> None:
    now, tally, delays = NOON, new_tally(NOON), []
    for _ in range(12):
        counted = wrong(subject, tally, now)
        tally, now = counted.tallies[subject], now + timedelta(seconds=counted.delay_s)
        delays.append(counted.delay_s)
    assert delays == [0, 0, 0, 0, 0, 2, 4, 8, 16, 30, 30, 30]


def test_a_burst_is_over_after_ten_minutes() -> None:
    tally = new_tally(NOON)
    for _ in range(5):
        tally = wrong(SOURCE, tally, NOON).tallies[SOURCE]
    assert wrong(SOURCE, tally, after(599)).delay_s == 2
    assert wrong(SOURCE, tally, after(600)).delay_s == 0


def test_callers_are_never_slowed_for_themselves() -> None:
    tally = new_tally(NOON)
    for _ in range(8):
        counted = wrong(CALLER, tally, NOON)
        tally = counted.tallies[CALLER]
        assert counted.delay_s == 0


def test_one_try_runs_at_a_time() -> None:
    """Tries at the same moment are answered one after the other; too many of them are not compared at all."""
    tally, answers = new_tally(NOON), []
    while (counted := one_more({SOURCE: tally}, NOON)) is not None:
        tally = counted.tallies[SOURCE]
        answers.append(counted.delay_s)
    assert answers == [0, 0, 0, 0, 0, 2, 6, 14, 30, 60, 90]
    assert one_more({SOURCE: tally}, after(30)) is not None


@pytest.mark.parametrize("subject", [SOURCE, OBJECT])
def test_a_hundred_a_day_shut_the_door_until_the_day_is_over(subject: Subject) -> None:
    now, tally = NOON, new_tally(NOON)
    for count in range(1, 101):
        now = after(600 * (count - 1) / 2)
        counted = wrong(subject, tally, now)
        tally = counted.tallies[subject]
        assert counted.locked == ((subject,) if count == 100 else ())
    assert one_more({subject: tally}, NOON + timedelta(hours=23, minutes=59)) is None
    assert wrong(subject, tally, NOON + timedelta(days=1)).tallies[subject].count == 1


def test_one_refused_subject_refuses_the_try() -> None:
    refused = Tally(9, NOON, NOON, 9, NOON, refused_until=after(300))
    assert one_more({CALLER: refused, SOURCE: new_tally(NOON)}, after(1)) is None
    assert one_more({CALLER: refused, SOURCE: new_tally(NOON)}, after(300)) is not None


def test_the_right_pin_forgives_the_caller_and_takes_back_one_try_of_others() -> None:
    tally = Tally(7, NOON, NOON, 6, NOON, busy_until=after(2))
    assert taken_back(CALLER, tally) is None
    assert taken_back(SOURCE, tally) == Tally(6, NOON, NOON, 5, NOON, busy_until=after(2))
    assert taken_back(OBJECT, Tally(1, NOON, NOON, 1, NOON)) is None


def test_the_hundredth_try_with_the_right_pin_locks_nothing() -> None:
    tally = wrong(SOURCE, Tally(99, NOON, NOON, 0, NOON), NOON).tallies[SOURCE]
    assert tally.refuses(NOON)
    back = taken_back(SOURCE, tally)
    assert back is not None
    assert not back.refuses(NOON)


@pytest.mark.parametrize("hours", [-2, 30])
def test_a_clock_that_was_wrong_refuses_nobody_for_ever(hours: int) -> None:
    """Times from the future are those of a clock that has been set back since."""
    then = NOON + timedelta(days=400)
    tally = Tally(100, then, then, 20, then, then + timedelta(hours=4), then + timedelta(seconds=30))
    counted = one_more({SOURCE: tally}, NOON + timedelta(hours=hours))
    assert counted is not None
    assert counted.delay_s == 0
    assert counted.tallies[SOURCE].count == 1


def test_a_door_knows_its_subjects_in_one_order() -> None:
    door = Door(1, "030", "trunk:1", 10, "192.0.2.1")
    assert door.subjects == (CALLER, OBJECT, SOURCE)


@pytest.mark.parametrize("closed", [MAILBOX, GREETING])
def test_it_is_closed_from_the_tenth_on_for_twice_as_long_each_time(closed: Subject) -> None:
    now, tally, waits = NOON, new_tally(NOON), []
    for count in range(1, 18):
        counted = wrong(closed, tally, now)
        tally = counted.tallies[closed]
        assert counted.delay_s == 0
        assert (tally.refused_until is None) == (count < 10)
        if tally.refused_until is not None:
            waits.append((tally.refused_until - now).total_seconds() / 60)
            now = tally.refused_until
    assert waits == [15, 30, 60, 120, 240, 480, 960, 1440]
    assert taken_back(closed, tally) is None


def test_the_phone_of_its_owner_is_let_into_a_closed_mailbox() -> None:
    door = Door(1, "101", "192.0.2.1", 85, kind="mailbox")
    own = Door(1, "101", "192.0.2.1", 85, kind="own_mailbox")
    assert Subject("mailbox", "85") in door.subjects
    assert Subject("mailbox", "85") not in own.subjects
    assert own.forgiven == door.forgiven == door.subjects


def test_wrong_passwords_of_a_greeting_do_not_slow_the_disa_of_its_menu() -> None:
    door = Door(1, "030", "trunk:1", 10, kind="greeting")
    assert {subject.what for subject in door.subjects} == {"caller", "source", "greeting"}
