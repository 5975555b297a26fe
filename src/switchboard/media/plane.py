"""The sending side of all streams: in each slot of 5 ms the packets of the rows that are due, as arrays.

Deadlines are absolute. A late slot sends late; a row that missed whole packets skips them, so nothing drifts or bursts.
Between prompts a row sends silence. A prompt begins between the slots of its row (`media/onset.py`). Times are those of
one monotonic clock, given by the caller.
"""

import math
from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from switchboard.media import rtp
from switchboard.media.batches import Batches
from switchboard.media.control import (
    Configure,
    DigitsSent,
    EndReason,
    Event,
    LoopName,
    PlayEnded,
)
from switchboard.media.onset import Onsets
from switchboard.media.payloads import CODECS, Payloads
from switchboard.media.playing import Find, Playing
from switchboard.media.relay import Relay
from switchboard.media.rooms import Rooms
from switchboard.media.rows import SLOT_S, SLOT_UNITS, Indices, Rows
from switchboard.media.sockets import Send
from switchboard.media.stream import Stream
from switchboard.media.telephone_event import TelephoneEventSender

PTIMES_MS = (10, 20, 30, 40, 60)
RELAY_PATIENCE_SLOTS = 20
"""A bridged stream whose other side falls silent for 100 ms gets silence."""

_HEADER_FIELDS = [("flags", "u1"), ("type", "u1"), ("sequence", ">u2"), ("timestamp", ">u4"), ("ssrc", ">u4")]
Packets = NDArray[np.void]


@cache
def _packet_dtype(octets: int) -> np.dtype[np.void]:
    return np.dtype([*_HEADER_FIELDS, ("payload", "u1", (octets,))])


