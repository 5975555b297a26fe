"""Attended transfer (RFC 5589 §7): who is in two calls leaves both, and who talks to him in the first takes his place
in the second, whatever that is doing."""

import asyncio
from dataclasses import dataclass
from typing import Protocol

import structlog

from switchboard.engine.builtin.bridge import Party, Side
from switchboard.engine.builtin.leg import SipLeg
from switchboard.engine.port import CallInfo
from switchboard.sip.dialog import DialogId
from switchboard.sip.errors import MalformedHeader
from switchboard.sip.headers import Replaces
from switchboard.sip.message import Request

log = structlog.get_logger()

SETTLING_S = 0.1
"""How soon a call is connected whose answer is just being acknowledged: phones may transfer in that instant."""


@dataclass(frozen=True, slots=True)
class Given:
    """A party that leaves a call for another. `former` says who that is in the call that it leaves.

    `transferor` is the leg of who has transferred it there. `recorded`: its stream is still being recorded.
    """

    party: Party
    former: CallInfo
    transferor: SipLeg
    recorded: bool


@dataclass(frozen=True, slots=True)
class Vacated:
    """A caller's place that another has taken. `leg` is the former caller's, None if he had not been answered.

    `reached` is set to 200 when the new caller hears somebody, or to another status when he does not get that far.
    """

    leg: SipLeg | None
    reached: asyncio.Future[int]


class TransferCall(Protocol):
    """A call, as a transfer sees it."""

    @property
    def info(self) -> CallInfo: ...

    @property
    def is_early(self) -> bool:
        """Whether the caller waits for an answer."""
        ...

    def side_of(self, dialog: DialogId) -> tuple[Side, int | None] | None:
        """Whose dialog it is, and the id of the extension that this is proved to be; None for nobody's."""
        ...

    def can_give(self) -> bool:
        """Whether two talk, of whom one may be given to another call."""
        ...

    def can_replace_caller(self) -> bool: ...

    def give(self, by: Side, to: CallInfo) -> Given:
        """End, and give the party away that talks to the side `by`; `to` is the call that gets it."""
        ...

    def replace_caller(self, given: Given) -> Vacated:
        """Go on with another caller."""
        ...


@dataclass(frozen=True, slots=True)
class _Role:
    """What somebody is in a call."""

    call: TransferCall
    side: Side
    extension: int | None


class Transfers:
    """Knows in which call each dialog is: those of callers from the INVITE on, and of callees while they talk."""

    def __init__(self) -> None:
        self._calls: dict[DialogId, TransferCall] = {}

    def enter(self, dialog: DialogId, call: TransferCall) -> None:
        """The dialog is that of a party of the call from now on."""
        self._calls[dialog] = call

    def leave(self, dialog: DialogId, call: TransferCall) -> None:
        """The dialog is none of that call's any more; another may have it."""
        if self._calls.get(dialog) is call:
            del self._calls[dialog]

    def attend(self, leg: SipLeg, replaces: Replaces) -> int:
        """Answer a REFER that came in the dialog of `leg` and names another dialog: returns the status of the response.

        Who asks must be one extension in both calls, so that nobody can take over a call of others. It is told how it
        goes from 202 on, by NOTIFY.
        """
        own, named = self._role(leg.dialog.id), self._role(DialogId.of_replaces(replaces))
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

    def refusal(self, invite: Request) -> int | None:
        """The status that refuses an INVITE by which a phone wants to take somebody's place itself (RFC 3891 §3)."""
        named = invite.headers.get_all("Replaces")
        if not named:
            return None
        try:
            (replaces,) = map(Replaces.parse, named)
        except (MalformedHeader, ValueError):  # ValueError: there are several
            return 400
        return 481 if self._role(DialogId.of_replaces(replaces)) is None else 501

    def _role(self, dialog: DialogId) -> _Role | None:
        call = self._calls.get(dialog)
        found = call.side_of(dialog) if call is not None else None
        return None if call is None or found is None else _Role(call, *found)

    async def _connect_soon(self, leg: SipLeg, dialog: DialogId) -> None:
        await asyncio.sleep(SETTLING_S)
        own, named = self._role(leg.dialog.id), self._role(dialog)
        if own is None or named is None or not self._connected(leg, own, named):
            await _notify(leg, 603, over=True)

    def _connected(self, leg: SipLeg, own: _Role, named: _Role) -> bool:
        """Carry the transfer out, if the state of the calls permits it."""
        if (ways := _ways(own, named)) is None:
            return False
        first, second = ways
        given = first.call.give(first.side, second.call.info)
        vacated = second.call.replace_caller(given)
        log.info("attended transfer", call=first.call.info.id, into=second.call.info.id)
        for other in (given.transferor, vacated.leg):
            if other is not None and other is not leg:
                leg.context.background.spawn(other.hang_up(), "hang-up")
        leg.context.background.spawn(_tell(leg, vacated.reached), "transfer")
        return True

    def _decline(self, leg: SipLeg, status: int) -> None:
        leg.context.background.spawn(_notify(leg, status, over=True), "transfer")


def _ways(own: _Role, named: _Role) -> tuple[_Role, _Role] | None:
    """The call from which a party goes to the other, in which the transferor is the caller; None for neither way."""
    for first, second in ((own, named), (named, own)):
        different = first.call is not second.call
        if different and second.side == "caller" and first.call.can_give() and second.call.can_replace_caller():
            return first, second
    return None


async def _tell(leg: SipLeg, reached: "asyncio.Future[int]") -> None:
    """Tell the transferor how it goes until his party is there, then hang up. He may leave before."""
    await leg.stream.close()
    try:
        await _notify(leg, 100, over=False)
        if not reached.done():
            await _notify(leg, 180, over=False)
        await _notify(leg, await reached, over=True)
    finally:
        await leg.hang_up()


async def _notify(leg: SipLeg, status: int, *, over: bool) -> None:
    if not leg.ended:
        await leg.ask(leg.transfer_progress(status, over=over)).final()
