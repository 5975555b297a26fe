"""Whether a call is recorded, as its options, its routes and its callers say. The call semantics, section 11."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from switchboard.call.events import CallEvent, RecordingForbidden, RecordingStarted, RecordingStopped
from switchboard.callflow.memory import Memory
from switchboard.engine.port import Call, Leg, TrunkTarget
from switchboard.model.prompt import PromptRef
from switchboard.model.record_notice import RecordNotice


class CallRecording:
    """The recording of one call; what becomes of it is told by events.

    Once it is forbidden, there is none for the rest of the call, nor for a caller who is transferred to another.
    """

    def __init__(
        self,
        call: Call,
        memory: Memory,
        emit: Callable[[CallEvent], None],
        now: Callable[[], datetime],
        notice: RecordNotice,
        say: Callable[[PromptRef, Leg | None], Awaitable[None]],
    ) -> None:
        """`notice` is the office's, and `say` plays a prompt to the caller and a callee."""
        self._call = call
        self._memory = memory
        self._emit = emit
        self._now = now
        self._goes_on = False
        self._forbidden = False
        self._notice = notice
        self._say = say
        self._quiet = self._told_caller = False
        self._told: Leg | None = None
        self._elsewhere: Callable[[], None] | None = None

    def leave_to(self, record: Callable[[], None] | None) -> None:
        """Another machine records the caller, and does so when `record` tells it to; None: nobody may."""
        self._elsewhere, self._forbidden = record, record is None

    @property
    def goes_on(self) -> bool:
        """Whether the call is being recorded."""
        return self._goes_on

    @property
    def is_forbidden(self) -> bool:
        """Whether there is none for the rest of the call."""
        return self._forbidden

    def close(self) -> None:
        """The call is over: let go of whoever says that it is recorded, for the reason in `EngineEvents.forget`."""
        self._say = _say_nothing

    async def start(self, notice: RecordNotice | None = None, callee: Leg | None = None) -> None:
        """Record both sides from now on, unless a route has forbidden it; while recording, only say so to a new callee.

        Who has to know hears `notice` before (None: the office's): each caller once, and each callee outside. In a talk
        both hear it, so that neither waits in silence. Without such words nobody is told.
        """
        if self._forbidden:
            return
        if self._elsewhere is not None:
            self._elsewhere()
            return
        await self._tell(notice or self._notice, callee)
        if self._goes_on:
            return
        name = await self._call.start_recording()
        self._goes_on = True
        self._emit(RecordingStarted(at=self._now(), name=name))

    async def start_told(self) -> None:
        """As `start`, where another machine has told the caller."""
        self._told_caller = True
        await self.start()

    async def tell(self, notice: RecordNotice | None) -> None:
        """Tell the caller before it begins, or where he is recorded in the call of somebody else."""
        await self._tell(notice or self._notice, None)

    def keep_quiet(self) -> None:
        """Tell nobody for the rest of the call."""
        self._quiet = True

    async def _tell(self, notice: RecordNotice, callee: Leg | None) -> None:
        outside = callee if callee is not None and isinstance(callee.target, TrunkTarget) else None
        if self._quiet or not notice.enabled or (self._told_caller and (outside is None or outside is self._told)):
            return
        self._told_caller, self._told = True, outside
        await self._say(notice.words, callee)

    async def go_on_with_callee(self) -> None:
        """Record the callee, who stays after a transfer by the caller, with whose stream the recording ended."""
        if self._goes_on:
            self._goes_on = False
            self._emit(RecordingStopped(at=self._now()))
            self._told_caller = self._told is not None
            await self.start()

    def go_on_with(self, former: str) -> bool:
        """Another caller has come, whose call was `former`; returns whether he is recorded, in a file of his own."""
        self._told_caller = False
        if former in self._memory.unrecorded and not self._forbidden:
            self._note_forbidden()
        if self._goes_on:
            self._emit(RecordingStopped(at=self._now()))
            self._goes_on = not self._forbidden
        if self._goes_on:
            self._emit(RecordingStarted(at=self._now(), name=self._call.recording))
        return self._goes_on

    @asynccontextmanager
    async def paused(self) -> AsyncIterator[None]:
        """Within the block the recording is silent: a message or a PIN is not for those who hear it."""
        await self._call.pause_recording(True)
        try:
            yield
        finally:
            await self._call.pause_recording(False)

    async def forbid(self) -> None:
        """End the recording, if there is one, and allow none for the rest of the call."""
        if self._forbidden:
            return
        # Forbidden before it is stopped: if the caller leaves meanwhile, nothing starts it again.
        self._note_forbidden()
        if self._goes_on:
            self._goes_on = False
            await self._call.stop_recording()
            self._emit(RecordingStopped(at=self._now()))

    def _note_forbidden(self) -> None:
        self._forbidden = True
        self._memory.unrecorded.add(self._call.info.id)
        self._emit(RecordingForbidden(at=self._now()))


async def _say_nothing(words: PromptRef, callee: Leg | None) -> None:
    pass
