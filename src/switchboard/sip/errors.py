"""Errors of the SIP layer.

SwitchboardError
└─ SipError
   ├─ MalformedMessage     bytes that are no SIP message, with the status that answers them
   ├─ MalformedHeader      a header value (or URI in it) that does not parse
   ├─ MalformedSdp         a session description that does not parse
   ├─ UnsupportedBody      a body of a type or encoding that we do not read: 415
   ├─ UnacceptableOffer    an offer or answer with no usable audio: 488
   │  └─ WrongAddressFamily   whose audio is usable but for the IP version of its address
   ├─ IntervalTooBrief     a session or registration interval below our minimum: 422 or 423
   ├─ BadEvent             a subscription to events of which we tell nobody: 489
   └─ DialogMismatch       a message from which no dialog can be made
"""

from __future__ import annotations

from switchboard.errors import SwitchboardError
from switchboard.sip.header_fields import Headers


class SipError(SwitchboardError):
    """Root of what the SIP layer raises; `status` answers the request at fault, with `answer_headers`."""

    code = "sip-error"

    def __init__(self, reason: str, *, status: int = 400) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.answer_headers: tuple[tuple[str, str], ...] = ()


class MalformedMessage(SipError):
    """Bytes that are no valid SIP message.

    `headers` holds what could be read when it suffices to answer (Via, From, To, Call-ID, CSeq), else None;
    `method` is that of the request, None for responses and for what cannot be told.
    """

    code = "malformed-sip-message"

    def __init__(
        self, reason: str, *, status: int = 400, headers: Headers | None = None, method: str | None = None
    ) -> None:
        super().__init__(reason, status=status)
        self.headers = headers
        self.method = method


class MalformedHeader(SipError):
    """A header value or URI that does not parse."""

    code = "malformed-sip-header"


class MalformedSdp(SipError):
    """A session description that does not parse (RFC 8866)."""

    code = "malformed-sdp"


class UnsupportedBody(SipError):
    """A body of a type or an encoding that we do not read; the header says what we do (RFC 3261 §8.2.3)."""

    code = "unsupported-body"

    def __init__(self, reason: str, accepted: tuple[str, str]) -> None:
        super().__init__(reason, status=415)
        self.answer_headers = (accepted,)


class UnacceptableOffer(SipError):
    """A session description without audio that we can use."""

    code = "unacceptable-offer"

    def __init__(self, reason: str) -> None:
        super().__init__(reason, status=488)


class WrongAddressFamily(UnacceptableOffer):
    """Audio that we could use, at an address of an IP version that we do not speak; `warning` is the value of a Warning
    header.
    """

    code = "wrong-address-family"
    warning = '301 {host} "Incompatible network address format"'

    def __init__(self) -> None:
        super().__init__("the audio has an address of another IP version")


class IntervalTooBrief(SipError):
    """An interval below our minimum (RFC 4028 422, RFC 3261 423); the minimum goes into Min-SE or Min-Expires."""

    code = "interval-too-brief"

    def __init__(self, minimum_s: int, *, status: int = 422) -> None:
        super().__init__(f"the interval is below {minimum_s} s", status=status)
        self.answer_headers = (("Min-SE" if status == 422 else "Min-Expires", str(minimum_s)),)


class BadEvent(SipError):
    """A subscription to events of which we tell nobody; the header says of which we do (RFC 6665 §8.3.2)."""

    code = "bad-event"

    def __init__(self, allowed: tuple[str, str]) -> None:
        super().__init__("there are no such events", status=489)
        self.answer_headers = (allowed,)


class DialogMismatch(SipError):
    """A message that makes no dialog, for want of a tag or a Contact."""

    code = "dialog-mismatch"
