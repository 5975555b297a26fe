"""What a datagram is, seen at a glance: enough to decide in which order datagrams are dealt with, and to refuse one.

All by bytes, because it is asked when there is too much to do: to read and refuse a request takes 50 µs, and by a
glance seven. Whoever writes headers so that a glance errs is dealt with in another order, and reads the same answers.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

_GOES_ON = (b"SIP/2.0 ", b"ACK ", b"BYE ", b"CANCEL ", b"PRACK ", b"UPDATE ", b"INFO ")
_TO = re.compile(rb"\n(?:to|t)[ \t]*:([^\r\n]*)", re.IGNORECASE)
_VIA = re.compile(rb"\n(?:via|v)[ \t]*:[ \t]*([^\r\n,\t ][^\r\n,]*)", re.IGNORECASE)
_COOKIE = re.compile(rb";branch=z9hg4bk.", re.IGNORECASE)
_SENT_BY = re.compile(rb"SIP/2\.0/UDP[ \t]+(?:\[[^\]]*\]|[^:;\[\]\s]+)(?::(\d{1,5}))?(?=;)")
_RPORT = re.compile(rb";rport(?=;|$)")
_USER = re.compile(rb"INVITE (?:sips?|tel):([^@;> ]*)")
_COPIED = {b"via": b"v", b"from": b"f", b"to": b"t", b"call-id": b"i", b"cseq": b"cseq"}
"""What every answer repeats, by its name, which may be a compact one."""
_COPIED |= {compact: compact for compact in (b"v", b"f", b"t", b"i")}
_NEEDED = len(set(_COPIED.values()))


DEFAULT_PORT = 5060


class Sort(Enum):
    """`CALL` and `OTHER` begin something; what goes on belongs to something that has begun."""

    GOES_ON = "goes on"
    CALL = "call"
    OTHER = "other"


def sort_of(data: bytes) -> Sort:
    """What a datagram is."""
    if data.startswith(_GOES_ON) or _has_to_tag(data):
        return Sort.GOES_ON
    return Sort.CALL if data.startswith(b"INVITE ") else Sort.OTHER


def _has_to_tag(data: bytes) -> bool:
    to = _TO.search(data)
    return to is not None and b"tag=" in to[1].rpartition(b">")[2].lower()


def top_via(data: bytes) -> bytes:
    """The text of the first Via, which a request shares with its copies, its CANCEL and the ACK to its refusal.

    Empty for one without the magic cookie, which other requests may share (RFC 3261 §17.2.3).
    """
    via = _VIA.search(data)
    return via[1] if via and _COOKIE.search(via[1]) else b""


def stamped(via: bytes, host: str, port: int) -> tuple[bytes, int] | None:
    """A Via of UDP that tells where its request came from (§18.2.1, RFC 3581 §4), and the port that the answer goes to.

    None for one that is written in an unusual way.
    """
    sent_by = _SENT_BY.match(via)
    if sent_by is None or b";received" in via:
        return None
    received = b";received=" + host.encode()
    if b"rport" not in via:
        return via + received, int(sent_by[1] or DEFAULT_PORT)
    marked, count = _RPORT.subn(b"%b;rport=%d" % (received, port), via)
    return (marked, port) if count == 1 else None


def dialled_in(data: bytes) -> str:
    """The user of the Request-URI of an INVITE."""
    user = _USER.match(data)
    return user[1].decode("ascii", "replace") if user else ""


def brief_answer(data: bytes, via: bytes, status_line: bytes, to_tag: bytes, more: bytes) -> bytes | None:
    """The answer to a request, made of its own lines, with `via` in place of its first Via, and `more` header lines.

    None for a request that is written in an unusual way.
    """
    head, end, _ = data.partition(b"\r\n\r\n")
    if not end or not _is_plain(head):
        return None
    kept, seen = [status_line], set[bytes]()
    for line in head.split(b"\r\n")[1:]:
        kind = _kind(line.partition(b":")[0])
        if kind is None:
            continue
        if kind == b"v" and kind not in seen:
            line = _with_first(line, via)
        elif kind in seen and kind != b"v":
            return None
        elif kind == b"t":
            line += b";tag=" + to_tag
        seen.add(kind)
        kept.append(line)
    return b"\r\n".join([*kept, more, b"Content-Length: 0\r\n\r\n"]) if len(seen) == _NEEDED else None


@lru_cache(maxsize=256)
def _kind(name: bytes) -> bytes | None:
    return _COPIED.get(name.rstrip().lower())


def _with_first(line: bytes, via: bytes) -> bytes:
    """A Via line with another first value."""
    _, comma, others = line.partition(b",")
    return b"Via: " + via + comma + others


def _is_plain(head: bytes) -> bool:
    """No header goes on in a second line, and no CR or LF stands alone: with that, a sender could write headers of
    ours."""
    ends = head.count(b"\r\n")
    return ends == head.count(b"\r") == head.count(b"\n") and b"\r\n " not in head and b"\r\n\t" not in head
