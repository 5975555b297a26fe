"""Calls that the whole product holds while it plays to all of them, and what the packets were like on arrival."""

import asyncio
import os

from bench.installation import NUMBER, Installation
from bench.load import Clear, Heard, Hold, Load, Measure
from bench.packets import measure as floor_of_packets
from bench.report import progress, show

LEVELS = (100, 250, 500, 750, 1000, 1500, 2000)
QUICK_LEVELS = (50, 200)
PER_SECOND = 60.0
JITTER_LIMIT_MS = 20.0
COLUMNS = (
    *("calls", "expected", "received", "missing", "lost", "out of\norder", "jitter p50\n/p99 ms", "worst gap\nms"),
    *("CPU %\nmedia", "calls", "api", "load", "µs/packet\nmedia"),
)


async def run(installation: Installation, quick: bool) -> None:
    """Measures and prints."""
    levels, seconds = (QUICK_LEVELS, 2.0) if quick else (LEVELS, 8.0)
    rows, best, cost_us = [], 0, 0.0
    with Load(installation.product.sip_port, NUMBER) as load:
        for level in levels:
            progress(f"{level} calls")
            held = await asyncio.to_thread(load.calls, Hold(level, PER_SECOND))
            heard, cpu = await measured(installation, load, seconds)
            rows.append(row(heard, cpu))
            if held.tally.failures or not is_good(heard):
                rows[-1][0] += f" ({why(heard, held.tally.failures.total())})"
                break
            best, cost_us = level, 1e6 * cpu["media"] / max(1, heard.quality.received)
        await asyncio.to_thread(load.calls, Clear())
    _, bare = floor_of_packets(25, 3)
    show(
        "3. Calls held by the whole product, each hears a prompt and sends audio",
        COLUMNS,
        rows,
        f"Held without loss and with jitter p99 under {JITTER_LIMIT_MS:g} ms: {best} calls.",
        f"Floor: socket.send alone costs {1e6 / bare:.2f} µs a packet; the media process at {best} calls took "
        f"{cost_us:.2f} µs: ratio {1e6 / bare / cost_us if cost_us else 0:.2f}.",
        f"The generator (load) shares the {os.cpu_count()} cores; {seconds:g} s at each level, CPU in % of one core.",
        "Expected: 50 packets a second by the clock. Missing: of these, less two a stream. Lost: by sequence number.",
        "Jitter: the highest value of RFC 3550's estimate in each stream, by kernel time stamps.",
    )


async def measured(installation: Installation, load: Load, seconds: float) -> tuple[Heard, dict[str, float]]:
    before = installation.cpu_s()
    heard = await asyncio.to_thread(load.heard, Measure(seconds))
    after = installation.cpu_s()
    return heard, {name: after[name] - before[name] for name in before}


def is_good(heard: Heard) -> bool:
    quality = heard.quality
    clean = quality.lost == quality.missing == quality.out_of_order == heard.failures == 0
    return clean and quality.jitter_p99_ms < JITTER_LIMIT_MS


def why(heard: Heard, failures: int) -> str:
    if failures or heard.failures:
        return f"{failures + heard.failures} calls failed"
    if heard.dropped or heard.skipped_s:
        return f"generator dropped {heard.dropped}, late by {heard.skipped_s:.1f} s"
    return "loss" if heard.quality.lost or heard.quality.missing else "jitter"


def row(heard: Heard, cpu: dict[str, float]) -> list[str]:
    quality = heard.quality
    shares = {**cpu, "load": heard.cpu_s}
    return [
        f"{quality.streams:,}",
        f"{quality.expected:,}",
        f"{quality.received:,}",
        f"{quality.missing:,}",
        f"{quality.lost:,}",
        f"{quality.out_of_order:,}",
        f"{quality.jitter_p50_ms:.2f}/{quality.jitter_p99_ms:.2f}",
        f"{quality.worst_gap_ms:.1f}",
        *(f"{100 * shares[name] / heard.seconds:.0f}" for name in ("media", "calls", "api", "load")),
        f"{1e6 * cpu['media'] / max(1, quality.received):.1f}",
    ]
