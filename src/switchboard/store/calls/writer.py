"""A queue in front of the call log, so that no call ever waits for the disk."""

import asyncio
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic

import structlog
from sqlalchemy.exc import SQLAlchemyError

from switchboard import errors
from switchboard.call.record import AudioRow, CallRow, EventRow
from switchboard.histogram import Histogram
from switchboard.store.calls.log import CallLog

_log = structlog.get_logger(__name__)
BATCH = 1000
GATHER_S = 0.02
"""What comes within this time is written together, because each commit waits for the disk."""
BUSY_ROWS = 25
BUSY_GATHER_S = 0.1
"""After so many rows at once there are hundreds of calls a second, and the next are gathered for longer: what a
transaction costs beside its rows is then a tenth of what the rows cost."""
FIRST_RETRY_S = 0.1
LAST_RETRY_S = 5.0
TOLD_S = 1.0
WRITE_MS = (1.0, 2.0, 5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1000.0, 2500.0, 5000.0)


class CallWriter:
    """Writes what waits in batches, in the order in which it was put.

    While the database is away it keeps at most `capacity` rows and tries again. Events and figures are dropped before
    the last tenth, which is kept for how calls begin and end. `dropped` counts all that was lost, and `write_ms` is
    how long the database took for each batch that it took.
    """

    def __init__(self, log: CallLog, capacity: int = 100_000) -> None:
        self._log = log
        self._capacity = capacity
        # A deque and an event, because a queue of asyncio does ten things for each row.
        self._queue: deque[CallRow | asyncio.Future[None]] = deque()
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._batch: list[CallRow | asyncio.Future[None]] = []
        self.dropped = 0
        self.write_ms = Histogram(WRITE_MS)

    def start(self) -> None:
        """Begin to write; `close` ends it."""
        self._task = asyncio.create_task(self._run(), name="call-writer")

    @property
    def waiting(self) -> int:
        """The number of rows that are not written yet, with the flushes that wait for them."""
        return len(self._queue) + len(self._batch)

    def put(self, row: CallRow) -> None:
        """Hand over a row; never blocks. Rows of one call must come in their order."""
        limit = self._capacity - self._capacity // 10 if isinstance(row, EventRow | AudioRow) else self._capacity
        if self.waiting >= limit:
            self.dropped += 1
        else:
            self._put(row)

    async def flush(self) -> None:
        """Return when everything put before is written or dropped; not while the database is away."""
        reached = asyncio.get_running_loop().create_future()
        self._put(reached)
        await reached

    async def told(self) -> None:
        """As `flush`, for whoever looks at the record at once; a database that is away holds up nobody for long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(TOLD_S):
                await self.flush()

    def _put(self, one: CallRow | asyncio.Future[None]) -> None:
        self._queue.append(one)
        self._woken.set()

    async def close(self, timeout_s: float = 5.0) -> None:
        """Write what waits, for at most `timeout_s`, and stop."""
        if self._task is None:
            return
        try:
            async with asyncio.timeout(timeout_s):
                await self.flush()
        except TimeoutError:
            _log.error("calls-not-written", rows=self.waiting)
        self._task.cancel()
        await asyncio.wait([self._task])
        self.dropped += self._discard()

    async def _run(self) -> None:
        busy = False
        while True:
            while not self._queue:
                self._woken.clear()
                await self._woken.wait()
            await asyncio.sleep(BUSY_GATHER_S if busy else GATHER_S)
            while len(self._batch) < BATCH and self._queue:
                self._batch.append(self._queue.popleft())
            busy = len(self._batch) >= BUSY_ROWS
            if rows := [one for one in self._batch if not isinstance(one, asyncio.Future)]:
                await self._write_until_done(rows)
            for one in self._batch:
                if isinstance(one, asyncio.Future) and not one.done():
                    one.set_result(None)
            self._batch.clear()

    async def _write_until_done(self, rows: Sequence[CallRow]) -> None:
        """Try until the database is there."""
        delay_s = FIRST_RETRY_S
        while True:
            began_s = monotonic()
            try:
                self.dropped += await self._log.write(rows)
                self.write_ms.observe((monotonic() - began_s) * 1000)
                return
            except errors.Unavailable:
                _log.warning("calls-wait-for-database", rows=self.waiting)
                await asyncio.sleep(delay_s)
                delay_s = min(2 * delay_s, LAST_RETRY_S)
            # The database is there and refuses: to try again would hold up all calls for ever.
            except (SQLAlchemyError, ValueError, TypeError) as error:
                await self._write_in_halves(rows, error)
                return

    async def _write_in_halves(self, rows: Sequence[CallRow], error: Exception) -> None:
        """Find the row that the database cannot hold, so that it takes no neighbour with it."""
        if len(rows) == 1:
            self.dropped += 1
            _log.error("call-row-refused", row=type(rows[0]).__name__, error=type(error).__name__)
            return
        middle = len(rows) // 2
        await self._write_until_done(rows[:middle])
        await self._write_until_done(rows[middle:])

    def _discard(self) -> int:
        """Let go of everything; returns how many rows were lost."""
        left, self._batch = self._batch, []
        left += self._queue
        self._queue.clear()
        flushes = [one for one in left if isinstance(one, asyncio.Future)]
        for flush in flushes:
            flush.cancel()
        return len(left) - len(flushes)
