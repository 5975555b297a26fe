"""Reliable provisional responses (RFC 3262) as data: what each side of one INVITE remembers of them.

Like the machines of `transaction.py`, these own no clock and no socket: they return actions for their owner to carry
out. A timer that fires late is harmless.
"""

from __future__ import annotations

from enum import Enum, auto

from switchboard.sip.actions import Action, Send, StartTimer, StopTimer, TimedOut
from switchboard.sip.errors import MalformedHeader
from switchboard.sip.headers import RAck, parse_rseq
from switchboard.sip.message import Response
from switchboard.sip.transaction import DEFAULT_TIMERS, Timers

OPTION = "100rel"
MAX_DIALOGS = 16
MAX_RESPONSES = 100
"""To one INVITE: each costs a PRACK, and who is called decides how many there are."""
RESEND, LIMIT = "resend", "limit"


class ReliableResponses:
    """The server's side (§3). At most one response is unacknowledged; of those that come meanwhile the last one waits.

    `first` is the RSeq of the first response, below 2**31.
    """

    def __init__(self, cseq: int, first: int, timers: Timers = DEFAULT_TIMERS) -> None:
        self._cseq = cseq
        self._next = first
        self._timers = timers
        self._interval_s = timers.t1_s
        self._sent: Response | None = None
        self._waiting: Response | None = None
        self._rseq = 0
        self._over = False

    @property
    def holds_description(self) -> bool:
        """Whether a 2xx must wait: a description is not acknowledged, or not even sent yet."""
        return any(response is not None and response.body for response in (self._sent, self._waiting))

    def send(self, response: Response) -> list[Action]:
        """Send it, or let it wait until the one before is acknowledged. It gets the headers that make it reliable."""
        if self._over:
            return []
        if self._sent is not None:
            self._waiting = response
            return []
        self._sent, self._rseq = response, self._next
        self._next += 1
        response.headers.add("Require", OPTION)
        response.headers.add("RSeq", str(self._rseq))
        self._interval_s = self._timers.t1_s
        # Whatever the transport: a proxy on the way may have another one (§3).
        return [Send(response), StartTimer(RESEND, self._interval_s), StartTimer(LIMIT, self._timers.limit_s)]

    def acknowledge(self, rack: RAck) -> list[Action] | None:
        """A PRACK came; None where it acknowledges nothing that waits for it, and so is answered 481."""
        if self._sent is None or rack != RAck(self._rseq, self._cseq, "INVITE"):
            return None
        waiting, self._sent, self._waiting = self._waiting, None, None
        actions: list[Action] = [StopTimer(RESEND), StopTimer(LIMIT)]
        return actions + (self.send(waiting) if waiting is not None else [])

    def timer(self, name: str) -> list[Action]:
        """A timer fired."""
        if self._sent is None or self._over:
            return []
        if name == LIMIT:
            return [*self.stop(), TimedOut()]
        self._interval_s *= 2
        return [Send(self._sent), StartTimer(RESEND, self._interval_s)]

    def transport_error(self) -> list[Action]:
        """It could not be sent; it is sent again in any case."""
        return []

    def stop(self) -> list[Action]:
        """The final response is sent: nothing is sent any more, but what was sent may still be acknowledged (§3)."""
        self._over, self._waiting = True, None
        return [StopTimer(RESEND), StopTimer(LIMIT)]


class Order(Enum):
    """What a provisional response is to those before it."""

    UNRELIABLE = auto()
    """To be taken, and not to be acknowledged."""
    NEXT = auto()
    """To be taken and acknowledged by PRACK."""
    OUT_OF_ORDER = auto()
    """A repetition, or ahead of one that is missing: to be ignored, its sender repeats what was lost (§4)."""


class ReliableReception:
    """The client's side (§4), for all dialogs that one INVITE makes."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._count = 0

    def order(self, response: Response) -> Order:
        """Tells what to do with a provisional response, and counts it if it is next."""
        if response.status == 100 or OPTION not in response.option_tags("Require"):
            return Order.UNRELIABLE
        try:
            tag, rseq = response.to.tag or "", rseq_of(response)
        except MalformedHeader:
            return Order.OUT_OF_ORDER
        last = self._last.get(tag)
        if self._is_too_much(last) or (last is not None and rseq != last + 1):
            return Order.OUT_OF_ORDER
        self._last[tag] = rseq
        self._count += 1
        return Order.NEXT

    def _is_too_much(self, last: int | None) -> bool:
        return self._count >= MAX_RESPONSES or (last is None and len(self._last) >= MAX_DIALOGS)


def rseq_of(response: Response) -> int:
    """The number of a reliable response. Raises MalformedHeader."""
    return parse_rseq(response.headers.get("RSeq") or "")


def rack_for(response: Response) -> RAck:
    """What the PRACK to a reliable response says. Raises MalformedHeader."""
    cseq = response.cseq
    return RAck(rseq_of(response), cseq.number, cseq.method)
