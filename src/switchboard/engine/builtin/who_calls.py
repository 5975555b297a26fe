"""Who calls, and who has sent the call on: read from the INVITE of a caller, and told in ours to whom we call."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard, get_args

from switchboard.engine.port import CallerId, Diversion, DivertReason
from switchboard.model.directory import Extension
from switchboard.model.trunk import Trunk
from switchboard.sip.diversion import Diverter, diversion_lines, diverters_of, history_line
from switchboard.sip.identity import ANONYMOUS, PRIVACY_OF_ID, asserted_identity, is_withheld
from switchboard.sip.message import Request
from switchboard.sip.uri import NameAddr, SipUri

MAX_CHARS = 64
"""What a peer says of others is cut off there."""

HeaderLines = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class WhoCalls:
    """The caller of an INVITE, as `CallInfo` knows them."""

    caller: CallerId
    withheld: bool
    diversions: tuple[Diversion, ...] = ()


def of_extension(request: Request, extension: Extension) -> WhoCalls:
    """Who calls by a phone of ours is known, and may want to be shown to nobody."""
    return WhoCalls(CallerId(extension.number, extension.name), is_withheld(request))


def through_trunk(request: Request, trunk: Trunk) -> WhoCalls:
    """The caller by the identity that the trunk asserts, if it is trusted, else by From. Nothing is known of one who
    withholds it. Raises MalformedHeader."""
    diversions = tuple(_read(one) for one in diverters_of(request))
    if is_withheld(request):
        return WhoCalls(CallerId(""), True, diversions)
    asserted = asserted_identity(request) if trunk.trust_identity else None
    sender = asserted or request.from_
    return WhoCalls(CallerId(sender.uri.number, sender.display_name), False, diversions)


def identity_lines(caller: CallerId, billed_to: str, host: str) -> HeaderLines:
    """What an INVITE says besides From: that the caller is not to be known, and whom the trunk is to bill."""
    lines = [] if caller.number else [PRIVACY_OF_ID]
    if billed_to:
        lines.append(("P-Asserted-Identity", str(address_of(CallerId(billed_to), host))))
    return lines


def diversion_headers(diversions: Sequence[Diversion], target: SipUri, host: str) -> HeaderLines:
    """Diversion, which carriers know, and History-Info, which is the standard. Who is private is named by neither."""
    if not diversions:
        return []
    diverters = [
        Diverter(address_of(one.by, host), one.reason, one.times, private=not one.by.number) for one in diversions
    ]
    return [*diversion_lines(diverters), history_line(diverters, target)]


def address_of(party: CallerId, host: str) -> NameAddr:
    """The address by which a party is known at `host`; that of nobody for one who is not to be known."""
    if not party.number:
        return ANONYMOUS
    return NameAddr(SipUri(scheme="sip", user=party.number, host=host), party.name)


def _read(one: Diverter) -> Diversion:
    reason = one.reason if _is_reason(one.reason) else "unknown"
    if one.private:
        return Diversion(CallerId(""), reason, one.times)
    number, name = one.address.uri.number, one.address.display_name
    return Diversion(CallerId(number[:MAX_CHARS], name[:MAX_CHARS]), reason, one.times)


def _is_reason(text: str) -> TypeGuard[DivertReason]:
    return text in get_args(DivertReason)
