"""Packets of many rows that one system call sends, on loopback."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack

import numpy as np
import pytest

from switchboard.media import batches as sending
from switchboard.media.batches import FEW, Batches, open_batches
from switchboard.media.sockets import Route
from switchboard.media.uring import ENTRIES

pytestmark = pytest.mark.interop

BYTES = 16


class Peers:
    """Pairs of sockets that are closed with the test: ours, and one that waits for what ours sends."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack

    def pair(self, host: str = "127.0.0.1") -> tuple[socket.socket, socket.socket]:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        ours, theirs = (self._stack.enter_context(socket.socket(family, socket.SOCK_DGRAM)) for _ in range(2))
        theirs.bind((host, 0))
        theirs.settimeout(10)
        return ours, theirs


@pytest.fixture
def peers() -> Iterator[Peers]:
    with ExitStack() as stack:
        yield Peers(stack)


@pytest.fixture
def batches() -> Iterator[Batches]:
    """Some systems forbid io_uring: containers by default, and some distributions."""
    opened = open_batches()
    if opened is None:
        pytest.skip("this system has no io_uring that sends")
    yield opened
    opened.close()


def packets(count: int) -> np.ndarray[tuple[int], np.dtype[np.void]]:
    """Each with its number."""
    return np.array([number.to_bytes(BYTES) for number in range(count)], f"V{BYTES}")


def test_each_packet_goes_to_its_own_peer(peers: Peers, batches: Batches) -> None:
    pairs = [peers.pair(host) for host in ("127.0.0.1", "::1") for _ in range(FEW)]
    for row, (ours, theirs) in enumerate(pairs):
        if row % 2:
            ours.connect(theirs.getsockname())
            batches.set_route(row, Route(ours.fileno(), b""))
        else:
            batches.set_route(row, Route.of(ours, theirs.getsockname()[:2]))
    due = np.arange(len(pairs))[::-1]
    for _ in range(3):
        assert not len(batches.send(due, packets(len(pairs))))
        for number, row in enumerate(due.tolist()):
            ours, theirs = pairs[row]
            data, source = theirs.recvfrom(BYTES)
            assert (data, source[1]) == (number.to_bytes(BYTES), ours.getsockname()[1])


def test_more_packets_than_the_ring_has_entries(peers: Peers, batches: Batches) -> None:
    ours, theirs = peers.pair()
    count = 2 * ENTRIES + 7
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    for row in range(count):
        batches.set_route(row, Route.of(ours, theirs.getsockname()))
    received = []
    for _ in range(2):  # each time the ring begins elsewhere
        for start in range(0, count, 100):  # no more than fit into the buffer of the peer
            rows = np.arange(start, min(start + 100, count))
            assert not len(batches.send(rows, packets(count)[rows]))
            received += [int.from_bytes(theirs.recv(BYTES)) for _ in rows]
    assert received == [*range(count)] * 2
    theirs.close()
    assert not len(batches.send(np.arange(count), packets(count)))


def test_a_row_without_a_way_is_left_to_its_socket(peers: Peers, batches: Batches) -> None:
    ours, theirs = peers.pair()
    count = FEW + 3
    for row in range(count):
        batches.set_route(row, Route.of(ours, theirs.getsockname()))
    batches.set_route(2, None)
    batches.set_route(4, Route.of(ours, ("fe80::1%eth0", 4000)))
    assert batches.send(np.arange(count), packets(count)).tolist() == [2, 4]
    assert [int.from_bytes(theirs.recv(BYTES)) for _ in range(count - 2)] == [0, 1, 3, 5, 6]


def test_few_packets_are_left_to_their_sockets(batches: Batches) -> None:
    assert batches.send(np.arange(FEW), packets(FEW)).tolist() == [*range(FEW)]


def test_a_packet_that_fails_costs_no_other(peers: Peers, batches: Batches) -> None:
    ours, theirs = peers.pair()
    closed, gone = peers.pair()
    closed.connect(gone.getsockname())
    gone.close()
    for row in range(FEW + 1):
        batches.set_route(row, Route.of(ours, theirs.getsockname()))
    batches.set_route(1, Route(closed.fileno(), b""))
    batches.set_route(3, Route(2**20, b""))  # no descriptor
    for _ in range(3):
        assert not len(batches.send(np.arange(FEW + 1), packets(FEW + 1)))
        assert [int.from_bytes(theirs.recv(BYTES)) for _ in range(FEW - 1)] == [0, 2, 4]


def test_without_a_ring_packets_are_sent_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden() -> None:
        raise PermissionError("io_uring_setup")

    monkeypatch.setattr(sending, "Uring", forbidden)
    assert open_batches() is None


def test_a_ring_that_does_not_send_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    class Mute:
        def send(self, descriptors: list[int], *_: object) -> int:
            return len(descriptors)

        def close(self) -> None:
            """Nothing is open."""

    monkeypatch.setattr(sending, "Uring", Mute)
    assert open_batches() is None
