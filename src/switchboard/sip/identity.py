"""Who calls, as an INVITE tells it: P-Asserted-Identity (RFC 3325), Privacy (RFC 3323) and what came before them."""

from __future__ import annotations

from switchboard.sip.errors import MalformedHeader
from switchboard.sip.message import Request
from switchboard.sip.uri import NameAddr, SipUri, parse_addresses

ANONYMOUS = NameAddr(SipUri(scheme="sip", user="anonymous", host="anonymous.invalid"), "Anonymous")
"""What stands in From for a caller who is not to be known (RFC 3323 §4.1.1.3)."""
PRIVACY_OF_ID = ("Privacy", "id")
"""Asks whoever trusts us, and is told the identity, to tell it nobody else (RFC 3325 §9.3)."""

_PRIVATE = frozenset({"id", "user"})
_PRIVATE_BY_DRAFT = frozenset({"full", "uri"})


def asserted_identity(request: Request) -> NameAddr | None:
    """The identity that a network vouches for; None for none. To be believed only of a peer that is trusted.

    Remote-Party-ID is read where there is no P-Asserted-Identity: it never became an RFC, and carriers still send it.
    """
    return _first(request, "P-Asserted-Identity") or _first(request, "Remote-Party-ID")


def is_withheld(request: Request) -> bool:
    """Whether the caller asks not to be known, by any of the ways in which that is said."""
    wanted = {token.strip().lower() for value in request.headers.get_all("Privacy") for token in value.split(";")}
    return bool(wanted & _PRIVATE) or _is_anonymous(request) or _is_withheld_by_draft(request)


def _is_anonymous(request: Request) -> bool:
    uri = request.from_.uri
    return uri.host.lower() == "anonymous.invalid" or (uri.user or "").lower() == "anonymous"


def _is_withheld_by_draft(request: Request) -> bool:
    address = _first(request, "Remote-Party-ID")
    return address is not None and (address.params.get("privacy") or "off").lower() in _PRIVATE_BY_DRAFT


def _first(request: Request, name: str) -> NameAddr | None:
    """The first address with a user; malformed headers tell nothing."""
    try:
        addresses = parse_addresses(request.headers.get_all(name))
    except MalformedHeader:
        return None
    return next((one for one in addresses if one.uri.user and one.uri.scheme in ("sip", "sips", "tel")), None)
