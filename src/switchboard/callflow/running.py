"""The calls of one process that go on, for those who send commands to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from switchboard.callflow.dialled import Inside
from switchboard.callflow.moving import SentOn
from switchboard.engine.call_control import NotSteered
from switchboard.engine.port import CallInfo, Side, Target


class Steered(Protocol):
    """A call that takes commands; `steering.Steering` says what each does. A text is why it cannot be done."""

    def rights(self, number: str) -> int | NotSteered | None: ...
    def destination(self, number: str, rights: int | None) -> Inside | NotSteered: ...
    async def transfer(self, party: Side, to: SentOn) -> NotSteered | None: ...
    def hold(self, side: Side, held: bool, asked_by: str) -> NotSteered | None: ...
    def mute(self, side: Side, muted: bool, asked_by: str) -> NotSteered | None: ...
    def drop(self, target: Target, asked_by: str) -> NotSteered | None: ...


class RunningCalls:
    """Those whose call flow runs, by their ids."""

    def __init__(self) -> None:
        self._calls: dict[tuple[int, str], Steered] = {}

    @contextmanager
    def steered(self, call: CallInfo, steered: Steered) -> Iterator[None]:
        """The call can be found within the block."""
        key = (call.tenant, call.id)
        self._calls[key] = steered
        try:
            yield
        finally:
            if self._calls.get(key) is steered:
                del self._calls[key]

    def find(self, tenant: int, call: str) -> Steered | None:
        return self._calls.get((tenant, call))

    def __len__(self) -> int:
        return len(self._calls)
