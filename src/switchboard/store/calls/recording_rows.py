"""The rows of recordings, as the record of calls writes them: one from the moment at which a recording begins."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Row, select, update
from sqlalchemy.engine import Connection

from switchboard.call.events import Bridged, RecordingStarted, type_of
from switchboard.call.record import EndedRow, EventRow
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.tables import call, call_event, recording

_BEGAN: Final = type_of(RecordingStarted)
_TALKED: Final = type_of(Bridged)


def recordings_began(connection: Connection, rows: Sequence[EventRow]) -> None:
    """Note the recordings that these events begin, which are written already."""
    began = sorted({row.call_id for row in rows if row.type == _BEGAN})
    if began:
        note_began(connection, began)


def note_began(connection: Connection, calls: Sequence[str]) -> None:
    """Note all recordings of some calls that are not noted yet."""
    columns = (call_event.c.position, call_event.c.at, call_event.c.data)
    of_call = (call.c.id, call.c.tenant, call.c.node, call.c.caller, call.c.dialled, call.c.test)
    query = select(*columns, *of_call).join(call, call.c.id == call_event.c.call)
    found = connection.execute(query.where(call_event.c.call.in_(calls), call_event.c.type == _BEGAN)).all()
    insertion = insert_into(connection, recording).on_conflict_do_nothing()
    if values := [_began(row) for row in found]:
        connection.execute(insertion, values)


def _began(row: Row[Any]) -> dict[str, object]:
    return {
        "id": row.position,
        "tenant": row.tenant,
        "call": row.id,
        # Nothing but the name, whatever wrote it.
        "name": Path(str(row.data.get("name", ""))).name,
        "node": row.node,
        "started_at": row.at,
        "caller": row.caller,
        "callee": row.dialled,
        "goes_out": False,
        "state": "test" if row.test else "open",
    }


def recordings_ended(connection: Connection, rows: Sequence[EndedRow]) -> None:
    """Note that the recordings of these calls are complete, and who was reached."""
    # A call that was interrupted does not say whether it was recorded.
    ended = {row.call_id: row for row in rows if row.recording or row.state == "interrupted"}
    if not ended:
        return
    query = select(recording.c.call).where(recording.c.call.in_(sorted(ended)), recording.c.state == "open")
    recorded = set(connection.scalars(query))
    talked = _talked_last(connection, recorded)
    for id in sorted(recorded):
        values = {"state": "ended", "ended_at": ended[id].at, **talked.get(id, {})}
        still_open = (recording.c.call == id) & (recording.c.state == "open")
        connection.execute(update(recording).where(still_open).values(values))


def _talked_last(connection: Connection, calls: Iterable[str]) -> Mapping[str, Mapping[str, object]]:
    """Who of each of these calls talked to the caller last."""
    query = select(call_event.c.call, call_event.c.data).where(call_event.c.call.in_(sorted(calls)))
    talks = query.where(call_event.c.type == _TALKED).order_by(call_event.c.call, call_event.c.seq)
    targets = {row.call: row.data.get("target") or {} for row in connection.execute(talks)}
    return {
        call: {"callee": str(target.get("number", "")), "goes_out": target.get("kind") == "trunk"}
        for call, target in targets.items()
    }
