"""Ports, latching, and the kernel's filter, on loopback."""

import contextlib
import socket
from collections.abc import Iterator

import pytest

from switchboard.media import filter as kernel_filter
from switchboard.media import rtp
from switchboard.media.sockets import PortError, PortPool, RtpSocket, is_address
from switchboard.media.source import PROOF_PACKETS, SourceRule
from tests.kit.ports import reserved_port

pytestmark = pytest.mark.interop


def udp(port: int = 0) -> socket.socket:
    """A bound socket."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(("127.0.0.1", port))
    sock.settimeout(10)
    return sock


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Two sockets, the first connected to the second."""
    first, second = udp(), udp()
    first.connect(second.getsockname())
    with first, second:
        yield first, second


def packet(sequence: int, ssrc: int = 1) -> rtp.Packet:
    """A packet that matters only by its counter."""
    return rtp.Packet(False, 0, sequence, 0, ssrc, b"")


def test_pairs_are_even_and_odd_and_skip_what_is_taken() -> None:
    first = reserved_port(8)
    pool = PortPool(first, first + 7)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", first + 1))
        one, two, port = pool.open_pair("127.0.0.1")
        assert port % 2 == 0 and port > first
        assert two.getsockname()[1] == one.getsockname()[1] + 1 == port + 1
    one.close()
    two.close()


def test_the_pool_runs_out_and_refills() -> None:
    first = reserved_port(4)
    pool = PortPool(first, first + 1)
    one, two, port = pool.open_pair("127.0.0.1")
    with pytest.raises(PortError):
        pool.open_pair("127.0.0.1")
    one.close()
    two.close()
    pool.give(port)
    one, two, again = pool.open_pair("127.0.0.1")
    assert again == port
    one.close()
    two.close()


@pytest.mark.parametrize("host", ["192.0.2.77", "no address", "::ffff:192.0.2.1"])
def test_an_address_that_is_not_ours(host: str) -> None:
    pool = PortPool(20000, 20001)
    with pytest.raises(PortError):
        pool.open_pair(host)


def test_addresses() -> None:
    assert is_address("192.0.2.1", socket.AF_INET) and is_address("2001:db8::1", socket.AF_INET6)
    assert not is_address("2001:db8::1", socket.AF_INET) and not is_address("phone.example", socket.AF_INET)


def test_connected_only_to_the_address_in_the_sdp() -> None:
    with udp(reserved_port(1)) as sock, udp() as first, udp() as second:
        sock.setblocking(False)
        own, address = RtpSocket(sock), sock.getsockname()
        own.expect(SourceRule(first.getsockname()))
        own.send(b"to the address in the SDP")
        assert first.recv(100) == b"to the address in the SDP"
        assert own.consider(first.getsockname(), packet(1), 0.0, quiet=True)
        assert own.connected
        second.sendto(b"stranger", address)
        first.sendto(b"peer", address)
        assert own.receive(100) == b"peer"
        own.disconnect()
        assert (own.connected, sock.getsockname()) == (False, address)
        own.send(b"still to the SDP's")
        assert first.recv(100) == b"still to the SDP's"
        second.sendto(b"welcome", address)
        assert own.receive_from() == (b"welcome", second.getsockname())


def test_open_to_all_while_another_source_is_in_use() -> None:
    with udp(reserved_port(1)) as sock, udp() as first, udp() as second:
        sock.setblocking(False)
        own, address = RtpSocket(sock), sock.getsockname()
        own.expect(SourceRule(first.getsockname()))
        for sequence in range(PROOF_PACKETS):
            own.consider(second.getsockname(), packet(sequence), 0.0, quiet=True)
        own.send(b"to the one that spoke")
        assert second.recv(100) == b"to the one that spoke"
        assert not own.connected
        first.sendto(b"here I am", address)
        assert own.receive_from() == (b"here I am", first.getsockname())
        assert own.consider(first.getsockname(), packet(1), 0.0, quiet=False)
        own.send(b"to the SDP's again")
        assert (first.recv(100), own.connected) == (b"to the SDP's again", True)


def test_a_new_description_unlocks_also_an_equal_one() -> None:
    with udp(reserved_port(1)) as sock, udp() as first, udp() as second:
        own = RtpSocket(sock)
        own.expect(SourceRule(first.getsockname()))
        for sequence in range(PROOF_PACKETS):
            own.consider(second.getsockname(), packet(sequence), 0.0, quiet=True)
        own.expect(SourceRule(first.getsockname()))
        own.send(b"to the SDP's")
        assert first.recv(100) == b"to the SDP's"
        assert own.rule.current is None


def test_no_address_means_no_packets() -> None:
    with udp() as sock:
        own = RtpSocket(sock)
        own.expect(SourceRule(("0.0.0.0", 4000)))
        own.send(b"nowhere")


def test_the_filter_passes_digits_and_some_audio(pair: tuple[socket.socket, socket.socket]) -> None:
    sender, receiver = pair
    receiver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    assert kernel_filter.attach(receiver, kernel_filter.digits_only(101, 96))
    for sequence in range(1000):
        kind = {0: 101, 50: 96}.get(sequence % 100, 0)
        sender.send(
            rtp.build(payload_type=kind, sequence=sequence, timestamp=0, ssrc=1, payload=b"x", marker=sequence % 2 == 0)
        )
    kernel_filter.detach(receiver)
    sender.send(b"end")
    kinds = []
    while (data := receiver.recv(100)) != b"end":
        found = rtp.parse(data)
        assert found is not None
        kinds.append(found.payload_type)
    assert (kinds.count(101), kinds.count(96)) == (10, 10)
    assert kinds.count(0) < 100


def test_a_filter_for_no_digits_passes_some_audio(pair: tuple[socket.socket, socket.socket]) -> None:
    sender, receiver = pair
    receiver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    assert kernel_filter.attach(receiver, kernel_filter.digits_only())
    for sequence in range(2000):
        sender.send(rtp.build(payload_type=0, sequence=sequence, timestamp=0, ssrc=1, payload=b"x"))
    kernel_filter.detach(receiver)
    sender.send(b"end")
    count = 0
    while receiver.recv(100) != b"end":
        count += 1
    assert 0 < count < 200


def test_what_the_filter_withholds_is_counted(pair: tuple[socket.socket, socket.socket]) -> None:
    sender, receiver = pair
    receiver.setblocking(False)
    before = kernel_filter.withheld(receiver)
    assert kernel_filter.attach(receiver, kernel_filter.digits_only(101))
    for sequence in range(200):
        sender.send(rtp.build(payload_type=0, sequence=sequence, timestamp=0, ssrc=1, payload=b"x"))
    heard = 0
    with contextlib.suppress(BlockingIOError):
        while receiver.recv(100):
            heard += 1
    assert kernel_filter.withheld(receiver) - before == 200 - heard > 0


def test_a_filter_that_the_kernel_refuses(pair: tuple[socket.socket, socket.socket]) -> None:
    assert not kernel_filter.attach(pair[1], b"\xff" * 8)
    kernel_filter.detach(pair[1])
