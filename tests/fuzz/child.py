"""One target under libFuzzer, in a process of its own: libFuzzer ends the process when it is done."""

import shlex
import sys
import time
from importlib import import_module

import atheris

SLOWEST_S = 0.050
TRIES = 3
INSTRUMENTED = ("switchboard.sip", "switchboard.media", "switchboard.api", "switchboard.model")


class SlowInput(Exception):
    """An input that costs too much."""


def fuzz(name: str, arguments: list[str]) -> None:
    """Feed the target until libFuzzer's own `arguments` say that it is enough."""
    with atheris.instrument_imports(include=list(INSTRUMENTED)):
        target = import_module("tests.fuzz.targets").TARGETS[name]

    def cost_s(data: bytes) -> float:
        began_s = time.process_time()
        target(data)
        return time.process_time() - began_s

    def judged(data: bytes) -> None:
        """Slow once may be the garbage collector; slow every time is the input."""
        if cost_s(data) > SLOWEST_S and min(cost_s(data) for _ in range(TRIES)) > SLOWEST_S:
            raise SlowInput(f"{len(data)} bytes cost more than {SLOWEST_S * 1000:.0f} ms of CPU time")

    # The first word is what libFuzzer gives to a shell where it starts itself again, as for a merge.
    atheris.Setup([shlex.join([sys.executable, "-m", "tests.fuzz.child", name]), *arguments], judged)
    atheris.Fuzz()


if __name__ == "__main__":
    fuzz(sys.argv[1], sys.argv[2:])
