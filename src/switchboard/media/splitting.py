"""Packets of one side of a bridge, cut where the other side takes only shorter ones (RFC 8866 §6.5, maxptime)."""

from switchboard.media.rtp import Packet, sequence_difference

OCTETS_PER_MS = 8
"""Of every codec."""


class Splitter:
    """Cuts audio, and shifts the sequence numbers of all that follows.

    Once a packet was cut, a late packet is dropped, because its number is already taken.
    """

    def __init__(self, audio_type: int, max_ptime_ms: int) -> None:
        self._audio_type = audio_type
        self._max_octets = OCTETS_PER_MS * max_ptime_ms
        self._ssrc: int | None = None
        self._last = self._extra = 0

    def split(self, packet: Packet) -> list[Packet]:
        """The packet, or its parts in order."""
        size = len(packet.payload) if packet.payload_type == self._audio_type else 0
        if not self._extra and size <= self._max_octets:
            return [packet]
        if packet.ssrc != self._ssrc:
            self._ssrc, self._extra = packet.ssrc, 0
        elif self._extra and sequence_difference(packet.sequence, self._last) <= 0:
            return []
        self._last = packet.sequence
        first = packet.sequence + self._extra
        starts = range(0, max(size, 1), self._max_octets)
        self._extra += len(starts) - 1
        if len(starts) == 1:
            return [packet._replace(sequence=first & 0xFFFF)]
        return [
            Packet(
                packet.marker and start == 0,
                packet.payload_type,
                first + index & 0xFFFF,
                packet.timestamp + start & 0xFFFFFFFF,
                packet.ssrc,
                packet.payload[start : start + self._max_octets],
            )
            for index, start in enumerate(starts)
        ]
