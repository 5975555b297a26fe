"""Rewrites the packets of one stream so that they continue another: the heart of a bridge."""

from typing import NamedTuple

from switchboard.media.codec import make_transcoder
from switchboard.media.control import Configure
from switchboard.media.g722 import G722Encoder
from switchboard.media.rtp import HEADER, MARKER_BIT, VERSION_BITS, Packet, sequence_difference, timestamp_difference
from switchboard.media.splitting import Splitter

MAX_JUMP = 1000


class Withheld(NamedTuple):
    """What of its peer a stream does not pass on to the one that it is bridged with."""

    audio: bool
    keys: bool


NOTHING = Withheld(audio=False, keys=False)


class Relay:
    """Maps sequence numbers and timestamps by constant offsets, so that loss, order and the one timestamp of a
    telephone-event stay visible; transcodes where the codecs differ, and what another encoder made into the target's
    G.722, for which ``encoder`` is the target's.

    ``next_sequence`` and ``next_timestamp`` are what the target's own packets must continue with.
    """

    def __init__(self, source: Configure, target: Configure, ssrc: int, encoder: G722Encoder | None = None) -> None:
        self._audio_type = source.payload_type
        self._event_type = source.telephone_event_payload_type
        self._target_audio_type = target.payload_type
        self._target_event_type = target.telephone_event_payload_type
        self._transcode = make_transcoder(source.codec, target.codec, encoder)
        self.splitter = Splitter(source.payload_type, target.max_ptime_ms)
        self._ssrc = ssrc
        self._source_ssrc: int | None = None
        self._last = self._first = self._sequence_offset = self._timestamp_offset = 0
        self._marker = True
        self.next_sequence = 0
        self.next_timestamp = 0

    def resume(self, sequence: int, timestamp: int) -> None:
        """The target has sent packets of its own meanwhile: go on behind them."""
        self.next_sequence, self.next_timestamp = sequence, timestamp
        self._source_ssrc = None

    def rewrite(self, packet: Packet) -> tuple[int, bytes, bytes] | None:
        """Timestamp, audio payload (empty for an event) and the packet to send; None if the target cannot take it."""
        if packet.ssrc != self._source_ssrc or abs(sequence_difference(packet.sequence, self._last)) > MAX_JUMP:
            self._anchor(packet)
        self._last = packet.sequence
        payload_type = self._target_type(packet.payload_type)
        if payload_type is None:
            # The number is not used, so that the target does not take the packet for lost.
            self._sequence_offset -= 1
            return None
        sequence = (packet.sequence + self._sequence_offset) & 0xFFFF
        # Older than where this source began: its number belongs to what the target sent before.
        if sequence_difference(sequence, self._first) < 0:
            return None
        audio = payload = packet.payload
        if payload_type != self._target_audio_type:
            audio = b""
        elif self._transcode is not None:
            audio = payload = self._transcode(payload)
        timestamp = (packet.timestamp + self._timestamp_offset) & 0xFFFFFFFF
        self._advance(sequence, (timestamp + len(audio)) & 0xFFFFFFFF)
        marker = MARKER_BIT if packet.marker or self._marker else 0
        self._marker = False
        return (
            timestamp,
            audio,
            HEADER.pack(VERSION_BITS, payload_type | marker, sequence, timestamp, self._ssrc) + payload,
        )

    def _advance(self, sequence: int, end: int) -> None:
        if sequence_difference(sequence, self.next_sequence) >= 0:
            self.next_sequence = (sequence + 1) & 0xFFFF
        if timestamp_difference(end, self.next_timestamp) > 0:
            self.next_timestamp = end

    def _target_type(self, payload_type: int) -> int | None:
        if payload_type == self._audio_type:
            return self._target_audio_type
        return self._target_event_type if payload_type == self._event_type else None

    def _anchor(self, packet: Packet) -> None:
        self._source_ssrc, self._first = packet.ssrc, self.next_sequence
        self._sequence_offset = self.next_sequence - packet.sequence
        self._timestamp_offset = self.next_timestamp - packet.timestamp
        self._marker = True
