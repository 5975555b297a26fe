"""The four transaction machines of RFC 3261 §17 with the Accepted state of RFC 6026, as data.

Each machine is a table: in a state, an event (a class of message, a timer, a transport error) leads to a state and
to steps. A step makes actions for the owner to carry out: send, start or stop a timer, deliver to the transaction
user. What stands in no row is ignored. Machines own no clock and no socket; a timer that fires late is harmless.

    INVITE client:  Calling → Proceeding → Completed → Terminated, 2xx: → Accepted → Terminated      A B D M
    other client:   Trying → Proceeding → Completed → Terminated                                     E F K
    INVITE server:  Proceeding → Completed → Confirmed → Terminated, 2xx: → Accepted → Terminated    G H I L
    other server:   Trying → Proceeding → Completed → Terminated                                     J
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from switchboard.sip.actions import (
    Action,
    Deliver,
    Send,
    StartTimer,
    StopTimer,
    Terminated,
    TimedOut,
    TransportFailed,
)
from switchboard.sip.derived import make_ack
from switchboard.sip.message import Message, Request, Response


@dataclass(frozen=True, slots=True)
class Timers:
    """Base values of RFC 3261 §17.1.1.1 and Table 4, in seconds."""

    t1_s: float = 0.5
    t2_s: float = 4.0
    t4_s: float = 5.0

    @property
    def limit_s(self) -> float:
        """64*T1: how long an answer or ACK is waited for (Timers B, F, H, J, L, M)."""
        return 64 * self.t1_s

    @property
    def d_s(self) -> float:
        """Timer D: at least 32 s over UDP with the usual T1."""
        return self.limit_s


DEFAULT_TIMERS = Timers()


class State(StrEnum):
    """States of all four machines, by their names in the RFCs."""

    INITIAL = "Initial"
    CALLING = "Calling"
    TRYING = "Trying"
    PROCEEDING = "Proceeding"
    COMPLETED = "Completed"
    ACCEPTED = "Accepted"
    CONFIRMED = "Confirmed"
    TERMINATED = "Terminated"


Step = Callable[["Transaction", Message | None], list[Action]]
Row = tuple[State, tuple[Step, ...]]
Table = Mapping[tuple[State, str], Row]

START = "start"
ERROR = "transport error"
REQUEST, ACK = "request", "ACK"


class Transaction:
    """What the four have in common: the table's interpreter. Never raises."""

    table: ClassVar[Table]

    def __init__(self, request: Request, timers: Timers = DEFAULT_TIMERS, *, reliable: bool = False) -> None:
        self.state = State.INITIAL
        self.request = request
        self.timers = timers
        self.reliable = reliable
        self.last_response: Response | None = None
        self.ack_request: Request | None = None
        self.interval_s: float = timers.t1_s

    def start(self) -> list[Action]:
        """Leave Initial; to be called once."""
        return self._event(START, self.request)

    def timer(self, name: str) -> list[Action]:
        """A timer fired."""
        return self._event(name, None)

    def transport_error(self) -> list[Action]:
        """A message of this transaction could not be sent."""
        return self._event(ERROR, None)

    def _event(self, event: str, message: Message | None) -> list[Action]:
        row = self.table.get((self.state, event))
        if row is None:
            return []
        self.state, steps = row
        actions = [action for step in steps for action in step(self, message)]
        if self.state is State.TERMINATED:
            actions.append(Terminated())
        return actions


def _class_of(response: Response) -> str:
    if response.status < 200:
        return "1xx"
    return "2xx" if response.status < 300 else "3-6xx"


class _Client(Transaction):
    def receive(self, response: Response) -> list[Action]:
        """A response that matches this transaction."""
        return self._event(_class_of(response), response)


class _Server(Transaction):
    def receive(self, request: Request) -> list[Action]:
        """A further request that matches this transaction: a retransmission, or the ACK to a non-2xx."""
        return self._event(ACK if request.method == "ACK" else REQUEST, request)

    def respond(self, response: Response) -> list[Action]:
        """The transaction user answers; what comes after a final response is dropped (but 2xx in Accepted)."""
        return self._event(_class_of(response), response)


# Steps.


def _send(transaction: Transaction, message: Message | None) -> list[Action]:
    return [Send(message)] if message else []


def _deliver(transaction: Transaction, message: Message | None) -> list[Action]:
    return [Deliver(message)] if message else []


def _resend_request(transaction: Transaction, message: Message | None) -> list[Action]:
    return [Send(transaction.request)]


def _remember(transaction: Transaction, message: Message | None) -> list[Action]:
    if isinstance(message, Response):
        transaction.last_response = message
    return []


def _resend_response(transaction: Transaction, message: Message | None) -> list[Action]:
    return [Send(transaction.last_response)] if transaction.last_response else []


