"""call/transfer, hold, unhold, mute, unmute and hangup: what is done to a member of a running call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.kit.call_ids import call_id, named_channel
from switchboard.api.kit.client import Client
from switchboard.api.kit.steered_calls import FAULTS, WORDS, Part
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import number_of, read_object, text_of
from switchboard.api.yeastar.call_view import CallView, Member
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, success
from switchboard.engine.call_control import (
    CallOver,
    DropCallee,
    HoldParty,
    MuteParty,
    SteerCall,
    SteeringRefused,
    TransferCall,
    hang_up,
    steer,
)
from switchboard.engine.port import Side
from switchboard.engine.remote_control import CallElsewhere
from switchboard.store.calls.log import CallLog

_PARAMETERS: Final[Mapping[Part, str]] = {"to": "number", "rights_of": "dial_permission"}
_RINGS: Final = ("ALERT", "RING")


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who asks, for which call and which of its members; None: all of it."""

    client: Client
    body: Mapping[str, object]
    call: str
    member: Member | None

    @property
    def side(self) -> Side:
        return "caller" if self.member is None or self.member.channel == 1 else "callee"


class CallControlRoutes:
    """Running calls, on whichever machine."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._settings = services.settings
        self._gate = gate
        self._log = CallLog(services.database, services.settings.node_name)
        self._processes = services.calls_processes

    def add_to(self, router: APIRouter) -> None:
        handlers = {
            "transfer": self.transfer,
            "hold": self.hold,
            "unhold": self.unhold,
            "mute": self.mute,
            "unmute": self.unmute,
            "hangup": self.hangup,
        }
        for name, handler in handlers.items():
            router.add_api_route(f"/call/{name}", handler, methods=["POST"])

    async def transfer(self, request: Request) -> Response:
        """Send a member elsewhere."""
        asked = await self._asked(request)
        kind = text_of(asked.body, "type")
        if kind == "attended":
            why = "telephones transfer so; this server transfers blindly"
            raise Refusal(Code.PARAMETER_ERROR, Problem("type", kind, "unsupported", why))
        if kind != "blind":
            raise Refusal(Code.PARAMETER_ERROR, Problem("type", kind, "oneof", "one of: blind, attended"))
        command = TransferCall(
            call=asked.call,
            tenant=asked.client.tenant,
            by=asked.client.author,
            address=source_address(request),
            party=asked.side,
            to=number_of(asked.body, "number"),
            rights_of=number_of(asked.body, "dial_permission", required=False),
        )
        return await self._steered(asked, command)

    async def hold(self, request: Request) -> Response:
        """Let a member hold the other one."""
        return await self._change(request, lambda asked: _hold(asked, held=True))

    async def unhold(self, request: Request) -> Response:
        """Let it take the other one back."""
        return await self._change(request, lambda asked: _hold(asked, held=False))

    async def mute(self, request: Request) -> Response:
        """Let nobody hear a member."""
        return await self._change(request, lambda asked: _mute(asked, muted=True))

    async def unmute(self, request: Request) -> Response:
        """Let it be heard again."""
        return await self._change(request, lambda asked: _mute(asked, muted=False))

    async def hangup(self, request: Request) -> Response:
        """End the call that is named by a channel, as the vendor documents it, or by its own id; of several phones that
        ring, only the one whose channel it is rings no longer.
        """
        asked = await self._asked(request, "channel_id", "call_id")
        if asked.member is not None and await self._dropped(asked, asked.member):
            return success(call_id=call_id(asked.call))
        try:
            await hang_up(self._log, self._processes, asked.client.tenant, asked.call)
        except CallOver:
            raise errors.NotFound("call", asked.call) from None
        except CallElsewhere as elsewhere:
            raise _failure(asked, str(elsewhere)) from None
        return success(call_id=call_id(asked.call))

    async def _dropped(self, asked: _Asked, member: Member) -> bool:
        """Whether that was a phone that rang, and the call goes on without it."""
        target = member.target
        if target is None or member.status not in _RINGS:
            return False
        command = DropCallee(
            call=asked.call,
            tenant=asked.client.tenant,
            by=asked.client.author,
            kind=target.kind,
            id=target.id,
            number=target.number,
        )
        try:
            await steer(self._log, self._processes, command)
        except (SteeringRefused, CallOver, CallElsewhere):
            return False
        return True

    async def _change(self, request: Request, command: Callable[[_Asked], SteerCall]) -> Response:
        asked = await self._asked(request)
        return await self._steered(asked, command(asked))

    async def _steered(self, asked: _Asked, command: SteerCall) -> Response:
        if asked.member is not None and asked.side == "callee" and asked.member.status in _RINGS:
            raise _failure(asked, "this member has not answered yet")
        try:
            await steer(self._log, self._processes, command)
        except CallOver:
            raise errors.NotFound("call", asked.call) from None
        except CallElsewhere as elsewhere:
            raise _failure(asked, str(elsewhere)) from None
        except SteeringRefused as refused:
            raise _told(refused, asked) from None
        return success(call_id=call_id(asked.call))

    async def _asked(self, request: Request, *names: str) -> _Asked:
        """Raises Refusal 40001, 40002, and NotFound for a call or a member that is not there."""
        client = await self._gate.admit(request)
        body = await read_object(request)
        name = next((name for name in names or ("channel_id",) if body.get(name)), None)
        if name is None:
            raise Refusal(Code.PARAMETER_ERROR, Problem("channel_id", rule="required"))
        call, channel = named_channel(text_of(body, name))
        record, rows = await self._log.get(client.tenant, call)
        if channel is None:
            return _Asked(client, body, call, None)
        view = CallView(record)
        for row in rows:
            view.take(row.event)
        member = next((one for one in view.members if one.channel == channel), None)
        if member is None and "call_id" not in names:
            raise errors.NotFound("channel", channel)
        return _Asked(client, body, call, member)


def _hold(asked: _Asked, *, held: bool) -> SteerCall:
    return HoldParty(call=asked.call, tenant=asked.client.tenant, by=asked.client.author, side=asked.side, held=held)


def _mute(asked: _Asked, *, muted: bool) -> SteerCall:
    return MuteParty(call=asked.call, tenant=asked.client.tenant, by=asked.client.author, side=asked.side, muted=muted)


def _told(refused: SteeringRefused, asked: _Asked) -> Refusal:
    if refused.reason in FAULTS:
        part, why = FAULTS[refused.reason]
        name = _PARAMETERS[part]
        return Refusal(Code.PARAMETER_ERROR, Problem(name, asked.body.get(name), "exists", why))
    return _failure(asked, WORDS[refused.reason])


def _failure(asked: _Asked, why: str) -> Refusal:
    name = "channel_id" if asked.body.get("channel_id") else "call_id"
    return Refusal(Code.FAILURE, Problem(name, asked.body.get(name), reason=why))
