"""The recordings of calls: to hear and to delete."""

from datetime import datetime
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, source_address
from switchboard.api.kit.recordings import recording_sound, recording_tag
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.conditions import is_known
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import Refusal
from switchboard.security_log import SecurityEvent, tell
from switchboard.store.calls.recordings import CallRecordingFile, CallRecordings, Elsewhere, StillRecording

CallId = Annotated[str, Path(alias="id", max_length=255)]
FileName = Annotated[str, Path(max_length=255)]


class RecordingShown(BaseModel):
    """A recording of a call: on the left what the caller says, on the right what the caller hears."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    started_at: datetime
    size: int
    duration_ms: int


class RecordingsShown(BaseModel):
    """All recordings of a call, in order."""

    items: list[RecordingShown]


class RecordingRoutes:
    """For those with the right `recordings`."""

    def __init__(self, services: ApiServices) -> None:
        self._recordings = CallRecordings.of(services.database, services.settings)

    def add_to(self, face: Face) -> None:
        many = "/calls/{id}/recordings"
        one = many + "/{name}"
        listed = Operation("GET", many, "viewer", gives=RecordingsShown, right="recordings")
        heard = Operation("GET", one, "viewer", gives_type="audio/wav", right="recordings")
        deleted = Operation("DELETE", one, "editor", status=204, right="recordings")
        face.add(listed, self.list, "recordings", "list_recordings")
        face.add(heard, self.audio, "recordings", "read_recording")
        face.add(deleted, self.delete, "recordings", "delete_recording")

    async def list(self, request: Request, call: CallId) -> Response:
        """The recordings of a call, without those that were deleted."""
        try:
            found = await self._recordings.all(client_of(request).tenant, call)
        except Elsewhere as elsewhere:
            raise _elsewhere(elsewhere) from None
        return json_of(RecordingsShown(items=[RecordingShown.model_validate(one) for one in found]))

    async def audio(self, request: Request, call: CallId, name: FileName) -> Response:
        """The recording as a WAV file, whole or a range of it. The security log says who had it."""
        found = await self._one(request, call, name)
        if is_known(request, tag := recording_tag(found)):
            return Response(status_code=304, headers={"ETag": f'"{tag}"', "Accept-Ranges": "bytes"})
        answer = await recording_sound(request, self._recordings, found, found.name)
        _log(request, "recording-downloaded", call, name)
        return answer

    async def delete(self, request: Request, call: CallId, name: FileName) -> Response:
        """Delete a recording for good, once the call is over. The security log says who did it."""
        try:
            await self._recordings.delete(client_of(request).tenant, call, name)
        except Elsewhere as elsewhere:
            raise _elsewhere(elsewhere) from None
        except StillRecording as goes_on:
            raise Refusal(409, goes_on.code, str(goes_on)) from None
        _log(request, "recording-deleted", call, name)
        return Response(status_code=204)

    async def _one(self, request: Request, call: str, name: str) -> CallRecordingFile:
        try:
            return await self._recordings.one(client_of(request).tenant, call, name)
        except Elsewhere as elsewhere:
            raise _elsewhere(elsewhere) from None


def _elsewhere(elsewhere: Elsewhere) -> Refusal:
    return Refusal(409, elsewhere.code, str(elsewhere), node=elsewhere.node)


def _log(request: Request, event: SecurityEvent, call: str, name: str) -> None:
    client = client_of(request)
    tell(event, source_address(request), tenant=client.tenant, call=call, recording=name, by=client.author)
