"""The sounds of one call: their files, and which of these could not be read."""

from collections.abc import Callable, Sequence
from pathlib import Path

from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.port import Audio, Played, PlayList, PromptUnavailable
from switchboard.errors import Unavailable
from switchboard.media.control import LoopName


class CallSounds:
    """Lets streams of the call play. `report` is told once of each item of a list that is unreadable.

    `tune` has a network stream fetched, by its URL, and returns the ring where it is heard; None if it is not fetched.
    """

    def __init__(
        self,
        stem: Callable[[str], Path],
        report: Callable[[Audio], None],
        tune: Callable[[str], Path | None] = lambda url: None,
    ) -> None:
        self._stem = stem
        self._report = report
        self._tune = tune
        self._played: dict[str, Audio] = {}
        self._unreadable: set[Audio] = set()

    async def play(self, stream: RemoteStream, items: Sequence[Audio], *, stop_on_key: bool) -> Played:
        """Play prompts. Raises PromptUnavailable."""
        if not items:
            raise PromptUnavailable
        try:
            return await stream.play_all(self._paths(stream, items), stop_on_key=stop_on_key, start_s=items[0].start_s)
        except Unavailable:
            raise PromptUnavailable from None

    def loop(self, stream: RemoteStream, sound: LoopName, music: PlayList | None) -> None:
        """Play a list over and over, or no longer."""
        if music is None:
            stream.loop(sound, ())
        else:
            live = self._tune(music.stream) if music.stream else None
            stream.loop(sound, self._paths(stream, music.items), shuffle=music.shuffle, live=live)

    def _paths(self, stream: RemoteStream, items: Sequence[Audio]) -> list[Path]:
        stream.events.on_unreadable = self._on_unreadable
        paths = [self._stem(audio.content) for audio in items]
        self._played.update(zip(map(str, paths), items, strict=True))
        return paths

    def _on_unreadable(self, path: str) -> None:
        audio = self._played.get(path)
        if audio is not None and audio not in self._unreadable:
            self._unreadable.add(audio)
            self._report(audio)
