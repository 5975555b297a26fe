"""The parking slots of one process: which call has which, and who waits there."""

from collections.abc import Iterable
from dataclasses import dataclass

from switchboard.engine.port import Call, Dialling


@dataclass(slots=True, eq=False)
class Slot:
    """A slot that a call has. Whoever waits there is to be answered in `dialling`; None before he is there."""

    number: str
    call: Call
    dialling: Dialling | None = None


class ParkingLots:
    """The slots of all tenants. A call has one at most."""

    def __init__(self) -> None:
        self._slots: dict[tuple[int, str], Slot] = {}
        self._of_calls: dict[str, Slot] = {}

    def take(self, call: Call, numbers: Iterable[str]) -> Slot | None:
        """The slot that the call has already, else the first free one of `numbers`, which it has from now on."""
        info = call.info
        if (own := self._of_calls.get(info.id)) is not None:
            return own
        free = next((number for number in numbers if (info.tenant, number) not in self._slots), None)
        if free is None:
            return None
        slot = self._slots[info.tenant, free] = self._of_calls[info.id] = Slot(free, call)
        return slot

    def at(self, tenant: int, number: str) -> Slot | None:
        return self._slots.get((tenant, number))

    def leave(self, call: Call) -> None:
        """The call has no slot from now on."""
        slot = self._of_calls.pop(call.info.id, None)
        if slot is not None:
            del self._slots[call.info.tenant, slot.number]

    def __len__(self) -> int:
        return len(self._slots)
