"""Running calls that clients change, as far as the dialects have them alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from switchboard.call.events import (
    Bridged,
    BridgeEnded,
    CallerReplaced,
    CallEvent,
    DialledTarget,
    HoldRecalled,
    Transferred,
)
from switchboard.call.record import CallRecord
from switchboard.engine.control_lines import RefusedBecause
from switchboard.engine.port import Side

Part = Literal["to", "rights_of"]
"""A member of `TransferCall` that a client has to do with, whatever its own dialect calls it."""

FAULTS: Final[Mapping[RefusedBecause, tuple[Part, str]]] = {
    "no-such-callee": ("to", "leads nowhere"),
    "no-such-extension": ("rights_of", "is no extension's number"),
}
"""Why a call is not transferred, where a number of the client is to blame: which one, and what is wrong with it."""
WORDS: Final[Mapping[RefusedBecause, str]] = {
    "not-permitted": "no route permits this number, or the emergency services are in the call",
    "no-such-party": "there is nobody at that side of the call",
    "nobody-talks": "the two do not talk to each other now",
    "held-by-phone": "the phone itself holds the other side",
    "not-now": "somebody has just left, or another command is being carried out: try again",
}
"""Why a running call is not changed otherwise."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a call, at an extension (its number) or behind a trunk (its id)."""

    number: str
    trunk: int | None


@dataclass(slots=True)
class Parties:
    """Who is in a running call: its caller, and the callee whom he talks to, if he does."""

    caller: Party
    callee: Party | None = None
    _left: tuple[str, Party] | None = None

    @classmethod
    def of(cls, record: CallRecord, events: Iterable[CallEvent]) -> "Parties":
        parties = cls(Party(record.caller, record.trunk))
        for event in events:
            parties.take(event)
        return parties

    def take(self, event: CallEvent) -> None:
        """Take the next event."""
        match event:
            case Bridged(target=target):
                self.callee = party(target)
            case BridgeEnded(by=by) if self.callee is not None:
                self._left, self.callee = (by, self.callee), None
            case CallerReplaced():
                self.caller = Party(event.caller, event.trunk)
            case Transferred(into="") | HoldRecalled() if self._left is not None:
                (left, other), self._left = self._left, None
                if left == "caller":  # who stays is the caller from here on
                    self.caller = other

    def side_of(self, number: str) -> Side | None:
        """The side of the extension with that number; None where it is not in the call."""
        if self.caller == Party(number, None):
            return "caller"
        return "callee" if self.callee == Party(number, None) else None

    @property
    def outside(self) -> Side:
        """The side of somebody outside; the caller's, where both are inside or outside."""
        return "callee" if self.caller.trunk is None and self.callee and self.callee.trunk is not None else "caller"


def party(target: DialledTarget) -> Party:
    return Party(target.number, target.id if target.kind == "trunk" else None)
