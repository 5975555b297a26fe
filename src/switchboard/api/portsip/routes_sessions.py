"""Sessions: calls that a user asks for, looks at, and ends."""

from collections.abc import Mapping, Sequence
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import ApiServices, Json, source_address
from switchboard.api.kit.placed_calls import (
    FAULTS,
    FORBIDDEN,
    NOT_NOW_TEXT,
    RETRY_AFTER_S,
    TOO_MANY,
    TOO_MANY_TEXT,
    Part,
    plain_number,
)
from switchboard.api.portsip.auth import Gate
from switchboard.api.portsip.body import read_object
from switchboard.api.portsip.calls import session
from switchboard.api.portsip.collection import plain_page
from switchboard.api.portsip.envelope import Refusal, created, destroyed, invalid, not_found
from switchboard.call.record import CallRecord
from switchboard.engine.call_control import CallOver, hang_up
from switchboard.engine.placed_call_control import PlaceCall, PlacingRefused, place_call
from switchboard.engine.remote_control import CallElsewhere
from switchboard.model.trunk import Trunk
from switchboard.store.calls.log import CallLog

_LONGEST: Final = 256
_FIELD: Final[Mapping[Part, str]] = {"first": "caller", "then": "callee"}


class SessionRoutes:
    """The calls of the tenant that the user belongs to."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._services = services
        self._gate = gate
        self._log = CallLog(services.database, services.settings.node_name)
        self._processes = services.calls_processes

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/sessions", self.list, methods=["GET"])
        router.add_api_route("/sessions", self.create, methods=["POST"])
        router.add_api_route("/sessions/{key}", self.get, methods=["GET"])
        router.add_api_route("/sessions/{key}/destroy", self.destroy, methods=["POST"])

    async def create(self, request: Request) -> Response:
        """Call the caller, and connect him with the callee when he answers."""
        client = await self._gate.admit(request, "editor")
        body = await read_object(request)
        if not isinstance(body.get("send_sdp"), bool):
            raise invalid({"send_sdp": "must be true or false"})
        if refused := sorted(_UNSUPPORTED & {name for name, value in body.items() if value not in (None, "", [])}):
            raise invalid({refused[0]: "is not supported"})
        command = PlaceCall(
            tenant=client.tenant,
            by=client.author,
            address=source_address(request),
            reference=_text(body, "user_data", 128),
            first=_number(body, "caller"),
            then=_number(body, "callee"),
            auto_answer=_answers_by_itself(body),
        )
        try:
            placed = await place_call(self._services.settings.calls_socket, command)
        except PlacingRefused as refusal:
            raise _told(refusal) from None
        if placed.forbidden:
            raise Refusal(403, "UNKNOWN", FORBIDDEN[placed.forbidden][1])
        return created(placed.call)

    async def list(self, request: Request) -> Response:
        """The calls that go on."""
        client = await self._gate.admit(request)
        sessions = await self._sessions(client.tenant)
        skip, top = plain_page(request, "calls")
        items: list[Json] = [*sessions[skip : skip + top]]
        return JSONResponse({"count": len(sessions), "items": items})

    async def get(self, request: Request) -> Response:
        """One call that goes on."""
        client = await self._gate.admit(request)
        id = request.path_params["key"]
        for one in await self._sessions(client.tenant):
            if one["id"] == id:
                return JSONResponse(one)
        raise not_found("session")

    async def destroy(self, request: Request) -> Response:
        """End a call."""
        client = await self._gate.admit(request, "editor")
        id = request.path_params["key"]
        try:
            await hang_up(self._log, self._processes, client.tenant, id)
        except (CallOver, errors.NotFound):
            raise not_found("session") from None
        except CallElsewhere as elsewhere:
            raise Refusal(409, "UNKNOWN", str(elsewhere)) from None
        return destroyed()

    async def _sessions(self, tenant: int) -> Sequence[dict[str, Json]]:
        live = await self._services.live.look(tenant)
        records = [record for record in live.calls if not record.test]
        events = await self._log.events_of([record.id for record in records])
        trunks = await self._trunks(tenant, records)
        now = self._services.clock.now()
        return [session(record, events[record.id], trunks, now) for record in records]

    async def _trunks(self, tenant: int, records: Sequence[CallRecord]) -> Mapping[int, str]:
        ids = sorted({record.trunk for record in records if record.trunk is not None})
        found = await self._services.repository(tenant).many(Trunk, ids) if ids else []
        return {stored.id: stored.document.name for stored in found}


_UNSUPPORTED: Final = {"trunk", "rewrite_from", "rewrite_pai", "rewrite_rpi", "target", "target_instance_id"}
_AUTO_ANSWER: Final = {
    "ANSWER_MODE",
    "CALL_INFO",
    "ALERT_INFO_AUTO_ANSWER_DELAY0",
    "ALERT_INFO_AUTO_ANSWER",
    "ALERT_INFO_INTERCOM",
}
"""Values of `additional_header`. Which of them it is does not matter: a phone is sent all that there are."""


def _answers_by_itself(body: Mapping[str, object]) -> bool:
    header = _text(body, "additional_header", 64)
    if header and header not in _AUTO_ANSWER:
        raise invalid({"additional_header": f"must be one of {', '.join(sorted(_AUTO_ANSWER))}"})
    direction = _text(body, "header_direction", 16) or "CALLER"
    if direction not in ("CALLER", "ALL"):
        raise invalid({"header_direction": "must be CALLER or ALL: only the caller's phone answers by itself"})
    return bool(header)


def _number(body: Mapping[str, object], name: str) -> str:
    """Raises Refusal 400."""
    number = plain_number(_text(body, name, _LONGEST))
    if not number:
        raise invalid({name: "must be a number"})
    return number


def _text(body: Mapping[str, object], name: str, most: int) -> str:
    value = body.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > most or not value.isprintable():
        raise invalid({name: f"must be a text of at most {most} printable characters"})
    return value


def _told(refused: PlacingRefused) -> Refusal:
    if refused.reason in FAULTS:
        part, why = FAULTS[refused.reason]
        return invalid({_FIELD[part]: why})
    if refused.reason == TOO_MANY:
        return Refusal(429, "UNKNOWN", TOO_MANY_TEXT, headers={"Retry-After": RETRY_AFTER_S})
    return Refusal(503, "UNKNOWN", NOT_NOW_TEXT)
