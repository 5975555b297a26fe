"""The connection of a process to its supervisor. Through it the process says that it is ready and alive, shows where it
hangs, and reads the states of all processes of the installation.

The supervisor names three descriptors in the environment: a pipe for a byte when the process is ready and one for each
heartbeat, a pipe for stacks, and the board, a file in memory in which the supervisor keeps the states. A process that
runs alone has none of them.
"""

import asyncio
import faulthandler
import json
import os
import signal
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Literal

from switchboard.histogram import Histogram

VARIABLE = "SWITCHBOARD_LIFELINE"
BEAT_S = 0.5
STACK_SIGNAL = signal.SIGUSR1
READY, BEAT = b"r", b"."
BOARD_BYTES = 16384
BOARD_STALE_S = 5.0
BOARD_READS = 3

State = Literal["starting", "running", "silent", "hung", "stopping", "ended"]
LAG_MS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)


@dataclass(frozen=True, slots=True)
class OnBoard:
    """What the supervisor shows of a process: its state, its id while it runs, and when it was started last."""

    state: State
    pid: int | None = None
    since: datetime | None = None


@dataclass(slots=True)
class Lifeline:
    """The process's end. Without descriptors it says nothing. Use it from one thread only.

    `lag_ms` is how late the asyncio loop was, as each beat finds it.
    """

    beats: int | None = None
    board: int | None = None
    lag_ms: Histogram = field(default_factory=lambda: Histogram(LAG_MS))
    _is_ready: bool = False
    _next_beat_s: float = field(default=0.0)

    @classmethod
    def taken(cls) -> "Lifeline":
        """A lifeline by the descriptors in the environment, from which they are removed, so that no child has them."""
        named = os.environ.pop(VARIABLE, "")
        if not named:
            return cls()
        beats, stacks, board = map(int, named.split(","))
        for descriptor in (beats, stacks, board):
            os.set_inheritable(descriptor, False)
        os.set_blocking(beats, False)
        faulthandler.enable(stacks)
        faulthandler.register(STACK_SIGNAL, stacks)
        return cls(beats, board)

    @property
    def is_supervised(self) -> bool:
        return self.board is not None

    def ready(self) -> None:
        """The process can work."""
        if not self._is_ready:
            self._is_ready = True
            self._say(READY)

    def beat(self) -> None:
        """Say that the loop turns: call this in each turn."""
        now_s = time.monotonic()
        if now_s >= self._next_beat_s:
            self._next_beat_s = now_s + BEAT_S
            self._say(BEAT)

    def keep_beating(self) -> None:
        """Beat for as long as the running asyncio loop turns."""
        self._say(BEAT)
        loop = asyncio.get_running_loop()
        loop.call_at(loop.time() + BEAT_S, self._beat_again, loop.time() + BEAT_S)

    def _beat_again(self, due_s: float) -> None:
        self.lag_ms.observe(max(0.0, asyncio.get_running_loop().time() - due_s) * 1000)
        self.keep_beating()

    def processes(self) -> Mapping[str, OnBoard] | None:
        """All processes by name; None without a supervisor, empty when it does not tell any more."""
        if self.board is None:
            return None
        for _ in range(BOARD_READS):
            try:
                written_s, shown = json.loads(os.pread(self.board, BOARD_BYTES, 0))
            except ValueError:  # the supervisor is writing
                continue
            is_fresh = time.monotonic() - written_s < BOARD_STALE_S
            return {name: _on_board(**one) for name, one in shown.items()} if is_fresh else {}
        return {}

    def states(self) -> Mapping[str, State] | None:
        """The states alone, otherwise as `processes`."""
        shown = self.processes()
        return None if shown is None else {name: one.state for name, one in shown.items()}

    def _say(self, what: bytes) -> None:
        """Write a byte. A pipe that is full, or that nobody reads, is no error: when the supervisor dies, so do we."""
        if self.beats is not None:
            try:
                os.write(self.beats, what)
            except (BlockingIOError, BrokenPipeError):
                return


class Board:
    """The supervisor's end of the board."""

    def __init__(self) -> None:
        self.descriptor = os.memfd_create("processes")
        self.write({})

    def write(self, processes: Mapping[str, OnBoard]) -> None:
        shown = {name: asdict(one) for name, one in processes.items()}
        text = json.dumps([time.monotonic(), shown], default=datetime.isoformat).encode()
        # Blanks cover what is left of a longer text before.
        os.pwrite(self.descriptor, text.ljust(BOARD_BYTES), 0)

    def close(self) -> None:
        os.close(self.descriptor)


def _on_board(state: State, pid: int | None, since: str | None) -> OnBoard:
    return OnBoard(state, pid, None if since is None else datetime.fromisoformat(since))
