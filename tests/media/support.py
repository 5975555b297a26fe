"""A real worker in a process of its own, and RTP peers on loopback."""

import asyncio
import contextlib
import itertools
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from switchboard.media import rtp, telephone_event
from switchboard.media.aio.client import MediaClient, StreamError
from switchboard.media.codec import make_decoder, silence
from switchboard.media.control import (
    CodecName,
    Configure,
    Event,
    FirstPacket,
    SourceChanged,
)
from switchboard.media.g711 import Samples, alaw_encode, ulaw_encode
from switchboard.media.g722 import G722Encoder
from switchboard.media.presses import TelephoneEventReceiver
from switchboard.media.resample import Upsampler
from tests.kit.ports import reserved_port

WAIT_S = 10.0
NO_STREAM = 999_999
QUIET = 100
"""No sample of silence is beyond this."""
PROGRAM = """
import sys
from pathlib import Path
from typing import NamedTuple, Protocol
from switchboard.media.settings import WorkerSettings
from switchboard.media.worker import run
path, first, last, timeout, interval = sys.argv[1:]
listens = iter([True])
def on_turn():
    if next(listens, False):
        print("listens", flush=True)
run(WorkerSettings(Path(path), int(first), int(last), float(timeout), float(interval)), on_turn)
"""


SILENCE = silence("PCMU", 160)
CODECS: tuple[CodecName, ...] = ("PCMU", "PCMA", "G722")


class Prompt(NamedTuple):
    """A prompt in all codecs: the stem of its files, and its samples."""

    path: str
    samples: Samples


class StartWorker(Protocol):
    """Starts a worker that ends with the test."""

    def __call__(self, rtp_timeout_s: float = 60.0, rtcp_interval_s: float = 5.0) -> "WorkerProcess": ...


class CommonWorker(Protocol):
    """The worker with these settings that tests share, or one more with another number; they leave it as it was."""

    def __call__(
        self, rtp_timeout_s: float = 60.0, rtcp_interval_s: float = 5.0, number: int = 0
    ) -> "WorkerProcess": ...


def tone(hertz: float, seconds: float, amplitude: int = 8000) -> Samples:
    """A sine at 8 kHz."""
    times = np.arange(int(seconds * 8000)) / 8000
    return (amplitude * np.sin(2 * np.pi * hertz * times)).astype(np.int16)


