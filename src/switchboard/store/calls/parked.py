"""Who is parked now, as the records of calls say: those of all machines."""

from sqlalchemy import exists, select

from switchboard.call.record import EventRow
from switchboard.store.calls.log import EVENT_COLUMNS, event_row
from switchboard.store.db.database import Database
from switchboard.store.db.tables import call, call_event

_ENDS = ("picked_up", "park_timed_out")


async def parked_calls(database: Database, tenant: int) -> list[EventRow]:
    """The event `parked` of each caller who still waits in a slot, the longest first. Raises Unavailable."""
    later = call_event.alias()
    is_over = exists().where(later.c.call == call_event.c.call, later.c.seq > call_event.c.seq, later.c.type.in_(_ENDS))
    waiting = (
        select(*EVENT_COLUMNS)
        .join(call, call.c.id == call_event.c.call)
        .where(call.c.tenant == tenant, ~call.c.test, call.c.state == "open", call_event.c.type == "parked", ~is_over)
        .order_by(call_event.c.at)
    )
    async with database.read() as connection:
        return [event_row(row) for row in await connection.execute(waiting)]
