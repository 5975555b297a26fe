"""Carries out what a transaction machine asks for, with the loop's timers."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Protocol, assert_never

from switchboard.sip.actions import (
    Action,
    Deliver,
    Send,
    StartTimer,
    StopTimer,
    Terminated,
    TimedOut,
    TransportFailed,
)
from switchboard.sip.message import Message


class Machine(Protocol):
    """A machine as data: what happens to it leads to actions."""

    def timer(self, name: str) -> list[Action]: ...

    def transport_error(self) -> list[Action]: ...


class Runner(ABC):
    """Base of the two kinds of transaction; the hooks below are theirs."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._loop = asyncio.get_running_loop()
        self._timers: dict[str, asyncio.TimerHandle] = {}

    def run(self, actions: Sequence[Action]) -> None:
        """Carry out the actions in order. If a message could not be sent, the machine is told after the others."""
        failed = False
        for action in actions:
            failed |= not self._carry_out(action)
        if failed:
            self.run(self._machine.transport_error())

    def _carry_out(self, action: Action) -> bool:
        match action:
            case Send(message):
                return self._transmit(message)
            case StartTimer(name, delay_s):
                self._start_timer(name, delay_s)
            case StopTimer(name):
                self._stop_timer(name)
            case Deliver(message):
                self._on_delivered(message)
            case TimedOut():
                self._on_timed_out()
            case TransportFailed():
                self._on_transport_failed()
            case Terminated():
                self._stop_timers()
                self._on_terminated()
            case _:
                assert_never(action)
        return True

    def _start_timer(self, name: str, delay_s: float) -> None:
        self._stop_timer(name)
        self._timers[name] = self._loop.call_later(delay_s, self._fire, name)

    def _fire(self, name: str) -> None:
        self._timers.pop(name, None)
        self.run(self._machine.timer(name))

    def _stop_timer(self, name: str) -> None:
        handle = self._timers.pop(name, None)
        if handle is not None:
            handle.cancel()

    def _stop_timers(self) -> None:
        for handle in self._timers.values():
            handle.cancel()
        self._timers.clear()

    @abstractmethod
    def _transmit(self, message: Message) -> bool:
        """Send; False where that failed."""

    @abstractmethod
    def _on_delivered(self, message: Message) -> None:
        """A message for the user."""

    @abstractmethod
    def _on_timed_out(self) -> None:
        """No answer, or no ACK, came."""

    @abstractmethod
    def _on_transport_failed(self) -> None:
        """A message could not be sent."""

    @abstractmethod
    def _on_terminated(self) -> None:
        """It is over."""