class Plane:
    """Sends the packets of `streams`, by row. ``emit`` gets the events that result from sending.

    `begun` are the slots that have begun in the last turn: several, where it came late.
    """

    def __init__(self, emit: Callable[[Event], None], epoch_s: float, batches: Batches | None = None) -> None:
        self.rooms = Rooms()
        self.rows = Rows()
        self.slot = 0
        self.begun = range(0)
        self.now_s = epoch_s
        self.late_slots = 0
        self._emit = emit
        self._epoch_s = epoch_s
        self.streams: dict[int, Stream] = {}
        self._payloads = Payloads(self.rows, self.streams, self.rooms.seats)
        self._sends: dict[int, Send] = {}
        self._batches = batches
        self._onsets = Onsets(self.rows, epoch_s, self._send_audio)

    @property
    def deadline_s(self) -> float:
        """When there is something to send next: a slot, or a prompt that begins between two slots."""
        return min(self._epoch_s + (self.slot + 1) * SLOT_S, self._onsets.deadline_s)

    def advance(self, now_s: float) -> bool:
        """Sends what is due; whether a slot has begun since the last call."""
        self.now_s = now_s
        self._onsets.run(now_s)
        slot = int((now_s - self._epoch_s) / SLOT_S)
        if slot <= self.slot:
            return False
        if self.streams:  # without any nobody looks at the clock
            self.late_slots += slot - self.slot - 1
        self.begun = range(self.slot + 1, slot + 1)
        self.slot = slot
        self.rooms.mix(slot)
        due = self.rows.take_due(slot)
        if len(due):
            self._run(due)
        return True

    def add(self, stream: Stream, sequence: int, timestamp: int) -> None:
        """A stream on its row, silent until it is configured."""
        self.rows.sequence[stream.row] = sequence
        self.rows.timestamp[stream.row] = timestamp
        self.rows.sent_s[stream.row] = -math.inf
        self.streams[stream.row] = stream

    def remove(self, stream: Stream) -> None:
        """Frees the row."""
        self.rows.give(stream.row)
        self._onsets.forget(stream.row)
        del self.streams[stream.row]
        self._sends.pop(stream.row, None)
        if self._batches is not None:
            self._batches.set_route(stream.row, None)

    def configure(self, stream: Stream, config: Configure) -> None:
        """Sends by these rules from the next slot on."""
        rows, row = self.rows, stream.row
        octets = 8 * (config.ptime_ms if config.ptime_ms in PTIMES_MS else 20)
        rows.codec[row] = CODECS.index(config.codec)
        rows.payload_type[row] = config.payload_type
        rows.octets[row] = octets
        rows.slots[row] = octets // SLOT_UNITS
        rows.ssrc[row] = stream.reporter.ssrc
        self._payloads.configure(row)
        sending = config.direction in ("sendrecv", "sendonly")
        rows.marker[row] |= sending and not rows.sending[row]
        rows.sending[row] = sending
        if not config.link:
            self.send_by_itself(stream)
        self.update_route(stream)

    def send_by_itself(self, stream: Stream) -> None:
        """The row is due from now on, and sends silence when there is nothing else."""
        rows, row = self.rows, stream.row
        if not rows.active[row]:
            rows.next_slot[row] = rows.phase_for(self.slot)
            rows.active[row] = True

    def update_route(self, stream: Stream) -> None:
        """The peer's address has changed, or has become certain."""
        self._sends[stream.row] = stream.rtp.send
        if self._batches is not None:
            self._batches.set_route(stream.row, stream.rtp.route)

    def play(self, stream: Stream, playing: Playing) -> None:
        """Plays a prompt, at once where the last packet is long enough ago."""
        self.end_play(stream, "replaced")
        self._switch(stream, playing)
        if stream.seat is None:  # whose sound comes in slots
            self._onsets.begin(stream.row, self.now_s)

    def loop(self, stream: Stream, sound: LoopName, playing: Playing | None) -> None:
        """Plays that, or with None nothing, whenever there is no prompt."""
        if playing is None:
            stream.loops.pop(sound, None)
        else:
            stream.loops[sound] = playing
        if stream.prompt is None:
            self._switch(stream, stream.loop)

    def hush(self, stream: Stream, *, hushed: bool) -> None:
        """Plays no loops from now on, or again."""
        stream.hushed = hushed
        if stream.prompt is None:
            self._switch(stream, stream.loop)

    def end_play(self, stream: Stream, reason: EndReason) -> None:
        """Stops the prompt now, if one plays; what it had interrupted goes on where it was."""
        offset_ms, prompt = self.offset_ms(stream), stream.prompt
        if prompt is None or prompt.play_id is None or offset_ms is None:
            return
        self._switch(stream, stream.loop)
        if reason == "key" and stream.seat is None:
            self._onsets.expect(stream.row, self.slot)
        self._emit(
            PlayEnded(
                stream=stream.number,
                play_id=prompt.play_id,
                finished=reason == "finished",
                offset_ms=offset_ms,
                reason=reason,
            )
        )

    def change_codec(self, stream: Stream, find: Find) -> None:
        """Goes on in another codec with what plays. Positions are times, so they stay the same."""
        if stream.playing is None:
            return
        stream.playing.position = int(self.rows.position[stream.row])
        if stream.playing.change_codec(find):
            self._payloads.load(stream.row, stream.playing)
        else:
            self.end_play(stream, "unreadable")

    def offset_ms(self, stream: Stream) -> int | None:
        """How far the prompt is; None while there is none."""
        if stream.prompt is None:
            return None
        position = min(int(self.rows.position[stream.row]), int(self.rows.length[stream.row]))
        return (stream.prompt.before + position) // 8

    def sent_packets(self, stream: Stream) -> int:
        """How many packets the peer was sent, relayed ones included."""
        return int(self.rows.packets[stream.row]) + stream.relayed_packets

    def dial(self, stream: Stream, digits: str, duration_ms: int) -> None:
        """Sends telephone-events instead of audio; what plays waits meanwhile."""
        self.end_relay(stream)
        step_units = int(self.rows.octets[stream.row])
        stream.dialling = TelephoneEventSender(digits, duration_ms, step_units)
        self.rows.dialling[stream.row] = True

    def forward(self, target: Stream, relay: Relay, packet: rtp.Packet) -> None:
        """Sends another stream's packet at once, unless the target plays a prompt or sends keys itself."""
        rows, row = self.rows, target.row
        if target.playing is not None or target.dialling is not None or not rows.sending[row]:
            return
        if not rows.relaying[row]:
            relay.resume(int(rows.sequence[row]), int(rows.timestamp[row]))
            rows.relaying[row] = True
        rows.relayed_slot[row] = self.slot
        for piece in relay.splitter.split(packet):
            rewritten = relay.rewrite(piece)
            if rewritten is not None:
                self._relay(target, *rewritten)

    def _relay(self, target: Stream, timestamp: int, audio: bytes, data: bytes) -> None:
        self._send(target.row, data)
        target.relayed_packets += 1
        target.relayed_octets += len(data) - rtp.HEADER_BYTES
        if audio and target.recording is not None:
            target.recording.sent(timestamp, audio, self.now_s)

    def end_relay(self, target: Stream) -> None:
        """The target sends by itself again, and its counters go on where the relay stopped."""
        rows, row = self.rows, target.row
        relay = target.peer.relay if target.peer is not None else None
        if relay is None or not rows.relaying[row]:
            return
        # The peer hears one source (our SSRC) throughout: its sequence numbers must not jump, nor its time go back.
        rows.relaying[row] = False
        rows.sequence[row] = relay.next_sequence
        if rtp.timestamp_difference(relay.next_timestamp, int(rows.timestamp[row])) > 0:
            rows.timestamp[row] = relay.next_timestamp

    def _switch(self, stream: Stream, playing: Playing | None) -> None:
        """Plays something else, or nothing, from the row's next packet on."""
        if stream.playing is not None:
            stream.playing.position = int(self.rows.position[stream.row])
        stream.playing = playing
        self.rows.playing[stream.row] = playing is not None
        if playing is None:
            self._payloads.rest(stream.row)
        else:
            self.end_relay(stream)
            self._payloads.load(stream.row, playing)

    def _run(self, due: Indices) -> None:
        rows = self.rows
        self._end_finished(due)
        for row in due[rows.relaying[due] & (rows.relayed_slot[due] + RELAY_PATIENCE_SLOTS < self.slot)]:
            self.end_relay(self.streams[int(row)])
            rows.marker[row] = True
        audible = due[~rows.relaying[due]]
        audible = self._dial_step(audible)
        # A prompt goes on while the peer has put us on hold (sendonly, inactive): it must end some day.
        held = audible[rows.playing[audible] & ~rows.sending[audible]]
        rows.position[held] += rows.octets[held]
        audible = self._onsets.without_quiet(audible[rows.sending[audible]], self.slot)
        octets = rows.octets[audible]
        for size in np.unique(octets).tolist():
            self._send_audio(audible[octets == size], size)
        rows.timestamp[due] += rows.octets[due]

    def _end_finished(self, due: Indices) -> None:
        """The last packet of these was sent one packet's time ago."""
        rows = self.rows
        for row in due[rows.playing[due] & (rows.position[due] >= rows.length[due])].tolist():
            playing = self.streams[row].playing
            if playing is not None and playing.advance():
                self._payloads.load(row, playing)
            else:
                self.end_play(self.streams[row], "finished")

    def _dial_step(self, due: Indices) -> Indices:
        """Sends the telephone-events; the rows that have audio to send."""
        rows = self.rows
        if not rows.dialling[due].any():
            return due
        dialled = [row for row in due[rows.dialling[due]].tolist() if self._send_event(row)]
        return np.setdiff1d(due, np.array(dialled, np.intp), assume_unique=True)

    def _send_event(self, row: int) -> bool:
        """Whether the row's packet was an event's."""
        rows, stream = self.rows, self.streams[row]
        config, sender = stream.config, stream.dialling
        if config is None or config.telephone_event_payload_type is None or sender is None or not rows.sending[row]:
            return False
        event = sender.step(int(rows.timestamp[row]))
        if sender.done:
            rows.dialling[row], stream.dialling = False, None
            self._emit(DigitsSent(stream=stream.number))
        if event is None:
            return False
        self._send(
            row,
            rtp.build(
                payload_type=config.telephone_event_payload_type,
                sequence=int(rows.sequence[row]),
                timestamp=event.timestamp,
                ssrc=int(rows.ssrc[row]),
                payload=event.payload,
                marker=event.marker,
            ),
        )
        self._count(np.array([row]), len(event.payload))
        return True

    def _send_audio(self, due: Indices, octets: int) -> None:
        rows = self.rows
        due = self._payloads.order(due)
        packets = np.empty(len(due), _packet_dtype(octets))
        packets["flags"] = rtp.VERSION_BITS
        packets["type"] = rows.payload_type[due] | rows.marker[due].view(np.uint8) << 7
        packets["sequence"] = rows.sequence[due]
        packets["timestamp"] = rows.timestamp[due]
        packets["ssrc"] = rows.ssrc[due]
        payloads = packets["payload"]
        self._payloads.fill(payloads, due)
        rows.marker[due] = False
        self._count(due, octets)
        self._send_all(due, packets)
        for index in np.flatnonzero(rows.recorded[due]).tolist():
            self._record(int(due[index]), payloads[index].tobytes())

    def _count(self, due: Indices, octets: int) -> None:
        self._onsets.sent(due, self.now_s)
        self.rows.sequence[due] += 1
        self.rows.packets[due] += 1
        self.rows.octets_sent[due] += octets

    def _send_all(self, due: Indices, packets: Packets) -> None:
        if self._batches is not None:
            left = self._batches.send(due, packets)
            due, packets = due[left], packets[left]
        sends = self._sends
        for row, packet in zip(due.tolist(), packets.view(f"V{packets.itemsize}").tolist(), strict=True):
            # A full buffer or an ICMP error costs this packet only: audio that comes late is worth nothing.
            try:
                sends[row](packet)
            except OSError:
                continue

    def _send(self, row: int, packet: bytes) -> None:
        try:
            self._sends[row](packet)
        except OSError:
            return

    def _record(self, row: int, payload: bytes) -> None:
        recording = self.streams[row].recording
        if recording is not None:
            recording.sent(int(self.rows.timestamp[row]), payload, self.now_s)
