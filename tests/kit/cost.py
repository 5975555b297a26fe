"""Whether work grows with the length of an input, or faster: counted, so that a busy machine changes nothing.

`work` counts the lines of Python that are run, calls, turns of loops, and the characters that whole-string methods of
C walk over. Patterns are judged by `tests.kit.patterns`, since nothing sees into the matching of one.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")

FILLERS = (
    *("a", "7", ".", ",", ";", ":", "@", "=", "&", "/", "(", "\0", "é", " ", "\t", '"', "\\", '\\"', "<", ">", "<>"),
    *("[", "]", "%", "%41", "\r\n ", "\n\t", "a.", ",a", ";a", "a=b;", '"a",', "--a", "&a=b", "<a>,"),
)
"""What adversaries repeat: each character that a grammar gives a meaning, and pairs that begin what they do not end."""

_WHOLE = frozenset(
    {
        *("capitalize", "casefold", "count", "decode", "encode", "isascii", "isdigit", "lower", "lstrip", "partition"),
        *("replace", "rpartition", "rsplit", "rstrip", "split", "splitlines", "strip", "title", "translate", "upper"),
    }
)
"""Methods that walk over all of a string, unlike those that take a position or stop at once."""


def work(run: Callable[[], object], refusals: tuple[type[Exception], ...] = ()) -> int:
    """Lines, calls and characters that `run` takes. One of `refusals` may end it.

    A jump back counts as a line even where it stays on one, so that no comprehension hides its turns.
    """
    count = 0

    def traced(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal count
        count += 1
        return traced

    def profiled(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        if event == "c_call":
            count += 1
            if arg.__name__ in _WHOLE and isinstance(arg.__self__, str | bytes | bytearray):
                count += len(arg.__self__)

    # What the collector finalizes meanwhile, such as connections of tests before, is no work of `run`.
    collects = gc.isenabled()
    gc.disable()
    before = sys.gettrace(), sys.getprofile()
    sys.setprofile(profiled)
    sys.settrace(traced)
    try:
        run()
    except refusals:
        pass
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
        if collects:
            gc.enable()
    return count


def faster_than_linear(
    run: Callable[[T], object],
    make: Callable[[str], T],
    *,
    fillers: Iterable[str] = FILLERS,
    repeated: int = 20,
    refusals: tuple[type[Exception], ...] = (),
) -> list[str]:
    """The fillers whose doubling more than doubles the work of `run(make(filler * n))`, with figures.

    What the second doubling adds is compared with what the first one added, so that what any input costs does not
    count: twice is linear, four times quadratic. A quarter more is allowed, and a little for a limit that is passed.
    """

    def cost(filler: str, times: int) -> int:
        made = make(filler * times)
        return work(lambda: run(made), refusals)

    fillers = list(fillers)
    for filler in ("".join(fillers), *fillers[:1]):
        cost(filler, 1)  # What is imported or kept at the first time is not counted.
    found = []
    for filler in fillers:
        costs = [cost(filler, times) for times in (repeated, 2 * repeated, 4 * repeated)]
        first, second = costs[1] - costs[0], costs[2] - costs[1]
        if second > 2.5 * max(first, 0) + 200 and costs[2] > costs[0]:
            found.append(f"{filler!r}: {costs} for {repeated} and its doubles")
    return found
