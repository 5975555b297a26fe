"""Direct inward system access: a caller proves to be one of us and dials on as if inside."""

import hmac
from typing import Literal

from switchboard.callflow.dialled import ours, outside
from switchboard.callflow.digits import MAX_ENTRY
from switchboard.callflow.events import DisaRefused, Matched, NoInput, NoMatch, PinEntered
from switchboard.callflow.hop import Hop, Over
from switchboard.callflow.session import Session
from switchboard.engine.port import Cause, NotAnswered
from switchboard.errors import Unavailable
from switchboard.model.ivr import DISA_PIN, Ivr
from switchboard.model.prompt import Announcement
from switchboard.model.stored import Stored

TRIES = 3
LONGEST_PIN = 10
PIN_SILENCE_FACTOR = 3
"""So many digit time-outs of silence end a PIN."""


async def dial_in(session: Session, menu: Stored[Ivr]) -> Hop | Over | NotAnswered:
    """Where the caller dials to, after the PIN if the menu needs one.

    Outside numbers go through the outbound routes that are open to all extensions: no more than any phone may.
    """
    await session.answer()
    if menu.document.disa_pin_required and (over := await _Door(session, menu).refuses()):
        return over
    number = await _number(session, menu.document)
    routes = [route for route in session.configuration.outbound_routes() if route.document.all_extensions]
    to = ours(session.configuration, number) or outside(number, routes)
    if to is None:
        now = session.now()
        session.emit(NoMatch(at=now, entry=number, count=1) if number else NoInput(at=now, count=1))
        return NotAnswered(Cause.NOT_FOUND)
    session.emit(Matched(at=session.now(), entry=number, by="disa"))
    return Hop(to)


class _Door:
    """Asks for the PIN. Callers are told apart by number; all that withhold theirs are one."""

    def __init__(self, session: Session, menu: Stored[Ivr]) -> None:
        self._session = session
        self._menu = menu
        self._caller = (session.call.info.tenant, session.call.info.caller.number)

    async def refuses(self) -> Over | None:
        """None for whom it lets in; for others the end, after the words for it."""
        pin = await self._pin()
        if pin is None:
            return await self._turned_away()
        for count in range(1, TRIES + 1):
            if self._is_shut():
                return await self._turned_away()
            if await self._is_right(pin, count):
                return None
        await self._session.say("goodbye")
        return Over(Cause.NORMAL)

    async def _pin(self) -> str | None:
        """The menu's PIN; None, told as an event, where there is none to compare with."""
        try:
            pin = await self._session.secrets.secret(self._menu.id, DISA_PIN)
        except Unavailable:
            self._session.emit(DisaRefused(at=self._session.now(), reason="unavailable"))
            return None
        if not pin:
            self._session.emit(DisaRefused(at=self._session.now(), reason="no_pin"))
        return pin or None

    def _is_shut(self) -> bool:
        """Also in the middle of a call: others of the same caller may have been wrong meanwhile."""
        shut = self._session.memory.pins.refused(self._caller, self._session.time_s())
        if shut:
            self._session.emit(DisaRefused(at=self._session.now(), reason="too_many_failures"))
        return shut

    async def _turned_away(self) -> Over:
        await self._session.say("not-permitted")
        return Over(Cause.FORBIDDEN)

    async def _is_right(self, pin: str, count: int) -> bool:
        entered = await self._entered()
        failures = self._session.memory.pins
        shut = failures.refused(self._caller, self._session.time_s())
        right = hmac.compare_digest(entered.encode(), pin.encode()) and not shut
        if right:
            failures.right(self._caller)
            self._tell("right", count)
            return True
        if entered:
            failures.wrong(self._caller, self._session.time_s())
        self._tell("wrong" if entered else "nothing", count)
        await self._session.say("wrong-pin")
        return False

    async def _entered(self) -> str:
        """Up to ten digits, ended by `#` or silence; whatever else was pressed is forgotten, and told nobody."""
        session = self._session
        session.call.keys.drop()
        await session.play(Announcement(name="enter-pin"), stop_on_key=True)
        silence_s = self._menu.document.digit_timeout_s * PIN_SILENCE_FACTOR
        entered = ""
        while len(entered) < LONGEST_PIN and (digit := await session.secret_key(silence_s)) not in (None, "#"):
            entered += digit or ""
        if len(entered) == LONGEST_PIN:
            session.expect_trailing_hash()
        return entered

    def _tell(self, outcome: Literal["right", "wrong", "nothing"], count: int) -> None:
        self._session.emit(PinEntered(at=self._session.now(), outcome=outcome, count=count))


async def _number(session: Session, ivr: Ivr) -> str:
    """What the caller dials: ended by `#`, or by silence."""
    await session.play(Announcement(name="enter-number"), stop_on_key=True)
    number, until_s = "", session.time_s() + ivr.response_timeout_s
    while len(number) < MAX_ENTRY and (key := await session.key(until_s - session.time_s())):
        if key.digit != "#":
            number += key.digit
            until_s = session.time_s() + ivr.digit_timeout_s
        elif number:
            break
    return number
