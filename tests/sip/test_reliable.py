"""Reliable provisional responses (RFC 3262) as data, on a clock of the test's own."""

from __future__ import annotations

import pytest
from tests.sip.builders import make_answer, make_request

from switchboard.sip.actions import Action, Send, StartTimer, StopTimer, TimedOut
from switchboard.sip.errors import MalformedHeader
from switchboard.sip.headers import RAck
from switchboard.sip.message import Response
from switchboard.sip.reliable import MAX_DIALOGS, MAX_RESPONSES, Order, ReliableReception, ReliableResponses, rack_for

pytestmark = pytest.mark.unit

INVITE = make_request()


class Bench:
    """Runs the server's side and notes what it sends (status and RSeq), and when."""

    def __init__(self) -> None:
        self.machine = ReliableResponses(cseq=1, first=7)
        self.now = 0.0
        self.sent: list[tuple[float, int, str]] = []
        self.timed_out = False
        self._timers: dict[str, float] = {}

    @property
    def waits(self) -> bool:
        """Whether a 2xx must."""
        return self.machine.holds_description

    def do(self, actions: list[Action] | None) -> bool:
        for action in actions or ():
            match action:
                case Send(message):
                    assert isinstance(message, Response)
                    self.sent.append((self.now, message.status, message.headers.get("RSeq") or ""))
                case StartTimer(name, delay_s):
                    self._timers[name] = self.now + delay_s
                case StopTimer(name):
                    self._timers.pop(name, None)
                case TimedOut():
                    self.timed_out = True
        return actions is not None

    def run(self, until_s: float = 1000.0) -> None:
        while self._timers and min(self._timers.values()) <= until_s:
            name = min(self._timers, key=lambda one: self._timers[one])
            self.now = self._timers.pop(name)
            self.do(self.machine.timer(name))
        self.now = until_s

    def send(self, status: int, body: bytes = b"") -> None:
        response = make_answer(INVITE, status)
        response.body = body
        self.do(self.machine.send(response))

    def prack(self, rseq: int, cseq: int = 1, method: str = "INVITE") -> bool:
        return self.do(self.machine.acknowledge(RAck(rseq, cseq, method)))


def test_a_response_is_repeated_at_doubling_intervals_until_64_t1() -> None:
    bench = Bench()
    bench.send(183, b"sdp")
    bench.run()
    assert [at for at, _, _ in bench.sent] == [0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5]
    assert {(status, rseq) for _, status, rseq in bench.sent} == {(183, "7")}
    assert bench.timed_out


def test_a_prack_ends_the_repetition_and_is_taken_once() -> None:
    bench = Bench()
    bench.send(183, b"sdp")
    bench.run(1.0)
    held = bench.waits, bench.prack(7), bench.waits
    assert held == (True, True, False)
    bench.run()
    assert (len(bench.sent), bench.timed_out) == (2, False)
    assert not bench.prack(7)


@pytest.mark.parametrize("rack", [(8, 1, "INVITE"), (6, 1, "INVITE"), (7, 2, "INVITE"), (7, 1, "UPDATE")])
def test_a_prack_of_something_else_is_none(rack: tuple[int, int, str]) -> None:
    bench = Bench()
    bench.send(180)
    assert not bench.prack(*rack)
    assert bench.prack(7)


def test_the_next_response_waits_for_the_prack_and_counts_on() -> None:
    bench = Bench()
    bench.send(180)
    before = bench.waits
    bench.send(180)
    bench.send(183, b"sdp")
    assert (before, bench.waits) == (False, True)  # though it is not sent yet
    bench.run(2.0)
    assert bench.prack(7)
    bench.run(2.2)
    assert [(status, rseq) for _, status, rseq in bench.sent] == [(180, "7")] * 3 + [(183, "8")]
    assert bench.prack(8)


def test_after_the_final_response_nothing_is_sent_but_a_prack_still_matches() -> None:
    bench = Bench()
    bench.send(183, b"sdp")
    bench.send(180)
    bench.do(bench.machine.stop())
    bench.send(180)
    bench.run()
    assert (len(bench.sent), bench.timed_out) == (1, False)
    assert bench.prack(7)
    assert len(bench.sent) == 1


def test_a_late_timer_is_harmless() -> None:
    bench = Bench()
    bench.send(180)
    bench.prack(7)
    assert bench.machine.timer("resend") == bench.machine.timer("limit") == []


def reliable(rseq: str, tag: str = "b1", status: int = 183) -> Response:
    return make_answer(INVITE, status, tag=tag, Require="100rel", RSeq=rseq)


def test_a_client_takes_responses_in_order_in_each_dialog() -> None:
    reception = ReliableReception()
    steps = [
        (reliable("5"), Order.NEXT),
        (reliable("5"), Order.OUT_OF_ORDER),
        (reliable("7"), Order.OUT_OF_ORDER),
        (reliable("900", "fork"), Order.NEXT),
        (reliable("6"), Order.NEXT),
        (reliable("7"), Order.NEXT),
        (reliable("6"), Order.OUT_OF_ORDER),
        (reliable("901", "fork"), Order.NEXT),
        (make_answer(INVITE, 180), Order.UNRELIABLE),
        (reliable("8", status=100), Order.UNRELIABLE),
    ]
    assert [reception.order(response) for response, _ in steps] == [order for _, order in steps]


@pytest.mark.parametrize("rseq", ["", "0", "x", "4294967296", "-1"])
def test_a_client_ignores_what_has_no_number(rseq: str) -> None:
    assert ReliableReception().order(reliable(rseq)) is Order.OUT_OF_ORDER


def test_a_client_remembers_few_dialogs() -> None:
    reception = ReliableReception()
    orders = [reception.order(reliable("1", f"fork-{one}")) for one in range(MAX_DIALOGS + 5)]
    assert orders.count(Order.NEXT) == MAX_DIALOGS


def test_a_client_acknowledges_so_many_and_no_more() -> None:
    reception = ReliableReception()
    orders = [reception.order(reliable(str(one))) for one in range(1, MAX_RESPONSES + 10)]
    assert orders.count(Order.NEXT) == MAX_RESPONSES


def test_rack() -> None:
    assert str(rack_for(reliable("5"))) == "5 1 INVITE"
    assert RAck.parse(" 5  1   INVITE ") == RAck(5, 1, "INVITE")
    for text in ("", "5", "5 1", "0 1 INVITE", "5 1 INVITE x", "x 1 INVITE", "5 4294967295 INVITE"):
        with pytest.raises(MalformedHeader):
            RAck.parse(text)
