"""Subscriptions to events (RFC 6665), and the one to message summaries (RFC 3842): headers and bodies. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from switchboard.sip.errors import BadEvent, IntervalTooBrief, MalformedHeader, SipError
from switchboard.sip.headers import is_token, parse_delta_seconds
from switchboard.sip.message import Request, media_type
from switchboard.sip.params import parse_params
from switchboard.sip.uri import SipUri

MESSAGE_SUMMARY = "message-summary"
ALLOW_EVENTS = ("Allow-Events", MESSAGE_SUMMARY)
SUMMARY_TYPE = "application/simple-message-summary"

MIN_INTERVAL_S = 60
MAX_INTERVAL_S = 3600
"""That of a subscription without Expires, too (RFC 3842 §3.4)."""


@dataclass(frozen=True, slots=True)
class Event:
    """The Event header: a package, and the id that tells subscriptions in one dialog apart."""

    package: str
    id: str = ""

    @classmethod
    def parse(cls, text: str) -> Event:
        package, _, rest = text.partition(";")
        if not is_token(package.strip()):
            raise MalformedHeader("Event is malformed")
        return cls(package.strip().lower(), parse_params(rest).get("id") or "")

    def __str__(self) -> str:
        return f"{self.package};id={self.id}" if self.id else self.package


def summary_event(request: Request) -> Event:
    """The event of a request for message summaries. Raises BadEvent for any other (RFC 6665 §7.3.2)."""
    text = request.headers.get("Event")
    event = Event.parse(text) if text is not None else None
    if event is None or event.package != MESSAGE_SUMMARY:
        raise BadEvent(ALLOW_EVENTS)
    return event


def check_summary_accepted(request: Request) -> None:
    """Refuses a SUBSCRIBE whose Accept forbids message summaries. Raises SipError."""
    ranges = {media_type(value) for value in request.option_tags("Accept")}
    if ranges and ranges.isdisjoint((SUMMARY_TYPE, "application/*", "*/*")):
        raise SipError("message summaries are not accepted", status=406)


def subscribed_s(request: Request) -> int:
    """For how long a SUBSCRIBE is granted, in seconds; 0 ends the subscription. Raises IntervalTooBrief."""
    text = request.headers.get("Expires")
    asked_s = MAX_INTERVAL_S if text is None else parse_delta_seconds(text)
    if 0 < asked_s < MIN_INTERVAL_S:
        raise IntervalTooBrief(MIN_INTERVAL_S, status=423)
    return min(asked_s, MAX_INTERVAL_S)


def message_summary(account: SipUri, new: int, heard: int) -> bytes:
    """How many voice messages wait for an account (RFC 3842 §5.2); none of ours is urgent."""
    waiting = "yes" if new else "no"
    lines = (f"Messages-Waiting: {waiting}", f"Message-Account: {account}", f"Voice-Message: {new}/{heard} (0/0)")
    return "".join(f"{line}\r\n" for line in lines).encode()
