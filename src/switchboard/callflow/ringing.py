"""The calls of this process that ring somewhere, so that others can pick them up."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from switchboard.engine.port import Call, Dialling, PhoneTarget, Target


@dataclass(frozen=True, slots=True, eq=False)
class RingingCall:
    """A call that rings `targets`, as far as they are still called. `queue` is that in which its caller waits (its id).

    What is picked up becomes an answer in its `dialling`, so that the call goes on as if a phone had been answered.
    `give_up` lets one of them ring no longer.
    """

    call: Call
    dialling: Dialling
    targets: Collection[Target]
    give_up: Callable[[Target], None]
    queue: int | None = None

    def extensions(self) -> Iterator[int]:
        """The extensions whose phones are called."""
        for target in self.targets:
            if isinstance(target, PhoneTarget) and self.dialling.rings(target):
                yield target.extension


class RingingCalls:
    """Those that ring longest come first."""

    def __init__(self) -> None:
        self._calls: dict[RingingCall, None] = {}

    @contextmanager
    def ring(self, ringing: RingingCall) -> Iterator[None]:
        """The call can be picked up within the block."""
        self._calls[ringing] = None
        try:
            yield
        finally:
            del self._calls[ringing]

    def of(self, tenant: int) -> Iterator[RingingCall]:
        """Those of a tenant that nobody has answered yet."""
        for one in tuple(self._calls):
            if one.call.info.tenant == tenant and not one.dialling.answered:
                yield one

    def of_call(self, call: Call) -> RingingCall | None:
        """What rings for the caller of that call, unless somebody has answered."""
        return next((one for one in self._calls if one.call is call and not one.dialling.answered), None)

    def __len__(self) -> int:
        return len(self._calls)
