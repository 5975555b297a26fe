"""More calls than can be taken: what becomes of those that are let in, of those that are refused, and of those that
were there before."""

import asyncio
from collections.abc import Sequence

from bench.call_rate import IN_FLIGHT
from bench.installation import NUMBER, Installation
from bench.load import Calls, Clear, Crowd, Hold, Load, Rate
from bench.report import milliseconds, progress, show
from bench.streams import Quality
from bench.timing import percentile

HELD, PER_SECOND = 100, 50.0
TIMES = (1.0, 1.5, 10.0)
COLUMNS = (
    *("", "placed/s", "taken/s", "of the\nmost", "200 after\np50", "p99", "refused/s", "503 after\np50", "p99"),
    *("others", "held calls:\nlost", "missing", "deviation p99"),
)


async def run(installation: Installation, quick: bool) -> None:
    """Measures and prints."""
    crowd_s, seconds = (1.0, 2.0) if quick else (4.0, 8.0)
    with Load(installation.product.sip_port, NUMBER) as load:
        await asyncio.to_thread(load.calls, Hold(HELD, PER_SECOND))
        progress("as many calls as can be")
        most = await asyncio.to_thread(load.calls, Crowd(HELD + IN_FLIGHT, crowd_s))
        limit = most.tally.ended / most.seconds
        rows = [_row("the most", most, limit, seconds=most.seconds)]
        for times in TIMES:
            await installation.finish()
            progress(f"{times:g} times {limit:.0f} calls a second")
            calls = await asyncio.to_thread(load.calls, Rate(times * limit, seconds))
            rows.append(_row(f"{times:g} times", calls, limit, seconds))
        await asyncio.to_thread(load.calls, Clear())
    show(
        "4c. More calls than can be taken",
        COLUMNS,
        rows,
        f"The most: {IN_FLIGHT} in flight. Then so many times of that are placed each second, for {seconds:g} s.",
        f"{HELD} other calls go on and hear a prompt. Others: calls that failed otherwise than by 503.",
    )


def _row(name: str, calls: Calls, limit: float, seconds: float) -> list[str]:
    tally = calls.tally
    others = {reason: count for reason, count in tally.failures.items() if reason != "503"}
    return [
        name,
        f"{tally.placed / seconds:,.0f}",
        f"{tally.ended / calls.seconds:,.0f}",
        f"{tally.ended / calls.seconds / limit:.2f}",
        *(milliseconds(percentile(tally.answer_s, percent)) for percent in (50, 99)),
        f"{len(tally.refused_s) / calls.seconds:,.0f}",
        *(milliseconds(percentile(tally.refused_s, percent)) for percent in (50, 99)),
        ", ".join(f"{count}: {reason}" for reason, count in others.items()) or "0",
        *_held(calls.heard),
    ]


def _held(heard: Quality | None) -> Sequence[str]:
    if heard is None:
        return ("-",) * 3
    return f"{heard.lost}", f"{heard.expected - heard.received}", f"{heard.deviation_p99_ms:.1f} ms"
