"""`python -m bench`: all measurements in one run, each beside its floor."""

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable, Collection

from bench import (
    call_rate,
    growth,
    held_calls,
    key_latency,
    mixing,
    packets,
    page_frames,
    page_views,
    pages,
    queues,
    record,
    rooms,
    simulated,
    sip_messages,
    start,
)
from bench.installation import Installation, installed
from bench.report import console, machine

ALONE: dict[str, Callable[[bool], None]] = {
    "sip": sip_messages.run,
    "packets": packets.run,
    "simulated": simulated.run,
    "pages": pages.run,
    "start": start.run,
    "queues": queues.run,
    "mixing": mixing.run,
    "record": record.run,
    "growth": growth.run,
    "page": page_views.run,
    "frames": page_frames.run,
}
ON_THE_PRODUCT: dict[str, Callable[[Installation, bool], Awaitable[None]]] = {
    "held": held_calls.run,
    "rate": call_rate.run,
    "keys": key_latency.run,
    "rooms": rooms.run,
}


async def on_the_product(names: Collection[str], quick: bool) -> None:
    """One product is started for all of them."""
    async with installed() as installation:
        for name in names:
            await ON_THE_PRODUCT[name](installation, quick)
            await installation.finish()


def main() -> None:
    """Runs what was asked for."""
    names = [*ALONE, *ON_THE_PRODUCT]
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, under a minute in all")
    parser.add_argument("--only", choices=names, action="append", help="this one; may be given several times")
    options = parser.parse_args()
    wanted = options.only or names
    begin_s = time.monotonic()
    console.print(f"[bold]Machine:[/bold] {machine()}")
    for name in ALONE:
        if name in wanted:
            ALONE[name](options.quick)
    if together := [name for name in ON_THE_PRODUCT if name in wanted]:
        asyncio.run(on_the_product(together, options.quick))
    console.print(f"\n{time.monotonic() - begin_s:.0f} s in all")


if __name__ == "__main__":
    main()
