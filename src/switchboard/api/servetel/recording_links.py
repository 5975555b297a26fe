"""Links to the recordings of calls, as `recording_url` of records has them: their token stands in the query."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.kit.public_origin import public_origin
from switchboard.api.kit.recordings import Recordings
from switchboard.api.servetel.auth import DIALECT, TokenClient
from switchboard.call.record import CallRecord
from switchboard.store.calls.recordings import Elsewhere

PATH = "/call/recording"


class CallRecordingLinks:
    """For clients with the right `recordings`. A link needs no header; it ends with the right of its client."""

    def __init__(self, services: ApiServices) -> None:
        self._recordings = Recordings(services, DIALECT)
        self._credentials = services.credentials
        self._origins = services.settings.api.origins

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route(PATH, self.sound, methods=["GET", "HEAD"])

    async def of(self, request: Request, client: TokenClient, calls: Sequence[CallRecord]) -> Mapping[str, str]:
        """Links to the first recordings of some calls, by the id of the call; none for a client without the right."""
        if "recordings" not in client.application.rights:
            return {}
        found = await self._recordings.store.first_of(client.tenant, [call.id for call in calls])
        link = await self._recordings.linking(client.application.id)
        base = f"{public_origin(request.url.scheme, request.url.netloc, self._origins)}/v1{PATH}"
        return {id: f"{base}?token={link(one)}" for id, one in found.items()}

    async def sound(self, request: Request) -> Response:
        """The sound that a link leads to."""
        try:
            linked = await self._recordings.linked(request.query_params.get("token", ""))
            client = await self._credentials.api_client(linked.recording.record.tenant, linked.holder)
            if client is not None and "recordings" in client.rights:
                return await self._recordings.answer(request, linked.recording, f"{DIALECT}:{client.name}")
        except Elsewhere:
            pass
        raise errors.NotFound("recording", "")
