"""What is played and recorded."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Audio:
    """Something to play: its name for people, the content hash that finds the samples, and how long it lasts.

    One that plays alone begins at `start_s`. Where that is, and where it ends, is counted from its beginning all the
    same.
    """

    name: str
    content: str
    duration_s: float
    start_s: float = 0.0


@dataclass(frozen=True, slots=True)
class PlayList:
    """What is played over and over to who waits, without a gap; with `shuffle` each round has an order of its own.
    There are at most 200 items.

    Each listener has a place in it. What is unreadable is skipped; where all is, a soft tone is heard now and then.

    `stream` is the URL of a network stream, which all listeners hear as it comes; the items are then what they hear
    while it does not.
    """

    items: tuple[Audio, ...]
    shuffle: bool = False
    stream: str = ""


@dataclass(frozen=True, slots=True)
class Played:
    """How prompts ended: `finished` when the last sample was heard, else stopped by a key `offset_s` after the first
    one.
    """

    finished: bool
    offset_s: float


class PromptUnavailable(Exception):
    """The samples are missing or unreadable."""


def recording_name(call: str, count: int) -> str:
    """The name of the `count`-th recording of a call; "" for count 0."""
    return "" if count == 0 else f"{call}.wav" if count == 1 else f"{call}-{count}.wav"
