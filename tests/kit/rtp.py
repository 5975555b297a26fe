"""One end of an RTP session: sends tones and keys at a steady pace, keeps what it hears."""

import asyncio
import socket
import struct
import time
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from switchboard.media import g711, rtcp
from switchboard.media.g722 import G722Decoder, G722Encoder
from tests.kit.sounds import samples, speech

PTIME_S = 0.020
PAUSE_STEPS = 4
"""Timestamps tell at least so much of a pause after a key."""

SO_TIMESTAMPNS = 35
EVENT = 101
PAYLOAD_TYPES = {"PCMU": 0, "PCMA": 8, "G722": 9}
DIGITS = "0123456789*#ABCD"
TONES_HZ = {
    digit: (low, high)
    for low, row in zip((697, 770, 852, 941), ("123A", "456B", "789C", "*0#D"), strict=True)
    for digit, high in zip(row, (1209, 1336, 1477, 1633), strict=True)
}

SSRC = 0x12345678
"""That of all ends."""


@dataclass(frozen=True, slots=True)
class Packet:
    """An RTP packet as it arrived."""

    at_s: float
    payload_type: int
    sequence: int
    timestamp: int
    ssrc: int
    payload: bytes
    source: tuple[str, int]


@dataclass(slots=True)
class RtpEnd:
    """Bound to a loopback port; `talk` to start sending. Arrival is stamped by the kernel."""

    socket: socket.socket
    codec: str = "PCMU"
    heard: list[Packet] = field(default_factory=list)
    remote: tuple[str, int] | None = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _sequence: int = 1000
    _timestamp: int = 160

    @classmethod
    async def open(cls, codec: str = "PCMU", port: int = 0, host: str = "127.0.0.1") -> "RtpEnd":
        bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
        bound.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        bound.setblocking(False)
        bound.bind((host, port))
        end = cls(bound, codec)
        asyncio.get_running_loop().add_reader(bound, end._receive)
        return end

    @property
    def port(self) -> int:
        port: int = self.socket.getsockname()[1]
        return port

    def _receive(self) -> None:
        data, ancillary, _, address = self.socket.recvmsg(2048, 64)
        seconds, nanoseconds = struct.unpack("qq", ancillary[0][2])
        if len(data) < 12:
            return
        _, kind, sequence, timestamp, ssrc = struct.unpack_from("!BBHII", data)
        at_s = seconds + nanoseconds / 1e9
        self.heard.append(Packet(at_s, kind & 0x7F, sequence, timestamp, ssrc, data[12:], address))
        if self.remote is None:
            self.remote = address
        self._changed.set()

    async def hears(self, packets: int, within_s: float = 20.0) -> list[Packet]:
        """Wait until that many audio packets have come."""
        async with asyncio.timeout(within_s):
            while len(self.audio_packets()) < packets:
                self._changed.clear()
                await self._changed.wait()
        return self.audio_packets()

    async def hears_octets(self, octets: bytes, within_s: float = 20.0) -> None:
        """Wait until these, in the end's codec, were heard without a gap."""
        async with asyncio.timeout(within_s):
            while octets not in b"".join(packet.payload for packet in self.audio_packets()):
                self._changed.clear()
                await self._changed.wait()

    async def hears_tone(self, frequency_hz: float, within_s: float = 20.0) -> None:
        """Wait until the last 200 ms heard are mostly that tone."""
        async with asyncio.timeout(within_s):
            while not has_tone(self.samples(last=10), self.rate_hz, frequency_hz):
                self._changed.clear()
                await self._changed.wait()

    async def hears_event(self, digit: str, within_s: float = 10.0) -> None:
        """Wait for an RFC 4733 event of that key."""
        async with asyncio.timeout(within_s):
            while not any(packet.payload_type == EVENT and DIGITS[packet.payload[0]] == digit for packet in self.heard):
                self._changed.clear()
                await self._changed.wait()

    def audio_packets(self) -> list[Packet]:
        return [packet for packet in self.heard if packet.payload_type == PAYLOAD_TYPES[self.codec]]

    @property
    def rate_hz(self) -> int:
        return 16000 if self.codec == "G722" else 8000

    def samples(self, *, last: int | None = None) -> npt.NDArray[np.int16]:
        """Audio heard, decoded, in the order of sequence numbers; the `last` packets only where given."""
        packets = self.audio_packets()
        data = b"".join(packet.payload for packet in (packets[-last:] if last else packets))
        return decode(self.codec, data)

    async def talk(self, frequency_hz: float = 0.0, duration_s: float = 1e9) -> None:
        """Send a tone (silence for 0 Hz) for a while; cancel to stop."""
        await self._wait_for_remote()
        count = int(min(duration_s, 60.0) / PTIME_S)
        payloads = tone_payloads(self.codec, frequency_hz, count)
        await self._pace(payloads)

    async def speak(self, duration_s: float) -> None:
        """Send what counts as speech."""
        await self.say(samples(speech(duration_s, rate_hz=self.rate_hz)))

    async def say(self, sound: npt.NDArray[np.int16]) -> None:
        """Send a sound, in the rate of the codec."""
        await self._wait_for_remote()
        data = encode(self.codec, sound)
        await self._pace([data[start : start + 160] for start in range(0, len(data), 160)])

    async def press(self, digit: str, duration_s: float = 0.1, payload_type: int = EVENT) -> None:
        """Send a key by RFC 4733: 20 ms steps, three end packets."""
        await self._wait_for_remote()
        loop = asyncio.get_running_loop()
        start_s, timestamp = loop.time(), self._timestamp
        steps = max(2, round(duration_s / PTIME_S))
        for step in range(1, steps + 1):
            self._send_event(payload_type, digit, timestamp, step * 160, marker=step == 1, end=False)
            await asyncio.sleep(max(0.0, start_s + step * PTIME_S - loop.time()))
        for _ in range(3):
            self._send_event(payload_type, digit, timestamp, steps * 160, marker=False, end=True)
        self._timestamp += (steps + PAUSE_STEPS) * 160

    async def sound(self, digit: str, duration_s: float = 0.1) -> None:
        """Send a key as tones in the audio, then 100 ms of silence."""
        await self._wait_for_remote()
        rate_hz = self.rate_hz
        times_s = np.arange(int(rate_hz * duration_s)) / rate_hz
        wave = sum(6000 * np.sin(2 * np.pi * hertz * times_s) for hertz in TONES_HZ[digit])
        samples = np.concatenate([wave, np.zeros(rate_hz // 10)]).astype(np.int16)
        data = encode(self.codec, samples)
        await self._pace([data[start : start + 160] for start in range(0, len(data), 160)])

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self.socket)
        self.socket.close()

    def report(self, lost: int, round_trip_s: float) -> None:
        """Tell by RTCP that so many packets never came here, and how long a report was on the way there and back."""
        assert self.remote is not None
        last, host, port = self.heard[-1], *self.remote
        asked = rtcp.ntp_middle(rtcp.ntp_time(time.time() - round_trip_s))
        block = rtcp.ReportBlock(last.ssrc, 0, lost, last.sequence, 0, asked, 0)
        with socket.socket(self.socket.family, socket.SOCK_DGRAM) as reporting:
            reporting.sendto(rtcp.build(rtcp.ReceiverReport(SSRC, (block,))), (host, port + 1))

    def send(self, payload_type: int, payload: bytes, timestamp: int, *, marker: bool = False) -> None:
        """One packet."""
        assert self.remote is not None
        kind = payload_type | (0x80 if marker else 0)
        header = struct.pack("!BBHII", 0x80, kind, self._sequence & 0xFFFF, timestamp, SSRC)
        self.socket.sendto(header + payload, self.remote)
        self._sequence += 1

    async def _wait_for_remote(self) -> None:
        while self.remote is None:
            self._changed.clear()
            await self._changed.wait()

    async def _pace(self, payloads: list[bytes]) -> None:
        loop = asyncio.get_running_loop()
        start_s = loop.time()
        for index, payload in enumerate(payloads):
            self.send(PAYLOAD_TYPES[self.codec], payload, self._timestamp)
            self._timestamp += 160
            await asyncio.sleep(max(0.0, start_s + (index + 1) * PTIME_S - loop.time()))

    def _send_event(
        self, payload_type: int, digit: str, timestamp: int, duration: int, *, marker: bool, end: bool
    ) -> None:
        payload = struct.pack("!BBH", DIGITS.index(digit), (0x80 if end else 0) | 10, duration)
        self.send(payload_type, payload, timestamp, marker=marker)


def tone_payloads(codec: str, frequency_hz: float, count: int) -> list[bytes]:
    """`count` packets of 20 ms of a sine at a quarter of full scale."""
    rate_hz = 16000 if codec == "G722" else 8000
    size = int(rate_hz * PTIME_S)
    wave = 8000 * np.sin(2 * np.pi * frequency_hz * np.arange(size * count) / rate_hz)
    data = encode(codec, wave.astype(np.int16))
    return [data[start : start + 160] for start in range(0, len(data), 160)]


def has_tone(samples: npt.NDArray[np.int16], rate_hz: int, frequency_hz: float) -> bool:
    """Whether most of the energy is within 20 Hz of `frequency_hz`, and there is some."""
    if len(samples) < rate_hz // 10 or np.abs(samples).max() < 500:
        return False
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) ** 2
    frequencies_hz = np.fft.rfftfreq(len(samples), 1 / rate_hz)
    near = np.abs(frequencies_hz - frequency_hz) < 20
    return bool(spectrum[near].sum() > 0.5 * spectrum.sum())


def encode(codec: str, samples: npt.NDArray[np.int16]) -> bytes:
    """Samples as payload bytes."""
    if codec == "G722":
        return G722Encoder().encode(samples)
    octets = g711.ulaw_encode(samples) if codec == "PCMU" else g711.alaw_encode(samples)
    return octets.tobytes()


def decode(codec: str, data: bytes) -> npt.NDArray[np.int16]:
    """Payload bytes as samples."""
    if codec == "G722":
        return G722Decoder().decode(data)
    octets = np.frombuffer(data, np.uint8)
    return g711.ulaw_decode(octets) if codec == "PCMU" else g711.alaw_decode(octets)
