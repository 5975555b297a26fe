"""Extensions that are in a call: meanwhile no queue rings them."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

from switchboard.callflow.ports import Queues
from switchboard.engine.port import PhoneTarget, Target


class Engagement:
    """Tells queues who is in one call (its id)."""

    def __init__(self, queues: Queues, call: str) -> None:
        self._queues = queues
        self._call = call
        self._caller = ExitStack()

    def caller_is(self, extension: int | None) -> None:
        """That extension calls from now on, and the one before no longer; None: somebody outside, or nobody."""
        self._caller.close()
        if extension is not None:
            self._caller.enter_context(self._queues.in_call(extension, self._call))

    @contextmanager
    def called(self, targets: Iterable[Target]) -> Iterator[None]:
        """These are called, or talked to, within the block."""
        with ExitStack() as stack:
            for target in targets:
                if isinstance(target, PhoneTarget):
                    stack.enter_context(self._queues.in_call(target.extension, self._call))
            yield
