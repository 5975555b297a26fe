"""Packets rewritten to continue another stream."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.media import rtp
from switchboard.media.control import CodecName, Configure
from switchboard.media.relay import Relay

pytestmark = pytest.mark.unit


def config(codec: CodecName = "PCMU", payload_type: int = 0, event_type: int | None = 101) -> Configure:
    """What one side agreed."""
    return Configure(
        stream=1,
        remote_host="192.0.2.1",
        remote_port=4000,
        codec=codec,
        payload_type=payload_type,
        telephone_event_payload_type=event_type,
    )


def packet(
    sequence: int, timestamp: int, payload_type: int = 0, ssrc: int = 5, payload: bytes = bytes(160)
) -> rtp.Packet:
    """From the source."""
    return rtp.Packet(False, payload_type, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc, payload)


def rewritten(relay: Relay, source: rtp.Packet) -> rtp.Packet | None:
    """As the target sees it."""
    result = relay.rewrite(source)
    return None if result is None else rtp.parse(result[2])


def test_offsets_are_constant_so_loss_and_order_are_seen() -> None:
    relay = Relay(config(), config(), 9)
    relay.resume(100, 8000)
    out = [rewritten(relay, packet(65534 + i, 1000 + 160 * i)) for i in (0, 1, 3, 2)]
    assert [(p.sequence, p.timestamp, p.ssrc, p.marker) for p in out if p] == [
        (100, 8000, 9, True),
        (101, 8160, 9, False),
        (103, 8480, 9, False),
        (102, 8320, 9, False),
    ]
    assert (relay.next_sequence, relay.next_timestamp) == (104, 8640)


def test_an_event_keeps_one_timestamp_and_gets_the_targets_type() -> None:
    relay = Relay(config(), config(event_type=96), 9)
    relay.resume(0, 0)
    rewritten(relay, packet(1, 1000))
    out = [rewritten(relay, packet(2 + i, 1160, 101, payload=b"\5\n\0\xa0")) for i in range(4)]
    assert {(p.payload_type, p.timestamp, p.payload) for p in out if p} == {(96, 160, b"\5\n\0\xa0")}
    assert [p.sequence for p in out if p] == [1, 2, 3, 4]


def test_what_the_target_cannot_have_leaves_no_gap() -> None:
    relay = Relay(config(), config(event_type=None), 9)
    relay.resume(0, 0)
    out = [rewritten(relay, packet(i, 160 * i, kind)) for i, kind in enumerate((0, 101, 13, 0))]
    assert [p and p.sequence for p in out] == [0, None, None, 1]


@pytest.mark.parametrize(("sequence", "ssrc"), [(2, 6), (30000, 5)])
def test_a_new_source_goes_on_without_a_gap(sequence: int, ssrc: int) -> None:
    relay = Relay(config(), config(), 9)
    relay.resume(0, 0)
    rewritten(relay, packet(1, 160))
    out = rewritten(relay, packet(sequence, 77777, ssrc=ssrc))
    assert out is not None and (out.sequence, out.timestamp, out.marker) == (1, 160, True)


def test_stragglers_from_before_the_bridge_are_dropped() -> None:
    relay = Relay(config(), config(), 9)
    relay.resume(50, 0)
    rewritten(relay, packet(10, 1600))
    assert rewritten(relay, packet(9, 1440)) is None


def test_codecs_are_converted() -> None:
    relay = Relay(config(), config("PCMA", 8), 9)
    relay.resume(0, 0)
    out = rewritten(relay, packet(0, 0, payload=b"\xff" * 160))
    assert out is not None and (out.payload_type, out.payload) == (8, b"\xd5" * 160)


@given(st.lists(st.tuples(st.integers(0, 65535), st.integers(0, 2**32 - 1), st.integers(0, 127), st.integers(0, 2))))
def test_no_packets_break_it(packets: list[tuple[int, int, int, int]]) -> None:
    relay = Relay(config(), config("G722", 9), 9)
    relay.resume(65000, 2**32 - 5)
    for sequence, timestamp, payload_type, ssrc in packets:
        relay.rewrite(packet(sequence, timestamp, payload_type, ssrc))
