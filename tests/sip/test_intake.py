"""In which order datagrams are dealt with that wait, and which are refused."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from tests.sip.builders import make_answer, make_request

from switchboard.sip.aio import intake as module
from switchboard.sip.aio.busy import REMEMBERED_S, BusyAnswers
from switchboard.sip.aio.gate import KnownSources, Reason
from switchboard.sip.aio.handler import Counters
from switchboard.sip.aio.intake import STALE_S, Datagram, Intake
from switchboard.sip.message import Response
from switchboard.sip.parser import parse_message

pytestmark = pytest.mark.unit

TRUNK, PHONE, STRANGER = "192.0.2.1", "192.0.2.2", "203.0.113.9"
PATIENCE_S = 0.1


class Gate:
    """Lets in who waited no longer than `PATIENCE_S`, and calls to 112."""

    def refuses_call(self, waited_s: float, *, known: bool) -> Reason | None:
        return "late" if waited_s > PATIENCE_S else None

    def refuses_other(self, waited_s: float, *, known: bool) -> Reason | None:
        return "late" if waited_s > 2 * PATIENCE_S else None

    def spares(self, dialled: str) -> bool:
        return dialled == "112"


@dataclass
class World:
    """An intake at a time of its own. Requests are known by their method and number, such as `INVITE 3`."""

    now_s: float = 0.0
    sent: list[tuple[bytes, str, int]] = field(default_factory=list)
    counters: Counters = field(default_factory=Counters)
    known: KnownSources = field(default_factory=KnownSources)

    def __post_init__(self) -> None:
        for host in (TRUNK, PHONE):
            self.known.note(host)
        self.intake = Intake(Gate(), self.known, BusyAnswers(self.counters, self._send, "ours"), self.counters)

    def _send(self, data: bytes, host: str, port: int) -> bool:
        self.sent.append((data, host, port))
        return True

    def datagram(self, method: str, number: int, host: str, uri: str = "sip:600@10.0.0.1") -> Datagram:
        via = f"SIP/2.0/UDP {host}:5060;branch=z9hG4bK{number};rport"
        request = make_request(method, uri=uri, Via=via, CSeq=f"{number} {method}")
        return Datagram(request.serialize(), host, 5060, self.now_s)

    def put(self, method: str, number: int, host: str = TRUNK, uri: str = "sip:600@10.0.0.1") -> None:
        self.intake.put(self.datagram(method, number, host, uri), self.now_s)

    def take(self) -> str | None:
        taken = self.intake.take(self.now_s)
        if taken is None:
            return None
        message = parse_message(taken.data)
        return str(message.status) if isinstance(message, Response) else f"{message.method} {message.cseq.number}"

    def take_all(self) -> list[str]:
        taken = []
        while self.intake:
            taken.append(self.take())
        return [one for one in taken if one is not None]

    def refused(self) -> list[tuple[int, int]]:
        """Status and number of each answer."""
        answers = [parse_message(data) for data, _, _ in self.sent]
        return [(one.status, one.cseq.number) for one in answers if isinstance(one, Response)]


def test_what_goes_on_comes_before_what_would_begin() -> None:
    world = World()
    world.put("INVITE", 1)
    world.put("REGISTER", 2, PHONE)
    world.put("ACK", 3)
    answer = make_answer(make_request(), 200).serialize()
    world.intake.put(Datagram(answer, PHONE, 5060, 0.0), 0.0)
    assert world.take_all() == ["ACK 3", "200", "INVITE 1", "REGISTER 2"]


def test_a_flood_of_what_seems_to_go_on_keeps_no_call_out() -> None:
    world = World()
    for number in range(100):
        world.put("BYE", 100 + number, PHONE)
    for number in range(5):
        world.put("INVITE", number)
    order = world.take_all()
    assert [order.index(f"INVITE {number}") for number in range(5)] == [2, 6, 10, 14, 18]


def test_sources_take_turns() -> None:
    world = World()
    for number in range(4):
        world.put("INVITE", number, TRUNK)
    world.put("INVITE", 9, PHONE)
    assert world.take_all() == ["INVITE 0", "INVITE 9", "INVITE 1", "INVITE 2", "INVITE 3"]


def test_strangers_come_last_but_are_not_forgotten() -> None:
    world = World()
    for number in range(6):
        world.put("INVITE", number, STRANGER)
        world.put("INVITE", 10 + number, TRUNK)
    order = world.take_all()
    assert [one for one in order if int(one[7:]) >= 10] == [f"INVITE {10 + number}" for number in range(6)]
    assert [order.index(f"INVITE {number}") for number in range(3)] == [3, 7, 8]


def test_a_flood_of_strangers_refuses_no_customer() -> None:
    world = World()
    for number in range(1000):
        world.put("INVITE", 10_000 + number, STRANGER)
    for number in range(100):
        world.now_s += 0.01
        world.put("INVITE", number)
        assert world.take() == f"INVITE {number}" or world.take() == f"INVITE {number}"
    assert all(number >= 10_000 for _, number in world.refused())


def test_who_waited_too_long_is_refused_until_one_has_not() -> None:
    world = World()
    for number in range(5):
        world.put("INVITE", number)
        world.now_s += 0.05
    assert world.take() == "INVITE 3"
    assert world.refused() == [(503, 0), (503, 1), (503, 2)]
    assert world.counters.refused == {"late": 3}
    assert world.counters.responses[503] == 3


def test_calls_to_the_emergency_services_are_let_in() -> None:
    world = World()
    world.put("INVITE", 1, PHONE, "sip:112@10.0.0.1")
    world.put("INVITE", 2, STRANGER, "sip:112@10.0.0.1")
    world.now_s += 1.0
    assert world.take_all() == ["INVITE 1"]
    assert world.refused() == [(503, 2)]


def test_other_requests_have_more_patience() -> None:
    world = World()
    world.put("REGISTER", 1)
    world.now_s += 0.15
    assert world.take() == "REGISTER 1"
    world.put("REGISTER", 2)
    world.now_s += 0.25
    assert world.take() is None
    assert world.refused() == [(503, 2)]


def test_a_cancel_stays_behind_its_invite() -> None:
    world = World()
    world.put("INVITE", 1)
    world.put("CANCEL", 1)
    world.put("BYE", 2)
    assert world.take_all() == ["BYE 2", "INVITE 1", "CANCEL 1"]


def test_a_copy_of_what_was_refused_gets_the_same_answer_and_its_ack_is_taken() -> None:
    world = World()
    world.put("INVITE", 1)
    world.now_s += 1.0
    assert world.take() is None
    world.put("INVITE", 1)
    world.put("ACK", 1)
    assert not world.intake.reads_at_once(world.datagram("INVITE", 1, TRUNK), world.now_s)
    assert len({answer for answer, _, _ in world.sent}) == 1
    assert len(world.sent) == 3
    assert world.counters.refused == {"late": 1}
    world.put("CANCEL", 1)
    assert world.take() == "CANCEL 1"


def test_what_was_refused_is_forgotten() -> None:
    world = World()
    world.put("INVITE", 1)
    world.now_s += 1.0
    assert world.take() is None
    for _ in range(3):
        world.now_s += REMEMBERED_S + 1
        last = world.intake.reads_at_once(world.datagram("INVITE", 1, TRUNK), world.now_s)
    assert last


@pytest.mark.parametrize("waited", [False, True])
def test_a_copy_of_what_was_let_in_is_never_refused(waited: bool) -> None:
    world = World()
    if waited:
        world.put("INVITE", 1)
        assert world.take() == "INVITE 1"
    else:
        assert world.intake.reads_at_once(world.datagram("INVITE", 1, TRUNK), world.now_s)
    world.put("INVITE", 1)
    world.now_s += 1.0
    assert world.take() == "INVITE 1"
    assert world.refused() == []


def test_answers_go_where_the_request_says() -> None:
    world = World()
    data = make_request(Via=f"SIP/2.0/UDP {TRUNK}:5070;branch=z9hG4bK1").serialize()
    world.intake.put(Datagram(data, TRUNK, 49152, 0.0), 0.0)
    world.now_s += 1.0
    assert world.take() is None
    assert [(host, port) for _, host, port in world.sent] == [(TRUNK, 5070)]


def test_what_is_written_in_an_unusual_way_is_left_to_be_read() -> None:
    world = World()
    data = make_request(Via=f"SIP/2.0/UDP {TRUNK};branch=old").serialize()
    world.intake.put(Datagram(data, TRUNK, 5060, 0.0), 0.0)
    world.now_s += 1.0
    assert world.take() == "INVITE 1"


def test_so_many_wait_of_one_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_OF_NETWORK", 2)
    world = World()
    for number in range(4):
        world.put("INVITE", number, STRANGER)
    world.put("INVITE", 9, TRUNK)
    assert len(world.intake) == 3
    assert world.counters.dropped == 2


def test_what_nobody_waits_for_any_more_is_dropped() -> None:
    world = World()
    world.put("REGISTER", 1)
    world.put("BYE", 2)
    world.now_s += STALE_S + 1
    assert world.take_all() == ["BYE 2"]
    assert world.refused() == []
    assert world.counters.dropped == 1
