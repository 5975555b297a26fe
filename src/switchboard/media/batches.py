"""Sends the packets of a slot together, where the system permits it."""

import logging
import socket

import numpy as np
from numpy.typing import NDArray

from switchboard.media.rows import Indices
from switchboard.media.sockets import Route
from switchboard.media.uring import ENTRIES, Uring

FEW = 4
"""So few packets are sent faster one by one."""
_NAME_BYTES = 32
_ALONE = -1
_PROOF, _PROOF_S = b"proof", 0.2

log = logging.getLogger(__name__)


class Batches:
    """The way of each row's packets, for a ring. Closed sockets must be forgotten: their descriptors get others."""

    def __init__(self, ring: Uring) -> None:
        self._ring = ring
        self._descriptors = np.zeros(0, np.int32)
        self._names = np.zeros((0, _NAME_BYTES), np.uint8)
        self._name_lengths = np.zeros(0, np.uint16)

    def set_route(self, row: int, route: Route | None) -> None:
        """The row's packets go this way from now on; with None they are sent one by one."""
        if row >= len(self._descriptors):
            self._grow(max(256, row))
        if route is None:
            self._descriptors[row] = _ALONE
            return
        self._descriptors[row] = route.descriptor
        self._names[row, : len(route.name)] = np.frombuffer(route.name, np.uint8)
        self._name_lengths[row] = len(route.name)

    def send(self, due: Indices, packets: NDArray[np.void]) -> Indices:
        """Sends a packet of each row. Returns the places in ``due`` of those that were not tried."""
        if len(due) <= FEW:
            return np.arange(len(due))
        tried = self._descriptors[due] != _ALONE
        places = np.flatnonzero(tried)
        for start in range(0, len(places), ENTRIES):
            some = places[start : start + ENTRIES]
            tried[some[self._submit(due[some], packets, some) :]] = False
        return np.flatnonzero(~tried)

    def _submit(self, rows: Indices, packets: NDArray[np.void], places: Indices) -> int:
        data = (packets.ctypes.data + places * packets.itemsize).astype(np.uint64)
        lengths = self._name_lengths[rows]
        names = np.where(lengths, self._names.ctypes.data + rows * _NAME_BYTES, 0).astype(np.uint64)
        return self._ring.send(self._descriptors[rows], data, packets.itemsize, names, lengths)

    def _grow(self, more: int) -> None:
        self._descriptors = np.concatenate((self._descriptors, np.full(more, _ALONE, np.int32)))
        self._names = np.concatenate((self._names, np.zeros((more, _NAME_BYTES), np.uint8)))
        self._name_lengths = np.concatenate((self._name_lengths, np.zeros(more, np.uint16)))

    def close(self) -> None:
        """Gives the ring back."""
        self._ring.close()


def open_batches() -> Batches | None:
    """None where the system has no ring that sends, such as in a container that forbids it."""
    try:
        ring = Uring()
    except OSError as error:
        log.info("packets are sent one by one: %s", error)
        return None
    batches = Batches(ring)
    if not _works(batches):
        log.info("packets are sent one by one: io_uring of this system does not send")
        batches.close()
        return None
    return batches


def _works(batches: Batches) -> bool:
    """Whether packets arrive, by both kinds of route. Old systems ignore the address in an entry."""
    kind = (socket.AF_INET, socket.SOCK_DGRAM)
    with socket.socket(*kind) as opened, socket.socket(*kind) as connected, socket.socket(*kind) as receiver:
        receiver.settimeout(_PROOF_S)
        try:
            receiver.bind(("127.0.0.1", 0))
            connected.connect(receiver.getsockname())
            ways = (Route.of(opened, receiver.getsockname()), Route(connected.fileno(), b"")) * FEW
            for row, route in enumerate(ways):
                batches.set_route(row, route)
            batches.send(np.arange(len(ways)), np.array([_PROOF] * len(ways), f"V{len(_PROOF)}"))
            for row in range(len(ways)):
                batches.set_route(row, None)
            return all(receiver.recv(len(_PROOF)) == _PROOF for _ in ways)
        except OSError:
            return False
