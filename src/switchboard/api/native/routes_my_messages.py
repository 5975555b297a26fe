"""The messages for one's own extension, and the calls that it made and got."""

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.native import body, cursor
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.own_extension import own_extension
from switchboard.api.native.routes_mailboxes import EditedMessage, MailboxRoutes, MessageShown
from switchboard.api.native.routes_my import TAG
from switchboard.api.native.routes_objects import Cursor, Id, Limit
from switchboard.api.native.shapes import Page
from switchboard.api.native.shapes_calls import shown_call
from switchboard.api.native.shapes_my import MyCall
from switchboard.call.message import State
from switchboard.call.record import CallRecord
from switchboard.store.calls.finding import CallFilter
from switchboard.store.calls.log import CallLog

_PURPOSE = "my-calls"


class MyMessageRoutes:
    """What `/mailboxes` has, for the one mailbox that is one's own, without a right."""

    def __init__(self, services: ApiServices) -> None:
        self._clock = services.clock
        self._mailboxes = MailboxRoutes(services)
        self._log = CallLog(services.database, services.settings.node_name)

    def add_to(self, face: Face) -> None:
        many, one, shown = "/my/messages", "/my/messages/{id}", MessageShown
        for operation, handler, name in (
            (Operation("GET", many, "phone", gives=Page[MessageShown]), self.list, "list_my_messages"),
            (Operation("GET", f"{one}/audio", "phone", gives_type="audio/wav"), self.audio, "read_my_message_audio"),
            (
                Operation("PATCH", one, "phone", EditedMessage, body.MERGE_PATCH[0], shown),
                self.patch,
                "patch_my_message",
            ),
            (Operation("DELETE", one, "phone", status=204), self.delete, "delete_my_message"),
            (Operation("POST", f"{one}/restore", "phone", gives=shown), self.restore, "restore_my_message"),
            (Operation("GET", "/my/calls", "phone", gives=Page[MyCall]), self.calls, "list_my_calls"),
        ):
            face.add(operation, handler, TAG, name)

    async def list(
        self,
        request: Request,
        limit: Limit = 50,
        after: Cursor = None,
        state: Annotated[State | None, Query()] = None,
    ) -> Response:
        """One's own messages, oldest first; deleted ones only with `state=deleted`."""
        return await self._mailboxes.list(request, await _own(request), limit, after, state)

    async def audio(self, request: Request, id: Id) -> Response:
        """The sound as a WAV file, whole or a range of it."""
        return await self._mailboxes.audio(request, await _own(request), id)

    async def patch(self, request: Request, id: Id) -> Response:
        """Mark a message as heard, or as new again."""
        return await self._mailboxes.patch(request, await _own(request), id)

    async def delete(self, request: Request, id: Id) -> Response:
        """Delete a message; for a day it can be restored."""
        return await self._mailboxes.delete(request, await _own(request), id)

    async def restore(self, request: Request, id: Id) -> Response:
        """Take back that a message was deleted."""
        return await self._mailboxes.restore(request, await _own(request), id)

    async def calls(self, request: Request, limit: Limit = 50, after: Cursor = None) -> Response:
        """The calls that one's own extension made and got, newest first."""
        own, tenant = await _own(request), client_of(request).tenant
        before = cursor.one_text(_PURPOSE, after)
        wanted = CallFilter(met=(own,), test=False)
        try:
            found = await self._log.page(tenant, limit=limit + 1, before=before, wanted=wanted)
        except errors.NotFound:
            raise cursor.refused() from None
        following = cursor.written(_PURPOSE, [found[limit - 1].id]) if len(found) > limit else None
        items = [self._call(record, own) for record in found[:limit]]
        return json_of(Page[MyCall](items=items, next=following))

    def _call(self, record: CallRecord, own: int) -> MyCall:
        outgoing, shown = record.extension == own, shown_call(record, self._clock.now())
        return MyCall.model_validate(
            {
                "id": record.id,
                "started_at": record.started_at,
                "duration_s": shown["duration_s"],
                "outgoing": outgoing,
                "number": record.dialled if outgoing else record.caller,
                "name": "" if outgoing else record.caller_name,
                "outcome": shown["outcome"],
            }
        )


async def _own(request: Request) -> int:
    return (await own_extension(request)).id
