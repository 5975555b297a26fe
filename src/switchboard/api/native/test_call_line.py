"""The WebSocket of a test call while the call goes on."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from switchboard import errors
from switchboard.api.native.body import Members, members_of
from switchboard.api.native.shapes_test_call import (
    CLIENT_MESSAGE,
    CallBegun,
    CallOver,
    EventTold,
    HangUp,
    PressKeys,
)
from switchboard.config import ApiSettings
from switchboard.engine.test_call_control import PlacedCall
from switchboard.media.aio.direct import DirectAudio
from switchboard.media.direct_audio import FRAME_BYTES
from switchboard.store.db.database import to_its_end

NORMAL, GOING_AWAY, UNSUITABLE_DATA, POLICY_VIOLATION, TOO_LARGE = 1000, 1001, 1003, 1008, 1009
"""Status codes of WebSockets (RFC 6455 §7.4.1)."""
FIRST_S: Final = 10.0
"""How long a client may take to say whom it calls."""
SILENCE_S: Final = 15.0
"""A client from which nothing comes for so long is gone."""
STALL_S: Final = 10.0
"""A client that takes nothing for so long is gone, too."""
MESSAGES_A_SECOND, BURST = 100.0, 300.0
"""Twice what audio needs; after a stall many come at once."""
LONGEST_TEXT: Final = 2048
MOST_FRAMES: Final = 50
"""Frames that wait for the client: a second. Of more, the oldest are dropped."""
MOST_TOLD: Final = 1000
"""Events that wait for the client; if there are more, the call ends."""


Admit = Callable[[], Coroutine[Any, Any, None]]


class Unsuitable(errors.SwitchboardError):
    """The client sends what it may not, and is cut off with this status code."""

    def __init__(self, status: int) -> None:
        super().__init__(f"closed with {status}")
        self.status = status


class _Pace:
    """So many messages may come, and no more."""

    def __init__(self, now_s: float) -> None:
        self._left = BURST
        self._seen_s = now_s

    def take(self, now_s: float) -> None:
        """Raises Unsuitable."""
        self._left = min(BURST, self._left + (now_s - self._seen_s) * MESSAGES_A_SECOND) - 1
        self._seen_s = now_s
        if self._left < 0:
            raise Unsuitable(POLICY_VIOLATION)


class TestCallLine:
    """One client. `admit` says, by raising, that its token has ended."""

    __test__ = False

    def __init__(self, websocket: WebSocket, admit: Admit, settings: ApiSettings) -> None:
        self._websocket = websocket
        self._admit = admit
        self._check_s = settings.stream_heartbeat_s
        self._time = asyncio.get_running_loop().time
        self._pace = _Pace(self._time())
        self._frames: deque[bytes] = deque(maxlen=MOST_FRAMES)
        self._told: deque[BaseModel] = deque()
        self._woken = asyncio.Event()

    async def first_message(self) -> Members:
        """What the client wants. Raises Refusal, Unsuitable, WebSocketDisconnect."""
        message = await self._receive(FIRST_S)
        if isinstance(message, bytes):
            raise Unsuitable(UNSUITABLE_DATA)
        return members_of(message.encode())

    def hear(self, frame: bytes) -> None:
        """A frame for the client."""
        self._frames.append(frame)
        self._woken.set()

    async def run(self, call: PlacedCall, audio: DirectAudio) -> None:
        """Until the call is over, or the client has left."""
        self._tell(CallBegun(call=call.begun.call))
        works = (self._listen(audio), self._follow(call), self._send(), self._check())
        tasks = [asyncio.create_task(work) for work in works]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for task in done:
            task.result()
        await self._send_told()
        await self.close(NORMAL, CallOver())

    async def close(self, code: int, last_words: BaseModel | None = None) -> None:
        """Close the connection after some last words, unless the client has left."""
        if self._websocket.client_state is not WebSocketState.CONNECTED:
            return
        try:
            async with asyncio.timeout(STALL_S):
                if last_words is not None:
                    await self._websocket.send_text(last_words.model_dump_json())
                await self._websocket.close(code)
        except (WebSocketDisconnect, RuntimeError, TimeoutError):
            return

    async def _listen(self, audio: DirectAudio) -> None:
        """Until the client hangs up."""
        while True:
            message = await self._receive(SILENCE_S)
            if isinstance(message, bytes):
                if len(message) != FRAME_BYTES:
                    raise Unsuitable(UNSUITABLE_DATA)
                audio.say(message)
                continue
            match _parsed(message):
                case HangUp():
                    return
                case PressKeys(keys=keys) if not audio.press(keys):
                    raise Unsuitable(POLICY_VIOLATION)

    async def _receive(self, timeout_s: float) -> str | bytes:
        """Raises Unsuitable, WebSocketDisconnect."""
        try:
            async with asyncio.timeout(timeout_s):
                message = await self._websocket.receive()
        except TimeoutError:
            raise Unsuitable(POLICY_VIOLATION) from None
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", GOING_AWAY))
        self._pace.take(self._time())
        text, data = message.get("text"), message.get("bytes")
        if text is not None and len(text) > LONGEST_TEXT:
            raise Unsuitable(TOO_LARGE)
        return text if text is not None else data or b""

    async def _follow(self, call: PlacedCall) -> None:
        async for event in call.events:
            self._tell(EventTold(seq=event.seq, at=event.at, event=event.event, data=event.data))

    def _tell(self, content: BaseModel) -> None:
        if len(self._told) >= MOST_TOLD:
            raise Unsuitable(POLICY_VIOLATION)
        self._told.append(content)
        self._woken.set()

    async def _send(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            await self._send_told()
            while self._frames:
                frame = self._frames.popleft()
                async with _patience():
                    await self._websocket.send_bytes(frame)

    async def _send_told(self) -> None:
        while self._told:
            content = self._told.popleft()
            async with _patience():
                await self._websocket.send_text(content.model_dump_json())

    async def _check(self) -> None:
        """The call must not outlive the token that began it."""
        while True:
            await asyncio.sleep(self._check_s)
            await to_its_end(self._admit())


@asynccontextmanager
async def _patience() -> AsyncIterator[None]:
    """Raises Unsuitable for a client that takes nothing."""
    try:
        async with asyncio.timeout(STALL_S):
            yield
    except TimeoutError:
        raise Unsuitable(POLICY_VIOLATION) from None


def _parsed(text: str) -> object:
    """Raises Unsuitable."""
    try:
        return CLIENT_MESSAGE.validate_json(text)
    except ValidationError:
        raise Unsuitable(POLICY_VIOLATION) from None
