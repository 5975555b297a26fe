"""Session timers (RFC 4028): a call whose other end vanished is noticed and ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from switchboard.sip.errors import IntervalTooBrief, MalformedHeader
from switchboard.sip.headers import SessionExpires, parse_delta_seconds
from switchboard.sip.message import Message, Request, Response

Refresher = Literal["local", "remote"]
HeaderLines = list[tuple[str, str]]
MIN_SE_S = 90
"""The least that RFC 4028 §4 allows."""


@dataclass(frozen=True, slots=True)
class SessionTimer:
    """Who refreshes the session, and how often at least."""

    interval_s: int
    refresher: Refresher

    @property
    def refresh_after_s(self) -> float:
        """When the local refresher sends its re-INVITE or UPDATE: half of the interval (§7.2)."""
        return self.interval_s / 2

    @property
    def expires_after_s(self) -> float:
        """When the side that waits for a refresh sends BYE: min(32, a third) before the end (§10)."""
        return self.interval_s - min(32.0, self.interval_s / 3)


def request_headers(interval_s: int = 1800, *, min_se_s: int = MIN_SE_S) -> HeaderLines:
    """Headers of our INVITE; the refresher is for the other side to choose (§7.1)."""
    lines = [("Supported", "timer"), ("Session-Expires", str(SessionExpires(max(interval_s, min_se_s))))]
    return [*lines, ("Min-SE", str(min_se_s))]


def answer_request(
    request: Request, *, interval_s: int = 1800, min_se_s: int = MIN_SE_S
) -> tuple[SessionTimer | None, HeaderLines]:
    """As UAS of an INVITE or UPDATE: the timer, and the headers of our 2xx (§9).

    The caller's interval is lowered to ours, not below its Min-SE. A peer without `timer` cannot refresh: we do.
    Raises MalformedHeader, and IntervalTooBrief, which is answered 422 with Min-SE.
    """
    asked = _session_expires(request)
    peer_minimum = _min_se(request)
    supported = "timer" in request.option_tags("Supported")
    # A client without `timer` does not know 422, and a proxy may have put the interval there: it is raised instead (RFC
    # 4028 §9).
    if asked is not None and asked.seconds < min_se_s and supported:
        raise IntervalTooBrief(min_se_s)
    ours = max(interval_s, min_se_s, peer_minimum)
    seconds = ours if asked is None else max(min(asked.seconds, ours), min_se_s)
    uac_refreshes = supported and (asked is None or asked.refresher != "uas")
    settled = SessionExpires(seconds, "uac" if uac_refreshes else "uas")
    lines = [("Session-Expires", str(settled))]
    if uac_refreshes:
        lines.append(("Require", "timer"))
    return SessionTimer(seconds, "remote" if uac_refreshes else "local"), lines


def read_response(response: Response) -> SessionTimer | None:
    """As UAC: what the 2xx settled (§7.2), None where the peer wants no timer. Raises MalformedHeader."""
    settled = _session_expires(response)
    if settled is None or settled.seconds < 1:
        return None
    return SessionTimer(settled.seconds, "remote" if settled.refresher == "uas" else "local")


def _session_expires(message: Message) -> SessionExpires | None:
    value = message.headers.get("Session-Expires")
    return None if value is None else SessionExpires.parse(value)


def _min_se(message: Message) -> int:
    value = message.headers.get("Min-SE")
    if value is None:
        return 0
    minimum = parse_delta_seconds(value)
    if minimum > 86_400:
        raise MalformedHeader("Min-SE is more than a day")
    return minimum
