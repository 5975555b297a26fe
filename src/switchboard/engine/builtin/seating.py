"""A caller's seat in a room."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from switchboard.engine.builtin.caller_sound import CallerSound
from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.builtin.rooms import Room
from switchboard.engine.port import Audio, PlayList, RoomEnd
from switchboard.media.control import RoomAnnounce, RoomJoin, RoomLeave, RoomSet


class BuiltinSeat:
    """Implements `engine.port.Seat`: from `enter` to `leave`.

    What sits in the room is the caller's stream, or the end of a link from it if the room is mixed in another worker.
    The caller's prompts are played there, over the room.
    """

    def __init__(
        self,
        room: Room,
        stream: RemoteStream,
        sound: CallerSound,
        stem: Callable[[str], Path],
        waiting: PlayList | None,
    ) -> None:
        self._room = room
        self._stream = stream
        self._member = stream
        self._sound = sound
        self._stem = stem
        self._waiting = waiting
        self._left: asyncio.Future[RoomEnd] = asyncio.get_running_loop().create_future()
        self._muted = self._held = self._deaf = False
        self._hear_db = self._speak_db = 0.0
        self._sits = self._alone = False

    async def enter(self, *, muted: bool, held: bool) -> None:
        """Join. `held`: the caller's phone holds the call. Raises Unavailable."""
        self._muted, self._held = muted, held
        self._sound.music(None)
        self._room.enter(self)
        await self._sit()
        self._sits = True
        self.on_company(alone=self._alone)

    async def move(self, stream: RemoteStream, *, held: bool) -> None:
        """Another caller has the seat from now on, and hears what the call hears. Raises Unavailable."""
        self._member.post(RoomLeave(stream=self._member.id))
        self._stream = self._member = stream
        self._held = held
        if self._sits:
            await self._sit()
            self._member.post(self._settings)

    async def _sit(self) -> None:
        stream, room = self._stream, self._room
        if stream.worker is not room.worker:
            self._member = await stream.link(room.worker)
            self._member.events.on_lost = lambda: self._end("media-lost")
        self._sound.attach(self._member)
        await self._member.obey(RoomJoin(stream=self._member.id, room=room.number, muted=self._muted or self._held))

    async def leave(self) -> None:
        """The caller is with us alone again. To be called once, however far `enter` came."""
        self._step_out()
        if self._member is not self._stream:
            self._sound.attach(self._stream)
            await self._stream.part()

    def on_company(self, *, alone: bool) -> None:
        self._alone = alone
        if self._sits:
            self._sound.music(self._waiting if alone else None)

    def hold(self, held: bool) -> None:
        """The caller's phone holds the call, and may play music, which nobody wants to hear; or takes it back."""
        self._held = held
        self._member.post(self._settings)

    @property
    def _settings(self) -> RoomSet:
        return RoomSet(
            stream=self._member.id,
            muted=self._muted or self._held,
            deaf=self._deaf,
            hear_db=self._hear_db,
            speak_db=self._speak_db,
        )

    async def left(self) -> RoomEnd:
        return await asyncio.shield(self._left)

    def set(
        self,
        *,
        muted: bool | None = None,
        deaf: bool | None = None,
        hear_db: float | None = None,
        speak_db: float | None = None,
    ) -> None:
        self._muted = self._muted if muted is None else muted
        self._deaf = self._deaf if deaf is None else deaf
        self._hear_db = self._hear_db if hear_db is None else hear_db
        self._speak_db = self._speak_db if speak_db is None else speak_db
        self._member.post(self._settings)

    def announce(self, audio: Audio) -> None:
        path, others = self._stem(audio.content), self._room.occupants
        if self in others:
            self._announce(path, included=False)
        elif others:
            others[0].announce_to_all(path)

    def remove(self) -> None:
        self._end("removed")

    def end_room(self) -> None:
        self._room.end()

    def announce_to_all(self, path: Path) -> None:
        self._announce(path, included=True)

    def show_out(self, end: RoomEnd) -> None:
        self._end(end)

    def _announce(self, path: Path, *, included: bool) -> None:
        self._member.post(RoomAnnounce(stream=self._member.id, path=str(path), included=included))

    def _end(self, end: RoomEnd) -> None:
        if not self._left.done():
            self._left.set_result(end)
            self._step_out()

    def _step_out(self) -> None:
        self._member.post(RoomLeave(stream=self._member.id))
        self._room.leave(self)
        self._sits = False
        self._sound.music(None)
