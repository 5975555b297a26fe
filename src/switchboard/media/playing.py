"""What a stream plays: prompts one after another, without a gap between them."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from switchboard.media.prompts import Prompt
from switchboard.media.rounds import rounds


class Track(NamedTuple):
    """A prompt, and the path by which it is found again in another codec; "" for one that is no file."""

    path: str
    prompt: Prompt


Find = Callable[[str], Prompt | None]
"""The prompt of a path; None for one that is unreadable."""
Report = Callable[[str], None]


def once(paths: Sequence[str], find: Find, report: Report) -> Iterator[Track]:
    """One after another; what is unreadable is reported and skipped."""
    for path in paths:
        prompt = find(path)
        if prompt is None:
            report(path)
        else:
            yield Track(path, prompt)


def over_and_over(
    paths: Sequence[str], find: Find, report: Report, shuffled: random.Random | None, comfort: Callable[[], Prompt]
) -> Iterator[Track]:
    """Round after round, each in a new order if ``shuffled``; what is unreadable is reported once, and skipped.

    After a round in which nothing could be read comes `comfort`.
    """
    reported: set[str] = set()
    for one in rounds(paths, shuffled):
        readable = False
        for path in one:
            prompt = find(path)
            if prompt is not None:
                readable = True
                yield Track(path, prompt)
            elif path not in reported:
                reported.add(path)
                report(path)
        if not readable:
            yield Track("", comfort())


class Playing:
    """The `track` that sounds, and those that follow. Positions are in octets, which is time in all codecs.

    ``position`` is where it goes on in the track; while it sounds, its row knows that. ``before`` is how long the
    tracks before were. ``play_id`` is that of the command, None for what plays in a loop.
    """

    def __init__(
        self, track: Track, following: Iterator[Track], play_id: int | None = None, *, stop_on_key: bool = False
    ) -> None:
        self.track = track
        self.play_id = play_id
        self.stop_on_key = stop_on_key
        self.position = 0
        self.before = 0
        self._following = following

    @property
    def prompt(self) -> Prompt:
        """The prompt that sounds."""
        return self.track.prompt

    def advance(self) -> bool:
        """Goes to the beginning of the next track, if there is one."""
        track = next(self._following, None)
        if track is None:
            return False
        self.before += len(self.prompt)
        self.track, self.position = track, 0
        return True

    def change_codec(self, find: Find) -> bool:
        """Goes on at the same position of the track in another codec, or with the next one if it has no such file."""
        prompt = find(self.track.path)
        if prompt is None:
            return self.advance()
        self.track = Track(self.track.path, prompt)
        return True
