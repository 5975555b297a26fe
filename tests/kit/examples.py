"""How many examples tests try that generate them: few whenever all tests run, more in `make soak`."""

import os

FACTOR = int(os.environ.get("EXAMPLES", "1"))


def examples(count: int) -> int:
    """So many, or as many times more as the environment's EXAMPLES says."""
    return count * FACTOR
