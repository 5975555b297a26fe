"""How long our packets are (RFC 8866 §6.4, §6.5): ptime and maxptime, read leniently."""

from __future__ import annotations

from switchboard.sip.sdp import Media, SessionDescription

PTIMES_MS = (10, 20, 30, 40, 60)
"""The packet times that we send."""


def ptime_ms_of(description: SessionDescription, media: Media, default: int) -> int:
    """How long our packets are: the longest of `PTIMES_MS` that is above neither the peer's wish (`default` where it
    has none) nor its maxptime.
    """
    wish = milliseconds(_packet_time(description, media, "ptime")) or default
    limit = min(wish, max_ptime_ms_of(description, media))
    return max((one for one in PTIMES_MS if one <= limit), default=PTIMES_MS[0])


def max_ptime_ms_of(description: SessionDescription, media: Media) -> int:
    """How long a packet of ours may be at most. The least that we can do is PTIMES_MS[0], whatever the peer says."""
    limit = milliseconds(_packet_time(description, media, "maxptime")) or PTIMES_MS[-1]
    return min(max(int(limit), PTIMES_MS[0]), PTIMES_MS[-1])


def _packet_time(description: SessionDescription, media: Media, name: str) -> str | None:
    """The value of the media's attribute, else of the session's, where some put it."""
    found = media.attribute(name)
    return found if found is not None else next((value for key, value in description.attributes if key == name), None)


def milliseconds(text: str | None) -> float | None:
    """A positive decimal number of milliseconds such as 20 or 30.0; None for anything else."""
    whole, dot, part = (text or "").strip().partition(".")
    if not _is_digits(whole) or (dot and part and not _is_digits(part)):
        return None
    return float(f"{whole}.{part or 0}") or None


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 6
