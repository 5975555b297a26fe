"""Many datagrams with one system call: recvmmsg and sendmmsg of Linux over numpy arrays.

Python's own `socket` costs about two microseconds a datagram on top of the kernel; a load generator that shares its
cores with what it measures cannot afford that. Arrival is stamped by the kernel (SO_TIMESTAMPNS), so that a late
generator does not look like a late product.
"""

import ctypes
import errno
import os
import socket
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SLOTS = 1024
DATAGRAM_BYTES = 256
SO_TIMESTAMPNS = 35
SO_RCVBUFFORCE = 33
BUFFER_BYTES = 64 << 20

# struct mmsghdr of 64-bit Linux, struct sockaddr_in, and a control buffer that holds one timestamp
_HEADER = np.dtype(
    {
        "names": ["name", "name_length", "vector", "vectors", "control", "control_length", "flags", "length"],
        "formats": ["u8", "u4", "u8", "u8", "u8", "u8", "i4", "u4"],
        "offsets": [0, 8, 16, 24, 32, 40, 48, 56],
        "itemsize": 64,
    }
)
_VECTOR = np.dtype([("base", "u8"), ("length", "u8")])
ADDRESS = np.dtype([("family", "=u2"), ("port", ">u2"), ("host", ">u4"), ("zero", "u8")])
_CONTROL = np.dtype([("length", "u8"), ("level", "=i4"), ("type", "=i4"), ("seconds", "=i8"), ("nanoseconds", "=i8")])

Headers = NDArray[np.void]
Rows = NDArray[np.int64]
_libc = ctypes.CDLL(None, use_errno=True)


def addresses_of(array: NDArray[np.generic]) -> NDArray[np.uint64]:
    """Where each row of a contiguous array lies in memory."""
    return np.uint64(array.ctypes.data) + np.arange(len(array), dtype=np.uint64) * np.uint64(array.strides[0])


def loopback_socket() -> socket.socket:
    """A non-blocking UDP socket with as large a buffer as the system gives, and kernel timestamps."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setblocking(False)
    sock.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    try:
        sock.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, BUFFER_BYTES)
    except PermissionError:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
    sock.bind(("127.0.0.1", 0))
    return sock


def dropped_by(sock: socket.socket) -> int:
    """Datagrams that the kernel dropped because the socket's buffer was full."""
    port = f":{sock.getsockname()[1]:04X}"
    for line in Path("/proc/net/udp").read_text().splitlines()[1:]:
        fields = line.split()
        if fields[1].endswith(port):
            return int(fields[-1])
    return 0


def _headers(count: int, datagrams: NDArray[np.generic], names: NDArray[np.void]) -> tuple[Headers, NDArray[np.void]]:
    """Message headers over rows of `datagrams` and `names`, and the vectors, which must outlive them."""
    vectors = np.zeros(count, _VECTOR)
    vectors["base"], vectors["length"] = addresses_of(datagrams), datagrams.strides[0]
    headers = np.zeros(count, _HEADER)
    headers["name"], headers["name_length"] = addresses_of(names), ADDRESS.itemsize
    headers["vector"], headers["vectors"] = addresses_of(vectors), 1
    return headers, vectors


class BatchReceiver:
    """Takes up to SLOTS datagrams at once; after `receive` returned n, the first n rows of the arrays count."""

    def __init__(self, sock: socket.socket) -> None:
        self.datagrams = np.zeros((SLOTS, DATAGRAM_BYTES), np.uint8)
        self._names = np.zeros(SLOTS, ADDRESS)
        self._control = np.zeros(SLOTS, _CONTROL)
        self._headers, self._vectors = _headers(SLOTS, self.datagrams, self._names)
        self._headers["control"] = addresses_of(self._control)
        self._descriptor = sock.fileno()

    def receive(self) -> int:
        """How many there were; 0 when there is nothing."""
        self._headers["control_length"] = _CONTROL.itemsize
        count = int(_libc.recvmmsg(self._descriptor, ctypes.c_void_p(self._headers.ctypes.data), SLOTS, 0, None))
        if count < 0:
            _raise_unless(errno.EAGAIN)
        return max(count, 0)

    def ports(self, count: int) -> Rows:
        """Source ports."""
        return self._names["port"][:count].astype(np.int64)

    def stamps_ns(self, count: int) -> Rows:
        """When they arrived, CLOCK_REALTIME."""
        rows = self._control[:count]
        stamps: Rows = (rows["seconds"] * 1_000_000_000 + rows["nanoseconds"]).astype(np.int64)
        return stamps


class BatchSender:
    """Sends chosen rows of `datagrams`, each to its own address."""

    def __init__(self, sock: socket.socket, datagrams: NDArray[np.void]) -> None:
        self.names = np.zeros(len(datagrams), ADDRESS)
        self.names["family"] = socket.AF_INET
        self.names["host"] = 0x7F000001
        self._headers, self._vectors = _headers(len(datagrams), datagrams, self.names)
        self._descriptor = sock.fileno()

    def send(self, rows: Rows) -> None:
        """A port that is closed already is no error."""
        chosen = np.ascontiguousarray(self._headers[rows])
        done = 0
        while done < len(chosen):
            address = ctypes.c_void_p(chosen.ctypes.data + done * _HEADER.itemsize)
            sent = int(_libc.sendmmsg(self._descriptor, address, len(chosen) - done, 0))
            if sent < 0:
                _raise_unless(errno.EAGAIN, errno.ECONNREFUSED)
            done += max(sent, 1)


def _raise_unless(*allowed: int) -> None:
    number = ctypes.get_errno()
    if number not in allowed:
        raise OSError(number, os.strerror(number))
