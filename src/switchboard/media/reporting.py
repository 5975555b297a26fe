"""RTCP of one stream: what to send when, and what the peer says of us."""

import random

from switchboard.media import rtcp
from switchboard.media.reception import Reception
from switchboard.media.rtp import CLOCK_HZ


class Reporter:
    """Reports every ``interval_s``, times 0.5 to 1.5 (RFC 3550 §6.2). Times: monotonic, but NTP is the wall clock."""

    def __init__(self, ssrc: int, cname: str, interval_s: float, now_s: float, chance: random.Random) -> None:
        self.ssrc = ssrc
        self.peer_lost: int | None = None
        self.peer_jitter_ms = 0.0
        self.round_trip_ms: float | None = None
        self._cname = cname
        self._interval_s = interval_s
        self._chance = chance
        # RFC 3550 §6.2: the first report comes after half an interval, and all at random times within 0.5 to 1.5
        # intervals, so that the reports of many calls that began together do not come in step.
        self._due_s = now_s + interval_s * chance.uniform(0.25, 0.75)
        self._peer_report = 0
        self._peer_report_s = 0.0

    def due(self, now_s: float) -> bool:
        """Whether it is time for a report; if so, the next is scheduled."""
        if now_s < self._due_s:
            return False
        self._due_s = now_s + self._interval_s * self._chance.uniform(0.5, 1.5)
        return True

    def report(self, reception: Reception, now_s: float, ntp: int, timestamp: int, packets: int, octets: int) -> bytes:
        """SR, or RR before the first packet, and SDES."""
        blocks = self._blocks(reception, now_s)
        first: rtcp.RtcpPacket = rtcp.ReceiverReport(self.ssrc, blocks)
        if packets:
            first = rtcp.SenderReport(self.ssrc, ntp, timestamp, packets, octets, blocks)
        return rtcp.build(first, rtcp.Cname(self.ssrc, self._cname))

    def goodbye(self) -> bytes:
        """Builds an empty report and BYE (§6.6)."""
        cname = rtcp.Cname(self.ssrc, self._cname)
        return rtcp.build(rtcp.ReceiverReport(self.ssrc), cname, rtcp.Goodbye((self.ssrc,)))

    def receive(self, data: bytes, now_s: float, ntp: int) -> bool:
        """Takes what the peer sent; False for a packet that is not RTCP."""
        packets = rtcp.parse(data)
        for packet in packets:
            if isinstance(packet, rtcp.SenderReport):
                self._peer_report, self._peer_report_s = rtcp.ntp_middle(packet.ntp), now_s
            if isinstance(packet, rtcp.SenderReport | rtcp.ReceiverReport):
                self._note(packet.blocks, ntp)
        return bool(packets)

    def _note(self, blocks: tuple[rtcp.ReportBlock, ...], ntp: int) -> None:
        for block in blocks:
            if block.ssrc == self.ssrc:
                self.peer_lost = max(0, block.cumulative_lost)
                self.peer_jitter_ms = block.jitter * 1000 / CLOCK_HZ
                trip_s = rtcp.round_trip_s(block, ntp)
                self.round_trip_ms = self.round_trip_ms if trip_s is None else trip_s * 1000

    def _blocks(self, reception: Reception, now_s: float) -> tuple[rtcp.ReportBlock, ...]:
        figures = reception.report()
        if figures is None or reception.ssrc is None:
            return ()
        delay = int((now_s - self._peer_report_s) * 65536) & 0xFFFFFFFF if self._peer_report else 0
        return (rtcp.ReportBlock(reception.ssrc, *figures, self._peer_report, delay),)
