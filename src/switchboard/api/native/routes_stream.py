"""What happens in calls while it happens, as server-sent events; and the end of a call by command."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Annotated, Final, TypeVar

from fastapi import Path, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.native.auth import Gate, client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import Detail, Refusal
from switchboard.api.native.shapes_agents import AgentChangeShown
from switchboard.api.native.shapes_calls import StreamedEvent
from switchboard.engine.call_control import CallOver, hang_up
from switchboard.engine.remote_control import CallElsewhere
from switchboard.store.calls.feed import FeedEnded, FeedEvent
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import to_its_end
from switchboard.store.db.storable import MAX_ID
from switchboard.store.queues.agent_changes import KeptChange

T = TypeVar("T")
ROLE: Final = "viewer"
MEDIA_TYPE = "text/event-stream"
_LONGEST_ID = 20
After = Annotated[int | None, Query(alias="last_event_id", ge=0, le=MAX_ID)]
"""For an EventSource, which can send no header when it begins."""


class StreamRoutes:
    """Running calls: to watch and to end."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._feed = services.feed
        self._agent_feed = services.agent_feed
        self._gate = gate
        self._settings = services.settings
        self._log = CallLog(services.database, services.settings.node_name)
        self._processes = services.calls_processes

    def add_to(self, face: Face) -> None:
        stream = Operation("GET", "/calls/stream", ROLE, gives=StreamedEvent, gives_type=MEDIA_TYPE)
        face.add(stream, self.stream, "calls", "stream_calls")
        agents = Operation("GET", "/agent-changes/stream", ROLE, gives=AgentChangeShown, gives_type=MEDIA_TYPE)
        face.add(agents, self.agent_stream, "queues", "stream_agent_changes")
        hangup = Operation("POST", "/calls/{id}/hangup", "editor", status=204)
        face.add(hangup, self.hangup, "calls", "hang_up_call")

    async def stream(self, request: Request, after: After = None) -> Response:
        """The events of all calls as they happen, from now on or after `Last-Event-ID`."""
        tenant, after = client_of(request).tenant, _last_event_id(request, after)
        held = AsyncExitStack()
        try:
            subscription = await held.enter_async_context(self._feed.subscribe(tenant, after))
        except errors.Invalid:
            raise _refused_id() from None
        return _Stream(self._lines(request, subscription.next, _event), held)

    async def agent_stream(self, request: Request, after: After = None) -> Response:
        """What agents of queues do as they do it, from now on or after `Last-Event-ID`."""
        tenant, after = client_of(request).tenant, _last_event_id(request, after)
        held = AsyncExitStack()
        try:
            subscription = await held.enter_async_context(self._agent_feed.subscribe(tenant, after))
        except errors.Invalid:
            raise _refused_id() from None
        return _Stream(self._lines(request, subscription.next, _agent_event), held)

    async def hangup(self, request: Request, call_id: Annotated[str, Path(alias="id", max_length=255)]) -> Response:
        """End a running call at once."""
        tenant = client_of(request).tenant
        try:
            await hang_up(self._log, self._processes, tenant, call_id)
        except CallElsewhere as elsewhere:
            raise Refusal(409, elsewhere.code, str(elsewhere), node=elsewhere.node) from None
        except CallOver as over:
            raise Refusal(409, over.code, str(over)) from None
        return Response(status_code=204)

    async def _lines(
        self, request: Request, following: Callable[[float], Awaitable[list[T]]], line: Callable[[T], str]
    ) -> AsyncIterator[str]:
        """Events as they follow, and comments while nothing happens, until the token ends."""
        yield ":\n\n"
        while True:
            try:
                events = await following(self._settings.api.stream_heartbeat_s)
                # Asked again and again: a stream must not outlive the token that opened it.
                await to_its_end(self._gate.admit(request, ROLE))
            except FeedEnded as end:
                yield _end(end.reason)
                return
            except (errors.SwitchboardError, Refusal) as error:
                yield _end(error.code)
                return
            yield "".join(map(line, events)) or ":\n\n"


class _Stream(StreamingResponse):
    """Streams `lines`, and releases what it holds when the stream ends, by whichever side."""

    def __init__(self, lines: AsyncIterator[str], held: AsyncExitStack) -> None:
        super().__init__(lines, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})
        self._held = held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._held:
            await super().__call__(scope, receive, send)


def _event(event: FeedEvent) -> str:
    data = StreamedEvent.of(event.row).model_dump_json()
    return f"id: {event.position}\nevent: {event.row.type}\ndata: {data}\n\n"


def _agent_event(change: KeptChange) -> str:
    data = AgentChangeShown.model_validate(change).model_dump_json()
    return f"id: {change.id}\nevent: agent_state\ndata: {data}\n\n"


def _end(reason: str) -> str:
    """The last event of a stream; it has no id, so that the next one goes on where this one ended."""
    return f'event: end\ndata: {{"reason": "{reason}"}}\n\n'


def _last_event_id(request: Request, after: int | None) -> int | None:
    """That of the header, which an EventSource sends when it comes again, counts more. Raises Refusal 422."""
    sent = request.headers.get("last-event-id", "")
    if not sent:
        return after
    if len(sent) > _LONGEST_ID or not (sent.isascii() and sent.isdecimal()) or int(sent) > MAX_ID:
        raise _refused_id()
    return int(sent)


def _refused_id() -> Refusal:
    reason = Detail("header", "Last-Event-ID", "is not one that this stream gave", "position")
    return Refusal(422, "invalid", "a header is refused", [reason])
