"""RTP packets (RFC 3550 §5.1) and the arithmetic of their counters."""

import struct
from typing import NamedTuple

HEADER = struct.Struct("!BBHII")
HEADER_BYTES = HEADER.size
VERSION_BITS = 0x80
MARKER_BIT = 0x80
CLOCK_HZ = 8000
"""The RTP clock of PCMU, PCMA, telephone-event and, by RFC 3551 §4.5.2, G722."""

# With the marker bit these are the RTCP types 192 to 223 (RFC 5761 §4).
_RTCP_PAYLOAD_TYPES = range(64, 96)


class Packet(NamedTuple):
    """A parsed packet; the payload is without padding, extension and contributing sources."""

    marker: bool
    payload_type: int
    sequence: int
    timestamp: int
    ssrc: int
    payload: bytes


def parse(data: bytes) -> Packet | None:
    """The packet in a datagram, or None when it is not RTP."""
    if len(data) < HEADER_BYTES:
        return None
    first, second, sequence, timestamp, ssrc = HEADER.unpack_from(data)
    payload_type = second & 0x7F
    if first & 0xC0 != VERSION_BITS or payload_type in _RTCP_PAYLOAD_TYPES:
        return None
    if first == VERSION_BITS:
        payload = data[HEADER_BYTES:]
    else:
        bounds = _payload_bounds(data, first)
        if bounds is None:
            return None
        payload = data[bounds[0] : bounds[1]]
    return Packet(second >= MARKER_BIT, payload_type, sequence, timestamp, ssrc, payload)


def _payload_bounds(data: bytes, first: int) -> tuple[int, int] | None:
    start, end = HEADER_BYTES + 4 * (first & 0x0F), len(data)
    if first & 0x10:
        if start + 4 > end:
            return None
        start += 4 + 4 * int.from_bytes(data[start + 2 : start + 4], "big")
    if first & 0x20:
        # The count of padding octets includes itself (§5.1), so 0 is impossible.
        if data[-1] == 0:
            return None
        end -= data[-1]
    return (start, end) if start <= end else None


def build(
    *, payload_type: int, sequence: int, timestamp: int, ssrc: int, payload: bytes, marker: bool = False
) -> bytes:
    """A packet with the plain 12-byte header; counters are taken modulo their width."""
    second = payload_type | (MARKER_BIT if marker else 0)
    return HEADER.pack(VERSION_BITS, second, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc & 0xFFFFFFFF) + payload


def sequence_difference(newer: int, older: int) -> int:
    """``newer - older`` on the 16-bit circle, -32768 to 32767."""
    return ((newer - older + 0x8000) & 0xFFFF) - 0x8000


def timestamp_difference(newer: int, older: int) -> int:
    """``newer - older`` on the 32-bit circle, -2**31 to 2**31 - 1."""
    return ((newer - older + 0x80000000) & 0xFFFFFFFF) - 0x80000000
