"""Asking callers for a PIN, wherever one is needed. The call semantics, section 8."""

import asyncio
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from switchboard.call.cause import Cause
from switchboard.call.events import CallEvent, PinEntered
from switchboard.callflow.hop import Over
from switchboard.callflow.session import Session
from switchboard.errors import Unavailable
from switchboard.model.pin_door import Door, DoorKind
from switchboard.model.prompt import Announcement, AnnouncementName, PromptRef
from switchboard.network_address import source_network

TRIES = 3
LONGEST_PIN = 10
LONGEST_CALLER = 64
"""So many characters of a caller's number count; numbers that are the same up to there are one caller."""


LAST_TONE_S = 0.3
"""A key is told when its tone begins: for so long the tone of a last key without `#` may go on."""

Refused = Literal["no_pin", "unavailable", "too_many_failures"]
"""Why nobody is let in, whatever PIN he enters."""


@dataclass(frozen=True, slots=True)
class PinTimes:
    """How much silence ends a PIN: before its first digit, and after that."""

    first_s: float
    between_s: float


class PinDoor:
    """Asks for the PIN that is kept as the secret `name` of the object of the `door`.

    `refused` makes the event that tells why nobody is let in. With `hash_leaves` a caller who enters `#` alone wants to
    leave. `words` ask for the PIN, which has at most `longest` digits. If the database cannot be asked, nobody is let
    in.

    The secret `or_name`, if there is one, opens it as well, and `opened_by` is the name of the one that did. With
    `is_optional` who enters nothing is let in, too; then that is "".
    """

    def __init__(
        self,
        session: Session,
        door: Door,
        name: str,
        times: PinTimes,
        refused: Callable[[Refused], CallEvent],
        *,
        hash_leaves: bool = False,
        words: AnnouncementName = "enter-pin",
        longest: int = LONGEST_PIN,
        or_name: str = "",
        is_optional: bool = False,
    ) -> None:
        self._session = session
        self._door = door
        self._name = name
        self._times = times
        self._refused = refused
        self._hash_leaves = hash_leaves
        self._words = Announcement(name=words)
        self._longest = longest
        self._or_name = or_name
        self._is_optional = is_optional
        self.opened_by = ""

    async def refuses(self) -> Over | None:
        """Ask for the PIN. None: the caller is let in. Else the caller has heard why not, and the call is to end."""
        try:
            return await self._ask()
        except Unavailable:
            return await self._turned_away("unavailable")

    async def _ask(self) -> Over | None:
        names = (self._name, self._or_name) if self._or_name else (self._name,)
        secrets = {name: await self._session.secrets.secret(self._door.object, name) for name in names}
        pins = {name: pin for name, pin in secrets.items() if pin}
        if not pins:
            return await self._turned_away("no_pin")
        for count in range(1, TRIES + 1):
            if await self._session.pins.refused(self._door, self._session.time_of_day()):
                return await self._turned_away("too_many_failures")
            entered = await secret_digits(self._session, self._words, self._times, self._longest)
            if entered is None and self._hash_leaves:
                break
            if not entered and self._is_optional:
                return None
            right = await self._is_right(entered, pins) if entered else False
            if right is None:
                return await self._turned_away("too_many_failures")
            self._tell("right" if right else "wrong" if entered else "nothing", count)
            if right:
                return None
            await self._session.say("wrong-pin")
        await self._session.say("goodbye")
        return Over(Cause.NORMAL)

    async def _is_right(self, entered: str, pins: Mapping[str, str]) -> bool | None:
        """Whether the PIN is right; None if it may not be compared, because too many others were wrong in the meantime.

        The outcome is stored before the delay, so that a caller who hangs up during the delay has used the try.
        """
        counted = await self._session.pins.begin(self._door, self._session.time_of_day())
        if counted is None:
            return None
        # In constant time: how long a comparison takes must not tell how many digits were right.
        matches = [name for name, pin in pins.items() if hmac.compare_digest(entered.encode(), pin.encode())]
        right = bool(matches)
        if right:
            self.opened_by = matches[-1]
            await self._session.pins.right(self._door)
        else:
            self._session.pins.wrong(self._door, counted)
        # A right PIN waits too: otherwise silence alone would tell a guesser that the PIN was wrong.
        if counted.delay_s > 0:
            await asyncio.sleep(counted.delay_s)
        return right

    async def _turned_away(self, reason: Refused) -> Over:
        self._session.emit(self._refused(reason))
        await self._session.say("not-permitted")
        return Over(Cause.FORBIDDEN)

    def _tell(self, outcome: Literal["right", "wrong", "nothing"], count: int) -> None:
        self._session.emit(PinEntered(at=self._session.now(), outcome=outcome, count=count))


async def secret_digits(session: Session, prompt: PromptRef, times: PinTimes, longest: int = LONGEST_PIN) -> str | None:
    """The digits that the caller enters, up to `longest`, ended by `#` or silence; None for `#` alone.

    No event ever has one of them, and the recording of the call is silent meanwhile: keys may be tones in it.
    """
    async with session.recording.paused():
        session.call.keys.drop()
        await session.play(prompt, stop_on_key=True)
        entered, silence_s = "", times.first_s
        while len(entered) < longest and (digit := await session.secret_key(silence_s)) is not None:
            if digit == "#":
                return entered or None
            entered, silence_s = entered + digit, times.between_s
        if len(entered) == longest:
            session.expect_trailing_hash()
            if session.recording.goes_on:
                await asyncio.sleep(LAST_TONE_S)
    return entered


def door_of(session: Session, object_: int, kind: DoorKind = "object") -> Door:
    """The subjects for which wrong PINs count here. All callers who withhold their number are one."""
    info = session.call.info
    source = f"trunk:{info.trunk}" if info.trunk is not None else source_network(info.source)
    return Door(info.tenant, info.caller.number[:LONGEST_CALLER], source, object_, info.source, kind)
