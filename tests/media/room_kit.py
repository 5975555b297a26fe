"""A room on a clock of the test's own: members who send what they are told, and what each of them hears."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from switchboard.media.codec import make_decoder, make_wide_decoder, silence
from switchboard.media.control import CodecName
from switchboard.media.g711 import Samples, alaw_encode, ulaw_encode
from switchboard.media.g722 import G722Encoder
from switchboard.media.rooms import Seat
from switchboard.media.stream import Stream

from .sender import Sender

SLOTS_A_SECOND = 200
PAYLOAD_TYPES: dict[CodecName, int] = {"PCMU": 0, "PCMA": 8, "G722": 9}
Signal = NDArray[np.floating]


@dataclass(slots=True)
class Member:
    """One stream in the room. `says` maps seconds of the room, as an array, to samples between -1 and 1."""

    number: int
    codec: CodecName
    ptime_ms: int
    seat: Seat
    says: "Voice"
    delays_slots: tuple[int, ...] = (0,)
    held_back: list[tuple[int, int, bytes]] = field(default_factory=list)
    sent: int = 0
    encoder: G722Encoder = field(default_factory=G722Encoder)

    @property
    def rate_hz(self) -> int:
        return 16000 if self.codec == "G722" else 8000

    def payload(self, second: float) -> bytes:
        if self.says is SILENT and self.codec != "G722":
            return silence(self.codec, 8 * self.ptime_ms)
        times = second + np.arange(self.rate_hz * self.ptime_ms // 1000) / self.rate_hz
        samples = np.clip(self.says(times) * 32767, -32768, 32767).astype(np.int16)
        if self.codec == "G722":
            return self.encoder.encode(samples)
        return (ulaw_encode(samples) if self.codec == "PCMU" else alaw_encode(samples)).tobytes()


class Voice:
    """A tone of an amplitude between two instants; ``hertz`` 0 is silence."""

    def __init__(self, hertz: float, amplitude: float = 0.2, begin_s: float = 0.0, end_s: float = 1e9) -> None:
        self._hertz, self._amplitude, self._begin_s, self._end_s = hertz, amplitude, begin_s, end_s

    def __call__(self, times: Signal) -> Signal:
        on = (times >= self._begin_s) & (times < self._end_s)
        said: Signal = on * self._amplitude * np.sin(2 * np.pi * self._hertz * times)
        return said


SILENT = Voice(0)


class Conference(Sender):
    """Members of one room."""

    def __init__(self) -> None:
        super().__init__()
        self.members: dict[int, Member] = {}
        self._slot = 0

    def join(
        self,
        number: int,
        says: Voice = SILENT,
        codec: CodecName = "PCMU",
        *,
        ptime_ms: int = 20,
        muted: bool = False,
        delays_slots: tuple[int, ...] = (0,),
    ) -> Member:
        """`delays_slots`: how late each packet comes, over and over."""
        stream = self.stream(number, codec=codec, payload_type=PAYLOAD_TYPES[codec], ptime_ms=ptime_ms)
        assert stream.config is not None
        self.plane.rooms.join(stream, stream.config, 1, self.plane.slot, muted=muted)
        seat = self.plane.rooms.seats[stream.row]
        member = self.members[number] = Member(number, codec, ptime_ms, seat, says, delays_slots)
        return member

    def leave(self, number: int) -> None:
        """The stream goes on, with nobody in the room."""
        member = self.members.pop(number)
        self.plane.rooms.leave(member.seat.stream)

    def clear(self) -> list[Stream]:
        """Everybody leaves, and time begins anew; the streams are not needed any more."""
        for number in list(self.members):
            self.leave(number)
        streams, self.streams, self._slot = self.streams, [], 0
        for stream in streams:
            self.plane.remove(stream)
        return streams

    def run(self, seconds: float) -> None:
        """Everybody speaks and listens for so long."""
        for _ in range(round(seconds * SLOTS_A_SECOND)):
            for member in self.members.values():
                self._speak(member)
            self.slots(1)
            self._slot += 1

    def _speak(self, member: Member) -> None:
        if self._slot % (member.ptime_ms // 5) == 0:
            timestamp = 5_000_000 + self._slot * 40
            delay = member.delays_slots[member.sent % len(member.delays_slots)]
            member.sent += 1
            member.held_back.append((self._slot + delay, timestamp, member.payload(self._slot / SLOTS_A_SECOND)))
        for packet in [one for one in member.held_back if one[0] <= self._slot]:
            member.held_back.remove(packet)
            member.seat.hear(packet[1], packet[2], tone=False)

    def heard(self, number: int, last_s: float) -> Samples:
        """What a member heard in the last seconds, at the rate of its codec."""
        packets = [packet for packet in self.packets(number) if packet.payload_type != 101]
        octets = b"".join(packet.payload for packet in packets)
        codec = next(name for name, kind in PAYLOAD_TYPES.items() if kind == packets[0].payload_type)
        samples = (make_wide_decoder if codec == "G722" else make_decoder)(codec)(octets)
        return samples[-round(last_s * (16000 if codec == "G722" else 8000)) :]


def level_db(samples: Samples, rate_hz: int, hertz: float) -> float:
    """How loud a tone is, in dB below a sine at full scale."""
    window = np.hanning(len(samples))
    at = np.exp(-2j * np.pi * hertz * np.arange(len(samples)) / rate_hz)
    amplitude = 2 * abs(np.sum(samples / 32767 * window * at)) / window.sum()
    return float(20 * np.log10(max(amplitude, 1e-9)))


def clicks(samples: Samples, alike: Samples) -> bool:
    """Whether anything in there is as sharp as nothing in what it should be alike."""
    return sharpness(samples) > 1.3 * sharpness(alike)


def sharpness(samples: Samples) -> float:
    """The greatest second difference: that of a smooth sound is small."""
    return float(np.abs(np.diff(samples.astype(float), 2)).max())
