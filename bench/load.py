"""The load generator: one process with all telephones, driven through a pipe by the process that measures.

It shares the cores with what it measures, so its own processor time is part of every result. All deadlines are
absolute: when it is late it sends late, and the pace stays the same.
"""

import multiprocessing
import select
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bench.phone_rtp import PAYLOAD_OCTETS, TICK_S, PhoneRtp, Press, spread
from bench.phone_sip import PhoneSip, Tally
from bench.streams import Arrivals, Quality, has_tone

CAPACITY = 8192
SEED = 20260302
DIGIT = 1
END_S = 10.0
AFTER_KEY_S = 1.5
SETTLE_S = 0.5
LATEST_S = 0.1


@dataclass(frozen=True, slots=True)
class Hold:
    """Place calls, evenly, until so many are up; they stay."""

    calls: int
    per_second: float


@dataclass(frozen=True, slots=True)
class Measure:
    """Listen to all calls that are up, once nothing has happened for a while."""

    seconds: float
    settle_s: float = SETTLE_S


@dataclass(frozen=True, slots=True)
class Rate:
    """Place calls evenly, each of which hangs up when answered, and listen meanwhile to those that are up."""

    per_second: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """Keep so many calls in flight, each of which hangs up when answered."""

    calls: int
    seconds: float


@dataclass(frozen=True, slots=True)
class PressAll:
    """On each call that is up press a key once, at moments spread over `seconds`. What plays goes from tone to tone."""

    seconds: float
    before_hz: float
    after_hz: float


@dataclass(frozen=True, slots=True)
class Hum:
    """Those of the calls that are up, in the order in which they were placed, send a note each; all others silence.

    Each is listened to for the last `listen_s` of `seconds`.
    """

    notes_hz: Mapping[int, float]
    seconds: float
    listen_s: float


@dataclass(frozen=True, slots=True)
class Clear:
    """Hang up all calls."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Streams over a measurement, and what the generator itself did.

    `dropped` packets were lost in its own buffer; `skipped_s` is what it was too late to send.
    """

    quality: Quality
    seconds: float
    sent: int
    dropped: int
    skipped_s: float
    cpu_s: float
    failures: int


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls over a measurement. `seconds` is from the first INVITE to the last reply. `heard` are the calls that were
    up before, where somebody listened.
    """

    tally: Tally
    seconds: float
    cpu_s: float
    heard: Quality | None = None


@dataclass(frozen=True, slots=True)
class KeyTimes:
    """From a key's first packet to the last packet of the old prompt, and to the first of the next one."""

    stop_s: list[float]
    next_s: list[float]
    pressed: int


@dataclass(frozen=True, slots=True)
class Sounds:
    """What was heard on each call that is up, in the order in which they were placed: payloads, one row a packet."""

    payloads: list[NDArray[np.uint8]]


R = TypeVar("R", Heard, Calls, KeyTimes, Sounds)


