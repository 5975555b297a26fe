"""Calls that ring for one and are answered by another: who may pick up whose, and where calls are parked."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from switchboard.model.base import Frozen
from switchboard.model.destination import PlainDestination
from switchboard.model.refused import refused

SlotNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,10}$")]
MOST_SLOTS = 100


class PickupOptions(Frozen):
    """Who may pick up calls that ring at an extension: `everybody`, its own `group` alone, or `nobody`.

    Its group are those who are with it in an extension group, a ring group, a queue, or an organization. With `queues`
    the agents of a queue may pick up its callers from one another; nobody else ever may.
    """

    who: Literal["everybody", "group", "nobody"] = "everybody"
    queues: bool = True


class ParkingOptions(Frozen):
    """Where calls are parked: in `slots` numbers from `first` on, of which each has one caller; 0 slots: nowhere.

    Whoever has waited there for `time_s` rings at the extension that has parked him. If that does not answer, he goes
    to `then`; null: as the rules of that extension say.
    """

    first: SlotNumber = "6000"
    slots: Annotated[int, Field(ge=0, le=MOST_SLOTS)] = MOST_SLOTS
    time_s: Annotated[int, Field(ge=10, le=3600)] = 60
    then: PlainDestination | None = None

    @model_validator(mode="after")
    def _keep_their_length(self) -> Self:
        if len(str(int(self.first) + max(0, self.slots - 1))) > len(self.first):
            raise refused(
                "too-many-slots", f"{self.slots} numbers from {self.first} on need more digits than it has", "slots"
            )
        return self

    def numbers(self) -> Iterator[str]:
        """The number of each slot, in order."""
        for index in range(self.slots):
            yield str(int(self.first) + index).zfill(len(self.first))

    def has(self, number: str) -> bool:
        """Whether that is the number of a slot."""
        if len(number) != len(self.first) or not (number.isascii() and number.isdigit()):
            return False
        return 0 <= int(number) - int(self.first) < self.slots


def group_of(extension: int, groups: Iterable[Iterable[int]]) -> frozenset[int]:
    """Everybody who is with the extension in one of the groups; the extension itself, even if it is in none."""
    found = {extension}
    for group in groups:
        members = frozenset(group)
        if extension in members:
            found |= members
    return frozenset(found)
