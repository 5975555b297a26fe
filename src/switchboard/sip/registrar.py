"""The registrar: which contacts an address of record has (RFC 3261 §10.3, Path by RFC 3327).

Pure: takes the bindings there are and gives those there shall be. Authentication, and which address of record it is,
come before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from switchboard.sip.errors import IntervalTooBrief, MalformedHeader, SipError
from switchboard.sip.headers import parse_delta_seconds
from switchboard.sip.message import Request
from switchboard.sip.uri import NameAddr, SipUri, parse_addresses, parse_contacts

DEFAULT_EXPIRES_S = 3600


@dataclass(frozen=True, slots=True)
class Binding:
    """One contact of an address of record.

    `expires_at` is in seconds on the caller's clock. `source` is the caller's note of where the REGISTER came from.
    `instance` is `+sip.instance` and `reg-id` (RFC 5626): a device that moved replaces its former contact.
    """

    contact: SipUri
    expires_at: float
    call_id: str
    cseq: int
    path: tuple[str, ...] = ()
    q: float = 1.0
    source: str = ""
    instance: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a registrar allows. Above `max_contacts`, the binding that would expire first goes."""

    min_expires_s: int = 60
    max_expires_s: int = 3600
    default_expires_s: int = DEFAULT_EXPIRES_S
    max_contacts: int = 10


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The status and headers of the answer, and the bindings from now on. After a refusal these are the former ones,
    less those that have expired.
    """

    status: int
    bindings: tuple[Binding, ...]
    headers: tuple[tuple[str, str], ...] = ()


def process(
    request: Request,
    existing: Sequence[Binding],
    now: float,
    *,
    source: str = "",
    limits: Limits = DEFAULT_LIMITS,
) -> Outcome:
    """Steps 6 to 8 of §10.3. Never raises; makes all changes or none."""
    alive = tuple(binding for binding in existing if binding.expires_at > now)
    try:
        bindings = _apply(request, alive, now, source, limits)
    except SipError as error:
        return Outcome(error.status, alive, error.answer_headers)
    lines = [("Contact", _contact_line(binding, now)) for binding in bindings]
    # The phone sees from it that its path is stored (RFC 3327 §5.3).
    lines += [("Path", value) for value in request.headers.get_all("Path")]
    return Outcome(200, bindings, tuple(lines))


def _apply(
    request: Request, alive: tuple[Binding, ...], now: float, source: str, limits: Limits
) -> tuple[Binding, ...]:
    contacts = parse_contacts(request.headers.get_all("Contact"))
    if contacts == "*":
        return _remove_all(request, alive)
    path = tuple(str(address) for address in parse_addresses(request.headers.get_all("Path")))
    if len(contacts) > limits.max_contacts:
        raise SipError("there are too many contacts", status=403)
    bindings = list(alive)
    for contact in contacts:
        wanted = Binding(
            contact=_checked(contact).uri,
            expires_at=now + _lifetime(request, contact, limits),
            call_id=request.call_id,
            cseq=request.cseq.number,
            path=path,
            q=_q(contact),
            source=source,
            instance=_instance(contact),
        )
        bindings = _put(bindings, wanted, alive)
    return _bounded([binding for binding in bindings if binding.expires_at > now], limits.max_contacts)


def _remove_all(request: Request, alive: tuple[Binding, ...]) -> tuple[Binding, ...]:
    """Remove all bindings: `Contact: *` goes with Expires 0 alone (step 6)."""
    if _expires_header(request) != 0:
        raise MalformedHeader("Contact * needs Expires 0")
    for binding in alive:
        _check_order(binding, request.call_id, request.cseq.number)
    return ()


def _put(bindings: list[Binding], wanted: Binding, former: tuple[Binding, ...]) -> list[Binding]:
    """Replace the binding of the same contact or device (step 7); `former` are those from before this request."""
    kept = []
    for binding in bindings:
        if binding.contact.equals(wanted.contact) or (wanted.instance and binding.instance == wanted.instance):
            # One request may name a contact twice: its own number is not out of order then.
            if binding in former:
                _check_order(binding, wanted.call_id, wanted.cseq)
        else:
            kept.append(binding)
    return [*kept, wanted]


def _check_order(binding: Binding, call_id: str, cseq: int) -> None:
    """Within one Call-ID the sequence number must rise. Raises SipError."""
    if binding.call_id == call_id and cseq <= binding.cseq:
        raise SipError("a REGISTER is out of order", status=400)


def _bounded(bindings: list[Binding], count: int) -> tuple[Binding, ...]:
    if len(bindings) > count:
        latest = sorted(bindings, key=lambda binding: binding.expires_at)[-count:]
        return tuple(binding for binding in bindings if binding in latest)
    return tuple(bindings)


def _checked(contact: NameAddr) -> NameAddr:
    if contact.uri.scheme not in ("sip", "sips"):
        raise MalformedHeader("a contact is no SIP URI")
    return contact


def _lifetime(request: Request, contact: NameAddr, limits: Limits) -> int:
    """Seconds: the contact's expires, else Expires, else the default; at most the maximum.

    Raises IntervalTooBrief.
    """
    value = contact.params.get("expires")
    asked = _seconds(value) if value is not None else _expires_header(request)
    if asked is None:
        asked = limits.default_expires_s
    if 0 < asked < limits.min_expires_s:
        raise IntervalTooBrief(limits.min_expires_s, status=423)
    return min(asked, limits.max_expires_s)


def _expires_header(request: Request) -> int | None:
    value = request.headers.get("Expires")
    return None if value is None else _seconds(value)


def _seconds(text: str) -> int:
    """The seconds in a value; a malformed one counts as an hour (§10.2.1.1)."""
    try:
        return parse_delta_seconds(text)
    except MalformedHeader:
        return DEFAULT_EXPIRES_S


def _q(contact: NameAddr) -> float:
    try:
        value = float(contact.params.get("q") or "1")
    except ValueError:
        return 1.0
    return value if 0.0 <= value <= 1.0 else 1.0


def _instance(contact: NameAddr) -> str:
    instance = contact.params.get("+sip.instance")
    return f"{instance};{contact.params.get('reg-id') or ''}" if instance else ""


def _contact_line(binding: Binding, now: float) -> str:
    q = f";q={binding.q:g}" if binding.q != 1.0 else ""
    return f"<{binding.contact}>{q};expires={max(0, round(binding.expires_at - now))}"
