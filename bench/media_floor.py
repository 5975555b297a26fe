"""How near the plane comes to the floor: packets a second that it builds and sends, against a bare loop of
`socket.send` of packets of the same size, to the same sink on loopback, in one run. Target: a ratio of 0.7.

Both take turns, so that what else the machine does meets both; the best round of each counts.
"""

import argparse
import random
import socket
import tempfile
import time
from itertools import repeat
from pathlib import Path

from rich.console import Console
from rich.table import Table

from switchboard.media.batches import open_batches
from switchboard.media.control import Configure, Event
from switchboard.media.plane import Plane
from switchboard.media.playing import Playing, Track
from switchboard.media.prompts import Prompt, PromptCache
from switchboard.media.reporting import Reporter
from switchboard.media.rows import PHASES, SLOT_S
from switchboard.media.stream import Stream

PACKET_BYTES = 172
TARGET = 0.7


def connected(sink: tuple[str, int]) -> socket.socket:
    """A UDP socket to the sink."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setblocking(False)
    sock.connect(sink)
    return sock


def ignore(event: Event) -> None:
    """Events are not what is measured."""


def make_plane(count: int, sink: tuple[str, int], prompts: list[Prompt]) -> tuple[Plane, list[Stream]]:
    """That many playing streams."""
    plane = Plane(ignore, 0.0, open_batches())
    streams = []
    for number in range(count):
        rtp, rtcp = connected(sink), connected(sink)
        reporter = Reporter(number, "bench", 5.0, 0.0, random.SystemRandom())
        stream = Stream(number, plane.rows.take(), 0, rtp, rtcp, reporter)
        plane.add(stream, 0, 0)
        stream.rtp.send, stream.rtp.connected = rtp.send, True
        config = Configure(stream=number, remote_host=sink[0], remote_port=sink[1], codec="PCMU", payload_type=0)
        plane.configure(stream, config)
        track = Track("", prompts[number % len(prompts)])
        plane.play(stream, Playing(track, repeat(track), 0))
        streams.append(stream)
    return plane, streams


def plane_rate(plane: Plane, count: int, ticks: int, start_slot: int) -> float:
    """Packets a second over so many whole ticks, as fast as they go."""
    begin = time.perf_counter()
    for slot in range(start_slot, start_slot + ticks * PHASES):
        plane.advance((slot + 0.5) * SLOT_S)
    return count * ticks / (time.perf_counter() - begin)


def bare_rate(sockets: list[socket.socket], ticks: int) -> float:
    """Packets a second of nothing but send."""
    packet = bytes(PACKET_BYTES)
    sends = [sock.send for sock in sockets]
    begin = time.perf_counter()
    for _ in range(ticks):
        for send in sends:
            send(packet)
    return len(sends) * ticks / (time.perf_counter() - begin)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, default=400)
    parser.add_argument("--ticks", type=int, default=100, help="ticks of 20 ms in a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--prompts", type=int, default=8, help="different files among the streams")
    options = parser.parse_args()
    sink = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sink.bind(("127.0.0.1", 0))
    with tempfile.TemporaryDirectory() as directory:
        stems = [f"{directory}/{number}" for number in range(options.prompts)]
        for stem in stems:
            Path(f"{stem}.pcmu").write_bytes(bytes(range(256)) * 400)
        cache = PromptCache(options.prompts)
        prompts = [prompt for stem in stems if (prompt := cache.get(stem, "PCMU")) is not None]
        plane, streams = make_plane(options.streams, sink.getsockname(), prompts)
        sockets = [stream.rtp.sock for stream in streams]
        ours, bare = [], []
        for number in range(options.rounds):
            bare.append(bare_rate(sockets, options.ticks))
            start_slot = 1 + number * options.ticks * PHASES
            ours.append(plane_rate(plane, options.streams, options.ticks, start_slot))
    show(max(ours), max(bare))
    for stream in streams:
        stream.close()
    sink.close()


def show(ours: float, bare: float) -> None:
    """A table."""
    table = Table("", "packets/s", "µs a packet")
    table.add_row("plane", f"{ours:,.0f}", f"{1e6 / ours:.2f}")
    table.add_row("bare send", f"{bare:,.0f}", f"{1e6 / bare:.2f}")
    table.add_row("ratio", f"{ours / bare:.2f}", f"target {TARGET}")
    Console().print(table)


if __name__ == "__main__":
    main()
