"""Refusing what there is no time for: 503 without a transaction, and without reading the request where that can be.

Whoever sends such a request again, because the answer was lost or came late, gets the same answer: the call that it
would begin by then is one that the caller has given up.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from switchboard.sip.aio.gate import Reason
from switchboard.sip.aio.handler import Counters
from switchboard.sip.aio.intake import Datagram
from switchboard.sip.glance import brief_answer, stamped, top_via
from switchboard.sip.validation import Refusal

CALL_AGAIN_S, OTHER_AGAIN_S = (1, 3), (5, 20)
"""Retry-After, the least and how many more there are: spread, so that not all come again at once; short for calls,
because a proxy may send no call at all meanwhile (RFC 3261 §21.5.4)."""
REMEMBERED_S = 32.0
MOST_REMEMBERED = 50_000
STATUS_LINE = b"SIP/2.0 503 Service Unavailable"


class Lately:
    """Numbers of requests, each for as long as a request is sent again (64*T1) or twice as long. Of too many, some are
    forgotten before."""

    def __init__(self) -> None:
        self._new: set[int] = set()
        self._old: set[int] = set()
        self._since_s = 0.0

    def __bool__(self) -> bool:
        return bool(self._new or self._old)

    def add(self, number: int, now_s: float) -> None:
        """Remember one."""
        self.forget(now_s)
        self._new.add(number)

    def forget(self, now_s: float) -> None:
        """Forget those that are over. Two sets take turns: so none has a timer of its own."""
        if now_s - self._since_s > REMEMBERED_S or len(self._new) >= MOST_REMEMBERED:
            self._old, self._new, self._since_s = self._new, set(), now_s

    def __contains__(self, number: int) -> bool:
        return number in self._new or number in self._old


class BusyAnswers:
    """Implements `Busy`. `send` sends a datagram to an address."""

    def __init__(self, counters: Counters, send: Callable[[bytes, str, int], bool], server: str) -> None:
        self._counters = counters
        self._send = send
        self._server = server.encode()
        self._refused = Lately()
        self._let_in = Lately()

    def let_in(self, datagram: Datagram, now_s: float) -> None:
        if datagram.number:
            self._let_in.add(datagram.number, now_s)

    def answer(self, datagram: Datagram, reason: Reason, now_s: float) -> bool:
        number = datagram.number
        if not number or number in self._let_in or not self._answer(datagram):
            return False
        self._refused.add(number, now_s)
        self._counters.refused[reason] += 1
        return True

    def answer_again(self, datagram: Datagram, now_s: float) -> bool:
        if not self._refused:
            return False
        self._refused.forget(now_s)
        # A CANCEL has the same number, and is answered as one without an INVITE.
        if datagram.number not in self._refused or datagram.data.startswith(b"CANCEL "):
            return False
        if datagram.data.startswith(b"ACK "):
            self._counters.received += 1
            return True
        return self._answer(datagram)

    def _answer(self, datagram: Datagram) -> bool:
        to = stamped(top_via(datagram.data), datagram.host, datagram.port)
        if to is None:
            return False
        via, port = to
        # Both are of the request alone, so that its copies get the same.
        to_tag, again_s = (
            b"%016x" % datagram.number,
            retry_after_s(datagram.data.startswith(b"INVITE "), datagram.number),
        )
        more = b"Retry-After: %d\r\nServer: %b" % (again_s, self._server)
        answer = brief_answer(datagram.data, via, STATUS_LINE, to_tag, more)
        if answer is None:
            return False
        self._counters.received += 1
        if self._send(answer, datagram.host, port):
            self._counters.sent += 1
            self._counters.responses[503] += 1
        return True


def busy_refusal(method: str) -> Refusal:
    """What a request is answered that was read."""
    return Refusal(503, "", (("Retry-After", str(retry_after_s(method == "INVITE", secrets.randbits(32)))),))


def retry_after_s(is_call: bool, number: int) -> int:
    """In how many seconds a request may come again, spread by a random number."""
    least, more = CALL_AGAIN_S if is_call else OTHER_AGAIN_S
    return least + number % (more + 1)
