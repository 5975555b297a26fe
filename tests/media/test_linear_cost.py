"""What arrives on the ports of a stream costs no more than its length, and each packet a constant."""

import struct

import pytest

from switchboard.media import rtcp, rtp
from switchboard.media.presses import TelephoneEventReceiver
from switchboard.media.reception import Reception
from switchboard.media.source import SourceRule
from tests.kit.cost import faster_than_linear

pytestmark = pytest.mark.unit

BLOCK = bytes(24)
RECEIVER_REPORT = struct.pack("!BBHI", 0x80, rtcp.RECEIVER_REPORT, 1, 7)
GOODBYE = struct.pack("!BBHI", 0x81, rtcp.GOODBYE, 1, 7)
NOTHING = struct.pack("!BBH", 0x80, rtcp.SOURCE_DESCRIPTION, 0)


@pytest.mark.parametrize(
    "packet", [RECEIVER_REPORT, GOODBYE, NOTHING, b"\x80\xc8\0\0", b"\x81\xca\0\1", b"\0", b"\xff"]
)
def test_compound_rtcp(packet: bytes) -> None:
    assert not faster_than_linear(rtcp.parse, lambda text: packet * len(text), fillers=["a"])


@pytest.mark.parametrize("first", [0x80, 0x8F, 0x90, 0xA0, 0xBF])
def test_an_rtp_packet(first: int) -> None:
    assert not faster_than_linear(
        rtp.parse, lambda text: bytes([first, 0]) + text.encode() * 2, fillers=["\0", "\x7f", "é"]
    )


@pytest.mark.parametrize("same", ["timestamp", "sequence", "ssrc", "nothing"])
def test_packets_of_one_stream(same: str) -> None:
    """Whatever of the header stands still or moves: no packet makes a later one dearer."""

    def receive(packets: list[rtp.Packet]) -> None:
        reception, events = Reception(), TelephoneEventReceiver()
        rule = SourceRule(("192.0.2.1", 4000), ["192.0.2.2"])
        for packet in packets:
            reception.arrived(packet.ssrc, packet.sequence, packet.timestamp, packet.timestamp)
            events.receive(packet, packet.sequence / 50)
            rule.consider(("192.0.2.2", 1024 + packet.ssrc), packet, packet.sequence / 50, quiet=True)

    def packets(text: str) -> list[rtp.Packet]:
        return [
            rtp.Packet(
                at % 2 == 0,
                101,
                7 if same == "sequence" else at & 0xFFFF,
                7 if same == "timestamp" else at * 160,
                7 if same == "ssrc" else at,
                bytes([at % 16, 10, at % 256, 0]),
            )
            for at in range(len(text))
        ]

    assert not faster_than_linear(receive, packets, fillers=["a"], repeated=40)
