"""What the phones of extensions do, in Yeastar's words: event 30008."""

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from switchboard.api.yeastar.call_view import Member, Status
from switchboard.store.calls.live import LiveCalls

EXTENSION_STATE: Final = 30008
State = Literal["Ringing", "Busy", "Idle"]
_STATE: Final[Mapping[Status, State]] = {
    "RING": "Ringing",
    "ALERT": "Busy",
    "ANSWERED": "Busy",
    "ANSWER": "Busy",
    "HOLD": "Busy",
    "BYE": "Idle",
}


def changed_states(before: Iterable[Member], after: Iterable[Member]) -> Mapping[str, State]:
    """The extensions, by number, to which a call is something else after an event. Who has left with the event before
    is idle already.
    """
    old = _states(before)
    return {number: state for number, state in _states(after).items() if state != old.get(number, "Idle")}


def _states(members: Iterable[Member]) -> dict[str, State]:
    return {one.number: _STATE[one.status] for one in members if one.trunk is None}


def state_elsewhere(number: str, but: str, live: LiveCalls) -> State:
    """What an extension does in the calls that go on, without the one with the id `but`."""
    found: State = "Idle"
    for call in live.calls:
        if call.id == but or call.test:
            continue
        where = live.where.get(call.id)
        if call.trunk is None and call.caller == number:
            return "Busy"
        if where is not None and where.kind == "extension" and where.number == number:
            if where.doing == "talking":
                return "Busy"
            found = "Ringing" if where.doing == "ringing" else found
    return found
