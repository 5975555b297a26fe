"""What the calls process says of itself, its engine and its media workers."""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from switchboard.call.cause import Cause
from switchboard.call.events import CallEnded, CallerBlocked, CallEvent, CallStarted
from switchboard.engine.port import Engine
from switchboard.processes.radios import Radios
from switchboard.status import CallFigures, CallsFigures, CallsReport, RecordFigures
from switchboard.store.calls.writer import CallWriter


@dataclass(slots=True)
class CallsReporter:
    """Counts calls by their events, and reads what the other parts count."""

    engine: Engine
    writer: CallWriter
    radios: Radios
    _since: datetime = field(default_factory=lambda: datetime.now(UTC))
    _started: int = 0
    _blocked: int = 0
    _ended: Counter[Cause] = field(default_factory=Counter)

    def counting(self, emit: Callable[[CallEvent], None]) -> Callable[[CallEvent], None]:
        """`emit` for one call, which is counted by what it emits."""

        def counted(event: CallEvent) -> None:
            match event:
                case CallStarted():
                    self._started += 1
                case CallerBlocked():
                    self._blocked += 1
                case CallEnded(cause=cause):
                    self._ended[cause] += 1
            emit(event)

        return counted

    async def report(self) -> CallsReport:
        """What `switchboard status` shows of the process."""
        engine = await self.engine.report()
        ended = {cause.value: number for cause, number in self._ended.items()}
        figures = CallsFigures(
            calls=CallFigures(now=self.engine.calls, started=self._started, ended=ended, blocked=self._blocked),
            sip=engine.sip,
            registrations=engine.registrations,
            subscriptions=engine.subscriptions,
            trunks=engine.trunks,
            music_streams=self.radios.by_state(),
            records=RecordFigures(waiting=self.writer.waiting, dropped=self.writer.dropped),
        )
        return CallsReport(pid=os.getpid(), since=self._since, figures=figures, media=engine.media)
