"""The control socket as the calls process sees it."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from switchboard.errors import SwitchboardError, Unavailable
from switchboard.media.control import (
    AskFigures,
    Close,
    Closed,
    Command,
    Event,
    Failed,
    Figures,
    Open,
    Opened,
    RecordStop,
    RecordStopped,
    Started,
    Statistics,
)
from switchboard.media.control_lines import MAX_LINE_BYTES, ControlError, LineSplitter, decode_event, encode


class StreamError(SwitchboardError):
    """The worker could not obey; ``reason`` is its kebab-case code."""

    code = "stream-error"

    def __init__(self, command: str, reason: str) -> None:
        super().__init__(f"{command}: {reason}")
        self.command = command
        self.reason = reason


class MediaClient(asyncio.Protocol):
    """A connection to one media worker.

    ``on_event`` gets every event that answers no call of a method here, in order, on the loop. ``on_lost`` is called
    once when the worker goes away, which closes all its streams; not after `aclose`. Methods raise `Unavailable`
    after the connection is lost and `StreamError` for a refusal.

    A protocol rather than a pair of streams: an event is handed on where it is read, without a task between.
    """

    def __init__(self, on_event: Callable[[Event], None], on_lost: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        self._on_event = on_event
        self._on_lost = on_lost
        self._lines = LineSplitter()
        self._transport: asyncio.Transport
        self._replies: dict[tuple[str, int], asyncio.Future[Event]] = {}
        self._figures: asyncio.Future[Figures] | None = None
        self._lost = False
        self._started: asyncio.Future[Event] = loop.create_future()
        self._ended: asyncio.Future[None] = loop.create_future()
        self._room: asyncio.Future[None] | None = None

    @classmethod
    async def connect(cls, path: Path | str, on_event: Callable[[Event], None], on_lost: Callable[[], None]) -> Self:
        """Connects and waits for `Started`; raises OSError, or `Unavailable` when the worker serves somebody else."""
        loop = asyncio.get_running_loop()
        _, client = await loop.create_unix_connection(lambda: cls(on_event, on_lost), str(path))
        try:
            await client._started
        except BaseException:
            await client.aclose()
            raise
        return client

    async def open(self, stream: int, host: str) -> int:
        """Open a stream; returns its local RTP port. RTCP is on the next port."""
        reply = await self._ask(Open(stream=stream, host=host))
        assert isinstance(reply, Opened)
        return reply.port

    async def close(self, stream: int) -> Statistics:
        """Frees the stream."""
        reply = await self._ask(Close(stream=stream))
        assert isinstance(reply, Closed)
        return reply.statistics

    async def record_stop(self, stream: int) -> RecordStopped:
        """Closes the recording. When this returns, the file is complete."""
        reply = await self._ask(RecordStop(stream=stream))
        assert isinstance(reply, RecordStopped)
        return reply

    async def figures(self) -> Figures:
        """How the worker is. Whoever asks before it has answered another gets the same answer."""
        if self._figures is None:
            self._write(AskFigures())
            self._figures = asyncio.get_running_loop().create_future()
        return await asyncio.shield(self._figures)

    async def send(self, command: Command) -> None:
        """Any command that has no reply; a refusal arrives as a `Failed` event."""
        self._write(command)
        if self._room is not None:
            await asyncio.shield(self._room)

    def post(self, command: Command) -> None:
        """Like `send`, without waiting. The worker gets it before anything that is sent later."""
        self._write(command)

    async def aclose(self) -> None:
        """Disconnects, upon which the worker closes all streams."""
        self._lost = True
        self._fail_replies()
        self._transport.abort()
        await asyncio.shield(self._ended)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def _write(self, command: Command | AskFigures) -> None:
        if self._lost:
            raise Unavailable("the media worker is gone")
        self._transport.write(encode(command))

    async def _ask(self, command: Open | Close | RecordStop) -> Event:
        key = (command.type, command.stream)
        if key in self._replies:
            raise StreamError(command.type, "already-asked")
        self._write(command)
        reply: asyncio.Future[Event] = asyncio.get_running_loop().create_future()
        self._replies[key] = reply
        try:
            event = await reply
        finally:
            self._replies.pop(key, None)
        if isinstance(event, Failed):
            raise StreamError(event.command, event.reason)
        return event

    # What the transport calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        try:
            for start in range(0, len(data), MAX_LINE_BYTES):
                for line in self._lines.feed(data[start : start + MAX_LINE_BYTES]):
                    self._dispatch(decode_event(line))
        except ControlError:
            self._transport.abort()

    def pause_writing(self) -> None:
        self._room = asyncio.get_running_loop().create_future()

    def resume_writing(self) -> None:
        if self._room is not None:
            self._room.set_result(None)
            self._room = None

    def connection_lost(self, error: Exception | None) -> None:
        notify, self._lost = self._started.done() and not self._lost, True
        self._fail_replies()
        self._ended.set_result(None)
        if notify:
            self._on_lost()

    def _dispatch(self, event: Event) -> None:
        if isinstance(event, Started):
            if not self._started.done():
                self._started.set_result(event)
            return
        if isinstance(event, Figures):
            asked, self._figures = self._figures, None
            if asked is not None:
                asked.set_result(event)
            return
        reply = self._replies.get(_asked(event))
        if reply is None or reply.done():
            self._on_event(event)
        else:
            reply.set_result(event)

    def _fail_replies(self) -> None:
        replies: list[asyncio.Future[Any]] = [self._started, *self._replies.values()]
        if self._room is not None:
            replies.append(self._room)
            self._room = None
        if self._figures is not None:
            replies.append(self._figures)
            self._figures = None
        for reply in replies:
            if not reply.done():
                reply.set_exception(Unavailable("the media worker is gone"))
                reply.exception()  # nobody may be waiting any more


def _asked(event: Opened | Closed | RecordStopped | Failed | Event) -> tuple[str, int]:
    """Which command, on which stream, an event answers."""
    match event:
        case Opened():
            return "open", event.stream
        case Closed():
            return "close", event.stream
        case RecordStopped():
            return "record_stop", event.stream
        case Failed():
            return event.command, event.stream
    return "", -1
