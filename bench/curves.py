"""CPU, latency and memory against calls, as plots: calls that are held, and calls that are set up and ended."""

import asyncio
from pathlib import Path

from bench.call_rate import IN_FLIGHT
from bench.installation import NUMBER, Installation
from bench.load import Clear, Crowd, Hold, Load, Measure, Rate
from bench.report import progress
from bench.svg import write_plot
from bench.timing import percentile

LEVELS = (0, 500, 1000, 1500, 2000, 2500, 3000)
QUICK_LEVELS = (0, 100, 200)
PER_SECOND = 90.0
SHARES = (0.1, 0.25, 0.5, 0.75, 0.9, 1.0, 1.25, 1.5)
QUICK_SHARES = (0.25, 0.5, 1.5)

Lines = dict[str, list[tuple[float, float]]]


async def run(installation: Installation, quick: bool, folder: Path) -> None:
    """Measures, and writes the plots into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    await installation.finish()
    with Load(installation.product.sip_port, NUMBER) as load:
        await _held(installation, load, QUICK_LEVELS if quick else LEVELS, 1.0 if quick else 6.0, folder)
        await asyncio.to_thread(load.calls, Clear())
        await installation.finish()
        await _set_up(installation, load, QUICK_SHARES if quick else SHARES, 1.0 if quick else 6.0, folder)


async def _held(installation: Installation, load: Load, levels: tuple[int, ...], seconds: float, folder: Path) -> None:
    cpu: Lines = {"media": [], "calls": []}
    memory: Lines = {"all processes": []}
    answers: Lines = {"median": [], "p99": []}
    for level in levels:
        progress(f"{level} calls held")
        placed = await asyncio.to_thread(load.calls, Hold(level, PER_SECOND))
        before = installation.cpu_s()
        heard = await asyncio.to_thread(load.heard, Measure(seconds))
        after = installation.cpu_s()
        for name, line in cpu.items():
            line.append((level, 100 * (after[name] - before[name]) / heard.seconds))
        memory["all processes"].append((level, installation.memory_kib() / 1024))
        if level:
            _add_answers(answers, level, placed.tally.answer_s)
    write_plot(folder / "held-cpu.svg", "CPU of calls held", "calls", "% of a core", cpu)
    write_plot(folder / "held-memory.svg", "Memory of calls held", "calls", "MiB", memory)
    title = f"INVITE → 200 while {PER_SECOND:g} calls a second are added"
    write_plot(folder / "held-latency.svg", title, "calls held", "ms", answers)


async def _set_up(
    installation: Installation, load: Load, shares: tuple[float, ...], seconds: float, folder: Path
) -> None:
    most = await asyncio.to_thread(load.calls, Crowd(IN_FLIGHT, seconds))
    limit = most.tally.ended / most.seconds
    cpu: Lines = {"calls": [], "media": [], "api": []}
    answers: Lines = {"median": [], "p99": []}
    outcomes: Lines = {"taken": [], "503": []}
    for share in shares:
        await installation.finish()
        offered = share * limit
        progress(f"{offered:.0f} calls a second")
        before = installation.cpu_s()
        calls = await asyncio.to_thread(load.calls, Rate(offered, seconds))
        after = installation.cpu_s()
        for name, line in cpu.items():
            line.append((offered, 100 * (after[name] - before[name]) / calls.seconds))
        _add_answers(answers, offered, calls.tally.answer_s)
        outcomes["taken"].append((offered, calls.tally.ended / calls.seconds))
        outcomes["503"].append((offered, len(calls.tally.refused_s) / calls.seconds))
    placed = "calls placed a second"
    write_plot(folder / "rate-cpu.svg", "CPU of calls set up and ended", placed, "% of a core", cpu)
    write_plot(folder / "rate-latency.svg", "INVITE → 200", placed, "ms", answers)
    write_plot(folder / "rate-outcomes.svg", "What becomes of calls, also past the limit", placed, "a second", outcomes)


def _add_answers(lines: Lines, x: float, answer_s: list[float]) -> None:
    lines["median"].append((x, 1000 * percentile(answer_s, 50)))
    lines["p99"].append((x, 1000 * percentile(answer_s, 99)))
