"""Callers in the conferences of the whole product, all of whom hum: what arrives at each, and what it costs."""

import asyncio
import os

from bench.held_calls import COLUMNS, DEVIATION_MS, measured, row, verdict
from bench.installation import NUMBER, ROOMS, Installation
from bench.load import Clear, Hold, Hum, Load
from bench.report import progress, show

PER_SECOND = 40.0
SETTLE_S = 3.0
"""Whoever comes in is told first how many are there."""
Level = tuple[str, tuple[str, ...], int]
LEVELS: tuple[Level, ...] = (
    ("one room of 200", ROOMS[:1], 200),
    ("500 in three rooms", ROOMS, 500),
    ("500 in a menu", (NUMBER,), 500),
)
QUICK_LEVELS: tuple[Level, ...] = (("one room of 50", ROOMS[:1], 50), ("50 in a menu", (NUMBER,), 50))


async def run(installation: Installation, quick: bool) -> None:
    """Measures and prints."""
    levels, seconds = (QUICK_LEVELS, 2.0) if quick else (LEVELS, 8.0)
    rows = [await _level(installation, level, seconds) for level in levels]
    show(
        "9. Callers in conferences of the whole product, who all hum",
        ("", *COLUMNS[1:]),
        rows,
        "In the menu they hum as well and hear a prompt: the same packets, and nothing is mixed.",
        f"Good: without loss, and deviation p99 under {DEVIATION_MS:g} ms. The generator shares the "
        f"{os.cpu_count()} cores; {seconds:g} s each, CPU in % of one core.",
    )


async def _level(installation: Installation, level: Level, seconds: float) -> list[str]:
    name, numbers, calls = level
    progress(name)
    with Load(installation.product.sip_port, *numbers) as load:
        held = await asyncio.to_thread(load.calls, Hold(calls, PER_SECOND))
        notes_hz = {index: 300.0 + 10 * (index % 200) for index in range(calls)}
        await asyncio.to_thread(load.sounds, Hum(notes_hz, SETTLE_S, 0.1))
        found = await measured(installation, load, calls, held.tally.failures.total(), 0.0, seconds)
        await asyncio.to_thread(load.calls, Clear())
    await installation.finish()
    return [name + verdict(found), *row(found)]
