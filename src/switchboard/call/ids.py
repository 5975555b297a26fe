"""Ids of calls."""

import time

from switchboard.chance import random_hex


def new_id() -> str:
    """Makes the id of a call, which sorts by time and is unique over nodes."""
    return f"{time.time_ns() // 1_000_000:012x}{random_hex(4)}"
