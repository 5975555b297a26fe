"""What the calls process says of itself, its engine and its media workers."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime

from switchboard.engine.port import Engine
from switchboard.histogram import Histogram
from switchboard.measures import CallsMeasures, Distribution
from switchboard.process_load import own_load
from switchboard.processes.call_counts import CallCounts
from switchboard.processes.radios import Radios
from switchboard.status import CallFigures, CallsFigures, CallsReport, RecordFigures
from switchboard.store.calls.writer import CallWriter


@dataclass(slots=True)
class CallsReporter:
    """Reads what the parts of the process count."""

    engine: Engine
    writer: CallWriter
    radios: Radios
    counts: CallCounts
    lag_ms: Histogram
    draining: bool = False
    _since: datetime = field(default_factory=lambda: datetime.now(UTC))

    async def report(self) -> CallsReport:
        """What the status and `/metrics` show of the process."""
        engine, counts = await self.engine.report(), self.counts
        ended = {cause.value: number for cause, number in counts.ended.items()}
        started = sum(counts.started.values())
        figures = CallsFigures(
            calls=CallFigures(now=self.engine.calls, started=started, ended=ended, blocked=counts.blocked),
            sip=engine.sip,
            registrations=engine.registrations,
            subscriptions=engine.subscriptions,
            trunks=engine.trunks,
            music_streams=self.radios.by_state(),
            records=RecordFigures(waiting=self.writer.waiting, dropped=self.writer.dropped),
        )
        return CallsReport(
            pid=os.getpid(),
            since=self._since,
            figures=figures,
            media=engine.media,
            load=own_load(self.lag_ms),
            measures=self._measures(),
        )

    def _measures(self) -> CallsMeasures:
        written = Distribution.of(self.writer.write_ms)
        return CallsMeasures(draining=self.draining, calls=self.counts.measures(), write_ms=written)
