"""What the sums of calls say, read for a period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Select, func, select

from switchboard.call.tally import QUARTER_S, quarter_of
from switchboard.store.db.database import Database
from switchboard.store.db.tables import call_sum


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
    since, until = quarter_of(period.since), quarter_of(period.until)
    wanted = (one.tenant == tenant, one.object.in_(objects), one.quarter >= since, one.quarter < until)
    if by_quarter:
        return select(*key, one.times, one.took_ms, one.longest_ms, one.quarter).where(*wanted).order_by(one.quarter)
    added = (func.sum(one.times), func.sum(one.took_ms), func.max(one.longest_ms))
    return select(*key, *added).where(*wanted).group_by(*key)
