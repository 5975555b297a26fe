"""Commands to the calls process of this machine, over its command socket: change a call or a conference, place a call,
ask a trunk, say how you or trunks are.
"""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Annotated, Literal, Protocol

import structlog
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from switchboard.command_socket import CommandServer, Conversation
from switchboard.engine.call_control import DropCallee, HangUp, HoldParty, MuteParty, SteerCall, TransferCall
from switchboard.engine.conference_control import ChangeConference, Conferences, LookAtConference, obeyed
from switchboard.engine.control_lines import Done, Line, Refused, asked
from switchboard.engine.guest_control import GuestNews, NoGuests, SeatGuest, TakesGuests
from switchboard.engine.placed_call_control import PlaceCall, PlacesCall, no_placed_calls
from switchboard.engine.test_call_control import Place, PlaceTestCall, no_test_calls
from switchboard.errors import NotFound, Unavailable
from switchboard.status import BusyExtensions, CallsReport, StreamStatus, TrunkStatus, TrunkStatuses, TrunkTest

log = structlog.get_logger()

TRUNK_TEST_S = 8.0
"""How long a test of a trunk may take: finding its addresses, and waiting for their answers."""
REPORT_S = 2.0
"""How long the calls process may take to say how it and its media workers are."""


class Report(Line):
    """Say how the process and its media workers are; answered by `CallsReport`."""

    type: Literal["report"] = "report"


class AskTrunks(Line):
    """Say how the trunks of a tenant are; answered by `TrunkStatuses`."""

    type: Literal["trunks"] = "trunks"
    tenant: int


class TestTrunk(Line):
    """Ask a trunk now whether it is there; answered by `TrunkTest`, or `Refused` with reason ``no-such-trunk``."""

    type: Literal["test-trunk"] = "test-trunk"
    tenant: int
    trunk: int


class AskBusy(Line):
    """Say which extensions of a tenant talk or ring; answered by `BusyExtensions`."""

    type: Literal["busy"] = "busy"
    tenant: int


class AskStream(Line):
    """Say how a network stream of music is; answered by `StreamStatus`."""

    type: Literal["stream"] = "stream"
    url: Annotated[str, Field(max_length=2048)]


Command = (
    HangUp
    | SteerCall
    | Report
    | AskTrunks
    | TestTrunk
    | AskBusy
    | AskStream
    | LookAtConference
    | ChangeConference
    | PlaceTestCall
    | PlaceCall
    | SeatGuest
    | GuestNews
)
_COMMAND: TypeAdapter[Command] = TypeAdapter(Annotated[Command, Field(discriminator="type")])
_TESTED_OR_REFUSED: TypeAdapter[TrunkTest | Refused] = TypeAdapter(TrunkTest | Refused)


class Calls(Protocol):
    """The process that has the running calls."""

    def hang_up(self, call: str, tenant: int) -> bool:
        """End a call; False when there is no such call."""
        ...

    def trunk_statuses(self, tenant: int) -> Sequence[TrunkStatus]:
        """How the trunks of a tenant are."""
        ...


TestsTrunk = Callable[[int, int], Awaitable[TrunkTest | None]]
"""Asks a trunk of a tenant, by their ids; None: there is no such trunk."""


Steers = Callable[[SteerCall], Awaitable[Done | Refused]]
"""Carries out a command to a running call."""


async def _knows_no_call(command: SteerCall) -> Done | Refused:
    return Refused(reason="no-such-call")


async def _knows_no_trunk(tenant: int, trunk: int) -> TrunkTest | None:
    return None


