"""How fast a key is heard: from its first RTP packet to the end of the prompt, and to the beginning of the next."""

import asyncio

from bench.installation import FIRST_HZ, NUMBER, SECOND_HZ, Installation
from bench.load import Clear, Hold, Load, PressAll
from bench.report import findings, milliseconds, progress, show
from bench.timing import percentile

PER_SECOND = 50.0
LEVELS = (20, 200)
QUICK_LEVELS = (50,)
PTIME_S = 0.020


async def run(installation: Installation, quick: bool) -> None:
    """Measures and prints."""
    levels, seconds = (QUICK_LEVELS, 2.0) if quick else (LEVELS, 6.0)
    rows = []
    with Load(installation.product.sip_port, NUMBER) as load:
        for level in levels:
            progress(f"a key on each of {level} calls")
            await asyncio.to_thread(load.calls, Hold(level, PER_SECOND))
            times = await asyncio.to_thread(load.keys, PressAll(seconds, FIRST_HZ, SECOND_HZ))
            await asyncio.to_thread(load.calls, Clear())
            for percent in (50, 99):
                findings.figure(f"key-p{percent}", 1000 * percentile(times.next_s, percent))
            heard = f"{len(times.next_s)} of {times.pressed}"
            rows.append(_row(f"{level} calls: last packet of the prompt", times.stop_s, heard))
            rows.append(_row(f"{level} calls: first packet of the next prompt", times.next_s, heard))
    rows.append(["floor: packets stand 20 ms apart", "-", f"{PTIME_S * 500:.2f} ms", f"{PTIME_S * 950:.2f} ms", "-"])
    show(
        "4b. From a key (first RFC 4733 packet sent) to what the caller hears",
        ("", "keys heard", "p50", "p95", "worst"),
        rows,
        "Floor: a product that takes no time at all; its next packet is due within 20 ms, evenly distributed.",
        "Negative: the prompt's last packet left before the key came, as it should. By kernel time stamps.",
    )


def _row(name: str, times_s: list[float], heard: str) -> list[str]:
    figures = percentile(times_s, 50), percentile(times_s, 95), max(times_s, default=float("nan"))
    return [name, heard, *(milliseconds(figure) for figure in figures)]
