"""Calls set up and ended a second by the whole product, and how long a caller waits for the answer."""

import asyncio
import os

from bench.bare_sip import bare_sip
from bench.installation import NUMBER, Installation
from bench.load import Calls, Crowd, Load, Rate
from bench.report import findings, milliseconds, progress, ratio, show
from bench.timing import percentile

IN_FLIGHT = 16
SHARES = (0.9, 0.75, 0.6, 0.45, 0.3, 0.15)
KEEPS_UP = 0.95
P99_LIMIT_S = 0.5
CALLS_A_REPEAT = 1000
COLUMNS = (
    *("", "calls/s", "ratio", "failed", "repeats", "INVITE→200\np50", "p99", "worst"),
    *("CPU a call\ncalls", "media", "api", "load"),
)


async def run(installation: Installation, quick: bool) -> None:
    """Measures and prints."""
    crowd_s, sustained_s = (1.0, 3.0) if quick else (3.0, 10.0)
    progress("until the product rests: after the start it encodes announcements")
    await installation.finish()
    progress(f"bare responder, {IN_FLIGHT} calls in flight")
    with bare_sip() as port, Load(port, NUMBER) as load:
        floor = await asyncio.to_thread(load.calls, Crowd(IN_FLIGHT, crowd_s))
    floor_rate, sustained = rate_of(floor), 0.0
    with Load(installation.product.sip_port, NUMBER) as load:
        progress(f"{IN_FLIGHT} calls in flight")
        most, cpu = await _measured(installation, load, Crowd(IN_FLIGHT, crowd_s))
        rows = [_row(f"{IN_FLIGHT} in flight", most, cpu, floor_rate)]
        for share in SHARES:
            await installation.finish()
            offered = round(share * rate_of(most), 1)
            progress(f"{offered:g} calls a second for {sustained_s:g} s")
            calls, cpu = await _measured(installation, load, Rate(offered, sustained_s))
            rows.append(_row(f"{offered:g}/s for {sustained_s:g} s", calls, cpu, floor_rate))
            if is_sustained(calls, offered):
                sustained = offered
                findings.figure("rate", rate_of(calls))
                break
        if sustained:
            await installation.finish()
            offered = round(sustained / 2, 1)
            progress(f"{offered:g} calls a second, half of what is sustained")
            calls, cpu = await _measured(installation, load, Rate(offered, sustained_s))
            rows.append(_row(f"half: {offered:g}/s for {sustained_s:g} s", calls, cpu, floor_rate))
            findings.figure("half-p99", 1000 * percentile(calls.tally.answer_s, 99))
    rows.append(_row(f"floor, {IN_FLIGHT} in flight", floor, {}, floor_rate))
    show(
        "4a. Calls a second by the whole product: INVITE, 200, ACK, BYE, 200",
        COLUMNS,
        rows,
        f"Sustained for {sustained_s:g} s: {sustained:g} calls/s: no failure, {KEEPS_UP:.0%} of the rate made,",
        f"p99 under {P99_LIMIT_S:g} s, at most one message repeated for {CALLS_A_REPEAT:,} calls.",
        "Floor: an asyncio UDP responder that echoes header lines, without transactions, media or database.",
        "Failed: no final reply in 4 s (the generator repeats nothing), another status, or a BYE not asked for.",
        f"The generator shares the {os.cpu_count()} cores, and takes `load` of each call. CPU is user and system time.",
    )


async def _measured(installation: Installation, load: Load, command: Crowd | Rate) -> tuple[Calls, dict[str, float]]:
    before = installation.cpu_s()
    calls = await asyncio.to_thread(load.calls, command)
    after = installation.cpu_s()
    return calls, {name: after[name] - before[name] for name in before}


def is_sustained(calls: Calls, offered: float) -> bool:
    """Whether the `offered` rate was made, as the table says below."""
    tally = calls.tally
    keeps_up = rate_of(calls) > KEEPS_UP * offered and percentile(tally.answer_s, 99) < P99_LIMIT_S
    return keeps_up and not tally.failures and tally.repeats * CALLS_A_REPEAT <= tally.answered


def rate_of(calls: Calls) -> float:
    """Calls a second."""
    return calls.tally.ended / calls.seconds


def _row(name: str, calls: Calls, cpu: dict[str, float], floor_rate: float) -> list[str]:
    tally = calls.tally
    reasons = ", ".join(f"{count}: {reason}" for reason, count in tally.failures.items())
    cpu_s = [cpu.get("calls"), cpu.get("media"), cpu.get("api"), calls.cpu_s]
    return [
        name,
        f"{rate_of(calls):,.1f}",
        ratio(rate_of(calls), floor_rate),
        reasons or "0",
        f"{tally.repeats}",
        milliseconds(percentile(tally.answer_s, 50)),
        milliseconds(percentile(tally.answer_s, 99)),
        milliseconds(max(tally.answer_s, default=float("nan"))),
        *("-" if one is None else milliseconds(one / max(1, tally.ended)) for one in cpu_s),
    ]
