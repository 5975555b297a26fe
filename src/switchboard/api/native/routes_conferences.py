"""Conferences as they are now, and what may be done to those who are there."""

from typing import Annotated

from fastapi import Path
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Handler, Operation
from switchboard.api.native.problem import Refusal
from switchboard.api.native.routes_objects import Id
from switchboard.engine.conference_control import NobodyThere, change, look
from switchboard.model.conference import Conference
from switchboard.model.conference_live import ConferenceAction, LiveConference

CallId = Annotated[str, Path(max_length=255)]
_TAG = "conferences"


class ConferenceRoutes:
    """What is in no document: who is in conferences, at whichever machine."""

    def __init__(self, services: ApiServices) -> None:
        self._processes = services.calls_processes

    def add_to(self, face: Face) -> None:
        one = "/conferences/{id}"
        live = Operation("GET", f"{one}/live", "viewer", gives=LiveConference)
        face.add(live, self.live, _TAG, "read_live_conference")
        handlers: dict[ConferenceAction, Handler] = {"mute": self.mute, "unmute": self.unmute, "remove": self.remove}
        for action, handler in handlers.items():
            path = f"{one}/members/{{call}}/{action}"
            face.add(Operation("POST", path, "editor", status=204), handler, _TAG, f"{action}_conference_member")
        face.add(Operation("POST", f"{one}/lock", "editor", status=204), self.lock, _TAG, "lock_conference")
        face.add(Operation("POST", f"{one}/unlock", "editor", status=204), self.unlock, _TAG, "unlock_conference")

    async def live(self, request: Request, id: Id) -> Response:
        """Who is in a conference."""
        client = client_of(request)
        await client.repository.get(Conference, id)
        return json_of(await look(await self._processes.with_room(id), client.tenant, id))

    async def mute(self, request: Request, id: Id, call: CallId) -> Response:
        """Let a member be heard no more; he is told, and may undo it."""
        return await self._change(request, id, "mute", call)

    async def unmute(self, request: Request, id: Id, call: CallId) -> Response:
        """Let a member be heard again, unless only moderators are."""
        return await self._change(request, id, "unmute", call)

    async def remove(self, request: Request, id: Id, call: CallId) -> Response:
        """Show a member out: he is told, and his call ends."""
        return await self._change(request, id, "remove", call)

    async def lock(self, request: Request, id: Id) -> Response:
        """Let nobody but moderators come in any more, as long as anybody is there."""
        return await self._change(request, id, "lock")

    async def unlock(self, request: Request, id: Id) -> Response:
        """Let everybody come in again."""
        return await self._change(request, id, "unlock")

    async def _change(self, request: Request, id: int, action: ConferenceAction, call: str = "") -> Response:
        client = client_of(request)
        await client.repository.get(Conference, id)
        try:
            await change(await self._processes.with_room(id), client.tenant, id, action, call)
        except NobodyThere as error:
            raise Refusal(409, error.code, str(error)) from None
        return Response(status_code=204)
