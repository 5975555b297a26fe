"""What the sums of calls say, read for a period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from switchboard.call.tally import QUARTER_S, quarter_of
from switchboard.store.db.database import Database
from switchboard.store.db.tables import call_sum

QUARTER: Final = 1
A_DAY: Final = 96
SPANS: Final = (QUARTER, A_DAY)
"""In quarters of an hour: over these there are sums."""


@dataclass(frozen=True, slots=True)
class Period:
    """The quarters of an hour from the one that begins at `since` to before the one that begins at `until`."""

    since: datetime
    until: datetime

    @classmethod
    def around(cls, since: datetime, until: datetime) -> "Period":
        """The shortest period of whole quarters that has both moments, and all between."""
        first, last = quarter_of(since), quarter_of(until)
        beyond = last if instant_of(last) == until else last + 1
        return cls(instant_of(first), instant_of(max(beyond, first + 1)))


@dataclass(frozen=True, slots=True)
class Sum:
    """How often a measure of an object was counted, how long it took in all, and at the longest; over a whole period,
    or in the quarter of an hour that begins at `at`."""

    object: int
    measure: str
    detail: str
    times: int
    took_ms: int
    longest_ms: int
    at: datetime | None = None


def instant_of(quarter: int) -> datetime:
    return datetime.fromtimestamp(quarter * QUARTER_S, UTC)


async def read_sums(
    database: Database, tenant: int, period: Period, *, objects: Iterable[int], by_quarter: bool = False
) -> list[Sum]:
    """The sums of these objects over a period, or those of its quarters in order of time. Raises Unavailable."""
    query = _sums(tenant, period, sorted(set(objects)), by_quarter=by_quarter)

    async with database.read() as connection:
        rows = await connection.execute(query)
        return [
            Sum(one, measure, detail, int(times), int(took), int(longest), instant_of(at[0]) if at else None)
            for one, measure, detail, times, took, longest, *at in rows
        ]


def _sums(tenant: int, period: Period, objects: Sequence[int], *, by_quarter: bool) -> Select[tuple[int | str, ...]]:
    one = call_sum.c
    key = (one.object, one.measure, one.detail)
    wanted = (one.tenant == tenant, one.object.in_(objects))
    since, until = quarter_of(period.since), quarter_of(period.until)
    if by_quarter:
        query = select(*key, one.times, one.took_ms, one.longest_ms, one.slot)
        return query.where(*wanted, _within(QUARTER, since, until)).order_by(one.slot)
    added = (func.sum(one.times), func.sum(one.took_ms), func.max(one.longest_ms))
    return select(*key, *added).where(*wanted, or_(*_spans(since, until))).group_by(*key)


def _spans(since: int, until: int) -> list[ColumnElement[bool]]:
    """The days that lie within the period, and the quarters before and after them."""
    first, last = -(-since // A_DAY), until // A_DAY
    if first >= last:
        return [_within(QUARTER, since, until)]
    before, after = _within(QUARTER, since, first * A_DAY), _within(QUARTER, last * A_DAY, until)
    return [before, _within(A_DAY, first, last), after]


def _within(quarters: int, first: int, beyond: int) -> ColumnElement[bool]:
    one = call_sum.c
    return and_(one.quarters == quarters, one.slot >= first, one.slot < beyond)
