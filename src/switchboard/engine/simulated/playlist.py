"""A listener's place in a play list, by virtual time."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from switchboard.engine.port import Audio, PlayList
from switchboard.media.rounds import rounds


@dataclass(frozen=True, slots=True)
class Heard:
    """Part of something that was played, in seconds of it."""

    audio: Audio
    from_s: float
    to_s: float


class Place:
    """Where a listener is in a list. Shuffled lists come in an order that is always the same. A network stream never
    ends, and is heard from its beginning on.
    """

    def __init__(self, of: PlayList) -> None:
        self.of = of
        self._rounds = _rounds(of)
        self._audio: Audio | None = None
        self._at_s = 0.0

    def move(self, seconds: float) -> Iterator[Heard]:
        """What is heard in that time."""
        while seconds > 0:
            if self._audio is None:
                self._audio, self._at_s = next(self._rounds, None), 0.0
            if self._audio is None:
                return
            from_s = self._at_s
            self._at_s = min(from_s + seconds, self._audio.duration_s)
            seconds -= self._at_s - from_s
            yield Heard(self._audio, from_s, self._at_s)
            if self._at_s >= self._audio.duration_s:
                self._audio = None


def parts(items: Sequence[Audio], seconds: float) -> Iterator[Heard]:
    """What is heard in that time of prompts that are played once."""
    for audio in items:
        if seconds <= 0:
            return
        from_s = audio.start_s
        whole = replace(audio, start_s=0.0) if from_s else audio
        yield Heard(whole, from_s, min(from_s + seconds, audio.duration_s))
        seconds -= audio.duration_s - from_s


def listed(music: PlayList) -> tuple[Audio, ...]:
    """What of a list is heard: the network stream by its URL, or the items."""
    return (Audio(music.stream, "", math.inf),) if music.stream else music.items


def _rounds(music: PlayList) -> Iterator[Audio]:
    """Nothing where all of it lasts no time."""
    items = [audio for audio in listed(music) if audio.duration_s > 0]
    if items:
        yield from chain.from_iterable(rounds(items, random.Random(0) if music.shuffle else None))
