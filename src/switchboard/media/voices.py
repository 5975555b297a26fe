"""What the members of a room say in the same 20 ms, decoded together."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from switchboard.media.codec import Decode, decode_g711
from switchboard.media.control import CodecName
from switchboard.media.g711 import Samples
from switchboard.media.jitter import FRAME_UNITS, Frame, spread


class Voices(NamedTuple):
    """Those of one rate. By row: whose place it is, how loud it is to be, and its samples."""

    places: NDArray[np.intp]
    gains: NDArray[np.float32]
    samples: Samples

    @classmethod
    def of(cls, places: Sequence[int], gains: Sequence[float], samples: Samples) -> "Voices":
        return cls(np.array(places, np.intp), np.array(gains, np.float32), samples)


class Speaker(Protocol):
    """A member of a room. `decode` is the state of his G.722; None where he has G.711."""

    codec: CodecName
    place: int
    decode: Decode | None

    @property
    def gain(self) -> float: ...
    def next_frame(self) -> Frame | None: ...


def speaking(members: Iterable[Speaker]) -> tuple[Voices, Voices]:
    """The next 20 ms of all who say anything: those at 8 kHz, and those at 16 kHz."""
    said: dict[CodecName, list[tuple[Speaker, Frame]]] = {"PCMU": [], "PCMA": [], "G722": []}
    for member in members:
        if (frame := member.next_frame()) is not None:
            said[member.codec].append((member, frame))
    narrow = [*said["PCMU"], *said["PCMA"]]
    samples = np.concatenate([_of_g711(codec, [frame for _, frame in said[codec]]) for codec in ("PCMU", "PCMA")])
    return _voices(narrow, samples), _voices(said["G722"], _of_g722(said["G722"]))


def _voices(said: Sequence[tuple[Speaker, Frame]], samples: Samples) -> Voices:
    return Voices.of([member.place for member, _ in said], [member.gain for member, _ in said], samples)


def _of_g711(codec: CodecName, frames: Sequence[Frame]) -> Samples:
    """One look-up for all, since an octet is a sample whatever came before it."""
    octets = np.frombuffer(b"".join(frame.octets for frame in frames), np.uint8)
    samples = decode_g711(codec, octets.reshape(-1, FRAME_UNITS))
    for row, frame in zip(samples, frames, strict=True):
        if frame.there is not None:
            row[:] = spread(row[np.frombuffer(frame.there, np.bool_)[:FRAME_UNITS]], frame, 1)
    return samples


def _of_g722(said: Sequence[tuple[Speaker, Frame]]) -> Samples:
    """A decoder each. What did not come is not decoded: the next octets would sound wrong."""
    samples = np.zeros((len(said), 2 * FRAME_UNITS), np.int16)
    for row, (member, frame) in zip(samples, said, strict=True):
        assert member.decode is not None
        heard = member.decode(frame.heard)
        row[:] = heard if frame.there is None else spread(heard, frame, 2)
    return samples
