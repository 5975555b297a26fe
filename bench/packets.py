"""RTP packets that the plane builds and sends a second, against a bare loop of `socket.send`."""

import socket
import tempfile
from pathlib import Path

from bench.media_floor import TARGET, bare_rate, make_plane, plane_rate
from bench.report import ratio, show
from switchboard.media.prompts import PromptCache
from switchboard.media.rows import PHASES

STREAMS = 400
PROMPTS = 8


def run(quick: bool) -> None:
    """Measures and prints. Both take turns and the best round counts."""
    ticks, rounds = (25, 3) if quick else (100, 5)
    ours, bare = measure(ticks, rounds)
    show(
        f"2. RTP packets a second, one core, {STREAMS} streams",
        ("", "packets/s", "µs a packet", "ratio"),
        [
            ["plane: build and send", f"{ours:,.0f}", f"{1e6 / ours:.2f}", ratio(ours, bare)],
            ["floor: socket.send", f"{bare:,.0f}", f"{1e6 / bare:.2f}", f"target {TARGET}"],
        ],
        "Floor: a loop of socket.send of packets of the same size, over the same sockets, to the same sink.",
    )


def measure(ticks: int, rounds: int) -> tuple[float, float]:
    """Packets a second of the plane, and of the bare loop."""
    ours, bare = [], []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sink, tempfile.TemporaryDirectory() as directory:
        sink.bind(("127.0.0.1", 0))
        cache, stems = PromptCache(PROMPTS), [f"{directory}/{number}" for number in range(PROMPTS)]
        for stem in stems:
            Path(f"{stem}.pcmu").write_bytes(bytes(range(256)) * 400)
        prompts = [prompt for stem in stems if (prompt := cache.get(stem, "PCMU")) is not None]
        plane, streams = make_plane(STREAMS, sink.getsockname(), prompts)
        sockets = [stream.rtp.sock for stream in streams]
        for number in range(rounds):
            bare.append(bare_rate(sockets, ticks))
            ours.append(plane_rate(plane, STREAMS, ticks, 1 + number * ticks * PHASES))
        for stream in streams:
            stream.close()
    return max(ours), max(bare)
