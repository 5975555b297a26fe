"""Two parties who talk: their audio, their keys, hold, blind transfer, and how it ends."""

import asyncio
from dataclasses import dataclass
from typing import Literal

from switchboard.call.cause import Cause
from switchboard.call.keys import KeyMethod
from switchboard.engine.builtin.answered_callee import AnsweredCallee
from switchboard.engine.builtin.hold_music import HoldMusic
from switchboard.engine.builtin.leg import SipLeg
from switchboard.engine.keys import KeyQueue
from switchboard.engine.port import BridgeEnd, EngineEvents
from switchboard.sip.uri import NameAddr


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a call, and the extension whose phone it is; None for one outside."""

    leg: SipLeg
    extension: int | None


class Bridge:
    """Owns the legs of both parties while they talk.

    `stays`: the party left with us afterwards: the caller, or the callee if the caller transferred. Hold is reported
    to `events`. The caller's keys go to the callee; `keys` only records the methods. Who is held hears `hold_music`.
    """

    def __init__(
        self, caller: Party, callee: AnsweredCallee, events: EngineEvents, keys: KeyQueue, hold_music: HoldMusic
    ) -> None:
        self.stays = caller
        self._caller = caller
        self._callee = Party(callee.leg, callee.extension)
        self._events = events
        self._keys = keys
        self._hold_music = hold_music
        self._end: asyncio.Future[BridgeEnd] = asyncio.get_running_loop().create_future()
        caller.leg.owner = callee.leg.owner = self
        self._catch_up(callee)

    def _catch_up(self, callee: AnsweredCallee) -> None:
        """Carry out what happened before the bridge: the callee held or transferred, or somebody left."""
        if callee.leg.held:
            self._events.on_hold("callee", True)
        if callee.sends_to:
            self._transfer(self._callee, callee.sends_to)
        for party in (self._callee, self._caller):
            if party.leg.end_cause is not None:
                self.on_end(party.leg, party.leg.end_cause)

    async def run(self) -> BridgeEnd:
        """Relay audio until one side leaves, or is sent elsewhere, or this is cancelled; only `stays` is left then."""
        try:
            if not self._end.done():
                await self._caller.leg.stream.bridge(self._callee.leg.stream)
                self._hold_music.begin(self._caller.leg, self._callee.leg)
            return await self._end
        finally:
            self._hold_music.end()
            goes = self._callee if self.stays is self._caller else self._caller
            await goes.leg.hang_up()  # which parts the streams, too

    def on_key(self, leg: SipLeg, digit: str, method: KeyMethod) -> None:
        """Pass a key on, unless it reaches the other side with the relayed audio, or one holds the other."""
        if leg is self._caller.leg:
            self._keys.methods.add(method)
        other = self._callee.leg if leg is self._caller.leg else self._caller.leg
        relayed = "rfc4733" if other.stream.has_telephone_event else "inband"
        held = self._caller.leg.held or self._callee.leg.held
        if other.ended or held or method == relayed:
            return
        other.context.background.spawn(other.send_key(digit), "pass-key")

    def on_hold(self, leg: SipLeg, held: bool) -> None:
        self._hold_music.update()
        self._events.on_hold(self._side(leg), held)

    def on_refer(self, leg: SipLeg, refer_to: NameAddr) -> bool:
        return self._transfer(self._caller if leg is self._caller.leg else self._callee, refer_to.uri.number)

    def on_end(self, leg: SipLeg, cause: Cause) -> None:
        self._settle(BridgeEnd(self._side(leg), cause))

    def _transfer(self, by: Party, number: str) -> bool:
        """End the talk by a transfer.

        Only a phone of ours may do so: the call goes on with that extension's permissions.
        """
        if self._end.done() or by.extension is None or not number:
            return False
        if by is self._caller:
            self.stays = self._callee
        self._settle(BridgeEnd(self._side(by.leg), transfer_to=number, transferred_by=by.extension))
        return True

    def _settle(self, end: BridgeEnd) -> None:
        if not self._end.done():
            self._end.set_result(end)

    def _side(self, leg: SipLeg) -> Literal["caller", "callee"]:
        return "caller" if leg is self._caller.leg else "callee"
