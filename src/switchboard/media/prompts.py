"""Encoded prompts, memory-mapped and kept open, so that playing G.711 is copying.

The next payloads of many rows lie in many prompts. They are one gather for all that, because here the memory of this
process is one array to numpy, in which every prompt has its place. So a packet costs the same however many prompts are
heard.
"""

import mmap
import os
import stat
from collections import OrderedDict
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from switchboard.media.codec import file_suffix
from switchboard.media.control import CodecName
from switchboard.media.g711 import Octets, Samples

_PAIR_BYTES = 4


class Prompt:
    """One file: octets of G.711, or for G.722 samples at 16 kHz of shape (octets, 2), as two make an octet.

    Lengths and positions are in octets, which is time in all codecs. ``place`` is where the data begins, for `gather`;
    it is valid as long as the prompt is kept.
    """

    __slots__ = ("data", "place")

    def __init__(self, data: Octets | Samples) -> None:
        self.data = data
        self.place = place_of(data)

    def __len__(self) -> int:
        return len(self.data)


_FIRST_ADDRESS = 4096
"""No array may begin at 0, and nothing is mapped below this."""


class _Memory:
    """What numpy takes for an array of values of so many octets, which begin at every address."""

    def __init__(self, octets: int) -> None:
        self.__array_interface__ = {
            "version": 3,
            "typestr": f"|V{octets}",
            "data": (_FIRST_ADDRESS, True),
            "shape": (2**52,),
            "strides": (1,),
        }


@cache
def _memory(octets: int) -> NDArray[np.void]:
    return np.asarray(_Memory(octets))


def place_of(data: Octets | Samples) -> int:
    """Where an array begins, for `gather`."""
    return data.ctypes.data - _FIRST_ADDRESS


def gather(places: NDArray[np.int64], octets: int) -> NDArray[np.void]:
    """So many octets from each of these places. All of them must be in memory that is kept."""
    return _memory(octets)[places]


class PromptCache:
    """The prompts used last. A file that was replaced is opened anew. A mapped file must never be cut in place:
    to read beyond its end kills the process (SIGBUS).
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._prompts: OrderedDict[str, tuple[tuple[int, int, int], Prompt]] = OrderedDict()

    def get(self, stem: str, codec: CodecName) -> Prompt | None:
        """The prompt in that codec; None when there is no such file, or it is empty or unreadable."""
        path = stem + file_suffix(codec)
        try:
            status = Path(path).stat()
            version = (status.st_ino, status.st_mtime_ns, status.st_size)
            cached = self._prompts.get(path)
            if cached is None or cached[0] != version:
                cached = (version, self._open(path, codec))
        except (OSError, ValueError):
            self._prompts.pop(path, None)
            return None
        self._prompts[path] = cached
        self._prompts.move_to_end(path)
        if len(self._prompts) > self._capacity:
            self._prompts.popitem(last=False)
        return cached[1]

    def _open(self, path: str, codec: CodecName) -> Prompt:
        """Raises OSError, and ValueError for an empty file."""
        # O_NONBLOCK, because to open a FIFO that lies there would wait for its writer.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError("not a regular file")
            mapped = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
        finally:
            os.close(descriptor)
        if codec != "G722":
            return Prompt(np.frombuffer(mapped, np.uint8))
        samples = np.frombuffer(mapped, "<i2", len(mapped) // _PAIR_BYTES * 2)
        if not len(samples):
            raise ValueError("not one pair of samples")
        return Prompt(samples.astype(np.int16, copy=False).reshape(-1, 2))
