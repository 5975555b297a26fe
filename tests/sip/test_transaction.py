from __future__ import annotations

import heapq

import pytest
from tests.sip.builders import make_answer, make_request

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
from switchboard.sip.message import Request, Response
from switchboard.sip.transaction import (
    ClientInvite,
    ClientNonInvite,
    ServerInvite,
    ServerNonInvite,
    State,
    Transaction,
)

pytestmark = pytest.mark.unit


class Bench:
    """Runs a machine on virtual time and notes what it does, and when."""

    def __init__(self, machine: Transaction) -> None:
        self.machine = machine
        self.now = 0.0
        self.sent: list[tuple[float, str]] = []
        self.events: list[Action] = []
        self._timers: dict[str, float] = {}
        self.do(machine.start())

    def do(self, actions: list[Action]) -> None:
        for action in actions:
            match action:
                case Send(message):
                    name = message.method if isinstance(message, Request) else str(message.status)
                    self.sent.append((round(self.now, 3), name))
                case StartTimer(name, delay_s):
                    self._timers[name] = self.now + delay_s
                case StopTimer(name):
                    self._timers.pop(name, None)
                case _:
                    self.events.append(action)

    def run(self, until_s: float = 1000.0) -> None:
        while self._timers:
            due, name = heapq.nsmallest(1, ((at, name) for name, at in self._timers.items()))[0]
            if due > until_s or self.machine.state is State.TERMINATED:
                break
            self.now = due
            del self._timers[name]
            self.do(self.machine.timer(name))

    @property
    def times(self) -> list[float]:
        return [at for at, _ in self.sent]

    def state(self) -> State:
        return self.machine.state

    def happened(self, kind: type[Action]) -> int:
        return sum(isinstance(event, kind) for event in self.events)


INVITE = make_request()
OPTIONS = make_request("OPTIONS")


def test_invite_client_retransmits_at_doubling_intervals_and_times_out() -> None:
    bench = Bench(ClientInvite(INVITE))
    bench.run()
    assert bench.times == [0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5]
    assert bench.now == 32.0
    assert bench.events == [TimedOut(), Terminated()]


def test_invite_client_does_not_retransmit_on_reliable_transports() -> None:
    bench = Bench(ClientInvite(INVITE, reliable=True))
    bench.run()
    assert bench.times == [0] and bench.now == 32.0


def test_invite_client_stops_after_a_provisional_and_waits_without_end() -> None:
    machine = ClientInvite(INVITE)
    bench = Bench(machine)
    bench.run(1.0)
    bench.do(machine.receive(make_answer(INVITE, 180)))
    bench.run()
    assert bench.times == [0, 0.5] and bench.state() is State.PROCEEDING
    assert bench.happened(Deliver) == 1


def test_invite_client_acknowledges_each_copy_of_a_failure_and_delivers_one() -> None:
    machine = ClientInvite(INVITE)
    bench = Bench(machine)
    busy = make_answer(INVITE, 486)
    bench.do(machine.receive(busy))
    bench.do(machine.receive(busy))
    assert [name for _, name in bench.sent] == ["INVITE", "ACK", "ACK"]
    assert bench.happened(Deliver) == 1
    bench.run()
    assert bench.now == 32.0 and bench.state() is State.TERMINATED


def test_ack_to_a_failure_repeats_branch_route_and_sequence() -> None:
    invite = make_request(Route="<sip:p;lr>", CSeq="7 INVITE")
    machine = ClientInvite(invite)
    machine.start()
    (ack,) = [a.message for a in machine.receive(make_answer(invite, 404)) if isinstance(a, Send)]
    assert isinstance(ack, Request)
    assert (ack.method, ack.uri) == ("ACK", invite.uri)
    assert ack.headers.get("Via") == invite.headers.get("Via")
    assert ack.headers.get("Route") == "<sip:p;lr>"
    assert ack.headers.get("CSeq") == "7 ACK"
    assert ack.to.tag == "b1"


def test_invite_client_passes_every_2xx_until_timer_m() -> None:
    machine = ClientInvite(INVITE)
    bench = Bench(machine)
    for tag in ("b1", "b2", "b1"):
        bench.do(machine.receive(make_answer(INVITE, 200, tag=tag)))
    assert bench.happened(Deliver) == 3 and bench.state() is State.ACCEPTED
    assert [name for _, name in bench.sent] == ["INVITE"]
    bench.run()
    assert bench.now == 32.0 and bench.state() is State.TERMINATED


