"""Encoded prompts, memory-mapped and kept open, so that playing G.711 is copying."""

import mmap
import os
import stat
from collections import OrderedDict
from pathlib import Path

import numpy as np
from numpy.lib.stride_tricks import as_strided

from switchboard.media.codec import file_suffix
from switchboard.media.control import CodecName
from switchboard.media.g711 import Octets, Samples

_PAIR_BYTES = 4


class Prompt:
    """One file: octets of G.711, or for G.722 samples at 16 kHz of shape (octets, 2), as two make an octet.

    Lengths and positions are in octets, which is time in all codecs. ``key`` identifies the prompt within this process.
    """

    __slots__ = ("_windows", "data", "key")

    def __init__(self, key: int, data: Octets | Samples) -> None:
        self.key = key
        self.data = data
        self._windows: dict[int, Octets] = {}

    def __len__(self) -> int:
        return len(self.data)

    def windows(self, octets: int) -> Octets:
        """A view (positions, octets): row p is the payload that starts at p. Only for G.711, and at least that long."""
        view = self._windows.get(octets)
        if view is None:
            shape = (len(self.data) - octets + 1, octets)
            view = self._windows[octets] = as_strided(self.data, shape, (1, 1), writeable=False)
        return view


class PromptCache:
    """The prompts used last. A file that was replaced is opened anew. A mapped file must never be cut in place:
    to read beyond its end kills the process (SIGBUS).
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._prompts: OrderedDict[str, tuple[tuple[int, int, int], Prompt]] = OrderedDict()
        self._keys = 0

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
        self._keys += 1
        if codec != "G722":
            return Prompt(self._keys, np.frombuffer(mapped, np.uint8))
        samples = np.frombuffer(mapped, "<i2", len(mapped) // _PAIR_BYTES * 2)
        if not len(samples):
            raise ValueError("not one pair of samples")
        return Prompt(self._keys, samples.astype(np.int16, copy=False).reshape(-1, 2))
