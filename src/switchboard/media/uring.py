"""Many datagrams with one system call: io_uring of Linux, for sockets that differ and peers that differ.

`sendmmsg` serves one socket, but each stream has its own. Here the kernel reads entries of 64 bytes from a ring in
shared memory, which numpy fills for a whole slot at once. Python and the entry into the kernel then cost nothing for
each packet; what is left is the kernel's own way through UDP.

All sends end within the call that submits them, since none may wait: so what they point to need not outlive it.
"""

import ctypes
import mmap
import os
import socket

import numpy as np
from numpy.typing import NDArray

ENTRIES = 1024
_SETUP, _ENTER = 425, 426
"""System calls, with the same numbers on all machines for which Python is built today."""
_SUBMIT_ALL = 1 << 7
"""IORING_SETUP_SUBMIT_ALL, since Linux 5.18: an entry that fails does not hold up those that follow."""
_SKIPS_SUCCESS = 1 << 11
"""IORING_FEAT_CQE_SKIP."""
_SQES_OFFSET = 0x10000000
_SEND, _ONLY_FAILURES = 26, 1 << 6
"""IORING_OP_SEND, IOSQE_CQE_SKIP_SUCCESS."""

_ENTRY = np.dtype(
    {
        "names": ["operation", "flags", "descriptor", "name", "data", "length", "how", "name_length"],
        "formats": ["u1", "u1", "i4", "u8", "u8", "u4", "u4", "u2"],
        "offsets": [0, 1, 4, 8, 16, 24, 28, 44],
        "itemsize": 64,
    }
)
_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


class Uring:
    """A ring. Raises OSError where the system has none, or one that is too old."""

    def __init__(self) -> None:
        # struct io_uring_params: ten numbers, of which some are reserved, and the places of both rings' members.
        params = (ctypes.c_uint32 * 30)()
        params[2] = _SUBMIT_ALL
        self._descriptor = _libc.syscall(_SETUP, ENTRIES, params)
        if self._descriptor < 0:
            raise OSError(ctypes.get_errno(), "io_uring_setup")
        entries, features, submission, completion = params[0], params[5], params[10:20], params[20:30]
        if not features & _SKIPS_SUCCESS:
            self.close()
            raise OSError("io_uring tells of each success")
        ring = mmap.mmap(self._descriptor, max(submission[6] + 4 * entries, completion[5] + 16 * params[1]))
        words = np.frombuffer(ring, np.uint32)
        self._mask = entries - 1
        self._tail = words[submission[1] // 4 :][:1]
        self._order = words[submission[6] // 4 :][:entries]
        self._failures_head, self._failures_tail = (words[at // 4 :][:1] for at in completion[:2])
        self._entries = np.frombuffer(mmap.mmap(self._descriptor, 64 * entries, offset=_SQES_OFFSET), _ENTRY)
        self._entries["operation"], self._entries["flags"] = _SEND, _ONLY_FAILURES
        self._entries["how"] = socket.MSG_DONTWAIT
        self._numbers = np.arange(entries, dtype=np.uint32)

    def send(
        self,
        descriptors: NDArray[np.int32],
        data: NDArray[np.uint64],
        length: int,
        names: NDArray[np.uint64],
        name_lengths: NDArray[np.uint16],
    ) -> int:
        """Sends `length` bytes from each address in ``data``, ENTRIES at most, and to ``names`` where they have a
        length. Returns how many were tried; a send that failed is lost.
        """
        count = len(descriptors)
        entries = self._entries[:count]
        entries["descriptor"], entries["data"], entries["length"] = descriptors, data, length
        entries["name"], entries["name_length"] = names, name_lengths
        # The ring goes round, but its entries can be used in any order: always from the first one.
        self._order[(self._tail + self._numbers[:count]) & self._mask] = self._numbers[:count]
        self._tail += np.uint32(count)
        tried: int = max(0, _libc.syscall(_ENTER, self._descriptor, count, 0, 0, None, 0))
        self._tail -= np.uint32(count - tried)
        self._failures_head[:] = self._failures_tail
        return tried

    def close(self) -> None:
        """Gives the ring back."""
        os.close(self._descriptor)
