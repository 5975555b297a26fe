"""Which calls are looked for, as conditions of one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, exists, literal_column, or_, select

from switchboard.call.outcome import Outcome
from switchboard.call.record import State
from switchboard.store.db import storable
from switchboard.store.db.tables import call, call_event, call_object

IS_OPEN: ColumnElement[bool] = call.c.state == literal_column("'open'")
"""With the word in it: by a parameter SQLite would not find the index of open calls."""


@dataclass(frozen=True, slots=True)
class CallFilter:
    """What calls must have in common; None is no condition.

    `caller` is a part of the caller's number or name. `met` are the ids of objects, such as menus, extensions and
    trunks, all of which the call came from, went to or rang. It came in from `since` to before `until`. `inbound`: it
    came through a trunk, and no client has asked for it.
    """

    state: State | None = None
    recorded: bool | None = None
    dialled: str | None = None
    caller: str | None = None
    met: Sequence[int] = ()
    outcome: Outcome | None = None
    since: datetime | None = None
    until: datetime | None = None
    test: bool | None = None
    inbound: bool | None = None
    id: str | None = None


ALL_CALLS = CallFilter()


def calls_found(
    tenant: int, wanted: CallFilter, *, before: Row[tuple[datetime, int]] | None, limit: int
) -> Select[Any]:
    """Selects calls of a tenant, those that came in last first, which came before the call with the `started_at` and
    the position of `before`.

    Each condition that can be rare has an index in that order; a part of a caller's number has none, and costs a look
    at every call of the period.
    """
    first, *others = wanted.met or (None,)
    if first is None:
        query, at, position = select(call), call.c.started_at, call.c.position
    else:
        query = select(call).join(call_object, call_object.c.call == call.c.position)
        query = query.where(call_object.c.object == first)
        at, position = call_object.c.started_at, call_object.c.call
    query = query.where(call.c.tenant == tenant, *_conditions(wanted), *(_met(other) for other in others))
    if wanted.since is not None:
        query = query.where(at >= wanted.since)
    if wanted.until is not None:
        query = query.where(at < wanted.until)
    if before is not None:
        earlier = or_(at < before.started_at, position < before.position)
        query = query.where(and_(at <= before.started_at, earlier))
    return query.order_by(at.desc(), position.desc()).limit(min(max(limit, 0), storable.MAX_ID))


def _conditions(wanted: CallFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.state is not None:
        found.append(IS_OPEN if wanted.state == "open" else call.c.state == wanted.state)
    if wanted.recorded is not None:
        found.append((call.c.recording != "") == wanted.recorded)
    if wanted.dialled is not None:
        found.append(call.c.dialled == wanted.dialled)
    if wanted.caller is not None:
        found.append(_caller_has(wanted.caller))
    if wanted.outcome is not None:
        found.append(call.c.outcome == wanted.outcome)
    if wanted.test is not None:
        found.append(call.c.test == wanted.test)
    if wanted.id is not None:
        found.append(call.c.id == wanted.id)
    if wanted.inbound is not None:
        found.append(_INBOUND if wanted.inbound else ~_INBOUND)
    return found


_IS_PLACED: Final = exists().where(
    call_event.c.call == call.c.id, call_event.c.seq == 0, call_event.c.data["placed_by"].as_string() != ""
)
_INBOUND: Final = and_(call.c.trunk.is_not(None), ~_IS_PLACED.correlate(call))


def _caller_has(part: str) -> ColumnElement[bool]:
    """What has no letters is looked for in the number alone: every call of the period must be looked at."""
    in_number = call.c.caller.contains(part, autoescape=True)
    if not any(map(str.isalpha, part)):
        return in_number
    return or_(in_number, call.c.caller_name.icontains(part, autoescape=True))


def _met(id: int) -> ColumnElement[bool]:
    same_call = (call_object.c.started_at == call.c.started_at) & (call_object.c.call == call.c.position)
    return exists().where(call_object.c.object == id, same_call).correlate(call)
