"""Calls that the whole product holds while it plays to all of them, and what the packets were like on arrival.

*Held* are so many calls if every stream is heard, with at least 98 % of its packets and a loss below 0.1 %, if the 99th
percentile of the deviation from 20 ms between two packets is below 20 ms by kernel time stamps, and if no call fails.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bench.installation import NUMBER, Installation
from bench.load import Clear, Heard, Hold, Load, Measure
from bench.packets import measure as floor_of_packets
from bench.report import console, findings, progress, show

SILENT, TALKING = "silent", "talking"
LEVELS = {SILENT: (1000, 2000, 3000, 4000, 5000, 6000, 6500), TALKING: (1000, 2000, 3000, 3500, 4500, 5500)}
QUICK_LEVELS = (50, 200)
PER_SECOND = 90.0
SETTLE_S, SECONDS = 4.0, 20.0
QUICK_SETTLE_S, QUICK_S = 0.5, 2.0
RECEIVED, LOST, DEVIATION_MS = 0.98, 0.001, 20.0
COLUMNS = (
    *("calls", "received\n%", "lost\n%", "deviation\np50/p99 ms", "worst\ngap ms"),
    *("CPU %\nmedia", "calls", "api", "generator", "product,\na call"),
)
"""CPU is in % of a core, of which the generator takes its part. Received: of 50 packets a second by the clock."""


@dataclass(frozen=True, slots=True)
class Held:
    """So many calls over a measurement, and what each part of the product took; `kib` is the memory of all parts."""

    calls: int
    heard: Heard
    cpu_s: dict[str, float]
    kib: int
    failures: int

    @property
    def is_good(self) -> bool:
        """By the terms above."""
        quality = self.heard.quality
        return (
            quality.heard == quality.streams
            and quality.received >= RECEIVED * quality.expected
            and quality.lost < LOST * quality.expected
            and quality.deviation_p99_ms < DEVIATION_MS
            and not self.failures
        )

    @property
    def percent_a_call(self) -> float:
        """CPU of the whole product, in % of one core."""
        return 100 * sum(self.cpu_s.values()) / self.heard.seconds / self.calls


async def run(installation: Installation, quick: bool) -> None:
    """Measures and prints."""
    for callers, levels in LEVELS.items():
        found = await levels_of(installation, callers, QUICK_LEVELS if quick else levels, quick=quick)
        best = max((held for held in found if held.is_good), key=lambda held: held.calls, default=None)
        note(callers, best, memory_a_call_kib(found))
        show(
            f"3. Calls held by the whole product, each hears a prompt; callers {callers}",
            COLUMNS,
            [[f"{held.calls:,}{verdict(held)}", *row(held)] for held in found],
            "None was held."
            if best is None
            else f"Held: {best.calls:,}; {best.percent_a_call:.4f} % of a core a call.",
            f"Memory: {memory_a_call_kib(found):.0f} KiB a call, by the growth from the first level to the last.",
        )
    _, bare = floor_of_packets(25, 3)
    console.print(
        f"  Floor: socket.send alone costs {1e6 / bare:.2f} µs a packet, {5000 / bare:.4f} % of a core a call."
    )


def note(callers: str, best: Held | None, kib: float) -> None:
    """For the table at the end."""
    if callers == TALKING:
        findings.figure("talking", best.calls if best else 0)
        return
    findings.figure("held", best.calls if best else 0)
    findings.figure("memory", kib)
    if best is not None:
        findings.figure("held-cpu", best.percent_a_call)


async def levels_of(
    installation: Installation, callers: str, levels: Sequence[int], *, quick: bool = False
) -> list[Held]:
    """Up to the first level that is not good."""
    found: list[Held] = []
    settle_s, seconds = (QUICK_SETTLE_S, QUICK_S) if quick else (SETTLE_S, SECONDS)
    with Load(installation.product.sip_port, NUMBER, talking=callers == TALKING) as load:
        for calls in levels:
            progress(f"{calls} calls, callers {callers}")
            placed = await asyncio.to_thread(load.calls, Hold(calls, PER_SECOND))
            failures = placed.tally.failures.total()
            found.append(await measured(installation, load, calls, failures, settle_s, seconds))
            if not found[-1].is_good:
                break
        await asyncio.to_thread(load.calls, Clear())
    await installation.finish()
    return found


async def measured(
    installation: Installation, load: Load, calls: int, failures: int, settle_s: float, seconds: float
) -> Held:
    """Listens to the calls that are up, of which some may have failed before."""
    await asyncio.to_thread(load.heard, Measure(0.0, settle_s))
    before = installation.cpu_s()
    heard = await asyncio.to_thread(load.heard, Measure(seconds, 0.0))
    cpu_s = {name: spent_s - before[name] for name, spent_s in installation.cpu_s().items()}
    return Held(calls, heard, cpu_s, installation.memory_kib(), failures + heard.failures)


def memory_a_call_kib(found: Sequence[Held]) -> float:
    """How much the product grew with each call."""
    more = found[-1].calls - found[0].calls
    return (found[-1].kib - found[0].kib) / more if more else float("nan")


def row(held: Held) -> list[str]:
    """What COLUMNS say, without the first one."""
    quality, heard = held.heard.quality, held.heard
    shares = {**held.cpu_s, "load": heard.cpu_s}
    return [
        f"{100 * quality.received / quality.expected:.1f}",
        f"{100 * quality.lost / quality.expected:.2f}",
        f"{quality.deviation_p50_ms:.2f}/{quality.deviation_p99_ms:.2f}",
        f"{quality.worst_gap_ms:.0f}",
        *(f"{100 * shares[name] / heard.seconds:.0f}" for name in ("media", "calls", "api", "load")),
        f"{held.percent_a_call:.4f}",
    ]


def verdict(held: Held) -> str:
    """What keeps the calls from being held, in brackets; nothing if they are."""
    heard, quality = held.heard, held.heard.quality
    if held.is_good:
        return ""
    if held.failures:
        return f" ({held.failures} calls failed)"
    if heard.dropped or heard.skipped_s:
        return f" (generator dropped {heard.dropped}, late by {heard.skipped_s:.1f} s)"
    if quality.heard < quality.streams:
        return f" ({quality.streams - quality.heard} not heard)"
    return " (late)" if quality.deviation_p99_ms >= DEVIATION_MS else " (loss)"
