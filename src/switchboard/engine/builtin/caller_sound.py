"""What the caller hears from us: prompts, ringback and background music."""

from collections.abc import Sequence

from switchboard.engine.builtin.call_sounds import CallSounds
from switchboard.engine.builtin.media import PlayMoved, RemoteStream
from switchboard.engine.port import Audio, Played, PlayList, PromptUnavailable
from switchboard.media.control import LoopName


class CallerSound:
    """Plays a prompt; when there is none, ringback while phones ring, else background music."""

    def __init__(self, sounds: CallSounds) -> None:
        self._sounds = sounds
        self._stream: RemoteStream | None = None
        self._loops: dict[LoopName, PlayList] = {}
        self._prompting = False

    def attach(self, stream: RemoteStream) -> None:
        """Play to the caller on that stream from now on; a prompt that plays on another begins anew."""
        if stream is self._stream:
            return
        former, self._stream = self._stream, stream
        if former is not None:
            former.move_plays()
        for sound, music in self._loops.items():
            self._sounds.loop(stream, sound, music)

    def detach(self) -> None:
        """Play nothing from now on, because the caller talks to somebody; ringback and music are forgotten."""
        for sound in list(self._loops):
            self._loop(sound, None)
        self._stream = None

    def stop_for_key(self) -> None:
        """The caller has pressed a key."""
        if self._stream is not None:
            self._stream.stop_for_key()

    def ring(self, ringback: Audio | None) -> None:
        """Set the ringback, one period of it; None for no ringback."""
        self._loop("ringback", None if ringback is None else PlayList((ringback,)))

    def music(self, music: PlayList | None) -> None:
        self._loop("music", music)

    def hush(self, *, hushed: bool) -> None:
        """Play nothing but prompts, because the caller is being recorded, or all again."""
        if self._stream is not None:
            self._stream.hush(hushed=hushed)

    async def play(self, items: Sequence[Audio], *, stop_on_key: bool) -> Played:
        """Play prompts. Raises PromptUnavailable."""
        if self._stream is None:
            raise PromptUnavailable
        assert not self._prompting, "one prompt at a time"
        self._prompting = True
        try:
            while True:
                try:
                    return await self._sounds.play(self._stream, items, stop_on_key=stop_on_key)
                except PlayMoved:
                    continue  # to the stream of another caller, who has heard nothing of it
        finally:
            self._prompting = False

    def _loop(self, sound: LoopName, music: PlayList | None) -> None:
        if music == self._loops.get(sound):
            return
        if music is None:
            del self._loops[sound]
        else:
            self._loops[sound] = music
        if self._stream is not None:
            self._sounds.loop(self._stream, sound, music)