class Generator:
    """Carries out the commands, one after another; RTP goes on between them."""

    def __init__(self, server: tuple[str, int], numbers: Sequence[str], pipe: Connection, *, talking: bool) -> None:
        self._rtp = PhoneRtp(CAPACITY, SEED, talking=talking)
        self._sip = PhoneSip(server, numbers, self._rtp)
        self._pipe = pipe
        self._epoll = select.epoll()
        self._epoll.register(self._sip.socket, select.EPOLLIN)
        self._epoll.register(pipe, select.EPOLLIN)
        self._next_tick_s = time.monotonic()
        self._skipped = 0

    def serve(self) -> None:
        """Until the pipe says None."""
        while True:
            self._run(self._pipe.poll)
            match self._pipe.recv():
                case Hold() as command:
                    self._pipe.send(self._hold(command))
                case Measure() as command:
                    self._pipe.send(self._measure(command))
                case Rate() as command:
                    self._pipe.send(self._rate(command))
                case Crowd() as command:
                    self._pipe.send(self._crowd(command))
                case PressAll() as command:
                    self._pipe.send(self._press_all(command))
                case Hum() as command:
                    self._pipe.send(self._hum(command))
                case Clear():
                    self._pipe.send(self._clear())
                case _:
                    return

    def _run(self, done: Callable[[], bool], pace: Callable[[float], None] = lambda now_s: None) -> None:
        """The loop: signalling as it comes, RTP every 5 ms, `pace` at least as often."""
        while not done():
            now_s = time.monotonic()
            pace(now_s)
            self._tick(now_s)
            self._sip.expire(now_s)
            self._epoll.poll(max(0.0, self._next_tick_s - time.monotonic()))
            self._sip.receive()

    def _tick(self, now_s: float) -> None:
        """Send late, but never a burst of more than 100 ms: what was missed before that is skipped, and counted."""
        missed = max(0, int((now_s - self._next_tick_s - LATEST_S) / TICK_S))
        self._skipped += missed
        self._next_tick_s += missed * TICK_S
        while self._next_tick_s <= now_s:
            self._next_tick_s += TICK_S
            self._rtp.tick(now_s)

    def _wait(self, seconds: float) -> None:
        end_s = time.monotonic() + seconds
        self._run(lambda: time.monotonic() >= end_s)

    def _settled(self) -> bool:
        """No call is being set up or ended."""
        return all(phone.state == "up" for phone in self._sip.phones.values())

    def _even(self, per_second: float, total: int, *, stays: bool) -> Callable[[float], None]:
        """Places `total` calls at absolute moments."""
        start_s, placed = time.monotonic(), 0

        def pace(now_s: float) -> None:
            nonlocal placed
            while placed < min(total, (now_s - start_s) * per_second):
                placed += 1
                self._sip.call(stays=stays)

        return pace

    def _counted(self, work: Callable[[], None]) -> Calls:
        tally = self._sip.tally = Tally()
        cpu_s, begin_s = time.process_time(), time.monotonic()
        work()
        return Calls(tally, time.monotonic() - begin_s, time.process_time() - cpu_s)

    def _hold(self, command: Hold) -> Calls:
        total = max(0, command.calls - len(self._sip.up))
        pace = self._even(command.per_second, total, stays=True)
        return self._counted(lambda: self._run(lambda: self._sip.tally.placed >= total and self._settled(), pace))

    def _rate(self, command: Rate) -> Calls:
        total = round(command.per_second * command.seconds)
        rows = np.array(sorted(phone.row for phone in self._sip.up))
        self._rtp.listen()
        pace = self._even(command.per_second, total, stays=False)
        calls = self._counted(lambda: self._run(lambda: self._sip.tally.placed >= total and self._settled(), pace))
        arrivals = self._rtp.stop_listening()
        heard = arrivals.quality(rows, calls.seconds) if len(rows) else None
        return replace(calls, heard=heard)

    def _crowd(self, command: Crowd) -> Calls:
        end_s = time.monotonic() + command.seconds

        def pace(now_s: float) -> None:
            while now_s < end_s and len(self._sip.phones) < command.calls:
                self._sip.call(stays=False)

        return self._counted(lambda: self._run(lambda: time.monotonic() >= end_s and self._settled(), pace))

    def _measure(self, command: Measure) -> Heard:
        self._wait(command.settle_s)
        tally = self._sip.tally = Tally()
        rows = np.array(sorted(phone.row for phone in self._sip.up))
        dropped, sent, cpu_s = self._rtp.drops, self._rtp.sent, time.process_time()
        self._skipped = 0
        begin_s = time.monotonic()
        self._rtp.listen()
        self._wait(command.seconds)
        arrivals = self._rtp.stop_listening()
        seconds, cpu_s = time.monotonic() - begin_s, time.process_time() - cpu_s
        sent, dropped, skipped_s = self._rtp.sent - sent, self._rtp.drops - dropped, self._skipped * TICK_S
        quality = arrivals.quality(rows, seconds)
        self._next_tick_s = time.monotonic()
        return Heard(quality, seconds, sent, dropped, skipped_s, cpu_s, tally.failures.total())

    def _press_all(self, command: PressAll) -> KeyTimes:
        rows = [phone.row for phone in self._sip.up]
        start_s = time.monotonic() + SETTLE_S
        offsets_s = spread(len(rows), command.seconds, SEED)
        presses = [Press(row, DIGIT, start_s + offset_s) for row, offset_s in zip(rows, offsets_s, strict=True)]
        self._rtp.listen(keep_payloads=True)
        for press in presses:
            self._rtp.press(press)
        self._wait(SETTLE_S + command.seconds + AFTER_KEY_S)
        return _key_times(self._rtp.stop_listening(), presses, command)

    def _hum(self, command: Hum) -> Sounds:
        rows = [phone.row for phone in sorted(self._sip.up, key=lambda phone: phone.number)]
        # Calls that failed are not up, and say nothing.
        self._rtp.hum({row: command.notes_hz[index] for index, row in enumerate(rows) if index in command.notes_hz})
        self._wait(command.seconds - command.listen_s)
        self._rtp.listen(keep_payloads=True)
        self._wait(command.listen_s)
        arrivals = self._rtp.stop_listening()
        if not arrivals.rows:
            return Sounds([np.zeros((0, PAYLOAD_OCTETS), np.uint8) for _ in rows])
        of, payloads = np.concatenate(arrivals.rows), np.concatenate(arrivals.payloads)
        return Sounds([payloads[of == row] for row in rows])

    def _clear(self) -> Calls:
        def hang_up() -> None:
            for number, phone in enumerate(self._sip.up):
                self._sip.hang_up(phone)
                if number % 20 == 0:
                    self._wait(0.02)
            end_s = time.monotonic() + END_S
            self._run(lambda: not self._sip.phones or time.monotonic() >= end_s)

        return self._counted(hang_up)


