"""A calls process that says how trunks are, and that takes the calls that clients ask for."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from switchboard.api.common import ApiServices
from switchboard.callflow.rooms import Rooms
from switchboard.engine.control import ControlServer
from switchboard.engine.placed_call_control import PlaceCall, Placed
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.status import BusyExtensions, CallsReport, TrunkHop, TrunkState, TrunkStatus, TrunkTest

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def trunk_status(trunk: int, state: TrunkState, *, reason: str = "", calls: int = 0) -> TrunkStatus:
    """A trunk with one address."""
    return TrunkStatus(
        trunk=trunk,
        name="Carrier",
        state=state,
        since=NOON,
        reason=reason,
        last_status=200,
        incoming_calls=calls,
        outgoing_calls=0,
        hops=(TrunkHop(address="192.0.2.1:5060", state="up", last_status=200, rtt_ms=12.5),),
    )


class _Known:
    """The first tenant has these trunks, which answer so, and these extensions are busy."""

    def __init__(self, statuses: Sequence[TrunkStatus], busy: BusyExtensions, tests: Mapping[int, TrunkTest]) -> None:
        self._statuses = statuses
        self._busy = busy
        self._tests = tests

    def hang_up(self, call: str, tenant: int) -> bool:
        return False

    def trunk_statuses(self, tenant: int) -> Sequence[TrunkStatus]:
        return self._statuses if tenant == DEFAULT_TENANT else ()

    async def test_trunk(self, tenant: int, trunk: int) -> TrunkTest | None:
        return self._tests.get(trunk) if tenant == DEFAULT_TENANT else None

    def busy(self, tenant: int) -> BusyExtensions:
        return self._busy if tenant == DEFAULT_TENANT else BusyExtensions()

    async def place(self, command: PlaceCall) -> Placed:
        return Placed(call="c1")

    async def report(self) -> CallsReport:
        raise OSError("of itself it knows nothing")  # the connection is closed without an answer


@asynccontextmanager
async def knowing(
    services: ApiServices,
    states: Mapping[int, TrunkStatus],
    busy: BusyExtensions | None = None,
    tests: Mapping[int, TrunkTest] | None = None,
) -> AsyncIterator[None]:
    """While the block runs, a calls process knows these trunks, what they answer, and which extensions are busy."""
    known = _Known(list(states.values()), busy or BusyExtensions(), tests or {})
    socket = services.settings.calls_socket
    server = ControlServer(
        socket, known, Rooms(), known.report, known.busy, test_trunk=known.test_trunk, place_call=known.place
    )
    await server.start()
    try:
        yield
    finally:
        await server.close()
