"""An engine, as the process has it that runs one."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Protocol

from switchboard.engine.port.call import Call
from switchboard.model.configuration import Configuration
from switchboard.status import EngineReport

CallHandler = Callable[[Call], Coroutine[object, None, None]]
"""What an engine runs, as a task of its own, for every call that comes in."""


class Engine(Protocol):
    """Brings calls from a telephone line, and to it. The process that runs one does not know which it is."""

    @property
    def calls(self) -> int:
        """How many calls there are now."""
        ...

    async def start(self, handler: CallHandler) -> None:
        """Take calls from now on. Raises OSError when the line cannot be had, such as a port that is taken."""
        ...

    def follow(self, configurations: Mapping[int, Configuration]) -> None:
        """Takes the configurations by tenant, after every change, for instance to register at trunks."""
        ...

    def hang_up(self, call: str, tenant: int) -> bool:
        """End a running call by its id, because somebody said so; False when there is none in that tenant."""
        ...

    async def report(self) -> EngineReport:
        """How the engine is and what it has counted, within a second or so, whatever hangs."""
        ...

    async def drain(self, timeout_s: float) -> None:
        """Refuse new calls, let the running ones finish for `timeout_s`, then hang them up."""
        ...

    async def close(self) -> None:
        """Leave the line. Nothing runs in the engine afterwards; called after `drain`."""
        ...
