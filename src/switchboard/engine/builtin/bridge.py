"""Two parties who talk: their audio, their keys, hold, mute, transfer, and how it ends."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from switchboard.call.audio import AudioParty
from switchboard.call.cause import Cause
from switchboard.call.keys import KeyMethod
from switchboard.engine.builtin.answered_callee import AnsweredCallee
from switchboard.engine.builtin.audio_leg import NOBODY, AudioLeg
from switchboard.engine.builtin.hold_music import HoldMusic
from switchboard.engine.builtin.talk_control import OTHER, TalkControl
from switchboard.engine.keys import KeyQueue
from switchboard.engine.port import BridgeEnd, CallerId, CallInfo, EngineEvents, PhoneTarget, Side, Target, TrunkTarget
from switchboard.errors import Unavailable
from switchboard.sip.headers import Replaces
from switchboard.sip.uri import NameAddr


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a call, with the id of the extension whose phone it is, or of the trunk to somebody outside.

    `withheld`: the others are not to know who it is.
    """

    leg: AudioLeg
    identity: CallerId
    extension: int | None
    trunk: int | None
    withheld: bool = False

    @classmethod
    def of_caller(cls, leg: AudioLeg, info: CallInfo) -> "Party":
        return cls(leg, info.caller, info.extension, info.trunk, info.withheld)

    @classmethod
    def of_callee(cls, callee: AnsweredCallee) -> "Party":
        target = callee.target
        if isinstance(target, PhoneTarget):
            return cls(callee.leg, CallerId(target.number), target.extension, None)
        return cls(callee.leg, CallerId(target.number), None, target.trunk)

    def audio_in(self, call: str, side: Side) -> AudioParty:
        """Whose audio that of its leg is, in the record of a call (its id)."""
        return AudioParty(call, side, self.identity.number, self.extension, self.trunk)

    @property
    def target(self) -> Target:
        """The party as a callee."""
        if self.extension is not None:
            return PhoneTarget(self.extension, self.identity.number)
        assert self.trunk is not None
        return TrunkTarget(self.trunk, self.identity.number)

    def calls(self, info: CallInfo) -> CallInfo:
        """A call with this party as its caller."""
        return replace(
            info,
            caller=self.identity,
            extension=self.extension,
            trunk=self.trunk,
            source=self.leg.host,
            withheld=self.withheld,
            diversions=(),
        )

    @property
    def shown(self) -> CallerId:
        return CallerId("") if self.withheld else self.identity


