"""Rates of pure functions, and percentiles."""

import time
from collections.abc import Callable, Sequence

import numpy as np

WARM_UP = 20
ROUNDS = 5


def rates(works: Sequence[Callable[[], object]], seconds: float) -> list[float]:
    """Calls a second of each. They take turns, so that what else the machine does meets all; the best round counts."""
    counts = [_calls_in(work, seconds / (ROUNDS * len(works))) for work in works]
    best = [0.0] * len(works)
    for _ in range(ROUNDS):
        for index, work in enumerate(works):
            best[index] = max(best[index], counts[index] / _duration_s(work, counts[index]))
    return best


def _calls_in(work: Callable[[], object], seconds: float) -> int:
    """About how many calls fill so much time."""
    _duration_s(work, WARM_UP)
    return max(1, int(seconds * WARM_UP / _duration_s(work, WARM_UP)))


def _duration_s(work: Callable[[], object], count: int) -> float:
    begin_s = time.perf_counter()
    for _ in range(count):
        work()
    return time.perf_counter() - begin_s


def percentile(values: Sequence[float], percent: float) -> float:
    """NaN of nothing."""
    return float(np.percentile(values, percent)) if len(values) else float("nan")
