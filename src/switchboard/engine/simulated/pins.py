"""Wrong PINs of scripted calls, which no other call knows of."""

from datetime import datetime

from switchboard.model.pin_door import Door, Subject, Tally, Try, new_tally, one_more, taken_back


class SimulatedPins:
    """Counts by the rules of real calls, and forgets all when it goes."""

    def __init__(self) -> None:
        self._tallies: dict[tuple[int, Subject], Tally] = {}

    async def refused(self, door: Door, now: datetime) -> bool:
        return any(tally.refuses(now) for tally in self._known(door, now).values())

    async def begin(self, door: Door, now: datetime) -> Try | None:
        counted = one_more(self._known(door, now), now)
        if counted is not None:
            self._tallies |= {(door.tenant, subject): tally for subject, tally in counted.tallies.items()}
        return counted

    async def right(self, door: Door) -> None:
        for subject in door.forgiven:
            tally = self._tallies.pop((door.tenant, subject), None)
            if tally is not None and (left := taken_back(subject, tally)) is not None:
                self._tallies[door.tenant, subject] = left

    def wrong(self, door: Door, counted: Try) -> None:
        pass

    def _known(self, door: Door, now: datetime) -> dict[Subject, Tally]:
        return {subject: self._tallies.get((door.tenant, subject), new_tally(now)) for subject in door.subjects}
