"""What the caller hears from us: prompts, ringback and background music."""

from collections.abc import Callable
from pathlib import Path

from switchboard.engine.builtin.media import PlayMoved, RemoteStream
from switchboard.engine.port import Audio, Played, PromptUnavailable
from switchboard.errors import Unavailable


class CallerSound:
    """Plays a prompt; when there is none, ringback while phones ring, else background music, both in a loop."""

    def __init__(self, stem: Callable[[str], Path]) -> None:
        self._stem = stem
        self._stream: RemoteStream | None = None
        self._ringing: Audio | None = None
        self._music: Audio | None = None
        self._looping: Audio | None = None
        self._prompting = False
        self._hushed = False

    def attach(self, stream: RemoteStream) -> None:
        """Play to the caller on that stream from now on; a prompt that plays on another begins anew."""
        if stream is self._stream:
            return
        former, self._stream, self._looping = self._stream, stream, None
        if former is not None:
            former.move_plays()
        self._go_on()

    def detach(self) -> None:
        """Play nothing from now on, because the caller talks to somebody; ringback and music are forgotten."""
        self._music = self._ringing = None
        self._go_on()
        self._stream = None

    def ring(self, ringback: Audio | None) -> None:
        """Set the ringback, one period of it; None for no ringback."""
        self._ringing = ringback
        self._go_on()

    def music(self, music: Audio | None) -> None:
        self._music = music
        self._go_on()

    def hush(self, *, hushed: bool) -> None:
        """Play nothing but prompts, because the caller is being recorded, or all again."""
        self._hushed = hushed
        self._go_on()

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        """Play a prompt. Raises PromptUnavailable."""
        if self._stream is None:
            raise PromptUnavailable
        assert not self._prompting, "one prompt at a time"
        self._prompting, self._looping = True, None
        try:
            while True:
                try:
                    return await self._stream.play(self._stem(audio.content), stop_on_key=stop_on_key)
                except PlayMoved:
                    continue  # to the stream of another caller, who has heard nothing of it
        except Unavailable:
            raise PromptUnavailable from None
        finally:
            self._prompting = False
            self._go_on()

    def _go_on(self) -> None:
        """When no prompt is playing, play ringback, else music, else nothing."""
        sound = None if self._hushed else self._ringing or self._music
        if self._stream is None or self._prompting or sound is self._looping:
            return
        if sound is None:
            self._stream.stop()
        else:
            self._stream.loop(self._stem(sound.content))
        self._looping = sound
