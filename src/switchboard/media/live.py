"""A network stream as a play list: its pieces one after another while they come, and what is played instead of it."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from switchboard.media.control import CodecName
from switchboard.media.playing import Track
from switchboard.media.prompts import Prompt
from switchboard.media.ring import PIECE_OCTETS, Ring
from switchboard.media.ring_pieces import RingPieces

MOST_BEHIND = 3
"""Whoever has heard something else meanwhile goes on with what is new; nobody is further behind than so many pieces."""
_KEPT = 64


class Live:
    """A network stream, as all streams of this worker hear it: they share its pieces."""

    def __init__(self, ring: Ring) -> None:
        self._ring = ring
        self._pieces = RingPieces(ring)
        self._piece = lru_cache(maxsize=_KEPT)(self._made)

    def want(self) -> None:
        """Somebody hears it, or would."""
        self._ring.want()

    def after(self, last: int, *, going: bool) -> int | None:
        """The number of the piece that follows the `last` one (0: none yet); None while it is not there.

        Who begins, or heard something else meanwhile, begins a piece before the newest one: it is there in time then,
        though the writer may be late by that.
        """
        newest = self._ring.newest
        if going and last < newest <= last + MOST_BEHIND:
            return last + 1
        return newest - 1 if newest >= last + 2 and self._ring.sounds else None

    def track(self, number: int, codec: CodecName) -> Track:
        return Track("", self._piece(number, codec))

    def _made(self, number: int, codec: CodecName) -> Prompt:
        return Prompt(self._pieces.read(number, codec))


class Lives:
    """The network streams that this worker has heard, by the path of their ring."""

    def __init__(self, most: int = 32) -> None:
        self._most = most
        self._lives: dict[str, tuple[int, Live]] = {}

    def get(self, path: str) -> Live | None:
        """None where there is no such ring. One that was made anew is opened anew."""
        try:
            inode = Path(path).stat().st_ino
            known = self._lives.pop(path, None)
            if known is None or known[0] != inode:
                known = inode, Live(Ring.open(Path(path)))
        except (OSError, ValueError):
            return None
        self._lives[path] = known
        if len(self._lives) > self._most:
            del self._lives[next(iter(self._lives))]
        return known[1]


def live_or_else(live: Live, instead: Iterator[Track], codec: Callable[[], CodecName]) -> Iterator[Track]:
    """The pieces of a network stream, and while they do not come, what is played `instead`, in pieces as short.

    A track that is no file has no path: so whoever changes the codec goes on with the next piece.
    """
    last, going, others = 0, False, _slices(instead, codec)
    while True:
        number = live.after(last, going=going)
        going = number is not None
        if number is None:
            yield next(others)
        else:
            last = number
            yield live.track(number, codec())


def _slices(tracks: Iterator[Track], codec: Callable[[], CodecName]) -> Iterator[Track]:
    for track in tracks:
        of, prompt = codec(), track.prompt
        for start in range(0, len(prompt), PIECE_OCTETS):
            if codec() != of:
                break  # the rest of this track is of no use; the next one is found in the other codec
            yield Track("", _slice(prompt, start))


@lru_cache(maxsize=512)
def _slice(prompt: Prompt, start: int) -> Prompt:
    """The same one for all who hear it."""
    return Prompt(prompt.data[start : start + PIECE_OCTETS])
