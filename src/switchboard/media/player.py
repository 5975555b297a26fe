"""What streams play: finds prompts in the codec of their stream, and puts them on the plane."""

import random
import sys
from collections.abc import Callable, Iterator

from switchboard.media.comfort import comfort_tone
from switchboard.media.control import CodecName, Event, Loop, Play, PlayEnded, Unreadable
from switchboard.media.live import Lives, live_or_else
from switchboard.media.plane import Plane
from switchboard.media.playing import Find, Playing, Report, Track, once, over_and_over
from switchboard.media.prompts import Prompt, PromptCache
from switchboard.media.refused import RefusedError
from switchboard.media.stream import Stream

OCTETS_PER_MS = 8


class Player:
    """Plays prompts; keeps the last ``cached`` files open."""

    def __init__(self, plane: Plane, emit: Callable[[Event], None], cached: int, chance: random.Random) -> None:
        self._plane = plane
        self._emit = emit
        self._prompts = PromptCache(cached)
        self._lives = Lives()
        self._chance = chance

    def prompt(self, path: str, codec: CodecName) -> Prompt | None:
        """The prompt in that codec; None where it is missing or unreadable."""
        return self._prompts.get(path, codec)

    def play(self, stream: Stream, command: Play) -> None:
        """Plays instead of the prompt that plays now."""
        _codec(stream)
        # Of one that plays alone `PlayEnded` says it.
        report = self._reporter(stream) if command.then else lambda path: None
        # A call keeps the paths of what it plays: all calls that hear the same share them.
        tracks = once(tuple(map(sys.intern, (command.path, *command.then))), self._finder(stream), report)
        first = next(tracks, None)
        if first is not None:
            playing = Playing(first, tracks, command.play_id, stop_on_key=command.stop_on_key)
            playing.position = min(OCTETS_PER_MS * command.start_ms, len(first.prompt))
            self._plane.play(stream, playing)
            return
        self._plane.end_play(stream, "replaced")
        self._emit(
            PlayEnded(stream=stream.number, play_id=command.play_id, finished=False, offset_ms=0, reason="unreadable")
        )

    def loop(self, stream: Stream, command: Loop) -> None:
        """Plays over and over, whenever there is nothing else to play; without anything to play no longer."""
        _codec(stream)
        stream.lives.pop(command.sound, None)
        if not command.paths and command.live is None:
            self._plane.loop(stream, command.sound, None)
            return
        tracks = self._files(stream, command)
        live = self._lives.get(command.live) if command.live is not None else None
        if live is not None:
            stream.lives[command.sound] = live
            tracks = live_or_else(live, tracks, lambda: _codec(stream))
        self._plane.loop(stream, command.sound, Playing(next(tracks), tracks))

    def _files(self, stream: Stream, command: Loop) -> Iterator[Track]:
        shuffled = self._chance if command.shuffle and command.paths else None
        return over_and_over(
            command.paths,
            self._finder(stream),
            self._reporter(stream),
            shuffled,
            lambda: comfort_tone(_codec(stream)),
        )

    def change_codec(self, stream: Stream) -> None:
        """Goes on with everything in the stream's new codec."""
        find = self._finder(stream)
        for playing in stream.loops.values():
            if playing is not stream.playing:
                playing.change_codec(find)
        if stream.playing is not None:
            self._plane.change_codec(stream, find)

    def _finder(self, stream: Stream) -> Find:
        return lambda path: self._prompts.get(path, _codec(stream))

    def _reporter(self, stream: Stream) -> Report:
        return lambda path: self._emit(Unreadable(stream=stream.number, path=path))


def _codec(stream: Stream) -> CodecName:
    if stream.config is None:
        raise RefusedError("not-configured")
    return stream.config.codec
