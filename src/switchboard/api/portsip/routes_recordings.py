"""The recordings of calls: to list, to hear by a link, and to destroy."""

from datetime import timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import ApiServices, Json, source_address
from switchboard.api.kit.recordings import Measured, Recordings
from switchboard.api.portsip.auth import Gate, UserClient
from switchboard.api.portsip.calls import moment
from switchboard.api.portsip.collection import plain_page
from switchboard.api.portsip.envelope import Refusal, destroyed, not_found
from switchboard.api.portsip.naming import RECORDING, decode, encode
from switchboard.security_log import tell
from switchboard.store.calls.recordings import Elsewhere, Recording, RecordingFilter
from switchboard.store.people.users import Users

FACE = "portsip"
_ALL = RecordingFilter()


class RecordingRoutes:
    """For users with the right `recordings`. A link needs no token; it ends with the right of whom it was made for."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._gate = gate
        self._recordings = Recordings(services, FACE)
        self._users = Users(services.database)

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/recordings", self.list, methods=["GET"])
        router.add_api_route("/recordings/{key}", self.get, methods=["GET"])
        router.add_api_route("/recordings/{key}/destroy", self.destroy, methods=["POST"])
        router.add_api_route("/recordings/files/{link}.wav", self.sound, methods=["GET", "HEAD"])

    async def list(self, request: Request) -> Response:
        """The recordings of calls that are over, newest first."""
        client = await self._gate.admit_with(request, "recordings")
        skip, top = plain_page(request, "recordings")
        store = self._recordings.store
        count = await store.count(client.tenant, _ALL)
        found = await store.page(client.tenant, _ALL, descending=True, skip=skip, limit=top)
        items: list[Json] = [_row(one) for one in await self._recordings.measured(found)]
        return JSONResponse({"count": count, "items": items})

    async def get(self, request: Request) -> Response:
        """One recording with its file."""
        client = await self._gate.admit_with(request, "recordings")
        found = await self._one(client, request)
        try:
            await self._recordings.store.file(found)
        except Elsewhere as elsewhere:
            raise Refusal(409, "UNKNOWN", str(elsewhere)) from None
        (measured,) = await self._recordings.measured([found])
        link = (await self._recordings.linking(client.user.id))(found)
        file: dict[str, Json] = {
            "duration": measured.duration_s,
            "file_name": measured.file,
            "file_size": measured.size,
            "file_url": f"/api/recordings/files/{link}.wav",
        }
        return JSONResponse(_row(measured) | {"items": [file]})

    async def destroy(self, request: Request) -> Response:
        """Delete a recording for good; links to it end."""
        client = await self._gate.admit_with(request, "recordings", "editor")
        found = await self._one(client, request)
        try:
            await self._recordings.store.remove(found)
        except Elsewhere as elsewhere:
            raise Refusal(409, "UNKNOWN", str(elsewhere)) from None
        about: dict[str, str | int] = {"tenant": client.tenant, "call": found.record.id, "recording": found.name}
        tell("recording-deleted", source_address(request), **about, by=client.author)
        return destroyed()

    async def sound(self, request: Request) -> Response:
        """The sound that a link leads to."""
        # Nobody is admitted here, so nobody else counts whoever tries links.
        self._gate.count(source_address(request))
        try:
            linked = await self._recordings.linked(request.path_params["link"])
            user = await self._users.get(linked.recording.record.tenant, linked.holder)
            if "recordings" in user.rights:
                return await self._recordings.answer(request, linked.recording, f"{FACE}:{user.name}")
        except (errors.NotFound, Elsewhere):
            pass
        raise not_found("recording")

    async def _one(self, client: UserClient, request: Request) -> Recording:
        id = decode(RECORDING, request.path_params["key"])
        if id is None:
            raise not_found("recording")
        return await self._recordings.store.get(client.tenant, id)


def _row(measured: Measured) -> dict[str, Json]:
    one = measured.recording
    return {
        "id": encode(RECORDING, one.id),
        "caller": one.record.caller,
        "callee": one.callee,
        "started_at": moment(one.started_at),
        "ended_at": moment(one.started_at + timedelta(seconds=measured.duration_s)),
    }
