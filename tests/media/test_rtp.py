"""RTP parsing and arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.media import rtp

pytestmark = pytest.mark.unit

U16, U32 = st.integers(0, 0xFFFF), st.integers(0, 0xFFFFFFFF)
PAYLOAD_TYPES = st.integers(0, 63) | st.integers(96, 127)


@given(PAYLOAD_TYPES, U16, U32, U32, st.binary(max_size=200), st.booleans())
def test_what_is_built_parses(
    payload_type: int, sequence: int, timestamp: int, ssrc: int, payload: bytes, marker: bool
) -> None:
    data = rtp.build(
        payload_type=payload_type,
        sequence=sequence,
        timestamp=timestamp,
        ssrc=ssrc,
        payload=payload,
        marker=marker,
    )
    assert rtp.parse(data) == rtp.Packet(marker, payload_type, sequence, timestamp, ssrc, payload)


def test_sources_extension_and_padding_are_no_payload() -> None:
    header = bytes.fromhex("b2 80 0001 000000a0 deadbeef".replace(" ", ""))
    sources = bytes(8)
    extension = bytes.fromhex("bede0001") + bytes(4)
    packet = rtp.parse(header + sources + extension + b"voice" + b"\0\0\3")
    assert packet == rtp.Packet(True, 0, 1, 160, 0xDEADBEEF, b"voice")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(12),
        b"\x80" + bytes(10),
        b"\x90" + bytes(11),
        b"\x90" + bytes(13) + b"\xff\xff",
        b"\x8f" + bytes(11),
        b"\xa0" + bytes(12),
        b"\xa0" + bytes(11) + b"\xff",
        b"\x80\xc8" + bytes(26),
    ],
)
def test_what_is_no_rtp_is_refused(data: bytes) -> None:
    assert rtp.parse(data) is None


@given(st.binary(max_size=80))
def test_any_bytes_parse_or_are_refused(data: bytes) -> None:
    packet = rtp.parse(data)
    assert packet is None or len(packet.payload) <= len(data) - rtp.HEADER_BYTES


@given(st.integers(0, 255), st.integers(0, 11), st.binary(max_size=20))
def test_mutated_packets_parse_or_are_refused(value: int, place: int, tail: bytes) -> None:
    data = bytearray(rtp.build(payload_type=0, sequence=1, timestamp=2, ssrc=3, payload=tail))
    data[place] = value
    rtp.parse(bytes(data))


@given(U16, st.integers(-32768, 32767))
def test_sequence_differences_wrap(start: int, step: int) -> None:
    assert rtp.sequence_difference((start + step) & 0xFFFF, start) == step


@given(U32, st.integers(-(2**31), 2**31 - 1))
def test_timestamp_differences_wrap(start: int, step: int) -> None:
    assert rtp.timestamp_difference((start + step) & 0xFFFFFFFF, start) == step