def _key_times(arrivals: Arrivals, presses: list[Press], command: PressAll) -> KeyTimes:
    if not arrivals.rows:
        return KeyTimes([], [], len(presses))
    rows, stamps_ns = np.concatenate(arrivals.rows), np.concatenate(arrivals.stamps_ns)
    payloads = np.concatenate(arrivals.payloads)
    before, after = has_tone(payloads, command.before_hz), has_tone(payloads, command.after_hz)
    stop_s, next_s = [], []
    for press in presses:
        old = stamps_ns[(rows == press.row) & before]
        new = stamps_ns[(rows == press.row) & after]
        if len(old) and len(new) and press.began_ns:
            stop_s.append((int(old[-1]) - press.began_ns) / 1e9)
            next_s.append((int(new[0]) - press.began_ns) / 1e9)
    return KeyTimes(stop_s, next_s, len(presses))


def _process(server: tuple[str, int], numbers: Sequence[str], pipe: Connection, talking: bool) -> None:
    Generator(server, numbers, pipe, talking=talking).serve()


class Load:
    """The generator as the measuring process sees it; a context manager. Its calls go to the `numbers` in turn, at a
    `host` of this machine: its telephones are on loopback.

    Those who call send audio all the time if they are ``talking``, and otherwise nothing.
    """

    def __init__(self, sip_port: int, *numbers: str, host: str = "127.0.0.1", talking: bool = True) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        server = (host, sip_port)
        self._process = spawn.Process(target=_process, args=(server, numbers, theirs, talking), daemon=True)

    def __enter__(self) -> "Load":
        self._process.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(BrokenPipeError):
            self._pipe.send(None)
        self._process.join(10)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def calls(self, command: Hold | Rate | Crowd | Clear) -> Calls:
        """Carry out a command about calls."""
        return self._ask(command, Calls)

    def heard(self, command: Measure) -> Heard:
        """Listen."""
        return self._ask(command, Heard)

    def keys(self, command: PressAll) -> KeyTimes:
        """Press keys."""
        return self._ask(command, KeyTimes)

    def sounds(self, command: Hum) -> Sounds:
        """Let some speak, and listen to all."""
        return self._ask(command, Sounds)

    def _ask(self, command: object, kind: type[R]) -> R:
        """The answer. Raises EOFError when the generator died."""
        self._pipe.send(command)
        while not self._pipe.poll(1.0):
            if not self._process.is_alive():
                raise EOFError("the load generator died")
        answer = self._pipe.recv()
        assert isinstance(answer, kind)
        return answer
