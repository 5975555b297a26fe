"""Recordings: list, create from a text, a URL or a file, read, replace and delete."""

import base64
from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import ApiServices, Json, warnings_of
from switchboard.api.kit.client import Client
from switchboard.api.servetel import wire
from switchboard.api.servetel.auth import Gate
from switchboard.api.servetel.body import BODY_LIMIT, is_form, path_id, read_form, read_object
from switchboard.api.servetel.envelope import Refusal, done, invalid
from switchboard.api.servetel.naming import ANNOUNCEMENTS
from switchboard.api.servetel.recordings import announcement_item, recording_item, recording_items
from switchboard.api.servetel.resource import add_resource
from switchboard.api.servetel.wire import RecordingRequest
from switchboard.model.configuration import Configuration
from switchboard.model.prompt import Prompt
from switchboard.outbound.fetch import Fetcher
from switchboard.prompts.speech.engines import FALLBACK_LANGUAGE

_BASE64_GROWTH = 4 / 3


class RecordingRoutes:
    """The recordings of the tenant that the token belongs to."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        limits, settings = services.settings.limits, services.settings.servetel
        self._gate = gate
        self._library = services.prompts
        self._speaker = services.speaker
        self._fetcher = Fetcher(settings.fetch_hosts, limits.upload_bytes, settings.fetch_timeout_s)
        self._body_limit = int(limits.upload_bytes * _BASE64_GROWTH) + BODY_LIMIT

    def add_to(self, router: APIRouter) -> None:
        add_resource(router, "recording", self, self.array)

    async def list(self, request: Request) -> Response:
        """All recordings, those of the product at the end."""
        return JSONResponse({"recordings": await self._all(request)})

    async def array(self, request: Request) -> Response:
        """The same as a bare array."""
        return JSONResponse(await self._all(request))

    async def _all(self, request: Request) -> Sequence[Json]:
        client = await self._gate.admit(request)
        return recording_items(Configuration.of((await client.repository.page(Prompt)).items))

    async def get(self, request: Request) -> Response:
        """One recording."""
        client = await self._gate.admit(request)
        id = path_id(request)
        if id in ANNOUNCEMENTS:
            return JSONResponse(announcement_item(id))
        return JSONResponse(recording_item(await client.repository.get(Prompt, id)))

    async def create(self, request: Request) -> Response:
        """A new recording."""
        client = await self._gate.admit(request)
        prompt = await self._prompt(request)
        try:
            stored = await client.repository.create(prompt, author=client.author)
        except errors.Duplicate as error:
            raise _taken() from error
        return done("Recording created successfully", id=stored.id, **warnings_of(prompt))

    async def update(self, request: Request) -> Response:
        """New name and new audio for a recording; the IVRs that play it play the new one."""
        client = await self._gate.admit(request)
        id = await self._changeable(client, request)
        prompt = await self._prompt(request)
        try:
            await client.repository.update(id, prompt, expected_revision=None, author=client.author)
        except errors.Duplicate as error:
            raise _taken() from error
        return done("Recording updated successfully", **warnings_of(prompt))

    async def delete(self, request: Request) -> Response:
        """Remove a recording that nothing refers to."""
        client = await self._gate.admit(request)
        id = await self._changeable(client, request)
        await client.repository.delete(Prompt, id, author=client.author)
        return done("Recording deleted successfully")

    async def _changeable(self, client: Client, request: Request) -> int:
        """The id of one of the tenant's own. Raises NotFound, Refusal."""
        id = path_id(request)
        if id in ANNOUNCEMENTS:
            raise Refusal(422, "This recording comes with the product and cannot be changed")
        return (await client.repository.get(Prompt, id)).id

    async def _prompt(self, request: Request) -> Prompt:
        """What the request describes, its audio in the library."""
        body, file = await self._body(request)
        order = wire.checked(RecordingRequest, body)
        if file is None and not order.data:
            raise invalid({"data": "is required"})
        if file is not None and (order.type != "upload" or order.data):
            raise invalid({"file": "goes with the type upload, without data"})
        if order.type == "tts":
            return await self._spoken(order)
        encoded = await self._library.add(await self._audio(order, file), name=file[0] if file else order.audio_name)
        return encoded.prompt(order.audio_name, language=order.speech.replace("_", "-"))

    async def _body(self, request: Request) -> tuple[dict[str, object], tuple[str, bytes] | None]:
        if is_form(request):
            return await read_form(request, self._body_limit)
        body = await read_object(request, self._body_limit)
        return {name: value for name, value in body.items() if value is not None}, None

    async def _audio(self, order: RecordingRequest, file: tuple[str, bytes] | None) -> bytes:
        if order.type == "url":
            return await self._fetcher.get(order.data)
        if file is not None:
            return file[1]
        try:
            return base64.b64decode("".join(order.data.split()), validate=True)
        except ValueError as error:
            raise invalid({"data": "is not base64"}) from error

    async def _spoken(self, order: RecordingRequest) -> Prompt:
        language = order.speech.replace("_", "-") or FALLBACK_LANGUAGE
        try:
            encoded = await self._speaker.say(order.data, language)
        except errors.Invalid as error:
            raise invalid({"data": error.reason}) from error
        return encoded.prompt(order.audio_name, source="speech", text=order.data, language=language)


def _taken() -> Refusal:
    return invalid({"audio_name": "has already been taken"})
