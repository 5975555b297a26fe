"""`python -m bench`: all measurements in one run, each beside its floor."""

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable, Collection
from ipaddress import ip_address
from pathlib import Path

from bench import (
    asterisk,
    call_rate,
    curves,
    growth,
    held_calls,
    key_latency,
    mixing,
    nodes,
    overload,
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
from bench.goals import show_table
from bench.installation import Installation, installed
from bench.report import console, findings, machine

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
WITH_PLOTS: dict[str, Callable[[bool, Path | None], None]] = {"nodes": nodes.run}
ON_THE_PRODUCT: dict[str, Callable[[Installation, bool], Awaitable[None]]] = {
    "held": held_calls.run,
    "rate": call_rate.run,
    "overload": overload.run,
    "keys": key_latency.run,
    "rooms": rooms.run,
}


PLOTS_HELP = "draw CPU, latency and memory against calls, too; with --only nodes: what many nodes take"


async def on_the_product(names: Collection[str], quick: bool) -> None:
    """One product is started for all of them."""
    async with installed() as installation:
        for name in names:
            await ON_THE_PRODUCT[name](installation, quick)
            await installation.finish()


def main() -> None:
    """Runs what was asked for."""
    names = [*ALONE, *WITH_PLOTS, *ON_THE_PRODUCT]
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, a few minutes in all")
    parser.add_argument("--only", choices=names, action="append", help="this one; may be given several times")
    parser.add_argument("--runs", type=int, default=1, help="so many times; the table shows by how much they differ")
    parser.add_argument("--asterisk", type=_address, metavar="HOST:PORT", help="measure this one on loopback as well")
    parser.add_argument("--plots", type=Path, metavar="FOLDER", help=PLOTS_HELP)
    options = parser.parse_args()
    wanted = options.only or ([] if options.plots else names)
    begin_s = time.monotonic()
    console.print(f"[bold]Machine:[/bold] {machine()}")
    ours = [measured(wanted, options.quick, options.plots) for _ in range(options.runs)]
    if options.plots and not WITH_PLOTS.keys() & set(wanted):
        asyncio.run(plotted(options.quick, options.plots))
    if any(ours):
        theirs = asterisk.measured(options.asterisk, wanted, options.quick) if options.asterisk else {}
        show_table(ours, theirs, comparable=not options.quick)
    console.print(f"\n{time.monotonic() - begin_s:.0f} s in all")


def _address(text: str) -> tuple[str, int]:
    """Host and port of SIP."""
    host, _, port = text.rpartition(":")
    if not ip_address(host).is_loopback:
        raise argparse.ArgumentTypeError("the telephones of the bench are on loopback, so it must be there, too")
    return host, int(port)


def measured(wanted: Collection[str], quick: bool, plots: Path | None = None) -> dict[str, float]:
    """One run; the figures that it has found."""
    for name in ALONE:
        if name in wanted:
            ALONE[name](quick)
    for name in WITH_PLOTS:
        if name in wanted:
            WITH_PLOTS[name](quick, plots)
    if together := [name for name in ON_THE_PRODUCT if name in wanted]:
        asyncio.run(on_the_product(together, quick))
    return findings.take()


async def plotted(quick: bool, folder: Path) -> None:
    """The plots, of a product of their own."""
    async with installed() as installation:
        await curves.run(installation, quick, folder)


if __name__ == "__main__":
    main()
