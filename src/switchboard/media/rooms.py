"""Rooms: streams whose peers hear one another. A room is there while anybody is in it."""

from collections import deque
from collections.abc import Callable

import numpy as np

from switchboard.media.codec import Decode, decode_g711, make_wide_decoder
from switchboard.media.control import CodecName, Configure
from switchboard.media.g711 import Samples
from switchboard.media.jitter import FRAME_UNITS, Frame, JitterBuffer
from switchboard.media.mixing import FRAME_SAMPLES, Mix, Mixer, Signal, faded, saturated
from switchboard.media.prompts import Prompt
from switchboard.media.rows import PHASES
from switchboard.media.stream import Stream
from switchboard.media.voices import speaking

DUCKED = 10 ** (-12 / 20)
"""How loud the room is for a member who hears a prompt of his own."""
MAX_ANNOUNCEMENTS = 8
"""What waits to be announced; more, as when many join at once, is left out."""

FindPrompt = Callable[[CodecName], Prompt | None]


class Seat:
    """A stream in a room: what its peer says, on the way into the mix, and its mix, on the way into packets.

    A member who is not `listening` hears nothing of the room. `hear_gain` and `speak_gain` are factors.
    """

    def __init__(self, stream: Stream, config: Configure, place: int, *, muted: bool) -> None:
        self.stream = stream
        self.place = place
        self.muted = muted
        self.listening = True
        self.hear_gain = self.speak_gain = 1.0
        self._heard_gain = 0.0
        self._trails = False
        self.configure(config)

    def configure(self, config: Configure) -> None:
        """Begins anew, by what is agreed now."""
        self.codec = config.codec
        self.wide = config.codec == "G722"
        self._ratio = 1 + self.wide
        self.decode: Decode | None = make_wide_decoder(config.codec) if self.wide else None
        self._jitter = JitterBuffer()
        # The mix comes in frames of 20 ms: a packet that is longer must not wait for its last one.
        octets = 8 * config.ptime_ms
        self._kept = (octets + 2 * FRAME_UNITS) * self._ratio
        self._mixed: Samples = np.zeros(max(0, -(-octets // FRAME_UNITS) - 1) * FRAME_UNITS * self._ratio, np.int16)

    def mute(self, *, muted: bool) -> None:
        """Whether the peer is heard; what it has just said fades out."""
        self._trails = muted and not self.muted
        self.muted = muted

    def hear(self, timestamp: int, payload: bytes, *, tone: bool) -> None:
        """A packet of the peer. If it is the ``tone`` of a key, nobody hears it."""
        if not self.muted and not tone:
            self._jitter.put(timestamp, payload)

    def hush(self) -> None:
        """What is about to be heard is the tone of a key."""
        self._jitter.hush()

    def next_frame(self) -> Frame | None:
        """What the peer says in the next 20 ms of the mix."""
        if self.muted and not self._trails:
            return None
        frame = self._jitter.take()
        if self._trails:
            self._trails = False
            self._jitter.clear()
        return frame

    def leave(self) -> None:
        """The peer is heard no longer."""
        self.mute(muted=True)

    @property
    def gain(self) -> float:
        return 0.0 if self.muted else self.speak_gain

    def put(self, mix: Mix, said: Signal | None) -> None:
        """The next 20 ms of the room, and of what is announced to this member."""
        before, gain = self._heard_gain, self.hear_gain if self.listening else 0.0
        if self.stream.playing is not None:
            gain *= DUCKED
        self._heard_gain = gain
        if before == gain == 1 and said is None:
            samples = mix.samples_for(self.place, wide=self.wide)
        else:
            signal = mix.heard_by(self.place, wide=self.wide)
            samples = saturated(faded(signal if said is None else signal + said, before, gain))
        # Mostly nothing is left of the frame before: then all who only listen send the same array, and none copies it.
        self._mixed = np.concatenate((self._mixed, samples))[-self._kept :] if len(self._mixed) else samples

    def take(self, octets: int) -> Samples:
        """The samples of a packet; silence while there are too few."""
        count = octets * self._ratio
        if len(self._mixed) < count:
            return np.zeros(count, np.int16)
        taken, self._mixed = self._mixed[:count], self._mixed[count:]
        return taken


class _Announcement:
    """A prompt to all but one, in each codec that anybody needs."""

    def __init__(self, find: FindPrompt, but: Seat | None) -> None:
        self.but = but
        self._find = find
        self._prompts: dict[CodecName, Prompt | None] = {}
        self._position = 0

    def frames(self, codecs: set[CodecName]) -> dict[CodecName, Signal]:
        """The next 20 ms; nothing at the end, or if it cannot be read."""
        frames: dict[CodecName, Signal] = {}
        for codec in codecs:
            if codec not in self._prompts:
                self._prompts[codec] = self._find(codec)
            prompt = self._prompts[codec]
            if prompt is not None and self._position < len(prompt):
                frames[codec] = _frame_of(prompt, codec, self._position)
        self._position += FRAME_UNITS
        return frames


class Room:
    """Its members, and what is announced to them. `next_slot` is when it is mixed next."""

    def __init__(self, slot: int) -> None:
        self.seats: list[Seat] = []
        self.next_slot = slot + 1
        self._mixer = Mixer()
        self._leaving: list[Seat] = []
        self._announcements: deque[_Announcement] = deque()

    def join(self, stream: Stream, config: Configure, *, muted: bool) -> Seat:
        seat = Seat(stream, config, self._mixer.take_place(), muted=muted)
        self.seats.append(seat)
        return seat

    def leave(self, seat: Seat) -> None:
        self.seats.remove(seat)
        seat.leave()
        self._leaving.append(seat)

    def announce(self, find: FindPrompt, but: Seat | None) -> None:
        """Over the voices, after what is announced already; to those who are in the room while it is said."""
        if len(self._announcements) < MAX_ANNOUNCEMENTS:
            self._announcements.append(_Announcement(find, but))

    def mix(self) -> None:
        """The next 20 ms."""
        narrow, wide = speaking((*self.seats, *self._leaving))
        mix = self._mixer.mix(
            narrow,
            wide,
            heard_narrow=any(not seat.wide for seat in self.seats),
            heard_wide=any(seat.wide for seat in self.seats),
        )
        said, but = self._announced()
        for seat in self.seats:
            seat.put(mix, None if seat is but else said.get(seat.codec))
        for seat in self._leaving:
            self._mixer.give_place(seat.place)
        self._leaving.clear()

    def _announced(self) -> tuple[dict[CodecName, Signal], Seat | None]:
        """The next 20 ms of what is announced, and who does not hear it."""
        if not self._announcements:
            return {}, None
        now = self._announcements[0]
        said = now.frames({seat.codec for seat in self.seats})
        if not said:
            self._announcements.popleft()
        return said, now.but


class Rooms:
    """All rooms of a worker by number. `seats` are their members by row."""

    def __init__(self) -> None:
        self.seats: dict[int, Seat] = {}
        self._rooms: dict[int, Room] = {}
        self._rooms_of: dict[Seat, int] = {}

    def join(self, stream: Stream, config: Configure, number: int, slot: int, *, muted: bool) -> None:
        """The stream's peer hears the others of that room from now on, and they hear it."""
        self.leave(stream)
        room = self._rooms.setdefault(number, Room(slot))
        seat = room.join(stream, config, muted=muted)
        self.seats[stream.row], self._rooms_of[seat], stream.seat = seat, number, seat

    def leave(self, stream: Stream) -> None:
        """Nothing happens if the stream is in no room."""
        seat = self.seats.pop(stream.row, None)
        if seat is None:
            return
        stream.seat = None
        number = self._rooms_of.pop(seat)
        room = self._rooms[number]
        room.leave(seat)
        if not room.seats:
            del self._rooms[number]

    def room_of(self, seat: Seat) -> Room:
        return self._rooms[self._rooms_of[seat]]

    def mix(self, slot: int) -> None:
        """Mixes the rooms that are due. What was missed is skipped, as packets are."""
        for room in self._rooms.values():
            if slot >= room.next_slot:
                room.next_slot += PHASES * ((slot - room.next_slot) // PHASES + 1)
                room.mix()


def _frame_of(prompt: Prompt, codec: CodecName, position: int) -> Signal:
    piece = prompt.data[position : position + FRAME_UNITS]
    samples = piece.reshape(-1) if codec == "G722" else decode_g711(codec, piece.astype(np.uint8))
    frame = np.zeros(FRAME_SAMPLES * (1 + (codec == "G722")), np.float32)
    frame[: len(samples)] = samples
    return frame
