"""Moments in requests, and periods of time between two of them."""

from datetime import UTC, datetime
from typing import Final

from switchboard.api.yeastar.body import Query
from switchboard.api.yeastar.envelope import Code, Problem, Refusal

TIME_FORMAT: Final = "%Y/%m/%d %H:%M:%S"
"""As `system/information` says that times are shown."""
_TWELVE_HOURS: Final = "%Y/%m/%d %I:%M:%S %p"
_ALWAYS: Final = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
_LATEST_S: Final = int(_ALWAYS[1].timestamp())


def both_ends(query: Query, begin: str, end: str) -> tuple[datetime, datetime]:
    """Begin and end of a period, both of which belong to it; without an end of its own it holds all calls. Raises
    Refusal 40002.
    """
    since, until = moment(query, begin) or _ALWAYS[0], moment(query, end) or _ALWAYS[1]
    if until < since:
        raise Refusal(Code.PARAMETER_ERROR, Problem(end, query.raw(end), "min", f"is before {begin}"))
    return since, until.replace(microsecond=999_999)


def moment(query: Query, name: str) -> datetime | None:
    """A time as it is shown, as the vendor's pages write, or in seconds since 1970, as his devices take it. Raises
    Refusal 40002.
    """
    text = query.text(name)
    if not text:
        return None
    found = _from_seconds(text) if text.isascii() and text.isdecimal() else _from_shown(text)
    if found is None:
        reason = "must be YYYY/MM/DD HH:mm:ss, in UTC, or seconds since 1970"
        raise Refusal(Code.PARAMETER_ERROR, Problem(name, text, "format", reason))
    return found


def _from_seconds(text: str) -> datetime | None:
    seconds = int(text[:12])
    return datetime.fromtimestamp(seconds, UTC) if len(text) <= 12 and seconds <= _LATEST_S else None


def _from_shown(text: str) -> datetime | None:
    for form in (TIME_FORMAT, _TWELVE_HOURS):
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