class Bridge:
    """Owns the legs of both parties while they talk.

    `stays`: the party left with us afterwards: the caller, or the callee if the caller transferred; None if one has
    transferred the other to another call, which has both legs then. Hold is reported to `events`. The caller's keys go
    to the callee; `keys` only records the methods. Who is held hears `hold_music`. `attend` carries out attended
    transfers.
    """

    def __init__(
        self,
        caller: Party,
        callee: AnsweredCallee,
        events: EngineEvents,
        keys: KeyQueue,
        hold_music: HoldMusic,
        attend: Callable[[AudioLeg, Replaces], int],
    ) -> None:
        self.caller = caller
        self.callee = Party.of_callee(callee)
        self.stays: Party | None = caller
        self._events = events
        self._keys = keys
        self._hold_music = hold_music
        self._attend = attend
        self._control = TalkControl()
        self._succeeded = False
        self._end: asyncio.Future[BridgeEnd] = asyncio.get_running_loop().create_future()
        caller.leg.owner = callee.leg.owner = self
        self._catch_up(callee)

    def _catch_up(self, callee: AnsweredCallee) -> None:
        """Carry out what happened before the bridge: the callee held or transferred, or somebody left."""
        if callee.leg.held:
            self._events.on_hold("callee", True)
        if callee.sends_to:
            self._transfer(self.callee, callee.sends_to)
        for party in (self.callee, self.caller):
            if party.leg.end_cause is not None:
                self.on_end(party.leg, party.leg.end_cause)

    async def run(self) -> BridgeEnd:
        """Relay audio until one side leaves, or is sent elsewhere, or this is cancelled; only `stays` is left then."""
        try:
            if not self.over:
                await self.connect()
            return await self._end
        finally:
            self._hold_music.end()
            self._release()
            if self.stays is not None and not self._succeeded:
                goes = self.callee if self.stays is self.caller else self.caller
                await goes.leg.hang_up()  # which parts the streams, too

    @property
    def over(self) -> bool:
        return self._end.done() or self.stays is None

    async def connect(self) -> None:
        """Let both hear each other. If a media worker is lost as they are joined, both legs end."""
        try:
            await self.caller.leg.stream.bridge(self.callee.leg.stream)
        except Unavailable:
            for party in (self.callee, self.caller):
                party.leg.finish(Cause.MEDIA_LOST)
            return
        self._hold_music.begin(self.caller.leg, self.callee.leg)
        self._control.apply(self._legs)

    def give(self, by: Side) -> tuple[Party, AudioLeg]:
        """Part the two, because that side has transferred the other to another call: whom, and its own leg."""
        given, transferor = (self.caller, self.callee) if by == "callee" else (self.callee, self.caller)
        self.stays = None
        self._hold_music.end()
        self._release()
        given.leg.stream.cut()
        transferor.leg.owner = NOBODY
        return given, transferor.leg

    def succeed(self, callee: AnsweredCallee) -> AudioLeg:
        """Part the two, because that one is the callee in another bridge. The leg of the former one is nobody's."""
        former = self.callee.leg
        self._succeeded = True
        self._hold_music.end()
        self._release()
        self.caller.leg.stream.cut()
        former.owner = NOBODY
        self._settle(BridgeEnd("callee", successor=callee))
        return former

    def replace_caller(self, caller: Party) -> None:
        """Take another caller, whom `connect` connects. The former one's leg is nobody's."""
        former, self.caller = self.caller, caller
        self.stays = caller
        self._hold_music.end()
        former.leg.owner, caller.leg.owner = NOBODY, self
        if former.leg.is_holding != caller.leg.is_holding:
            self._events.on_hold("caller", caller.leg.is_holding)
        self._control.forget("caller", former.leg)
        if caller.leg.end_cause is not None:
            self.on_end(caller.leg, caller.leg.end_cause)
        self.show_parties()

    def show_parties(self) -> None:
        """Show phones of ours whom they talk to. Outside, what a trunk was shown remains."""
        for viewer, other in ((self.callee, self.caller), (self.caller, self.callee)):
            if viewer.extension is not None:
                viewer.leg.show(other.shown)

    def on_key(self, leg: AudioLeg, digit: str, method: KeyMethod) -> None:
        """Pass a key on, unless it reaches the other side with the relayed audio, or one holds the other."""
        if leg is self.caller.leg:
            self._keys.methods.add(method)
        other = self.callee.leg if leg is self.caller.leg else self.caller.leg
        relayed = "rfc4733" if other.stream.has_telephone_event else "inband"
        held = self.caller.leg.is_holding or self.callee.leg.is_holding
        if other.ended or held or method == relayed:
            return
        other.context.background.spawn(other.send_key(digit), "pass-key")

    def on_hold(self, leg: AudioLeg, held: bool) -> None:
        self._hold_music.update()
        if not leg.asked_to_hold:
            self._events.on_hold(self._side(leg), held)

    def hold(self, side: Side, held: bool) -> bool:
        """As `engine.port.Call.hold`."""
        leg = self._legs[side]
        if self.over:
            return False
        held_before, leg.asked_to_hold = leg.is_holding, held
        if leg.is_holding != held_before:
            self._hold_music.update()
            self._events.on_hold(side, held)
        self._control.apply(self._legs)
        return leg.is_holding == held

    def mute(self, side: Side, muted: bool) -> bool:
        """As `engine.port.Call.mute`."""
        if self.over:
            return False
        self._control.mute(side, muted=muted)
        self._control.apply(self._legs)
        return True

    def on_refer(self, leg: AudioLeg, refer_to: NameAddr) -> bool:
        return self._transfer(self.caller if leg is self.caller.leg else self.callee, refer_to.uri.number)

    def recall(self, side: Side) -> None:
        """That side is to be called again, as if it had transferred the other to its own number."""
        party = self.caller if side == "caller" else self.callee
        self._transfer(party, party.identity.number, recalled=True)

    def send_on(self, party: Side, number: str, rights_of: int | None) -> bool:
        """As `engine.port.Call.send_on`."""
        if self.over:
            return False
        self._send(OTHER[party], BridgeEnd(OTHER[party], transfer_to=number, transferred_by=rights_of))
        return True

    def on_attended_transfer(self, leg: AudioLeg, replaces: Replaces) -> int:
        return self._attend(leg, replaces)

    def on_end(self, leg: AudioLeg, cause: Cause) -> None:
        self._settle(BridgeEnd(self._side(leg), cause))

    def _transfer(self, by: Party, number: str, *, recalled: bool = False) -> bool:
        """End the talk by a transfer.

        Only a phone of ours may do so: the call goes on with that extension's permissions.
        """
        if self.over or by.extension is None or not number:
            return False
        if not self._events.on_transfer(number, by.extension):
            return False
        side = self._side(by.leg)
        self._send(side, BridgeEnd(side, transfer_to=number, transferred_by=by.extension, recalled=recalled))
        return True

    def _send(self, by: Side, end: BridgeEnd) -> None:
        """End the talk by a transfer: that side leaves, and the other one stays with us."""
        if by == "caller":
            self.stays = self.callee
        self._settle(end)

    @property
    def _legs(self) -> Mapping[Side, AudioLeg]:
        return {"caller": self.caller.leg, "callee": self.callee.leg}

    def _release(self) -> None:
        """Nobody is muted or held any more by whom somebody else has asked for it. A caller who stays is told to have
        taken back whom he held so.
        """
        leg = self.caller.leg
        told = self._end.done() and self.stays is self.caller and leg.asked_to_hold and not leg.held
        for side, one in self._legs.items():
            self._control.forget(side, one)
        if told:
            self._events.on_hold("caller", False)

    def _settle(self, end: BridgeEnd) -> None:
        if not self._end.done():
            self._end.set_result(end)

    def _side(self, leg: AudioLeg) -> Side:
        return "caller" if leg is self.caller.leg else "callee"
