"""How many examples tests try that generate them: a tenth in `make check`, few whenever all tests run, more in
`make soak`.
"""

import os

FACTOR = float(os.environ.get("EXAMPLES", "1"))


def examples(count: int) -> int:
    """So many, times what the environment's EXAMPLES says."""
    return max(1, round(count * FACTOR))
