"""Who has diverted a call: Diversion (RFC 5806) and History-Info (RFC 7044), which say the same (RFC 7544)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from switchboard.sip.errors import MalformedHeader
from switchboard.sip.headers import parse_uint
from switchboard.sip.message import Request
from switchboard.sip.params import NO_PARAMS, Params
from switchboard.sip.uri import NameAddr, SipUri, parse_addresses

MAX_DIVERTERS = 20
MAX_TIMES = 100
UNKNOWN = "unknown"

CAUSES: Mapping[str, int] = {
    "unconditional": 302,
    "user-busy": 486,
    "no-answer": 408,
    "deflection": 480,
    "unavailable": 503,
    "do-not-disturb": 404,
    UNKNOWN: 404,
}
"""The cause of History-Info for each reason of Diversion (RFC 7544 §7.1, by the causes of RFC 4458)."""

_REASONS = {str(cause): reason for reason, cause in CAUSES.items()} | {"487": "deflection", "404": UNKNOWN}


@dataclass(frozen=True, slots=True)
class Diverter:
    """Who sent a call on, and why. `private`: not to be named to others."""

    address: NameAddr
    reason: str = UNKNOWN
    times: int = 1
    private: bool = False


def diverters_of(request: Request) -> tuple[Diverter, ...]:
    """Those who have sent a call on, the first one first, at most `MAX_DIVERTERS`; headers that are malformed tell
    nothing."""
    for name, read in (("Diversion", _by_diversion), ("History-Info", _by_history)):
        try:
            found = tuple(read(parse_addresses(request.headers.get_all(name))))
        except MalformedHeader:
            continue
        if found:
            return found[:MAX_DIVERTERS]
    return ()


def diversion_lines(diverters: Sequence[Diverter]) -> list[tuple[str, str]]:
    """The Diversion headers, of which the last diverter's comes first (RFC 5806 §4.1)."""
    return [("Diversion", _diversion(one)) for one in reversed(diverters)]


def history_line(diverters: Sequence[Diverter], target: SipUri) -> tuple[str, str]:
    """The History-Info header of a call that the diverters have sent on, one to the next, and the last to `target`."""
    entries: list[str] = []
    cause, index, before = "", "", ""
    for one in diverters:
        index = f"{index}.1" if index else "1"
        entries.append(_entry(one.address.uri, cause, index, before, private=one.private))
        cause, before = str(CAUSES.get(one.reason, CAUSES[UNKNOWN])), index
    entries.append(_entry(target.bare(), cause, f"{index}.1", before))
    return "History-Info", ", ".join(entries)


def _diversion(one: Diverter) -> str:
    privacy = [("privacy", "full")] if one.private else []
    params = Params([("reason", one.reason), ("counter", str(one.times)), *privacy])
    return str(replace(one.address, params=params))


def _entry(uri: SipUri, cause: str, index: str, before: str, *, private: bool = False) -> str:
    if cause:
        uri = uri.with_params(cause=cause)
    if private:
        uri = replace(uri, headers=Params([("Privacy", "history")]))
    mapped = [("mp", before)] if before else []
    return str(NameAddr(uri, "", Params([("index", index), *mapped])))


def _by_diversion(addresses: Sequence[NameAddr]) -> Iterator[Diverter]:
    for one in reversed(addresses):
        reason = (one.params.get("reason") or UNKNOWN).strip('"').lower()
        private = (one.params.get("privacy") or "off").strip('"').lower() in ("full", "uri")
        yield Diverter(_bare(one), reason, _times(one.params.get("counter")), private)


def _times(counter: str | None) -> int:
    try:
        return max(1, min(parse_uint(counter or "1"), MAX_TIMES))
    except MalformedHeader:
        return 1


def _by_history(entries: Sequence[NameAddr]) -> Iterator[Diverter]:
    """A target that was reached for a cause was diverted to it by the entry that it names, else by the one before."""
    by_index = {entry.params.get("index"): entry for entry in entries}
    for before, entry in pairwise(entries):
        reason = _REASONS.get(entry.uri.params.get("cause") or "")
        if reason is not None:
            by = by_index.get(entry.params.get("mp") or "", before)
            yield Diverter(_bare(by), reason, 1, _is_private(by))


def _is_private(entry: NameAddr) -> bool:
    wanted = {token.strip().lower() for token in (entry.uri.headers.get("Privacy") or "").split(";")}
    return bool(wanted - {"", "none", "critical"})


def _bare(address: NameAddr) -> NameAddr:
    return NameAddr(address.uri.bare(), address.display_name, NO_PARAMS)