def _send_ack(transaction: Transaction, message: Message | None) -> list[Action]:
    if isinstance(message, Response):
        transaction.ack_request = make_ack(transaction.request, message)
    return [Send(transaction.ack_request)] if transaction.ack_request else []


def _timed_out(transaction: Transaction, message: Message | None) -> list[Action]:
    return [TimedOut()]


def _failed(transaction: Transaction, message: Message | None) -> list[Action]:
    return [TransportFailed()]


def _stop(*names: str) -> Step:
    def step(transaction: Transaction, message: Message | None) -> list[Action]:
        return [StopTimer(name) for name in names]

    return step


def _limit(name: str) -> Step:
    """Start a timer of 64*T1 whatever the transport."""

    def step(transaction: Transaction, message: Message | None) -> list[Action]:
        return [StartTimer(name, transaction.timers.limit_s)]

    return step


def _linger(name: str, delay_s: Callable[[Timers], float]) -> Step:
    """Start the timer that absorbs retransmissions: zero on reliable transports."""

    def step(transaction: Transaction, message: Message | None) -> list[Action]:
        return [StartTimer(name, 0.0 if transaction.reliable else delay_s(transaction.timers))]

    return step


def _retransmit(name: str) -> Step:
    """Start the first retransmission after T1; none on reliable transports."""

    def step(transaction: Transaction, message: Message | None) -> list[Action]:
        transaction.interval_s = transaction.timers.t1_s
        return [] if transaction.reliable else [StartTimer(name, transaction.interval_s)]

    return step


def _double(name: str, *, capped: bool) -> Step:
    """Start the next retransmission after twice the time, at most T2 if `capped`."""

    def step(transaction: Transaction, message: Message | None) -> list[Action]:
        doubled = transaction.interval_s * 2
        transaction.interval_s = min(doubled, transaction.timers.t2_s) if capped else doubled
        return [StartTimer(name, transaction.interval_s)]

    return step


def _slow(name: str) -> Step:
    """Start the next retransmission after T2."""

    def step(transaction: Transaction, message: Message | None) -> list[Action]:
        transaction.interval_s = transaction.timers.t2_s
        return [StartTimer(name, transaction.interval_s)]

    return step


_T4 = _linger("K", lambda timers: timers.t4_s)
_S = State
# Once there is a provisional response, nothing here bounds the wait: a phone may ring for minutes (§17.1.1.2). Who
# dials gives up by CANCEL.
_ANSWERED = _stop("A", "B")
_GONE: Row = (_S.TERMINATED, ())
_BROKEN: Row = (_S.TERMINATED, (_failed,))


class ClientInvite(_Client):
    """INVITE client transaction (§17.1.1; RFC 6026 §7.2, figure 1 of §8.4). ACKs to non-2xx are its own."""

    table: ClassVar[Table] = {
        (_S.INITIAL, START): (_S.CALLING, (_send, _retransmit("A"), _limit("B"))),
        # Timer A doubles without a cap, unlike E and G: Timer B ends it before an interval becomes long.
        (_S.CALLING, "A"): (_S.CALLING, (_resend_request, _double("A", capped=False))),
        (_S.CALLING, "B"): (_S.TERMINATED, (_timed_out,)),
        (_S.CALLING, ERROR): _BROKEN,
        (_S.CALLING, "1xx"): (_S.PROCEEDING, (_ANSWERED, _deliver)),
        (_S.CALLING, "2xx"): (_S.ACCEPTED, (_ANSWERED, _deliver, _limit("M"))),
        (_S.CALLING, "3-6xx"): (
            _S.COMPLETED,
            (_ANSWERED, _send_ack, _deliver, _linger("D", lambda timers: timers.d_s)),
        ),
        (_S.PROCEEDING, "1xx"): (_S.PROCEEDING, (_deliver,)),
        (_S.PROCEEDING, "2xx"): (_S.ACCEPTED, (_deliver, _limit("M"))),
        (_S.PROCEEDING, "3-6xx"): (
            _S.COMPLETED,
            (_send_ack, _deliver, _linger("D", lambda timers: timers.d_s)),
        ),
        (_S.PROCEEDING, ERROR): _BROKEN,
        # The same final response again: its ACK was lost. The user has it already.
        (_S.COMPLETED, "3-6xx"): (_S.COMPLETED, (_send_ack,)),
        (_S.COMPLETED, ERROR): _BROKEN,
        (_S.COMPLETED, "D"): _GONE,
        # Retransmissions, and the 2xx of other forks: the user sends each ACK to a 2xx, and sends it again (§13.2.2.4).
        (_S.ACCEPTED, "2xx"): (_S.ACCEPTED, (_deliver,)),
        (_S.ACCEPTED, "M"): _GONE,
    }


