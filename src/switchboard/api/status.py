"""The status of a machine, put together in its api process: what the supervisor shows, and what each process answers.

Nothing here waits for long, whatever hangs: for the calls process `REPORT_S` of `engine/control.py`, for the database
`DATABASE_S`.
"""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Literal

from pydantic import BaseModel, ValidationError

from switchboard.api.common import ApiServices
from switchboard.command_socket import CommandServer, ask
from switchboard.config import Settings
from switchboard.engine import control
from switchboard.errors import Unavailable
from switchboard.lifeline import OnBoard
from switchboard.measures import ApiMeasures
from switchboard.process_load import own_load
from switchboard.status import (
    ApiFigures,
    ApiProcess,
    ApiReport,
    CallsProcess,
    CallsReport,
    FeedFigures,
    MediaProcess,
    NodeStatus,
    OutboxFigures,
    Process,
    ProcessState,
    Report,
    Shape,
    Status,
)
from switchboard.store.calls.outbox import Outbox
from switchboard.store.db.database import to_its_end
from switchboard.store.nodes.nodes import nodes_of

DATABASE_S = 2.0
STATUS_S = 5.0
"""How long the api process may take for a status: longer than all that it waits for."""


@dataclass(frozen=True, slots=True)
class Machine:
    """All that is known of a machine: the status, and what its processes measure beside that, where they answered."""

    status: Status
    api: ApiReport | None
    calls: CallsReport | None


@dataclass(frozen=True, slots=True)
class OfDatabase:
    """What the database says, and how long a small query took."""

    outbox: OutboxFigures
    feed: FeedFigures
    nodes: tuple[NodeStatus, ...]
    query_ms: float


class AskStatus(Shape):
    """The one command that the api process takes over its socket; answered by `Status`."""

    type: Literal["status"] = "status"


class Refused(Shape):
    """What any other line is answered."""

    type: Literal["refused"] = "refused"
    reason: Literal["malformed"] = "malformed"


class StatusCollector:
    """Asks all processes of this machine."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services
        self._outbox = Outbox(services.database)
        self._asked: asyncio.Task[OfDatabase] | None = None

    async def collect(self) -> Status:
        """How all are now. Takes less than `STATUS_S`."""
        return (await self.measure()).status

    async def measure(self) -> Machine:
        """The same with all that they measure."""
        settings = self._services.settings
        (own, nodes), calls = await asyncio.gather(self._own_report(), _calls_report(settings))
        status = _status(settings, self._services.lifeline.processes() or {}, own, calls, nodes)
        return Machine(status, own, calls)

    async def _own_report(self) -> tuple[ApiReport, tuple[NodeStatus, ...]]:
        services, found = self._services, await self._figures_of_database()
        report = ApiReport(
            pid=os.getpid(),
            since=services.started_at,
            figures=ApiFigures(
                requests=services.requests.by_face(),
                outbox=None if found is None else found.outbox,
                feed=None if found is None else found.feed,
            ),
            load=own_load(services.lifeline.lag_ms),
            measures=ApiMeasures(
                query_ms=None if found is None else found.query_ms, outcomes=dict(services.digest.outcomes)
            ),
        )
        return report, () if found is None else found.nodes

    async def _figures_of_database(self) -> OfDatabase | None:
        """None when the database does not answer in time. The query goes on then, and whoever asks next waits for it:
        a transaction is never cut off, and a database that hangs is not asked ever more."""
        if self._asked is None:
            self._asked = asyncio.create_task(to_its_end(self._ask_database()), name="status-of-database")
        asked = self._asked
        await asyncio.wait({asked}, timeout=DATABASE_S)
        if not asked.done():
            return None
        if self._asked is asked:
            self._asked = None
        try:
            return asked.result()
        except Unavailable:
            return None

    async def _ask_database(self) -> OfDatabase:
        began_s = monotonic()
        states, feed = await self._outbox.counts(), self._services.feed
        query_ms = (monotonic() - began_s) * 1000
        outbox = OutboxFigures(waiting=states.get("waiting", 0), failed=states.get("failed", 0))
        behind = FeedFigures(listeners=feed.listeners, behind=await feed.behind())
        found = await nodes_of(self._services.database, self._services.clock)
        nodes = tuple(
            NodeStatus(name=one.name, alive=one.alive, version=one.version, since=one.started_at) for one in found
        )
        return OfDatabase(outbox, behind, nodes, query_ms)


class StatusServer(CommandServer):
    """The end of the api process. Raises OSError at `start` where another api process of this machine has the path."""

    def __init__(self, path: Path, collector: StatusCollector) -> None:
        super().__init__(path, self._answer)
        self._collector = collector

    async def _answer(self, line: bytes) -> BaseModel:
        try:
            AskStatus.model_validate_json(line)
        except ValidationError:
            return Refused()
        return await self._collector.collect()


def machine_without_api(settings: Settings, calls: CallsReport) -> Machine:
    """As the calls process alone knows it, where no supervisor and no api process is."""
    return Machine(_status(settings, {}, None, calls), None, calls)


async def status_of_machine(settings: Settings) -> Status:
    """The status as the api process tells it. When that does not answer, or is of another version, what the calls
    process alone can tell."""
    try:
        return Status.model_validate_json(await ask(settings.api_socket, AskStatus(), STATUS_S))
    except (Unavailable, ValidationError):
        return _status(settings, {}, None, await _calls_report(settings))


async def _calls_report(settings: Settings) -> CallsReport | None:
    try:
        return await control.report(settings.calls_socket)
    except Unavailable:
        return None


def _status(
    settings: Settings,
    on_board: Mapping[str, OnBoard],
    api: ApiReport | None,
    calls: CallsReport | None,
    nodes: tuple[NodeStatus, ...] = (),
) -> Status:
    media = dict(enumerate(() if calls is None else calls.media))
    workers = {f"media-{index}": media.get(index) for index in range(settings.media_workers)}
    return Status(
        node=settings.node_name,
        at=datetime.now(UTC),
        nodes=nodes,
        api=ApiProcess(**dict(_process("api", on_board, api)), figures=None if api is None else api.figures),
        calls=CallsProcess(
            **dict(_process("calls", on_board, calls)), figures=None if calls is None else calls.figures
        ),
        media=tuple(
            MediaProcess(
                **dict(_process(name, on_board, report, asked=calls is not None)),
                figures=None if report is None else report.figures,
            )
            for name, report in workers.items()
        ),
    )


def _process(name: str, on_board: Mapping[str, OnBoard], report: Report | None, *, asked: bool = True) -> Process:
    """What is shown of any process: its state, process id and start by the supervisor or, where the supervisor knows
    nothing of the very process that answered, by that process itself."""
    shown = on_board.get(name)
    state: ProcessState = "unknown" if shown is None else shown.state
    answers = report is not None if asked else None
    seen = report if report is not None and (shown is None or shown.pid != report.pid) else shown
    pid, since = (None, None) if seen is None else (seen.pid, seen.since)
    return Process(name=name, state=state, answers=answers, pid=pid, since=since)
