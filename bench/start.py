"""What a start costs, beside one process that only imports the libraries that the product stands on."""

import asyncio
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.kit.product import Product

from bench.installation import cpu_of
from bench.report import findings, progress, show
from bench.timing import percentile

LIBRARIES = "import asyncio, numpy, pydantic_settings, sqlalchemy.ext.asyncio, starlette.applications, structlog, typer"


@dataclass(frozen=True, slots=True)
class Start:
    """Processor seconds of all processes until they are ready, and how long that took."""

    cpu_s: float
    ready_s: float


def run(quick: bool) -> None:
    """The first start of an installation, later ones, and a command."""
    progress("starting the product several times")
    times = 2 if quick else 7
    floor = _median(_commands([sys.executable, "-c", LIBRARIES], times))
    first, later, command = asyncio.run(_starts(times))
    findings.figure("start", later.ready_s)
    rows = [("one process that imports libraries", floor), ("first start", first), ("start", later)]
    show(
        "Start",
        ("", "CPU s", "s until ready", "CPU / floor"),
        [_row(name, start, floor) for name, start in (*rows, ("switchboard config", command))],
        "floor: one process that imports what the product stands on. A start is that of four processes or more.",
    )


async def _starts(times: int) -> tuple[Start, Start, Start]:
    first, later = [], []
    for _ in range(max(1, times // 2)):
        with TemporaryDirectory(prefix="switchboard-bench-") as name:
            product = Product.prepare(Path(name))
            # Otherwise it would be given sounds that are made.
            (product.data / "prompts").mkdir(parents=True)
            first.append(await start_of(product))
            later += [await start_of(product) for _ in range(2)]
            command = _median(_commands(product.command("config"), times))
    return _median(first), _median(later), command


async def start_of(product: Product) -> Start:
    """Starts and stops it."""
    began_s = time.monotonic()
    await product.start()
    ready_s = time.monotonic() - began_s
    assert product.process is not None
    cpu_s = sum(map(cpu_of, _family(product.process.pid)))
    await product.stop()
    return Start(cpu_s, ready_s)


def _family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield from _family(int(child))


def _commands(command: list[str], times: int) -> list[Start]:
    """What a command costs that ends by itself."""
    found = []
    for _ in range(times):
        before, began_s = _of_children(), time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        found.append(Start(_of_children() - before, time.monotonic() - began_s))
    return found


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _median(starts: Iterable[Start]) -> Start:
    known = list(starts)

    def middle(of: Callable[[Start], float]) -> float:
        return percentile(sorted(map(of, known)), 50)

    return Start(middle(lambda start: start.cpu_s), middle(lambda start: start.ready_s))


def _row(name: str, start: Start, floor: Start) -> tuple[str, ...]:
    return name, f"{start.cpu_s:.2f}", f"{start.ready_s:.2f}", f"{start.cpu_s / floor.cpu_s:.1f}"
