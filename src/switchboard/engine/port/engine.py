"""An engine, as the process has it that runs one."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from switchboard.call.audio import AudioReport
from switchboard.engine.port.call import Call, CallInfo
from switchboard.engine.port.callee import CallerId, PhoneTarget, Target, TrunkCondition, TrunkTarget
from switchboard.engine.port.dialling import NotAnswered
from switchboard.model.configuration import Configuration
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.status import EngineReport, TrunkStatus, TrunkTest

CallHandler = Callable[[Call], Coroutine[object, None, None]]
"""What an engine runs, as a task of its own, for every call that comes in, or that it has placed."""


OnRinging = Callable[[Target], None]

OnReachable = Callable[[int, int], None]
"""Is told the tenant and the extension whose first phone can be reached now, or whose last one no longer."""

OnAudio = Callable[[AudioReport], None]


def _nobody_listens(target: Target) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Origination:
    """A call that we place for a tenant: `target` rings for at most `ring_time_s` and is shown `caller_id`.

    Whoever answers is the caller of a call from then on, by the `name` that is given here, and as if `dialled` had been
    dialled. `id` is that of the call; "": any. With `auto_answer` phones are asked to answer by themselves.
    """

    tenant: int
    target: Target
    ring_time_s: float
    caller_id: CallerId
    dialled: str
    name: str = ""
    alert_info: str = ""
    billed_to: str = ""
    auto_answer: bool = False
    id: str = ""

    def call(self, id: str, at: datetime, source: str = "") -> CallInfo:
        """What is known of the call that begins when the target has answered."""
        target = self.target
        return CallInfo(
            id=id,
            tenant=self.tenant,
            caller=CallerId(target.number, self.name),
            dialled=self.dialled,
            received_at=at,
            extension=target.extension if isinstance(target, PhoneTarget) else None,
            trunk=target.trunk if isinstance(target, TrunkTarget) else None,
            source=source,
        )


class Engine(Protocol):
    """Brings calls from a telephone line, and to it. The process that runs one does not know which it is."""

    @property
    def calls(self) -> int:
        """How many calls there are now, those that `originate` places included."""
        ...

    def tell_reachable(self, told: OnReachable) -> None:
        """From now on `told` is told who can be reached, and who no longer."""
        ...

    def tell_audio(self, told: OnAudio) -> None:
        """From now on `told` is told how well the audio of each party came and went, when that is known."""
        ...

    async def start(self, handler: CallHandler) -> None:
        """Take calls from now on. Raises OSError when the line cannot be had, such as a port that is taken."""
        ...

    def follow(self, configurations: Mapping[int, Configuration]) -> None:
        """Takes the configurations by tenant, after every change, for instance to register at trunks."""
        ...

    async def originate(
        self, origination: Origination, handler: CallHandler, on_ringing: OnRinging = _nobody_listens
    ) -> CallInfo | NotAnswered:
        """Call somebody, and run `handler` with whoever answers, as with a caller who was answered. `on_ringing` is
        told when they ring.

        Returns when the call has begun, or with the reason why nobody answered. Cancelling it gives the ringing up; the
        call that has begun is one like all others. Raises Unavailable when no more calls are taken.
        """
        ...

    def hang_up(self, call: str, tenant: int) -> bool:
        """End a running call by its id, because somebody said so; False when there is none in that tenant."""
        ...

    def trunk_condition(self, trunk: int) -> TrunkCondition:
        """Whether a call should go out through a trunk (its id) now. One that is full is UNREACHABLE."""
        ...

    def trunk_statuses(self, tenant: int) -> Sequence[TrunkStatus]:
        """The trunks of a tenant, as this machine sees them."""
        ...

    async def test_trunk(self, trunk: Stored[Trunk]) -> TrunkTest:
        """Ask a trunk now whether it is there; takes some seconds at most. Raises Unavailable where nobody can."""
        ...

    async def report(self) -> EngineReport:
        """How the engine is and what it has counted, within a second or so, whatever hangs."""
        ...

    async def drain(self, timeout_s: float) -> None:
        """Refuse new calls, let the running ones finish for `timeout_s`, then hang them up.

        Whom `originate` calls may go on ringing as long, and its result is DRAINING then.
        """
        ...

    async def close(self) -> None:
        """Leave the line. Nothing runs in the engine afterwards; called after `drain`."""
        ...
