"""RTCP (RFC 3550 §6): sender and receiver reports, SDES CNAME, BYE, as compound packets."""

import struct
from dataclasses import dataclass

SENDER_REPORT, RECEIVER_REPORT, SOURCE_DESCRIPTION, GOODBYE = 200, 201, 202, 203
_SDES_CNAME = 1
_NTP_EPOCH_S = 2208988800
_HEADER = struct.Struct("!BBH")
_SENDER = struct.Struct("!IQIII")
_BLOCK = struct.Struct("!IIIIII")
MAX_CNAME_BYTES = 255


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """One source's reception; jitter in timestamp units, the last two in 1/65536 s."""

    ssrc: int
    fraction_lost: int
    cumulative_lost: int
    extended_highest_sequence: int
    jitter: int
    last_sender_report: int
    delay_since_last_sender_report: int


@dataclass(frozen=True, slots=True)
class SenderReport:
    """SR (§6.4.1); ``ntp`` is the 64-bit timestamp."""

    ssrc: int
    ntp: int
    timestamp: int
    packets: int
    octets: int
    blocks: tuple[ReportBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiverReport:
    """RR (§6.4.2)."""

    ssrc: int
    blocks: tuple[ReportBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Cname:
    """SDES with the one item everybody must send (§6.5.1)."""

    ssrc: int
    cname: str


@dataclass(frozen=True, slots=True)
class Goodbye:
    """BYE (§6.6)."""

    ssrcs: tuple[int, ...]


RtcpPacket = SenderReport | ReceiverReport | Cname | Goodbye


def ntp_time(unix_s: float) -> int:
    """The 64-bit NTP timestamp of a Unix time."""
    return int((unix_s + _NTP_EPOCH_S) * 4294967296) & 0xFFFFFFFFFFFFFFFF


def ntp_middle(ntp: int) -> int:
    """The middle 32 bits, as reports repeat them."""
    return ntp >> 16 & 0xFFFFFFFF


def round_trip_s(block: ReportBlock, now_ntp: int) -> float | None:
    """The round trip a report block tells (§6.4.1), or None when it answers no report or is absurd."""
    if not block.last_sender_report:
        return None
    units = (ntp_middle(now_ntp) - block.last_sender_report - block.delay_since_last_sender_report) & 0xFFFFFFFF
    return units / 65536 if units < 60 * 65536 else None


def build(*packets: RtcpPacket) -> bytes:
    """Builds a compound packet."""
    return b"".join(_build_one(packet) for packet in packets)


def _build_one(packet: RtcpPacket) -> bytes:
    match packet:
        case SenderReport(ssrc, ntp, timestamp, sent, octets, blocks):
            sender = _SENDER.pack(ssrc, ntp, timestamp & 0xFFFFFFFF, sent & 0xFFFFFFFF, octets & 0xFFFFFFFF)
            return _frame(SENDER_REPORT, len(blocks), sender + b"".join(map(_build_block, blocks)))
        case ReceiverReport(ssrc, blocks):
            body = ssrc.to_bytes(4, "big") + b"".join(map(_build_block, blocks))
            return _frame(RECEIVER_REPORT, len(blocks), body)
        case Cname(ssrc, cname):
            text = cname.encode()[:MAX_CNAME_BYTES]
            chunk = ssrc.to_bytes(4, "big") + bytes((_SDES_CNAME, len(text))) + text
            # At least one NUL ends the items of a chunk, and it is filled up to 32 bits (§6.5).
            return _frame(SOURCE_DESCRIPTION, 1, chunk + bytes(4 - len(chunk) % 4))
        case Goodbye(ssrcs):
            return _frame(GOODBYE, len(ssrcs), b"".join(ssrc.to_bytes(4, "big") for ssrc in ssrcs))


def _frame(kind: int, count: int, body: bytes) -> bytes:
    return _HEADER.pack(0x80 | count, kind, len(body) // 4) + body


def _build_block(block: ReportBlock) -> bytes:
    return _BLOCK.pack(
        block.ssrc,
        block.fraction_lost << 24 | block.cumulative_lost & 0xFFFFFF,
        block.extended_highest_sequence,
        block.jitter,
        block.last_sender_report,
        block.delay_since_last_sender_report,
    )


def parse(data: bytes) -> tuple[RtcpPacket, ...]:
    """The packets of a compound that are understood; empty when it is not RTCP (appendix A.2)."""
    packets = []
    while data:
        framed = _unframe(data)
        if framed is None:
            return ()
        kind, count, body, data = framed
        packet = _parse_one(kind, count, body)
        if packet is not None:
            packets.append(packet)
    return tuple(packets)


def _unframe(data: bytes) -> tuple[int, int, bytes, bytes] | None:
    if len(data) < _HEADER.size:
        return None
    first, kind, words = _HEADER.unpack_from(data)
    end = 4 + 4 * words
    if first >> 6 != 2 or end > len(data) or not 192 <= kind <= 223:
        return None
    body = data[4:end]
    if first & 0x20:
        padding = body[-1] if body else 0
        if not 0 < padding <= len(body):
            return None
        body = body[:-padding]
    return kind, first & 0x1F, body, data[end:]


def _parse_one(kind: int, count: int, body: bytes) -> RtcpPacket | None:
    if kind == SENDER_REPORT and len(body) >= _SENDER.size + count * _BLOCK.size:
        ssrc, ntp, timestamp, packets, octets = _SENDER.unpack_from(body)
        return SenderReport(ssrc, ntp, timestamp, packets, octets, _parse_blocks(body[_SENDER.size :], count))
    if kind == RECEIVER_REPORT and len(body) >= 4 + count * _BLOCK.size:
        return ReceiverReport(int.from_bytes(body[:4], "big"), _parse_blocks(body[4:], count))
    if kind == SOURCE_DESCRIPTION and count:
        return _parse_cname(body)
    if kind == GOODBYE and len(body) >= 4 * count:
        return Goodbye(tuple(int.from_bytes(body[4 * i : 4 * i + 4], "big") for i in range(count)))
    return None


def _parse_blocks(body: bytes, count: int) -> tuple[ReportBlock, ...]:
    return tuple(_parse_block(body, i * _BLOCK.size) for i in range(count))


def _parse_block(body: bytes, offset: int) -> ReportBlock:
    ssrc, loss, highest, jitter, last, delay = _BLOCK.unpack_from(body, offset)
    # 24 bits with a sign: duplicates can make it negative (§6.4.1).
    lost = loss & 0xFFFFFF
    return ReportBlock(ssrc, loss >> 24, lost - (lost >> 23 << 24), highest, jitter, last, delay)


def _parse_cname(body: bytes) -> Cname | None:
    """The CNAME of the first chunk."""
    position = 4
    while position + 2 <= len(body) and body[position]:
        kind, length = body[position], body[position + 1]
        text = body[position + 2 : position + 2 + length]
        if kind == _SDES_CNAME:
            return Cname(int.from_bytes(body[:4], "big"), text.decode(errors="replace"))
        position += 2 + length
    return None
