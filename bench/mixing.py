"""A room of 200 who all send speech, mixed on a clock of its own: what 20 ms of it cost, against the bare array sums.

Both take turns, so that what else the machine does meets both; the best round of each counts.
"""

import random
import socket
import time
from collections.abc import Callable, Sequence

import numpy as np

from bench.media_floor import connected, ignore
from bench.report import ratio, show
from switchboard.media import g711
from switchboard.media.control import CodecName, Configure
from switchboard.media.g722 import G722Encoder
from switchboard.media.mixing import HEARD_AT_ONCE, saturated
from switchboard.media.plane import Plane
from switchboard.media.reporting import Reporter
from switchboard.media.rows import PHASES, SLOT_S
from switchboard.media.stream import Stream

MEMBERS = 200
FRAME = 160
FRAMES = 50
"""Different packets, so that the loudest change now and then."""
SEED = 20_260_302
PAYLOAD_TYPES: dict[CodecName, int] = {"PCMU": 0, "G722": 9}
CODECS: tuple[CodecName, ...] = ("PCMU", "G722")


def run(quick: bool) -> None:
    """Measures and prints."""
    ticks, rounds = (25, 3) if quick else (100, 5)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sink:
        sink.bind(("127.0.0.1", 0))
        crowds = [_Crowd(sink.getsockname(), codec, seated=seated) for codec in CODECS for seated in (True, False)]
        *costs_s, bare_s = _best([*(crowd.tick for crowd in crowds), _bare_sums()], ticks, rounds)
        for crowd in crowds:
            crowd.close()
    narrow_s, narrow_alone_s, wide_s, wide_alone_s = costs_s
    show(
        f"8. A room of {MEMBERS}, one core, all speak",
        ("", "ms for 20 ms", "% of a core", "µs a member"),
        [
            _row("in a room, G.711", narrow_s),
            _row("the same streams in no room", narrow_alone_s),
            _row("in a room, G.722", wide_s),
            _row("the same streams in no room", wide_alone_s),
            _row("floor: arrays", bare_s),
        ],
        "In and out of the room the packets are sent; what is received is put into the room only.",
        f"Floor: {MEMBERS} frames of G.711 decoded, their levels, the sum of {HEARD_AT_ONCE}, encoded for all. Its "
        f"ratio to what a room in G.711 adds: {ratio(1 / (narrow_s - narrow_alone_s), 1 / bare_s)}.",
        "G.722 is coded and decoded for each member by itself, whether they are in a room or not.",
    )


def _row(name: str, seconds: float) -> tuple[str, ...]:
    return name, f"{1000 * seconds:.2f}", f"{100 * seconds / (PHASES * SLOT_S):.1f}", f"{1e6 * seconds / MEMBERS:.1f}"


def _best(works: Sequence[Callable[[], None]], ticks: int, rounds: int) -> list[float]:
    """Seconds that a tick of each took in its best round."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for index, work in enumerate(works):
            begin_s = time.perf_counter()
            for _ in range(ticks):
                work()
            best[index] = min(best[index], (time.perf_counter() - begin_s) / ticks)
    return best


class _Crowd:
    """Streams of one codec, whose peers all speak; `seated` in one room, else each alone."""

    def __init__(self, sink: tuple[str, int], codec: CodecName, *, seated: bool) -> None:
        self._plane = Plane(ignore, 0.0)
        self._streams = [self._stream(number, sink, codec) for number in range(MEMBERS)]
        self._seated = seated
        if seated:
            for stream in self._streams:
                assert stream.config is not None
                self._plane.rooms.join(stream, stream.config, 1, 0, muted=False)
        self._said = _speech(codec)
        self._ticks = 0

    def tick(self) -> None:
        """20 ms."""
        self._ticks += 1
        if self._seated:
            timestamp = self._ticks * FRAME
            for number, stream in enumerate(self._streams):
                assert stream.seat is not None
                stream.seat.hear(timestamp, self._said[(self._ticks + number) % FRAMES], tone=False)
        for slot in range((self._ticks - 1) * PHASES, self._ticks * PHASES):
            self._plane.advance((slot + 1.5) * SLOT_S)

    def close(self) -> None:
        for stream in self._streams:
            stream.close()

    def _stream(self, number: int, sink: tuple[str, int], codec: CodecName) -> Stream:
        rtp, rtcp = connected(sink), connected(sink)
        reporter = Reporter(number, "bench", 5.0, 0.0, random.SystemRandom())
        stream = Stream(number, self._plane.rows.take(), 0, rtp, rtcp, reporter)
        self._plane.add(stream, 0, 0)
        config = Configure(
            stream=number, remote_host=sink[0], remote_port=sink[1], codec=codec, payload_type=PAYLOAD_TYPES[codec]
        )
        stream.configure(config, 0.0)
        stream.rtp.send = rtp.send
        self._plane.configure(stream, config)
        return stream


def _speech(codec: CodecName) -> list[bytes]:
    """A second of noise in packets, louder and softer."""
    chance, encoder = np.random.default_rng(SEED), G722Encoder()
    rate = 1 + (codec == "G722")
    packets = []
    for _ in range(FRAMES):
        samples = (chance.standard_normal(rate * FRAME) * chance.uniform(100, 3000)).astype(np.int16)
        packets.append(encoder.encode(samples) if codec == "G722" else g711.ulaw_encode(samples).tobytes())
    return packets


def _bare_sums() -> Callable[[], None]:
    """The arithmetic alone, on arrays that are there already."""
    octets = np.random.default_rng(SEED).integers(0, 256, (MEMBERS, FRAME), np.uint8)

    def tick() -> None:
        signals = g711.ulaw_decode(octets).astype(np.float32)
        levels = np.einsum("ij,ij->i", signals, signals)
        loudest = np.argpartition(levels, -HEARD_AT_ONCE)[-HEARD_AT_ONCE:]
        mixed = saturated(signals[loudest].sum(axis=0))
        g711.ulaw_encode(np.broadcast_to(mixed, (MEMBERS, FRAME)))

    return tick
