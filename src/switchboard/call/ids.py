"""Ids of calls."""

import secrets
import time


def new_id() -> str:
    """Makes the id of a call, which sorts by time and is unique over nodes."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(4)}"
