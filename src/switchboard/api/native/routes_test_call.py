"""A test call over a WebSocket: audio as binary messages both ways, all else as JSON."""

import json
from typing import Final

from fastapi import APIRouter
from starlette.websockets import WebSocket, WebSocketDisconnect

from switchboard.api.common import ApiServices, source_address
from switchboard.api.native import body
from switchboard.api.native.auth import Client, Gate, client_of
from switchboard.api.native.callers import tried_caller
from switchboard.api.native.drafts.view import Views
from switchboard.api.native.problem import Refusal, problem_for, refused_member
from switchboard.api.native.shapes_test_call import CallRefused, WantedCall
from switchboard.api.native.test_call_line import POLICY_VIOLATION, TestCallLine, Unsuitable
from switchboard.engine.control_lines import RefusedBecause
from switchboard.engine.test_call_control import PlaceTestCall, TestCallRefused, placed
from switchboard.errors import NotFound
from switchboard.media.aio.direct import DirectAudio, direct_audio
from switchboard.model.configuration import Configuration
from switchboard.model.emergency_numbers import emergency_number
from switchboard.network_address import loopback_beside

ROLE: Final = "editor"
_REFUSALS: Final[dict[RefusedBecause, tuple[int, str]]] = {
    "too-many-test-calls": (503, "this machine has as many test calls as it may"),
    "test-call-running": (409, "you have a test call that has not ended yet"),
    "no-such-draft": (404, "there is no such draft"),
    "no-more-calls": (503, "no calls are taken now"),
}


class TestCallRoutes:
    """Lets editors call from where no telephone is."""

    __test__ = False

    def __init__(self, services: ApiServices, gate: Gate, views: Views) -> None:
        self._services = services
        self._gate = gate
        self._views = views

    def add_to(self, router: APIRouter) -> None:
        router.add_api_websocket_route("/test-call", self.call)

    async def call(self, websocket: WebSocket) -> None:
        """From the handshake to the end of the call."""
        # Accepted before it is admitted: pages do not get to see why a handshake is refused.
        await websocket.accept()
        line = TestCallLine(websocket, lambda: self._gate.admit(websocket, ROLE), self._services.settings.api)
        try:
            await self._gate.admit(websocket, ROLE)
            await self._serve(line, client_of(websocket), source_address(websocket))
        except WebSocketDisconnect:
            return
        except Unsuitable as unsuitable:
            await line.close(unsuitable.status)
        except Exception as error:
            refusal = problem_for(_told(error))
            await line.close(POLICY_VIOLATION, CallRefused(problem=json.loads(bytes(refusal.body))))

    async def _serve(self, line: TestCallLine, client: Client, address: str) -> None:
        wanted = body.parse(WantedCall, await line.first_message())
        configuration = await self._configuration(client.tenant, wanted.draft)
        host = loopback_beside(self._services.settings.sip.host)
        async with direct_audio(host, line.hear) as audio:
            command = _command(wanted, configuration, client, address, audio)
            async with placed(self._services.settings.calls_socket, command) as call:
                audio.talk_to(call.begun.host, call.begun.port)
                await line.run(call, audio)

    async def _configuration(self, tenant: int, draft: int | None) -> Configuration:
        try:
            return await self._views.configuration(tenant, draft)
        except NotFound:
            raise TestCallRefused("no-such-draft") from None


def _command(
    wanted: WantedCall, configuration: Configuration, client: Client, address: str, audio: DirectAudio
) -> PlaceTestCall:
    """Raises Refusal 422."""
    caller = tried_caller(configuration, wanted.caller, wanted.trunk)
    if caller.extension is not None and emergency_number(configuration, wanted.dialled) is not None:
        raise refused_member("#/dialled", "is an emergency number, which test calls never call", "emergency")
    return PlaceTestCall(
        tenant=client.tenant,
        user=client.author,
        address=address,
        port=audio.port,
        dialled=wanted.dialled,
        caller=caller.number,
        caller_name=caller.name,
        extension=caller.extension,
        trunk=caller.trunk,
        withheld=wanted.withheld,
        at=wanted.at,
        draft=wanted.draft,
        ring_phones=wanted.ring_phones,
        call_outside=wanted.call_outside,
        phones=wanted.phones,
    )


def _told(error: Exception) -> Exception:
    if isinstance(error, TestCallRefused):
        status, detail = _REFUSALS.get(error.reason, (500, "the call cannot begin"))
        return Refusal(status, error.reason, detail)
    return error
