"""Play lists: whether their network streams may be played, and how they are."""

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import Refusal
from switchboard.api.native.routes_objects import Id, ObjectRoutes
from switchboard.engine import control
from switchboard.model.music import Music, refuse_stream
from switchboard.status import StreamStatus


class MusicRoutes(ObjectRoutes[Music]):
    """As other objects."""

    def __init__(self, services: ApiServices) -> None:
        super().__init__(services, Music)

    def add_to(self, face: Face) -> None:
        super().add_to(face)
        stream = Operation("GET", self.path + "/{id}/stream", "viewer", gives=StreamStatus)
        face.add(stream, self.stream, "music", "read_music_stream")

    async def stream(self, request: Request, id: Id) -> Response:
        """How the network stream of a play list is on the machine that answers."""
        url = (await client_of(request).repository.get(Music, id)).document.stream
        if url is None:
            raise Refusal(404, "no-stream", "the play list has no network stream")
        return json_of(await control.stream_status(self.services.settings.calls_socket, url))

    def creatable(self, document: Music) -> Music:
        refuse_stream(document, None, permitted=self.services.settings.music.streams)
        return document

    def accept(self, old: Music, new: Music) -> Music:
        refuse_stream(new, old, permitted=self.services.settings.music.streams)
        return new

    async def restorable(self, document: Music) -> Music:
        return self.creatable(document)