class ClientNonInvite(_Client):
    """Client transaction of any other request (§17.1.2)."""

    table: ClassVar[Table] = {
        (_S.INITIAL, START): (_S.TRYING, (_send, _retransmit("E"), _limit("F"))),
        (_S.TRYING, "E"): (_S.TRYING, (_resend_request, _double("E", capped=True))),
        (_S.TRYING, "F"): (_S.TERMINATED, (_timed_out,)),
        (_S.TRYING, ERROR): _BROKEN,
        (_S.TRYING, "1xx"): (_S.PROCEEDING, (_deliver,)),
        (_S.TRYING, "2xx"): (_S.COMPLETED, (_stop("E", "F"), _deliver, _T4)),
        (_S.TRYING, "3-6xx"): (_S.COMPLETED, (_stop("E", "F"), _deliver, _T4)),
        # Requests other than INVITE are sent again even then, as over UDP nothing else repeats a lost response
        # (§17.1.2.2).
        (_S.PROCEEDING, "E"): (_S.PROCEEDING, (_resend_request, _slow("E"))),
        (_S.PROCEEDING, "F"): (_S.TERMINATED, (_timed_out,)),
        (_S.PROCEEDING, ERROR): _BROKEN,
        (_S.PROCEEDING, "1xx"): (_S.PROCEEDING, (_deliver,)),
        (_S.PROCEEDING, "2xx"): (_S.COMPLETED, (_stop("E", "F"), _deliver, _T4)),
        (_S.PROCEEDING, "3-6xx"): (_S.COMPLETED, (_stop("E", "F"), _deliver, _T4)),
        (_S.COMPLETED, "K"): _GONE,
    }


class ServerInvite(_Server):
    """INVITE server transaction (§17.2.1; RFC 6026 §7.1). Retransmitting the 2xx is the user's business."""

    table: ClassVar[Table] = {
        (_S.INITIAL, START): (_S.PROCEEDING, (_deliver,)),
        (_S.PROCEEDING, REQUEST): (_S.PROCEEDING, (_resend_response,)),
        (_S.PROCEEDING, "1xx"): (_S.PROCEEDING, (_remember, _send)),
        (_S.PROCEEDING, "2xx"): (_S.ACCEPTED, (_remember, _send, _limit("L"))),
        (_S.PROCEEDING, "3-6xx"): (
            _S.COMPLETED,
            (_remember, _send, _retransmit("G"), _limit("H")),
        ),
        (_S.PROCEEDING, ERROR): _BROKEN,
        (_S.COMPLETED, REQUEST): (_S.COMPLETED, (_resend_response,)),
        (_S.COMPLETED, "G"): (_S.COMPLETED, (_resend_response, _double("G", capped=True))),
        (_S.COMPLETED, "H"): (_S.TERMINATED, (_timed_out,)),
        (_S.COMPLETED, ERROR): _BROKEN,
        (_S.COMPLETED, ACK): (
            _S.CONFIRMED,
            (_stop("G", "H"), _linger("I", lambda timers: timers.t4_s)),
        ),
        (_S.CONFIRMED, "I"): _GONE,
        # Only of old peers: an ACK to a 2xx has a branch of its own, and so meets no transaction (RFC 6026 §7.1).
        (_S.ACCEPTED, ACK): (_S.ACCEPTED, (_deliver,)),
        (_S.ACCEPTED, "2xx"): (_S.ACCEPTED, (_send,)),
        (_S.ACCEPTED, "L"): _GONE,
    }


class ServerNonInvite(_Server):
    """Server transaction of any other request (§17.2.2)."""

    table: ClassVar[Table] = {
        (_S.INITIAL, START): (_S.TRYING, (_deliver,)),
        (_S.TRYING, "1xx"): (_S.PROCEEDING, (_remember, _send)),
        (_S.TRYING, "2xx"): (_S.COMPLETED, (_remember, _send, _linger("J", lambda timers: timers.limit_s))),
        (_S.TRYING, "3-6xx"): (_S.COMPLETED, (_remember, _send, _linger("J", lambda timers: timers.limit_s))),
        (_S.TRYING, ERROR): _BROKEN,
        (_S.PROCEEDING, REQUEST): (_S.PROCEEDING, (_resend_response,)),
        (_S.PROCEEDING, "1xx"): (_S.PROCEEDING, (_remember, _send)),
        (_S.PROCEEDING, "2xx"): (_S.COMPLETED, (_remember, _send, _linger("J", lambda timers: timers.limit_s))),
        (_S.PROCEEDING, "3-6xx"): (
            _S.COMPLETED,
            (_remember, _send, _linger("J", lambda timers: timers.limit_s)),
        ),
        (_S.PROCEEDING, ERROR): _BROKEN,
        (_S.COMPLETED, REQUEST): (_S.COMPLETED, (_resend_response,)),
        (_S.COMPLETED, ERROR): _BROKEN,
        (_S.COMPLETED, "J"): _GONE,
    }
