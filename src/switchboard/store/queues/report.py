"""How queues did, read from the events of their calls."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import BigInteger, case, cast, func, select

from switchboard.call.events import QueueLeft, type_of
from switchboard.store.db.database import Database
from switchboard.store.db.tables import call, call_event


@dataclass(frozen=True, slots=True)
class QueueReport:
    """The callers of a queue by how they left it (a LeaveReason).

    Of those who talked to an agent, `in_time` waited no longer than they should; the waits are theirs, in
    milliseconds, and those of callers who gave up.
    """

    left: dict[str, int] = field(default_factory=dict)
    in_time: int = 0
    mean_wait_ms: int | None = None
    longest_wait_ms: int | None = None
    mean_patience_ms: int | None = None

    @property
    def callers(self) -> int:
        return sum(self.left.values())

    @property
    def answered(self) -> int:
        return self.left.get("agent", 0)

    @property
    def abandoned(self) -> int:
        """They hung up while they waited."""
        return self.left.get("caller", 0)


async def queue_report(
    database: Database, tenant: int, queue: int, *, since: datetime, until: datetime, sla_s: int
) -> QueueReport:
    """The callers who left the queue with that id from `since` to before `until`; one statement. Raises Unavailable."""
    reason = call_event.c.data["reason"].as_string()
    waited_ms = cast(call_event.c.data["waited_ms"].as_string(), BigInteger)
    of_queue = cast(call_event.c.data["queue"].as_string(), BigInteger) == queue
    counts = (
        select(
            reason.label("reason"),
            func.count().label("callers"),
            func.sum(case((waited_ms <= sla_s * 1000, 1), else_=0)).label("in_time"),
            func.sum(waited_ms).label("waited_ms"),
            func.max(waited_ms).label("longest_ms"),
        )
        .join(call, call.c.id == call_event.c.call)
        .where(call.c.tenant == tenant, ~call.c.test, call_event.c.type == type_of(QueueLeft), of_queue)
        .where(call_event.c.at >= since, call_event.c.at < until)
        .group_by(reason)
    )
    async with database.read() as connection:
        found = {row.reason: row for row in await connection.execute(counts)}
    answered, gave_up = found.get("agent"), found.get("caller")
    return QueueReport(
        left={name: found[name].callers for name in sorted(found)},
        in_time=int(answered.in_time) if answered else 0,
        mean_wait_ms=int(answered.waited_ms) // answered.callers if answered else None,
        longest_wait_ms=int(answered.longest_ms) if answered else None,
        mean_patience_ms=int(gave_up.waited_ms) // gave_up.callers if gave_up else None,
    )
