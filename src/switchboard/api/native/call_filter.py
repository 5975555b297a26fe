"""The parameters by which calls are looked for."""

from typing import Annotated

from fastapi import Depends, Query

from switchboard.call.outcome import Outcome
from switchboard.call.record import State
from switchboard.model.base import Instant
from switchboard.store.calls.finding import CallFilter
from switchboard.store.db.storable import MAX_ID

_Text = Annotated[str | None, Query(min_length=1, max_length=64)]
_Id = Annotated[int | None, Query(ge=1, le=MAX_ID)]


def _filter(
    state: Annotated[State | None, Query()] = None,
    recorded: Annotated[bool | None, Query()] = None,
    dialled: _Text = None,
    caller: _Text = None,
    menu: _Id = None,
    extension: _Id = None,
    trunk: _Id = None,
    met: _Id = None,
    outcome: Annotated[Outcome | None, Query()] = None,
    since: Annotated[Instant | None, Query()] = None,
    until: Annotated[Instant | None, Query()] = None,
    test: Annotated[bool | None, Query()] = None,
) -> CallFilter:
    objects = tuple(id for id in (menu, extension, trunk, met) if id is not None)
    return CallFilter(state, recorded, dialled, caller, objects, outcome, since, until, test)


Wanted = Annotated[CallFilter, Depends(_filter)]
"""Which calls a client asks for."""
