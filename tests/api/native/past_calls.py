"""Calls that were, put into the record with their events."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from switchboard.call.cause import Cause
from switchboard.call.events import (
    Bridged,
    BridgeEnded,
    CallEnded,
    CallEvent,
    CallStarted,
    DialledTarget,
    DialStarted,
    GoingTo,
    Matched,
    MenuEntered,
    NoInput,
    NoMatch,
)
from switchboard.call.record import CallRow, EndedRow, EventRow, OpenedRow
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
"""A Monday."""

MENU, ANN, BO, TRUNK = 50, 85, 86, 60
_ANN = DialledTarget(kind="extension", id=ANN, number="1000")


async def put_call(
    database: Database,
    id: str,
    events: Sequence[CallEvent],
    *,
    caller: str = "+4930777",
    name: str = "",
    dialled: str = "6200",
    tenant: int = 1,
    test: bool = False,
    recording: str = "",
) -> None:
    """One call from outside with these events; it has ended if its last event says so."""
    at = events[0].at
    rows: list[CallRow] = [OpenedRow(id, tenant, at, caller, name, dialled, trunk=TRUNK, test=test)]
    rows += [EventRow.of(id, seq, event) for seq, event in enumerate(events)]
    last = events[-1]
    if isinstance(last, CallEnded):
        rows += [EndedRow(id, last.at, "ended", last.cause, last.by, (), recording)]
    await CallLog(database, "node").write(rows)


def started(at: datetime) -> CallStarted:
    return CallStarted(at=at, caller="+4930777", dialled="6200", trunk=TRUNK)


def in_menu(at: datetime, menu: int = MENU) -> list[CallEvent]:
    """A call that has come into a menu."""
    return [started(at), MenuEntered(at=at, ivr=menu, number="6250", name="Other", revision=1, visit=1)]


def gave_up(at: datetime, after_s: float = 20) -> list[CallEvent]:
    """A caller who presses a wrong key, is silent, and hangs up in the menu."""
    wrong = NoMatch(at=at + timedelta(seconds=5), entry="7", count=1)
    silent = NoInput(at=at + timedelta(seconds=10), count=1)
    return [*in_menu(at), wrong, silent, ended(at + timedelta(seconds=after_s), "caller")]


def talking(at: datetime, key: str = "1") -> list[CallEvent]:
    """A caller who chooses Ann, and talks to her from 8 seconds on."""
    chosen = at + timedelta(seconds=4)
    return [
        *in_menu(at),
        Matched(at=chosen, entry=key, by="option"),
        GoingTo(at=chosen, kind="extension", description="1000 Ann Lee", number="1000", id=ANN),
        DialStarted(at=chosen, targets=(_ANN,)),
        Bridged(at=at + timedelta(seconds=8), target=_ANN),
    ]


def talked(at: datetime, key: str = "1", for_s: float = 60) -> list[CallEvent]:
    end = at + timedelta(seconds=8 + for_s)
    return [*talking(at, key), BridgeEnded(at=end, by="callee"), ended(end, "callee")]


def ended(at: datetime, by: str, cause: Cause = Cause.NORMAL) -> CallEnded:
    return CallEnded(at=at, by=by, cause=cause)
