"""What streams play: finds prompts in the codec of their stream, and puts them on the plane."""

from collections.abc import Callable

from switchboard.media.control import Configure, Event, Play, PlayEnded
from switchboard.media.plane import Plane
from switchboard.media.prompts import PromptCache
from switchboard.media.refused import RefusedError
from switchboard.media.stream import Playing, Stream


class Player:
    """Plays prompts; keeps the last ``cached`` files open."""

    def __init__(self, plane: Plane, emit: Callable[[Event], None], cached: int) -> None:
        self._plane = plane
        self._emit = emit
        self._prompts = PromptCache(cached)

    def play(self, stream: Stream, command: Play) -> None:
        """Plays instead of what plays now."""
        if stream.config is None:
            raise RefusedError("not-configured")
        prompt = self._prompts.get(command.path, stream.config.codec)
        if prompt is not None:
            self._plane.play(stream, Playing(command.play_id, command.path, prompt, command.stop_on_key, command.loop))
            return
        self._plane.end_play(stream, "replaced")
        self._emit(
            PlayEnded(stream=stream.number, play_id=command.play_id, finished=False, offset_ms=0, reason="unreadable")
        )

    def change_codec(self, stream: Stream, config: Configure) -> None:
        """Goes on with the prompt in the new codec. Positions are times, so they stay the same."""
        playing = stream.playing
        if playing is None:
            return
        prompt = self._prompts.get(playing.path, config.codec)
        if prompt is None:
            self._plane.end_play(stream, "unreadable")
        else:
            self._plane.change_prompt(stream, prompt)
