"""Attended transfer (RFC 5589 §7): the transferor is in two calls and leaves both. Whoever talks to him in one of them
takes his place in the other: as its caller, whatever that call is doing, or as its callee. `_ways` says which call is
which."""

import asyncio
from dataclasses import dataclass
from typing import Protocol

import structlog

from switchboard.engine.builtin.audio_leg import AudioLeg
from switchboard.engine.builtin.bridge import Party
from switchboard.engine.port import CallInfo, PhoneTarget, PickUp, Side
from switchboard.sip.dialog import DialogId
from switchboard.sip.errors import SipError
from switchboard.sip.headers import Replaces
from switchboard.sip.message import Request

log = structlog.get_logger()

SETTLING_S = 0.1
"""A transfer for which a call is not ready is tried once more after this time: phones may transfer in the instant in
which an answer is still being acknowledged."""


@dataclass(frozen=True, slots=True)
class Given:
    """A party that leaves a call for another. `former` is the call that it leaves, with this party as its caller.

    `transferor` is the transferor's leg in that call. `recorded`: the party's stream is still being recorded.
    """

    party: Party
    former: CallInfo
    transferor: AudioLeg
    recorded: bool


@dataclass(frozen=True, slots=True)
class Vacated:
    """The place of a former caller that another has taken. `leg` is his, None if he was not answered yet.

    The result of `reached` is 200 when the new caller hears something, or another status when he does not get that far.
    `rings`: somebody is being rung for him meanwhile.
    """

    leg: AudioLeg | None
    reached: asyncio.Future[int]
    rings: bool = False


class TransferCall(Protocol):
    """A call, as a transfer sees it."""

    @property
    def info(self) -> CallInfo: ...

    @property
    def is_early(self) -> bool:
        """Whether the caller waits for an answer."""
        ...

    def side_of(self, dialog: DialogId) -> tuple[Side, int | None] | None:
        """Whose dialog this is, and which extension that party has proved to be (None for a party outside).

        Returns None for a dialog of nobody in this call.
        """
        ...

    def can_give(self) -> bool:
        """Whether two talk, of whom one may be given to another call."""
        ...

    def can_replace_caller(self) -> bool:
        """Whether another caller may take the place of the present one now."""
        ...

    def can_replace_callee(self) -> bool:
        """Whether another callee may take the place of the present one now."""
        ...

    def give(self, by: Side, to: CallInfo) -> Given:
        """End, and give away the party that talks to the transferor, who is the side `by`.

        `to` is the call that gets the party.
        """
        ...

    def replace_caller(self, given: Given) -> Vacated:
        """Go on with the given party as the caller."""
        ...

    def replace_callee(self, given: Given) -> Vacated:
        """Go on with the given party as the callee."""
        ...


@dataclass(frozen=True, slots=True)
class _Role:
    """What the transferor is in one of his calls."""

    call: TransferCall
    side: Side
    extension: int | None

    def can_be_replaced(self) -> bool:
        """Whether somebody may take his place now."""
        return self.call.can_replace_caller() if self.side == "caller" else self.call.can_replace_callee()

    def replace(self, given: Given) -> Vacated:
        return self.call.replace_caller(given) if self.side == "caller" else self.call.replace_callee(given)


