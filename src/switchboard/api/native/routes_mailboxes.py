"""The messages that callers have left for extensions and groups."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.kit.byte_range import ByteRange, sound_answer
from switchboard.api.native import body, cursor
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.conditions import is_known
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import Refusal
from switchboard.api.native.routes_objects import Cursor, Id, Limit
from switchboard.api.native.shapes import Page
from switchboard.call.message import HeardOrNot, Message, State
from switchboard.model.base import Document, Frozen
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.security_log import tell
from switchboard.store.db.storable import MAX_ID
from switchboard.store.mailboxes.blobs import CHUNK
from switchboard.store.mailboxes.messages import Messages

_PURPOSE = "messages"
Owner = Annotated[int, Path(ge=1, le=MAX_ID)]


class MailboxShown(BaseModel):
    """How many messages of an extension or group are new, and how many were heard.

    The `owner` may be gone; then `kind` is null, and what is left can still be had.
    """

    owner: int
    kind: Literal["extension", "group_voicemail"] | None
    new: int
    heard: int


class MessageShown(BaseModel):
    """A message. `call` is the id of the call in which it was left; `interrupted`: a fault of ours cut it off.

    `copied_from` is the id of the message of which this is a copy. A `deleted` one can be restored for a day.
    """

    model_config = ConfigDict(from_attributes=True)

    id: int
    owner: int
    state: State
    received_at: datetime
    caller: str
    caller_name: str
    called: str
    call: str
    duration_ms: int
    interrupted: bool
    copied_from: int | None
    changed_at: datetime
    deleted_at: datetime | None


class EditedMessage(Frozen):
    """What can be changed about a message."""

    state: HeardOrNot


class MailboxRoutes:
    """For those with the right `messages`."""

    def __init__(self, services: ApiServices) -> None:
        self._clock = services.clock
        self._messages = Messages(services.database)
        self._blobs = services.blobs

    def add_to(self, face: Face) -> None:
        box = "/mailboxes/{owner}"
        many, one = f"{box}/messages", f"{box}/messages/{{id}}"
        shown = MessageShown
        for operation, handler, name in (
            (Operation("GET", box, "viewer", gives=MailboxShown), self.counts, "read_mailbox"),
            (Operation("GET", many, "viewer", gives=Page[MessageShown]), self.list, "list_messages"),
            (Operation("GET", one, "viewer", gives=shown), self.read, "read_message"),
            (Operation("GET", f"{one}/audio", "viewer", gives_type="audio/wav"), self.audio, "read_message_audio"),
            (Operation("PATCH", one, "viewer", EditedMessage, body.MERGE_PATCH[0], shown), self.patch, "patch_message"),
            (Operation("DELETE", one, "viewer", status=204), self.delete, "delete_message"),
            (Operation("POST", f"{one}/restore", "viewer", gives=shown), self.restore, "restore_message"),
        ):
            face.add(replace(operation, right="messages"), handler, "mailboxes", name)

    async def counts(self, request: Request, owner: Owner) -> Response:
        """How many messages a mailbox has."""
        kind = await self._kind(request, owner)
        counts = await self._messages.counts(client_of(request).tenant, owner)
        return json_of(MailboxShown(owner=owner, kind=kind, new=counts.new, heard=counts.heard))

    async def list(
        self,
        request: Request,
        owner: Owner,
        limit: Limit = 50,
        after: Cursor = None,
        state: Annotated[State | None, Query()] = None,
    ) -> Response:
        """The messages of a mailbox, oldest first; deleted ones only with `state=deleted`."""
        await self._kind(request, owner)
        last = cursor.one_number(_PURPOSE, after) or 0
        tenant = client_of(request).tenant
        found = await self._messages.page(tenant, owner, limit=limit + 1, after=last, state=state)
        following = cursor.written(_PURPOSE, [found[limit - 1].id]) if len(found) > limit else None
        items = [MessageShown.model_validate(message) for message in found[:limit]]
        return json_of(Page[MessageShown](items=items, next=following))

    async def read(self, request: Request, owner: Owner, id: Id) -> Response:
        """One message, without its sound."""
        return json_of(MessageShown.model_validate(await self._message(request, owner, id)))

    async def audio(self, request: Request, owner: Owner, id: Id) -> Response:
        """The sound as a WAV file, whole or a range of it. The security log says who had it."""
        message = await self._message(request, owner, id)
        if is_known(request, message.sound):
            headers = {"ETag": f'"{message.sound}"', "Accept-Ranges": "bytes"}
            return Response(status_code=304, headers=headers)
        size = await self._blobs.size(message.sound)
        name, content = f"message-{id}.wav", partial(self._content, message.sound)
        answer = sound_answer(request, name, size, message.sound, content)
        client = client_of(request)
        about: dict[str, str | int] = {"tenant": client.tenant, "mailbox": owner, "message": id}
        tell("message-downloaded", source_address(request), **about, by=client.author)
        return answer

    async def patch(self, request: Request, owner: Owner, id: Id) -> Response:
        """Mark a message as heard, or as new again. A deleted one must be restored first."""
        wanted = body.parse(EditedMessage, await body.read_object(request, body.MERGE_PATCH))
        message = await self._message(request, owner, id)
        await self._messages.mark(message, wanted.state, self._clock.now())
        message = await self._message(request, owner, id)
        if message.state == "deleted":
            raise Refusal(409, "message-deleted", "restore the message first")
        return json_of(MessageShown.model_validate(message))

    async def delete(self, request: Request, owner: Owner, id: Id) -> Response:
        """Delete a message; for a day it can be restored."""
        await self._messages.delete(await self._message(request, owner, id), self._clock.now())
        return Response(status_code=204)

    async def restore(self, request: Request, owner: Owner, id: Id) -> Response:
        """Take back that a message was deleted. It is as new, or as heard, as it was."""
        await self._messages.restore(await self._message(request, owner, id), self._clock.now())
        return await self.read(request, owner, id)

    async def _message(self, request: Request, owner: int, id: int) -> Message:
        """Raises NotFound."""
        return await self._messages.get(client_of(request).tenant, owner, id)

    async def _kind(self, request: Request, owner: int) -> Literal["extension", "group_voicemail"] | None:
        """The kind of the owner; None if it is gone and has left messages. Raises NotFound."""
        client = client_of(request)
        for stored in await client.repository.many(Document, [owner]):
            match stored.document:
                case Extension():
                    return "extension"
                case GroupVoicemail():
                    return "group_voicemail"
        if await self._messages.has_any(client.tenant, owner):
            return None
        raise errors.NotFound("mailbox", owner)

    async def _content(self, sound: str, wanted: ByteRange) -> AsyncIterator[bytes]:
        """The bytes, read part by part while they are sent."""
        for number in range(wanted.first // CHUNK, wanted.last // CHUNK + 1):
            start = number * CHUNK
            part = await self._blobs.part(sound, number)
            yield part[max(0, wanted.first - start) : wanted.last + 1 - start]
