"""Frames of a page in Chromium: what each of them cost, how far apart they came, and what network and memory cost."""

import asyncio
from bisect import bisect
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from playwright.async_api import CDPSession, Page

from bench.timing import percentile

FRAME_MS: Final = 1000 / 60
LONG_MS: Final = 50.0
MIB: Final = 2**20

# Each frame asks for the next one, so the browser draws as many as it can, 60 a second at most.
_EACH_FRAME: Final = """() => {
    const tick = () => { if (!window.benchOver) requestAnimationFrame(tick); };
    window.benchOver = false;
    requestAnimationFrame(tick);
}"""
_CATEGORIES: Final = ["devtools.timeline", "disabled-by-default-devtools.timeline"]


@dataclass(slots=True)
class Frames:
    """What was recorded. Times are in milliseconds.

    `work` is the processor time of the main thread from each frame to the next: what else the machine does leaves it
    alone. `gaps` are the times from frame to frame, as somebody saw them on this machine. `long_tasks` are times on the
    processor, too.
    """

    seconds: float = 0.0
    work: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    long_tasks: list[float] = field(default_factory=list)
    requests_per_s: float = 0.0
    bytes_per_s: float = 0.0
    heap_mib: float = 0.0

    def cells(self) -> list[str]:
        """As a row of the table that `COLUMNS` heads."""
        median, p99, worst = (percentile(self.work, percent) for percent in (50, 99, 100))
        late = sum(gap > 1.5 * FRAME_MS for gap in self.gaps) / max(1, len(self.gaps))
        return [
            *(f"{median:.1f}", f"{p99:.1f}", f"{worst:.0f}", str(len(self.long_tasks))),
            *(
                f"{sum(self.work) / (10 * self.seconds):.0f} %",
                f"{percentile(self.gaps, 99):.0f}",
                f"{100 * late:.1f} %",
            ),
            *(f"{self.requests_per_s:.1f}", f"{self.bytes_per_s / 1024:.1f}", f"{self.heap_mib:.0f}"),
        ]


COLUMNS: Final = (
    *("work ms\nmedian", "p99", "worst", "over\n50 ms", "main\nthread", "frame ms\np99", "late"),
    *("requests\n/s", "KiB/s", "heap\nMiB"),
)


@asynccontextmanager
async def recorded(page: Page) -> AsyncIterator[Frames]:
    """Records while the body runs; what is yielded is filled in afterwards."""
    result, sent = Frames(), Counter[str]()
    cdp = await page.context.new_cdp_session(page)
    await cdp.send("Network.enable")
    await cdp.send("Performance.enable")
    cdp.on("Network.dataReceived", lambda event: sent.update(bytes=event["encodedDataLength"]))
    cdp.on("Network.requestWillBeSent", lambda _: sent.update(requests=1))
    await page.evaluate(_EACH_FRAME)
    began_s = asyncio.get_running_loop().time()
    async with _traced(page) as events:
        yield result
    result.seconds = asyncio.get_running_loop().time() - began_s
    await page.evaluate("window.benchOver = true")
    _count(result, events)
    result.requests_per_s, result.bytes_per_s = (sent[what] / result.seconds for what in ("requests", "bytes"))
    result.heap_mib = await _heap_mib(cdp)
    await cdp.detach()


@asynccontextmanager
async def _traced(page: Page) -> AsyncIterator[list[dict[str, Any]]]:
    """What Chromium traces meanwhile, complete after the body."""
    assert page.context.browser is not None
    cdp = await page.context.browser.new_browser_cdp_session()
    events: list[dict[str, Any]] = []
    complete = asyncio.Event()
    cdp.on("Tracing.dataCollected", lambda event: events.extend(event["value"]))
    cdp.on("Tracing.tracingComplete", lambda _: complete.set())
    wanted = {"includedCategories": _CATEGORIES, "excludedCategories": ["*"], "traceBufferSizeInKb": 200_000}
    await cdp.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": wanted})
    yield events
    await cdp.send("Tracing.end")
    await complete.wait()
    await cdp.detach()


def _count(result: Frames, events: Sequence[dict[str, Any]]) -> None:
    """Divides the tasks of the main thread among the frames: one begins with the task that calls what waits for it."""
    called = [one for one in events if one["name"] == "FireAnimationFrame"]
    ((thread, _),) = Counter(_thread(one) for one in called).most_common(1)
    tasks = [one for one in events if one["name"] == "RunTask" and "tdur" in one and _thread(one) == thread]
    tasks.sort(key=lambda task: task["ts"])
    starts = [task["ts"] for task in tasks]
    begins = sorted({bisect(starts, one["ts"]) - 1 for one in called if _thread(one) == thread})
    costs = [task["tdur"] / 1000 for task in tasks]
    result.work = [sum(costs[first:last]) for first, last in pairwise(begins)]
    result.gaps = [(starts[last] - starts[first]) / 1000 for first, last in pairwise(begins)]
    result.long_tasks = [cost for cost in costs[begins[0] : begins[-1]] if cost > LONG_MS]


def _thread(event: dict[str, Any]) -> tuple[int, int]:
    return event["pid"], event["tid"]


async def _heap_mib(cdp: CDPSession) -> float:
    """What the scripts of the tab hold."""
    await cdp.send("HeapProfiler.collectGarbage")
    answer = await cdp.send("Performance.getMetrics")
    return next(float(one["value"]) for one in answer["metrics"] if one["name"] == "JSHeapUsedSize") / MIB