class Transfers:
    """Carries transfers out. It knows in which call each dialog is.

    Callers are entered from the INVITE on, callees while they talk.
    """

    def __init__(self) -> None:
        self._calls: dict[DialogId, TransferCall] = {}
        self._ringing: dict[DialogId, tuple[TransferCall, PhoneTarget]] = {}

    def enter(self, dialog: DialogId, call: TransferCall) -> None:
        """The dialog is that of a party of the call from now on."""
        self._calls[dialog] = call

    def leave(self, dialog: DialogId, call: TransferCall) -> None:
        """The dialog is no longer one of that call. Nothing happens if it has already entered another call."""
        if self._calls.get(dialog) is call:
            del self._calls[dialog]

    def rings(self, dialog: DialogId, call: TransferCall, callee: PhoneTarget) -> None:
        """By that early dialog a phone of the callee rings for the caller of the call, until `rings_no_more`."""
        self._ringing[dialog] = call, callee

    def rings_no_more(self, dialog: DialogId) -> None:
        self._ringing.pop(dialog, None)

    def attend(self, leg: AudioLeg, replaces: Replaces) -> int:
        """Decide on a REFER that came in the dialog of `leg`, and that names another dialog in `replaces`.

        Returns the status that answers the REFER. Whoever asks must be the same extension of one tenant in both calls,
        so that nobody can take over a call of others. After 202 the transferor is told by NOTIFY how the transfer goes.
        """
        own, named = self._role(leg.id), self._role(DialogId.of_replaces(replaces))
        if own is None:
            return 603
        if own.extension is None:
            return 403
        if named is None:
            self._decline(leg, 603)
        elif (named.extension, named.call.info.tenant) != (own.extension, own.call.info.tenant):
            return 403
        elif replaces.early_only and not named.call.is_early:
            self._decline(leg, 486)
        elif not self._connected(leg, own, named):
            leg.context.background.spawn(self._connect_soon(leg, DialogId.of_replaces(replaces)), "transfer")
        return 202

    def picked_up_by(self, invite: Request, caller: CallInfo) -> PickUp | None:
        """What somebody wants to pick up by an INVITE with Replaces (RFC 3891 §3); None for an INVITE without.

        Whether he may, call flow decides. A talk cannot be taken over. Raises SipError: 486 or 501 for a talk, 481 also
        for a dialog that is early because its caller waits for us, or of another tenant.
        """
        named = invite.headers.get_all("Replaces")
        if not named:
            return None
        if len(named) > 1:
            raise SipError("several Replaces")
        replaces = Replaces.parse(named[0])
        dialog = DialogId.of_replaces(replaces)
        if (rings := self._ringing.get(dialog)) is not None and rings[0].info.tenant == caller.tenant:
            return PickUp(rings[0].info.id, rings[1])
        if self._role(dialog) is None:
            raise SipError("no such dialog", status=481)
        raise SipError("no call that rings", status=486 if replaces.early_only else 501)

    def _role(self, dialog: DialogId) -> _Role | None:
        call = self._calls.get(dialog)
        found = call.side_of(dialog) if call is not None else None
        return None if call is None or found is None else _Role(call, *found)

    async def _connect_soon(self, leg: AudioLeg, dialog: DialogId) -> None:
        await asyncio.sleep(SETTLING_S)
        own, named = self._role(leg.id), self._role(dialog)
        if own is None or named is None or not self._connected(leg, own, named):
            await leg.tell_transfer(603, over=True)

    def _connected(self, leg: AudioLeg, own: _Role, named: _Role) -> bool:
        """Carry the transfer out, if the state of the calls permits it; returns whether it did."""
        if (ways := _ways(own, named)) is None:
            return False
        first, second = ways
        given = first.call.give(first.side, second.call.info)
        vacated = second.replace(given)
        log.info("attended transfer", call=first.call.info.id, into=second.call.info.id)
        for other in (given.transferor, vacated.leg):
            if other is not None and other is not leg:
                leg.context.background.spawn(other.hang_up(), "hang-up")
        leg.context.background.spawn(_tell(leg, vacated), "transfer")
        return True

    def _decline(self, leg: AudioLeg, status: int) -> None:
        leg.context.background.spawn(leg.tell_transfer(status, over=True), "transfer")


def _ways(own: _Role, named: _Role) -> tuple[_Role, _Role] | None:
    """Returns the call that gives a party away, and the call that goes on with it: the named one, if it can.

    One of which the transferor is the caller goes before. None if the transfer is possible in neither way.
    """
    if own.call is named.call:
        return None
    ways = sorted(((own, named), (named, own)), key=lambda way: way[1].side != "caller")
    return next((way for way in ways if way[0].call.can_give() and way[1].can_be_replaced()), None)


async def _tell(leg: AudioLeg, vacated: Vacated) -> None:
    """Tell the transferor how the transfer goes until it has succeeded or failed, then hang him up.

    He may leave before.
    """
    await leg.stream.close()
    try:
        await leg.tell_transfer(100, over=False)
        if vacated.rings and not vacated.reached.done():
            await leg.tell_transfer(180, over=False)
        await leg.tell_transfer(await vacated.reached, over=True)
    finally:
        await leg.hang_up()
