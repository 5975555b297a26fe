"""Which messages belong to one transaction (RFC 3261 §17.1.3, §17.2.3)."""

from __future__ import annotations

from switchboard.sip.errors import MalformedHeader
from switchboard.sip.headers import Via
from switchboard.sip.identifiers import MAGIC_COOKIE
from switchboard.sip.message import Message, Request

Key = tuple[str, ...]


def client_key(message: Message) -> Key:
    """What a response and its client transaction share: branch and CSeq method (§17.1.3). Raises MalformedHeader."""
    branch = message.via.branch
    if not branch:
        raise MalformedHeader("Via has no branch")
    return (branch, message.cseq.method)


def server_key(request: Request) -> Key:
    """What a request and its server transaction share (§17.2.3); an ACK has the key of its INVITE.

    Requests without the magic cookie match as RFC 2543 said. Raises MalformedHeader.
    """
    via = request.via
    method = "INVITE" if request.method == "ACK" else request.method
    branch = via.branch or ""
    # The cookie alone identifies nothing (RFC 4475 §3.2.1). Tokens compare without case (§7.3.1).
    if len(branch) > len(MAGIC_COOKIE) and branch.lower().startswith(MAGIC_COOKIE.lower()):
        # Two clients may come upon the same branch (§17.2.3, rule 2).
        return (branch, _sent_by(via), method)
    return _rfc2543_key(request, via, method)


def cancelled_key(cancel: Request) -> Key:
    """The key of the INVITE that a CANCEL means (§9.2). Raises MalformedHeader."""
    return (*server_key(cancel)[:-1], "INVITE")


def _rfc2543_key(request: Request, via: Via, method: str) -> Key:
    """The To tag stays out: the ACK has the one of our response, which the INVITE has not."""
    return (
        request.uri,
        request.from_.tag or "",
        request.call_id,
        str(request.cseq.number),
        f"{_sent_by(via)};{via.branch or ''}",
        method,
    )


def _sent_by(via: Via) -> str:
    """Host and port, lower case, with the default port filled in."""
    return f"{via.host.lower()}:{via.port or (5061 if via.transport == 'TLS' else 5060)}"


def merge_key(request: Request) -> Key:
    """From tag, Call-ID and number: equal in the copies that forking proxies make (§8.2.2.2), and in the ACK.

    MalformedHeader.
    """
    method = "INVITE" if request.method == "ACK" else request.method
    return (request.from_.tag or "", request.call_id, str(request.cseq.number), method)


def ack_key(request: Request) -> Key | None:
    """What an ACK to a 2xx and our INVITE share."""
    try:
        return (request.from_.tag or "", request.call_id, str(request.cseq.number))
    except MalformedHeader:
        return None