def test_timer_d_is_zero_on_reliable_transports() -> None:
    machine = ClientInvite(INVITE, reliable=True)
    bench = Bench(machine)
    bench.do(machine.receive(make_answer(INVITE, 486)))
    bench.run()
    assert bench.now == 0.0 and bench.state() is State.TERMINATED


def test_non_invite_client_retransmits_up_to_t2_and_times_out() -> None:
    bench = Bench(ClientNonInvite(OPTIONS))
    bench.run()
    assert bench.times == [0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]
    assert bench.events == [TimedOut(), Terminated()] and bench.now == 32.0


def test_non_invite_client_slows_to_t2_after_a_provisional() -> None:
    machine = ClientNonInvite(OPTIONS)
    bench = Bench(machine)
    bench.do(machine.receive(make_answer(OPTIONS, 100)))
    bench.run()
    assert bench.times[:3] == [0, 0.5, 4.5] and bench.happened(TimedOut) == 1


def test_non_invite_client_absorbs_copies_for_timer_k() -> None:
    machine = ClientNonInvite(OPTIONS)
    bench = Bench(machine)
    ok = make_answer(OPTIONS, 200)
    bench.do(machine.receive(ok))
    bench.do(machine.receive(ok))
    bench.run()
    assert bench.happened(Deliver) == 1 and bench.now == 5.0


@pytest.mark.parametrize("machine", [ClientInvite(INVITE), ClientNonInvite(OPTIONS)])
def test_client_transport_error(machine: Transaction) -> None:
    bench = Bench(machine)
    bench.do(machine.transport_error())
    assert bench.events == [TransportFailed(), Terminated()]


def test_invite_server_answers_copies_with_the_last_provisional() -> None:
    machine = ServerInvite(INVITE)
    bench = Bench(machine)
    assert bench.happened(Deliver) == 1
    bench.do(machine.receive(INVITE))
    bench.do(machine.respond(make_answer(INVITE, 180)))
    bench.do(machine.receive(INVITE))
    assert [name for _, name in bench.sent] == ["180", "180"]


def test_invite_server_retransmits_a_failure_until_the_ack() -> None:
    machine = ServerInvite(INVITE)
    bench = Bench(machine)
    bench.do(machine.respond(make_answer(INVITE, 486)))
    bench.run(5.0)
    bench.do(machine.receive(make_request("ACK")))
    assert bench.times == [0, 0.5, 1.5, 3.5] and bench.state() is State.CONFIRMED
    bench.do(machine.receive(make_request("ACK")))
    bench.run()
    assert bench.now == pytest.approx(3.5 + 5.0) and bench.state() is State.TERMINATED


def test_invite_server_gives_up_without_an_ack() -> None:
    machine = ServerInvite(INVITE)
    bench = Bench(machine)
    bench.do(machine.respond(make_answer(INVITE, 486)))
    bench.run()
    assert bench.now == 32.0 and bench.happened(TimedOut) == 1
    assert bench.times[4:6] == [7.5, 11.5]


def test_invite_server_absorbs_copies_after_a_2xx() -> None:
    machine = ServerInvite(INVITE)
    bench = Bench(machine)
    bench.do(machine.respond(make_answer(INVITE, 200)))
    bench.do(machine.receive(INVITE))
    bench.do(machine.respond(make_answer(INVITE, 200)))
    assert [name for _, name in bench.sent] == ["200", "200"] and bench.state() is State.ACCEPTED
    bench.run()
    assert bench.now == 32.0


def test_non_invite_server() -> None:
    machine = ServerNonInvite(OPTIONS)
    bench = Bench(machine)
    bench.do(machine.receive(OPTIONS))
    assert bench.sent == []
    bench.do(machine.respond(make_answer(OPTIONS, 200)))
    bench.do(machine.receive(OPTIONS))
    bench.do(machine.respond(make_answer(OPTIONS, 500)))
    assert [name for _, name in bench.sent] == ["200", "200"]
    bench.run()
    assert bench.now == 32.0 and bench.state() is State.TERMINATED


def test_timer_j_is_zero_on_reliable_transports() -> None:
    machine = ServerNonInvite(OPTIONS, reliable=True)
    bench = Bench(machine)
    bench.do(machine.respond(make_answer(OPTIONS, 200)))
    bench.run()
    assert bench.now == 0.0 and bench.state() is State.TERMINATED


def test_events_out_of_place_do_nothing() -> None:
    machine = ClientNonInvite(OPTIONS)
    assert machine.timer("E") == [] and machine.receive(Response(200)) == []
