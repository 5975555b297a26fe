"""Callers of other machines in conferences whose room is here."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import structlog

from switchboard.call.events import CallAnswered, CallEvent
from switchboard.call.record import EventRow
from switchboard.callflow.conference.door import NotAdmitted
from switchboard.callflow.conference.guest import receive_guest
from switchboard.callflow.hop import Over
from switchboard.callflow.session import Emit, Services
from switchboard.clock import Clock
from switchboard.engine.control_lines import Done, Refused
from switchboard.engine.guest_control import HEARD, GuestExpected, GuestNews, SeatGuest
from switchboard.engine.port import Call, CallerId, CallInfo, GuestLine
from switchboard.engine.remote_control import CallsProcesses
from switchboard.errors import SwitchboardError
from switchboard.model.conference import Conference
from switchboard.model.configuration import Configuration
from switchboard.processes.shared_rooms import OVER_S, SharedRooms

log = structlog.get_logger()

Result = Over | NotAdmitted | None
ServicesOf = Callable[[Call, Configuration, Emit], Awaitable[Services]]
ConfigurationOf = Callable[[int], Configuration | None]


class GuestCalls:
    """Implements `engine.guest_control.TakesGuests`."""

    def __init__(
        self,
        line: GuestLine,
        rooms: SharedRooms,
        processes: CallsProcesses,
        clock: Clock,
        configuration_of: ConfigurationOf,
        services_of: ServicesOf,
    ) -> None:
        self._line = line
        self._rooms = rooms
        self._processes = processes
        self._clock = clock
        self._configuration_of = configuration_of
        self._services_of = services_of

    async def seat(self, command: SeatGuest) -> GuestExpected | Refused:
        info = CallInfo(
            id=command.call,
            tenant=command.tenant,
            caller=CallerId(command.caller, command.caller_name),
            dialled=command.dialled,
            received_at=self._clock.now(),
            extension=command.extension,
            trunk=command.trunk,
            withheld=command.withheld,
            guest=True,
        )
        return GuestExpected(address=self._line.expect(info, partial(self._handle, command=command)))

    def hear(self, news: GuestNews) -> Done | Refused:
        return self._rooms.hear(news)

    async def _handle(self, call: Call, command: SeatGuest) -> None:
        """His stay. All that his machine is told is told before we hang up."""
        structlog.contextvars.bind_contextvars(call=command.call)
        told = _Told(self._processes, command)
        result: Result = None
        try:
            result = await self._stay(call, command, told)
        finally:
            await told.over(result)

    async def _stay(self, call: Call, command: SeatGuest, told: "_Told") -> Result:
        configuration = self._configuration_of(command.tenant)
        if configuration is None or (conference := configuration.get(Conference, command.conference)) is None:
            return None
        services = await self._services_of(call, configuration, told.emit)
        record = told.record if command.recordable else None
        return await receive_guest(call, services, conference, command.role, record)


class _Told:
    """What happens to a guest goes to his machine, in order, as many events at once as there are."""

    def __init__(self, processes: CallsProcesses, command: SeatGuest) -> None:
        self._processes = processes
        self._command = command
        self._news: asyncio.Queue[GuestNews] = asyncio.Queue()
        self._telling = asyncio.create_task(self._tell(), name=f"guest-{command.call}")

    def emit(self, event: CallEvent) -> None:
        if isinstance(event, CallAnswered):  # at his own machine, before he came
            return
        row = EventRow.of(self._command.call, 0, event)
        kept = {"type": row.type, "at": row.at.isoformat(), **row.data}
        self._news.put_nowait(GuestNews(call=self._command.call, events=(kept,)))

    def record(self) -> None:
        self._news.put_nowait(GuestNews(call=self._command.call, record=True))

    async def over(self, result: Result) -> None:
        """That was all. Whoever was cut off has left by himself, which his machine knows."""
        refused = result.cause if isinstance(result, NotAdmitted) else None
        last = GuestNews(call=self._command.call, over=True, not_admitted=refused, gone=result is None)
        self._news.put_nowait(last)
        await asyncio.wait({self._telling}, timeout=OVER_S)
        self._telling.cancel()

    async def _tell(self) -> None:
        over = False
        while not over:
            news = [await self._news.get()]
            while not self._news.empty():
                news.append(self._news.get_nowait())
            over = news[-1].over
            if not await self._asked(_joined(news)):
                return

    async def _asked(self, news: GuestNews) -> bool:
        """Whether his machine has heard it. Where it is dead, so is his call."""
        try:
            answer = HEARD.validate_json(await self._processes.ask(self._command.node, news))
        except (SwitchboardError, ValueError) as error:
            log.warning("what happens to a guest cannot be told", node=self._command.node, error=type(error).__name__)
            return False
        return isinstance(answer, Done)


def _joined(news: list[GuestNews]) -> GuestNews:
    last = news[-1]
    events = [event for one in news for event in one.events]
    return last.model_copy(update={"events": events, "record": any(one.record for one in news)})