def tones(digit: str, seconds: float) -> Samples:
    """A key as it sounds, at 8 kHz."""
    place = "123A456B789C*0#D".index(digit)
    hertz = (697, 770, 852, 941)[place // 4], (1209, 1336, 1477, 1633)[place % 4]
    return tone(hertz[0], seconds, 5000) + tone(hertz[1], seconds, 5000)


def stored(codec: CodecName, samples: Samples) -> bytes:
    """8 kHz samples as the file that a call in that codec plays."""
    if codec == "G722":
        return Upsampler().process(samples).astype("<i2").tobytes()
    return (ulaw_encode(samples) if codec == "PCMU" else alaw_encode(samples)).tobytes()


def encode(codec: CodecName, samples: Samples) -> bytes:
    """8 kHz samples as a peer sends them in a codec."""
    return G722Encoder().encode(Upsampler().process(samples)) if codec == "G722" else stored(codec, samples)


class Peer:
    """A telephone's RTP socket, and the RTCP one on the next port if it is free."""

    def __init__(self, host: str = "127.0.0.1", ssrc: int = 0x1234) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.rtp, self.rtcp = socket.socket(family, socket.SOCK_DGRAM), socket.socket(family, socket.SOCK_DGRAM)
        for sock in (self.rtp, self.rtcp):
            sock.setblocking(False)
            sock.bind((host, 0))
        self.host = host
        self.port = int(self.rtp.getsockname()[1])
        self.rtcp_port = int(self.rtcp.getsockname()[1])
        self.ssrc = ssrc
        self.sequence, self.timestamp = 1000, 160000

    def send(self, port: int, payload: bytes, payload_type: int = 0, *, marker: bool = False) -> None:
        """The next audio packet."""
        self.raw(port, payload, payload_type, self.sequence, self.timestamp, marker=marker)
        self.sequence += 1
        self.timestamp += len(payload)

    def raw(
        self, port: int, payload: bytes, payload_type: int, sequence: int, timestamp: int, *, marker: bool = False
    ) -> None:
        """Any packet."""
        packet = rtp.build(
            payload_type=payload_type,
            sequence=sequence,
            timestamp=timestamp,
            ssrc=self.ssrc,
            payload=payload,
            marker=marker,
        )
        self.rtp.sendto(packet, ("::1" if ":" in self.host else "127.0.0.1", port))

    async def receive(self) -> rtp.Packet:
        """The next RTP packet."""
        loop = asyncio.get_running_loop()
        data = await asyncio.wait_for(loop.sock_recv(self.rtp, 2048), WAIT_S)
        packet = rtp.parse(data)
        assert packet is not None
        return packet

    async def receive_rtcp(self) -> bytes:
        """The next RTCP datagram."""
        return await asyncio.wait_for(asyncio.get_running_loop().sock_recv(self.rtcp, 2048), WAIT_S)

    async def until(self, wanted: Callable[[rtp.Packet], bool]) -> list[rtp.Packet]:
        """Packets up to the first that is wanted, it included."""
        packets = [await self.receive()]
        while not wanted(packets[-1]):
            packets.append(await self.receive())
        return packets

    async def take(self, count: int) -> list[rtp.Packet]:
        """That many packets."""
        return [await self.receive() for _ in range(count)]

    def forget(self) -> None:
        """What has come so far."""
        for sock in (self.rtp, self.rtcp):
            with contextlib.suppress(BlockingIOError):
                while sock.recv(2048):
                    continue

    def close(self) -> None:
        """Closes both sockets."""
        self.rtp.close()
        self.rtcp.close()


class Phone:
    """A worker's client with its events in a queue."""

    def __init__(self) -> None:
        self.events: asyncio.Queue[Event] = asyncio.Queue()
        self.lost = asyncio.Event()
        self.begun: list[int] = []
        self.client: MediaClient
        self.peers: list[Peer] = []

    async def connect(self, path: Path) -> None:
        """To the worker."""
        self.client = await asyncio.wait_for(MediaClient.connect(path, self._take, self.lost.set), WAIT_S)

    def _take(self, event: Event) -> None:
        """First packets are noted apart: most tests send some, and few ask for them."""
        if isinstance(event, FirstPacket):
            self.begun.append(event.stream)
        else:
            self.events.put_nowait(event)

    def peer(self, host: str = "127.0.0.1", ssrc: int = 0x1234) -> Peer:
        """A peer that is closed with the test."""
        self.peers.append(Peer(host, ssrc))
        return self.peers[-1]

    async def call(self, stream: int, peer: Peer, **changes: object) -> int:
        """Opens and configures a stream towards a peer; its port."""
        port = await asyncio.wait_for(self.client.open(stream, "127.0.0.1"), WAIT_S)
        await self.configure(stream, peer, **changes)
        return port

    async def configure(self, stream: int, peer: Peer, **changes: object) -> None:
        """Towards a peer, PCMU and telephone-event 101 unless changed."""
        base: dict[str, object] = {
            "stream": stream,
            "remote_host": peer.host,
            "remote_port": peer.port,
            "rtcp_port": peer.rtcp_port,
            "codec": "PCMU",
            "payload_type": 0,
            "telephone_event_payload_type": 101,
        }
        await self.client.send(Configure.model_validate(base | changes))

    async def obeyed(self) -> None:
        """Returns when the worker has carried out all commands so far."""
        with contextlib.suppress(StreamError):
            await asyncio.wait_for(self.client.close(NO_STREAM), WAIT_S)

    async def event(self) -> Event:
        """The next event."""
        return await asyncio.wait_for(self.events.get(), WAIT_S)

    async def close(self) -> None:
        """Closes connection and peers."""
        await self.client.aclose()
        for peer in self.peers:
            peer.close()


class WorkerProcess:
    """A worker started as a process."""

    def __init__(self, path: Path, rtp_timeout_s: float, rtcp_interval_s: float) -> None:
        self.path = path
        first = reserved_port(40)
        arguments = [str(path), str(first), str(first + 39), str(rtp_timeout_s), str(rtcp_interval_s)]
        self.process = subprocess.Popen([sys.executable, "-c", PROGRAM, *arguments], stdout=subprocess.PIPE)
        self._listens = False

    async def phone(self) -> Phone:
        """A connection to it, as soon as it listens."""
        assert self.process.stdout is not None
        if not self._listens:
            said = await asyncio.wait_for(asyncio.to_thread(self.process.stdout.readline), WAIT_S)
            assert said, "the worker died"
            self._listens = True
        phone = Phone()
        await phone.connect(self.path)
        return phone

    def stop(self) -> int:
        """SIGTERM; the exit status."""
        with self.process:
            if self.process.poll() is None:
                os.kill(self.process.pid, signal.SIGTERM)
            return self.process.wait(WAIT_S)


def continuous(packets: list[rtp.Packet]) -> bool:
    """Whether counters go on without a gap, from one source; the timestamp, where something begins, by its moment."""
    pairs = list(itertools.pairwise(packets))
    return all(
        rtp.sequence_difference(b.sequence, a.sequence) == 1
        and (b.marker or rtp.timestamp_difference(b.timestamp, a.timestamp) == len(a.payload))
        and a.ssrc == b.ssrc
        for a, b in pairs
    )


def loudest_hz(samples: NDArray[np.int16]) -> float:
    """The strongest frequency at 8 kHz."""
    spectrum = np.abs(np.fft.rfft(samples.astype(float) * np.hanning(len(samples))))
    return float(spectrum.argmax() * 8000 / len(samples))


def sine(hertz: float, seconds: float) -> bytes:
    """A tone in PCMU."""
    times = np.arange(int(seconds * 8000)) / 8000
    return ulaw_encode((8000 * np.sin(2 * np.pi * hertz * times)).astype(np.int16)).tobytes()


def press(peer: Peer, port: int, digit: str, *, steps: int = 1, end: bool = True, payload_type: int = 101) -> None:
    """A telephone-event from a peer, as a burst."""
    code = telephone_event.KEYS.index(digit)
    for step in range(1, steps + 1):
        event = telephone_event.Event(code, False, 10, step * 160)
        payload = telephone_event.build(event)
        peer.raw(port, payload, payload_type, peer.sequence, peer.timestamp, marker=step == 1)
        peer.sequence += 1
    for _ in range(3 if end else 0):
        event = telephone_event.Event(code, True, 10, steps * 160)
        peer.raw(port, telephone_event.build(event), payload_type, peer.sequence, peer.timestamp)
        peer.sequence += 1
    peer.timestamp += steps * 160 + 800


async def talk(peer: Peer, port: int, audio: bytes, payload_type: int = 0) -> None:
    """Sends audio packet by packet, paced by the packets that come back or by yielding."""
    for start in range(0, len(audio), 160):
        peer.send(port, audio[start : start + 160], payload_type)
        await asyncio.sleep(0)


async def heard(peer: Peer, count: int, codec: CodecName = "PCMU") -> Samples:
    """The samples, at 8 kHz, of so many packets that are not silence."""
    decode = make_decoder(codec)
    audible: list[Samples] = []
    for _ in range(10 * count):
        samples = decode((await peer.receive()).payload)
        audible += [samples] if np.abs(samples).max() > QUIET else []
        if len(audible) == count:
            break
    assert len(audible) == count
    return np.concatenate(audible)


def encode_g722(hertz: float, seconds: float) -> bytes:
    """A tone in G.722."""
    times = np.arange(int(seconds * 16000)) / 16000
    return G722Encoder().encode((8000 * np.sin(2 * np.pi * hertz * times)).astype(np.int16))


def keys_in(packets: Iterable[rtp.Packet]) -> str:
    """What a peer hears in telephone-events that it got."""
    receiver = TelephoneEventReceiver()
    return "".join(receiver.receive(packet, 0.0).digit or "" for packet in packets)


def moved(former: Peer, peer: Peer, stream: int = 1) -> SourceChanged:
    """The event of a change of source."""
    return SourceChanged(
        stream=stream, host=peer.host, port=peer.port, former_host=former.host, former_port=former.port
    )
