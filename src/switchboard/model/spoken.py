"""Numbers, days and times as callers hear them: which recordings say them, one after the other. Pure.

There is no grammar here. A sentence with a number is recorded whole for each number, because plural, gender and case
differ; only digits, days and times are put together, and each language has recorded their parts in the form that they
have there ("am dritten", "третьего", "a la una").
"""

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from typing import Final, Literal, NewType

from switchboard.model.language import DEFAULT_LANGUAGE, Language

Clip = NewType("Clip", str)
"""The name of a recording that only calls say, such as `vm-new-3`: no menu can name it. Made by the functions here."""

DIGIT_PAUSE: Final = Clip("digit-pause")
"""Silence between groups of digits."""

Clock = Literal["12h", "24h"]
Counted = Literal["vm-new", "vm-old", "queue-position", "conf-count"]

_MOST: Final[dict[Counted, int]] = {"vm-new": 10, "vm-old": 10, "queue-position": 20, "conf-count": 10}
_WAITS_MIN: Final = (1, 2, 3, 5, 10, 15, 20, 30)
_MONTH_FIRST: Final[frozenset[Language]] = frozenset({"en-US", "ja", "zh-CN"})
_TWELVE_HOURS: Final[frozenset[Language]] = frozenset({"en-US", "en-GB"})
"""Others say 24 hours whatever the clock. Hindi always names the part of the day, with hours up to twelve."""
_FULL_HOUR_WORD: Final[frozenset[Language]] = frozenset({"en-US", "en-GB", "hi"})
"""Where something is said instead of the minutes at a full hour: "hundred hours"."""


def spoken_count(what: Counted, number: int) -> Clip:
    """The sentence with a `number` of 1 or more; large ones are "more than ten", or "more than twenty" in a queue."""
    return Clip(f"{what}-{number if number <= _MOST[what] else 'many'}")


def spoken_wait(seconds: float) -> Clip:
    """The sentence about how long a caller will wait: rounded up to 1, 2, 3, 5, 10, 15, 20 or 30 minutes, or more."""
    return Clip(f"queue-wait-{next((minutes for minutes in _WAITS_MIN if seconds <= minutes * 60), 'many')}")


def spoken_digits(number: str) -> tuple[Clip, ...]:
    """A telephone number, digit by digit, with a pause after each third one if more follow. What is no digit and no `+`
    is left out.
    """
    digits = [character for character in number if character in "+0123456789"]
    clips: list[Clip] = []
    for place, digit in enumerate(digits):
        if place and place % 3 == 0:
            clips.append(DIGIT_PAUSE)
        clips.append(Clip("digit-plus" if digit == "+" else f"digit-{digit}"))
    return tuple(clips)


def spoken_time(when: datetime, now: datetime, zone: tzinfo, language: Language, clock: Clock) -> tuple[Clip, ...]:
    """Day and time of `when` (aware) on the clocks of `zone`: today, yesterday, a day of the last week, or a date
    without a year; then hour and minute.
    """
    local = when.astimezone(zone)
    return (*_day(local, now.astimezone(zone), language), *spoken_clock(local, language, clock))


def spoken_clock(local: datetime, language: Language, clock: Clock) -> tuple[Clip, ...]:
    """Hour and minute of a wall-clock time."""
    minutes = (Clip(f"minute-{local.minute}"),)
    if clock == "12h" and language in _TWELVE_HOURS:
        half = Clip("half-am" if local.hour < 12 else "half-pm")
        return (Clip(f"hour12-{local.hour % 12 or 12}"), *(minutes if local.minute else ()), half)
    says_minutes = local.minute > 0 or language in _FULL_HOUR_WORD
    return (Clip(f"hour-{local.hour}"), *(minutes if says_minutes else ()))


def _day(local: datetime, now: datetime, language: Language) -> tuple[Clip, ...]:
    days_ago = (now.date() - local.date()) // timedelta(days=1)
    if 0 <= days_ago <= 1:
        return (Clip("day-yesterday" if days_ago else "day-today"),)
    if 2 <= days_ago <= 6:
        return (Clip(f"weekday-{local.isoweekday()}"),)
    day, month = Clip(f"date-day-{local.day}"), Clip(f"date-month-{local.month}")
    return (month, day) if language in _MONTH_FIRST else (day, month)


def clips_of(language: Language = DEFAULT_LANGUAGE) -> frozenset[Clip]:
    """Every clip that is said in a language, without the pause, in which nobody speaks."""
    names = [f"{what}-{number}" for what, most in _MOST.items() for number in (*range(1, most + 1), "many")]
    names += _numbered("queue-wait", (*_WAITS_MIN, "many"))
    names += _numbered("digit", (*range(10), "plus"))
    names += ["day-today", "day-yesterday", *_numbered("weekday", range(1, 8))]
    names += [*_numbered("date-day", range(1, 32)), *_numbered("date-month", range(1, 13))]
    names += [*_numbered("hour", range(24)), *_numbered("minute", range(1, 60))]
    if language in _FULL_HOUR_WORD:
        names.append("minute-0")
    if language in _TWELVE_HOURS:
        names += [*_numbered("hour12", range(1, 13)), "half-am", "half-pm"]
    return frozenset(map(Clip, names))


def _numbered(what: str, elements: Iterable[int | str]) -> list[str]:
    return [f"{what}-{element}" for element in elements]
