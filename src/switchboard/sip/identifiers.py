"""Random identifiers of SIP: branches, tags, Call-IDs."""

from __future__ import annotations

from switchboard.chance import random_hex

MAGIC_COOKIE = "z9hG4bK"
"""What every branch made under RFC 3261 begins with (§8.1.1.7)."""


def new_branch() -> str:
    """A Via branch, unique in space and time."""
    return MAGIC_COOKIE + random_hex(12)


def new_tag() -> str:
    """A From or To tag with 64 random bits (RFC 3261 §19.3 wants 32)."""
    return random_hex(8)


def new_call_id() -> str:
    """A Call-ID that tells nothing of this host."""
    return random_hex(16)
