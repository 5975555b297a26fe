"""The ears and mouths of all telephones of the load generator: one socket, one row of arrays for each telephone."""

import random
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.batch_udp import SLOTS, BatchReceiver, BatchSender, dropped_by, loopback_socket
from bench.streams import Arrivals
from switchboard.media import g711
from switchboard.media.rtp import HEADER

PAYLOAD_OCTETS = 160
EVENT_PAYLOAD_TYPE = 101
PHASES = 4
TICK_S = 0.005
NOBODY = -1
_HEADER_FIELDS = [("flags", "u1"), ("type", "u1"), ("sequence", ">u2"), ("timestamp", ">u4"), ("ssrc", ">u4")]
_PACKET = np.dtype([*_HEADER_FIELDS, ("payload", "u1", (PAYLOAD_OCTETS,))])
EVENT_STEPS = 5
NOTE_FRAMES, NOTE_AMPLITUDE = 5, 6000
END_COPIES = 3


@dataclass(slots=True)
class Press:
    """A key of 100 ms by RFC 4733: packets 20 ms apart, the end three times. `began_ns` is its first packet's time."""

    row: int
    digit: int
    due_s: float
    began_ns: int = 0
    timestamp: int = 0
    step: int = 0


class PhoneRtp:
    """A ``talking`` telephone sends a packet every 20 ms, in one of four phases of 5 ms: silence, or its note."""

    def __init__(self, capacity: int, seed: int, *, talking: bool) -> None:
        chance = np.random.default_rng(seed)
        self.socket = loopback_socket()
        self.arrivals = Arrivals()
        self.sent = 0
        self._keep_payloads = False
        self._listening = False
        self._receiver = BatchReceiver(self.socket)
        self._row_of_port = np.full(65536, NOBODY, np.int64)
        self._packets = np.zeros(capacity, _PACKET)
        self._packets["flags"], self._packets["payload"] = 0x80, 0xFF
        self._packets["sequence"] = chance.integers(0, 65536, capacity)
        self._packets["timestamp"] = chance.integers(0, 2**31, capacity)
        self._packets["ssrc"] = np.arange(capacity) + 1
        self._sender = BatchSender(self.socket, self._packets)
        self._talking = talking
        self._talks = np.zeros(capacity, np.bool_)
        self._phase = np.arange(capacity) % PHASES
        self._free = list(range(capacity))[::-1]
        self._ticks = 0
        self._presses: list[Press] = []
        self._notes: dict[int, NDArray[np.uint8]] = {}

    @property
    def port(self) -> int:
        port: int = self.socket.getsockname()[1]
        return port

    @property
    def drops(self) -> int:
        """What the generator itself was too slow to take."""
        return dropped_by(self.socket)

    def begin(self, port: int) -> int:
        """A telephone whose other end is at `port`; its row."""
        row = self._free.pop()
        self._row_of_port[port] = row
        self._sender.names["port"][row] = port
        self._talks[row] = self._talking
        return row

    def end(self, row: int, port: int) -> None:
        """The call is over."""
        self._talks[row] = False
        if self._row_of_port[port] == row:
            self._row_of_port[port] = NOBODY
        self._free.append(row)

    def listen(self, *, keep_payloads: bool = False) -> None:
        """Note arrivals from now on."""
        self.arrivals, self._listening, self._keep_payloads = Arrivals(), True, keep_payloads

    def stop_listening(self) -> Arrivals:
        """What came since."""
        self._listening = False
        return self.arrivals

    def press(self, press: Press) -> None:
        """Press a key when it is due."""
        self._presses.append(press)

    def hum(self, notes_hz: Mapping[int, float]) -> None:
        """Those rows send a note each from now on, all others silence."""
        self._packets["payload"] = g711.ULAW_SILENCE
        self._notes = {row: note(hertz) for row, hertz in notes_hz.items()}

    def tick(self, now_s: float) -> None:
        """Send what is due in this phase, then take what has come."""
        self._advance_presses(now_s)
        rows = np.flatnonzero(self._talks & (self._phase == self._ticks % PHASES))
        self._ticks += 1
        if len(rows):
            for row in self._notes.keys() & set(rows.tolist()):
                self._packets["payload"][row] = self._notes[row][self._ticks // PHASES % NOTE_FRAMES]
            self._packets["sequence"][rows] += 1
            self._packets["timestamp"][rows] += PAYLOAD_OCTETS
            self._sender.send(rows)
            self.sent += len(rows)
        while self._receive() == SLOTS:
            pass

    def _receive(self) -> int:
        count = self._receiver.receive()
        if not count or not self._listening:
            return count
        datagrams = self._receiver.datagrams[:count]
        rows = self._row_of_port[self._receiver.ports(count)]
        known = rows != NOBODY
        headers = np.ascontiguousarray(datagrams[:, :12]).view(">u2").astype(np.int64)
        arrivals = self.arrivals
        arrivals.rows.append(rows[known])
        arrivals.sequences.append(headers[known, 1])
        arrivals.stamps_ns.append(self._receiver.stamps_ns(count)[known])
        if self._keep_payloads:
            arrivals.payloads.append(_payloads(datagrams)[known])
        return count

    def _advance_presses(self, now_s: float) -> None:
        for press in [press for press in self._presses if press.due_s <= now_s]:
            self._step(press)
            if press.step > EVENT_STEPS:
                self._presses.remove(press)

    def _step(self, press: Press) -> None:
        """One event packet, or the three at the end; the voice is silent meanwhile."""
        if press.step == 0:
            self._talks[press.row] = False
            press.timestamp = int(self._packets["timestamp"][press.row]) + PAYLOAD_OCTETS
            press.began_ns = time.time_ns()
        press.step += 1
        press.due_s += 0.020
        ended = press.step > EVENT_STEPS
        for _ in range(END_COPIES if ended else 1):
            self._send_event(press, ended)
        if ended:
            self._packets["timestamp"][press.row] += EVENT_STEPS * PAYLOAD_OCTETS
            self._talks[press.row] = self._talking

    def _send_event(self, press: Press, ended: bool) -> None:
        packets, row = self._packets, press.row
        packets["sequence"][row : row + 1] += 1  # A slice wraps around; a single number warns of it.
        kind = EVENT_PAYLOAD_TYPE | (0x80 if press.step == 1 else 0)
        header = HEADER.pack(0x80, kind, int(packets["sequence"][row]), press.timestamp, int(packets["ssrc"][row]))
        duration = min(press.step, EVENT_STEPS) * PAYLOAD_OCTETS
        event = struct.pack("!BBH", press.digit, 0x8A if ended else 0x0A, duration)
        self.socket.sendto(header + event, ("127.0.0.1", int(self._sender.names["port"][row])))


def note(hertz: float) -> NDArray[np.uint8]:
    """A note of a multiple of 10 Hz in packets, which fit on one another over and over."""
    times = np.arange(NOTE_FRAMES * PAYLOAD_OCTETS) / 8000
    samples = (NOTE_AMPLITUDE * np.sin(2 * np.pi * hertz * times)).astype(np.int16)
    return g711.ulaw_encode(samples).reshape(NOTE_FRAMES, PAYLOAD_OCTETS)


def _payloads(datagrams: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return datagrams[:, 12 : 12 + PAYLOAD_OCTETS].copy()


def spread(count: int, seconds: float, seed: int) -> list[float]:
    """So many moments within `seconds`, the same in every run."""
    chance = random.Random(seed)
    return sorted(chance.uniform(0.0, seconds) for _ in range(count))
