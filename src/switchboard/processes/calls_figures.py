"""What the calls process says of itself and of its media workers."""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from switchboard.call.cause import Cause
from switchboard.call.events import CallEnded, CallEvent, CallStarted
from switchboard.engine.builtin.engine import BuiltinEngine
from switchboard.engine.builtin.locations import Locations
from switchboard.engine.builtin.media import MediaPool
from switchboard.media.control import Figures
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.status import (
    CallFigures,
    CallsFigures,
    CallsReport,
    MediaFigures,
    MediaReport,
    RecordFigures,
    SipFigures,
)
from switchboard.store.calls.writer import CallWriter


@dataclass(slots=True)
class CallsReporter:
    """Counts calls by their events, and reads what the other parts count."""

    engine: BuiltinEngine
    endpoint: SipEndpoint
    locations: Locations
    pool: MediaPool
    writer: CallWriter
    _since: datetime = field(default_factory=lambda: datetime.now(UTC))
    _started: int = 0
    _ended: Counter[Cause] = field(default_factory=Counter)

    def counting(self, emit: Callable[[CallEvent], None]) -> Callable[[CallEvent], None]:
        """`emit` for one call, which is counted by what it emits."""

        def counted(event: CallEvent) -> None:
            match event:
                case CallStarted():
                    self._started += 1
                case CallEnded(cause=cause):
                    self._ended[cause] += 1
            emit(event)

        return counted

    async def report(self) -> CallsReport:
        """Within `FIGURES_S`, however the workers are."""
        media = tuple(None if one is None else _media_report(one) for one in await self.pool.figures())
        return CallsReport(pid=os.getpid(), since=self._since, figures=self._figures(), media=media)

    def _figures(self) -> CallsFigures:
        ended = {cause.value: number for cause, number in self._ended.items()}
        return CallsFigures(
            calls=CallFigures(now=self.engine.calls, started=self._started, ended=ended),
            sip=self._sip(),
            registrations=self.locations.registered,
            records=RecordFigures(waiting=self.writer.waiting, dropped=self.writer.dropped),
        )

    def _sip(self) -> SipFigures:
        counters = self.endpoint.counters
        return SipFigures(
            received=counters.received,
            sent=counters.sent,
            send_failures=counters.send_failures,
            malformed=counters.malformed,
            dropped=counters.dropped,
            merged=counters.merged,
            unmatched_responses=counters.unmatched_responses,
            unmatched_acks=counters.unmatched_acks,
            handler_faults=counters.handler_faults,
            responses={str(status): number for status, number in sorted(counters.responses.items())},
            server_transactions=self.endpoint.server_transactions,
            client_transactions=self.endpoint.client_transactions,
        )


def _media_report(figures: Figures) -> MediaReport:
    return MediaReport(
        pid=figures.pid,
        since=datetime.fromtimestamp(figures.started_s, UTC),
        figures=MediaFigures(
            streams=figures.streams, late_slots=figures.late_slots, refused_commands=figures.refused_commands
        ),
    )