class ControlServer(CommandServer):
    """The calls process's end. `report` says how it is, `busy` which extensions of a tenant are, and `stream` how a
    network stream of music is, by its URL; `place` begins test calls, `place_call` others, `steer` changes those that
    run, `test_trunk` asks a trunk if it is there, and `guests` takes callers of other machines.
    """

    def __init__(
        self,
        path: Path,
        calls: Calls,
        conferences: Conferences,
        report: Callable[[], Awaitable[CallsReport]],
        busy: Callable[[int], BusyExtensions],
        place: Place = no_test_calls,
        stream: Callable[[str], StreamStatus] = lambda url: StreamStatus(state="off"),
        test_trunk: TestsTrunk = _knows_no_trunk,
        place_call: PlacesCall = no_placed_calls,
        steer: Steers = _knows_no_call,
        guests: TakesGuests | None = None,
    ) -> None:
        super().__init__(path, self.answer)
        self._calls = calls
        self._conferences = conferences
        self._report = report
        self._busy = busy
        self._place = place
        self._stream = stream
        self._test_trunk = test_trunk
        self._place_call = place_call
        self._steer = steer
        self._guests = guests or NoGuests()

    async def answer(self, line: bytes) -> BaseModel | Conversation:
        """Carries out the command of a line; returns the answer."""
        try:
            command = _COMMAND.validate_json(line)
        except ValidationError:
            return Refused(reason="malformed")
        match command:
            case HangUp():
                return self._hang_up(command)
            case TransferCall() | HoldParty() | MuteParty() | DropCallee():
                return await self._steer(command)
            case Report():
                return await self._report()
            case AskTrunks(tenant=tenant):
                return TrunkStatuses(items=tuple(self._calls.trunk_statuses(tenant)))
            case TestTrunk(tenant=tenant, trunk=trunk):
                return await self._tested(tenant, trunk)
            case AskBusy(tenant=tenant):
                return self._busy(tenant)
            case AskStream(url=url):
                return self._stream(url)
            case LookAtConference() | ChangeConference():
                return obeyed(self._conferences, command)
            case SeatGuest():
                return await self._guests.seat(command)
            case GuestNews():
                return self._guests.hear(command)
            case PlaceTestCall():
                return await self._place(command)
            case PlaceCall():
                return await self._place_call(command)

    async def _tested(self, tenant: int, trunk: int) -> TrunkTest | Refused:
        try:
            return await self._test_trunk(tenant, trunk) or Refused(reason="no-such-trunk")
        except Unavailable:
            return Refused(reason="unavailable")

    def _hang_up(self, command: HangUp) -> Done | Refused:
        if not self._calls.hang_up(command.call, command.tenant):
            return Refused(reason="no-such-call")
        log.info("call hung up by command", call=command.call)
        return Done()


async def report(path: Path) -> CallsReport:
    """How the calls process of this machine is. Raises Unavailable when it does not say so within `REPORT_S`."""
    line = await asked(path, Report(), REPORT_S)
    try:
        return CallsReport.model_validate_json(line)
    except ValidationError as error:
        raise Unavailable("the calls process of this machine is of another version") from error


async def trunk_statuses(path: Path, tenant: int) -> TrunkStatuses:
    """How the trunks of a tenant are. Raises Unavailable when the calls process does not say so within `REPORT_S`."""
    line = await asked(path, AskTrunks(tenant=tenant), REPORT_S)
    try:
        return TrunkStatuses.model_validate_json(line)
    except ValidationError as error:
        raise Unavailable("the calls process of this machine is of another version") from error


async def test_trunk(path: Path, tenant: int, trunk: int) -> TrunkTest:
    """Ask a trunk now whether it is there. Raises NotFound, and Unavailable when the calls process does not answer."""
    line = await asked(path, TestTrunk(tenant=tenant, trunk=trunk), TRUNK_TEST_S)
    try:
        answer = _TESTED_OR_REFUSED.validate_json(line)
    except ValidationError as error:
        raise Unavailable("the calls process of this machine is of another version") from error
    if isinstance(answer, Refused):
        raise NotFound("trunk", trunk) if answer.reason == "no-such-trunk" else Unavailable("nobody can ask the trunk")
    return answer


async def busy_extensions(path: Path, tenant: int) -> BusyExtensions:
    """Which extensions of a tenant talk or ring. Raises Unavailable when the calls process does not say so within
    `REPORT_S`."""
    line = await asked(path, AskBusy(tenant=tenant), REPORT_S)
    try:
        return BusyExtensions.model_validate_json(line)
    except ValidationError as error:
        raise Unavailable("the calls process of this machine is of another version") from error


async def stream_status(path: Path, url: str) -> StreamStatus:
    """How a network stream of music is. Raises Unavailable when the calls process does not say so within `REPORT_S`."""
    line = await asked(path, AskStream(url=url), REPORT_S)
    try:
        return StreamStatus.model_validate_json(line)
    except ValidationError as error:
        raise Unavailable("the calls process of this machine is of another version") from error
