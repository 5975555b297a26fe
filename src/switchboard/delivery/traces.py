"""Calls told to an OpenTelemetry collector, each as a trace, when it is over.

The api process that has digested the end of a call tells of it, so each call is told of once, whichever machine had it,
and the calls process has nothing to do with it. What is told here is no record: it may be lost.
"""

import asyncio
from collections import deque
from datetime import timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, NoReturn

import structlog

from switchboard import errors
from switchboard.call.events import CallEvent
from switchboard.call.record import EventRow
from switchboard.call.spans import spans_of, trace_of
from switchboard.clock import Clock
from switchboard.config import TelemetrySettings
from switchboard.store.calls.audio import AudioLog
from switchboard.store.calls.digest import EndedCall
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database

if TYPE_CHECKING:
    from switchboard.delivery.otlp import Collector

_log = structlog.get_logger(__name__)

MOST_CALLS: Final = 2048
"""Calls that are to be read; then the eldest are not told of."""

LATEST: Final = timedelta(hours=1)
"""Whoever ended before that is not told of: a database may be digested from its first call on."""

SETTLE_S: Final = 1.0
"""The audio of a call is known a moment after its end."""

OUTAGE_RETRY_S: Final = 1.0
_SHARE_OF: Final = 1 << 64


class NoTelemetry(errors.SwitchboardError):
    """The settings want traces, and the packages that send them are not there."""

    code = "no-telemetry"


def has_sdk() -> bool:
    """Whether the packages are there. Loads neither."""
    try:
        return all(find_spec(f"opentelemetry.{name}") for name in ("sdk", "exporter.otlp.proto.http"))
    except ModuleNotFoundError:
        return False


class Traces:
    """Tells of calls as they end. Raises NoTelemetry."""

    def __init__(self, database: Database, settings: TelemetrySettings, clock: Clock) -> None:
        if not has_sdk():
            raise NoTelemetry("telemetry.url is set, which needs: pip install switchboard-ivr[otel]")
        # Whoever reads for us opens no calls.
        self._log, self._audio = CallLog(database, ""), AudioLog(database)
        self._settings = settings
        self._clock = clock
        self._waiting: deque[tuple[float, EndedCall]] = deque()
        self._woken = asyncio.Event()
        self._collector: Collector | None = None

    @property
    def waiting(self) -> int:
        """How many calls are to be told of."""
        return len(self._waiting)

    def take(self, call: EndedCall) -> None:
        """This call is over: it is told of soon, if it is one of those that are."""
        if call.at < self._clock.now() - LATEST or not self._is_shared(call.id):
            return
        if len(self._waiting) >= MOST_CALLS:
            self._waiting.popleft()
            _log.warning("a call is not told to the collector: too many end")
        self._waiting.append((asyncio.get_running_loop().time() + SETTLE_S, call))
        self._woken.set()

    def _is_shared(self, call: str) -> bool:
        """By the id of the trace, so that all machines agree."""
        return trace_of(call) % _SHARE_OF < self._settings.share * _SHARE_OF

    async def run(self) -> NoReturn:
        """Tell of calls until cancelled; then what is left is sent."""
        try:
            while True:
                await self._woken.wait()
                self._woken.clear()
                while self._waiting:
                    due_s, call = self._waiting.popleft()
                    await asyncio.sleep(due_s - asyncio.get_running_loop().time())
                    await self._tell(call)
        finally:
            if self._collector is not None:
                await self._collector.close()

    async def _tell(self, call: EndedCall) -> None:
        try:
            record, rows = await self._log.get(call.tenant, call.id)
            audio = [kept.report for kept in await self._audio.of(call.tenant, call.id)]
            spans = spans_of(record, _readable(rows), audio)
            (await self._opened()).tell(record.node, trace_of(call.id), spans)
        except errors.NotFound:
            return  # deleted meanwhile
        except errors.Unavailable:
            self._waiting.appendleft((asyncio.get_running_loop().time() + OUTAGE_RETRY_S, call))
        except Exception as error:
            # Whatever it is, it must not end the process.
            _log.error("a call was not told to the collector", call=call.id, exc_info=error)

    async def _opened(self) -> "Collector":
        if self._collector is None:
            self._collector = await asyncio.to_thread(_open, self._settings)
        return self._collector


def _open(settings: TelemetrySettings) -> "Collector":
    """In a thread: the SDK takes most of a second to load."""
    from switchboard.delivery.otlp import Collector

    return Collector(settings)


def _readable(rows: list[EventRow]) -> list[CallEvent]:
    """Without those of another version, which this one cannot read."""
    found = []
    for row in rows:
        try:
            found.append(row.event)
        except ValueError:
            continue
    return found
