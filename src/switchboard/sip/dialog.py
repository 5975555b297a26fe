"""Dialogs: what two user agents remember of each other (RFC 3261 §12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from switchboard.chance import random_number
from switchboard.sip.errors import DialogMismatch, MalformedHeader
from switchboard.sip.header_fields import Headers
from switchboard.sip.headers import Replaces
from switchboard.sip.message import Message, Request, Response
from switchboard.sip.uri import NameAddr, SipUri, parse_addresses

HeaderLines = Iterable[tuple[str, str]]
MAX_FORWARDS = "70"


@dataclass(frozen=True, slots=True)
class DialogId:
    """What names a dialog (§12). Tags are as this side sees them."""

    call_id: str
    local_tag: str
    remote_tag: str

    @classmethod
    def of_request(cls, request: Request) -> DialogId:
        """The dialog id of a request that we received: its To is ours. Raises MalformedHeader."""
        return cls(request.call_id, request.to.tag or "", request.from_.tag or "")

    @classmethod
    def of_replaces(cls, replaces: Replaces) -> DialogId:
        """The id of the dialog of ours that a Replaces names, which came to us (RFC 3891 §3)."""
        return cls(replaces.call_id, replaces.to_tag, replaces.from_tag)


def is_secure(request: Request) -> bool:
    """Whether the dialog that a request begins is for sips alone, so that our Contact must be (§12.1.1)."""
    if request.uri[:5].lower() == "sips:":
        return True
    routes = parse_addresses(request.headers.get_all("Record-Route"))
    first = routes[0] if routes else request.contact
    return first is not None and first.uri.scheme == "sips"


@dataclass(slots=True)
class Dialog:
    """One dialog. `local` and `remote` are the addresses with their tags; `route_set` is in the order of sending.

    `local_seq` and `remote_seq` are the last sequence numbers of either side, None before the first.
    """

    call_id: str
    local: NameAddr
    remote: NameAddr
    local_contact: NameAddr
    remote_target: SipUri
    local_seq: int
    remote_seq: int | None
    route_set: tuple[NameAddr, ...] = ()
    id: DialogId = field(init=False)

    def __post_init__(self) -> None:
        self.id = DialogId(self.call_id, self.local.tag or "", self.remote.tag or "")

    @classmethod
    def uas(cls, request: Request, local_tag: str, contact: NameAddr) -> Dialog:
        """The dialog of a request that we answer with the To tag `local_tag` and our `contact` (§12.1.1).

        Raises DialogMismatch.
        """
        try:
            target = _contact_of(request)
            return cls(
                call_id=request.call_id,
                local=request.to.with_tag(local_tag),
                remote=request.from_,
                local_contact=contact,
                remote_target=target,
                # Anything below 2**31 (§12.2.1.1): so low that no call reaches the end.
                local_seq=random_number(16),
                remote_seq=request.cseq.number,
                route_set=parse_addresses(request.headers.get_all("Record-Route")),
            )
        except MalformedHeader as error:
            raise DialogMismatch(error.reason) from error

    @classmethod
    def uac(cls, request: Request, response: Response) -> Dialog:
        """The dialog of our request and a response with a To tag (§12.1.2). Raises DialogMismatch."""
        try:
            remote, contact = response.to, request.contact
            if remote.tag is None or contact is None:
                raise DialogMismatch("there is no To tag, or no Contact of ours")
            routes = parse_addresses(response.headers.get_all("Record-Route"))
            return cls(
                call_id=response.call_id,
                local=request.from_,
                remote=remote,
                local_contact=contact,
                remote_target=_contact_of(response),
                local_seq=request.cseq.number,
                # The first request of the peer may have any number (§12.1.2).
                remote_seq=None,
                # The proxy next to us came first and so stands last (§12.1.2); a UAS takes them as they stand.
                route_set=routes[::-1],
            )
        except MalformedHeader as error:
            raise DialogMismatch(error.reason) from error

    @property
    def next_hop(self) -> SipUri:
        """Where the next request is sent: the first route, else the remote target."""
        return self.route_set[0].uri if self.route_set else self.remote_target

    def request(
        self,
        method: str,
        *,
        headers: HeaderLines = (),
        body: bytes = b"",
        content_type: str | None = None,
    ) -> Request:
        """The next request of ours but ACK and CANCEL (§12.2.1.1); counts `local_seq` up. The endpoint adds Via."""
        self.local_seq += 1
        return self._make(method, self.local_seq, headers, body, content_type)

    def ack(
        self, cseq: int, *, headers: HeaderLines = (), body: bytes = b"", content_type: str | None = None
    ) -> Request:
        """The ACK to a 2xx to our INVITE numbered `cseq` (§13.2.2.4)."""
        return self._make("ACK", cseq, headers, body, content_type)

    def accepts(self, request: Request) -> bool:
        """Whether the CSeq of a request is higher than those before it; if so, it counts as the last one from now on
        (§12.2.2).

        A request that is not accepted is answered 500. ACK and CANCEL are never out of order.
        """
        try:
            number = request.cseq.number
        except MalformedHeader:
            return False
        if request.method in ("ACK", "CANCEL"):
            return True
        if self.remote_seq is not None and number <= self.remote_seq:
            return False
        self.remote_seq = number
        return True

    def refresh_target(self, message: Message) -> None:
        """Take the Contact of a re-INVITE or UPDATE, or of the 2xx to ours, as remote target; none changes nothing."""
        try:
            self.remote_target = _contact_of(message)
        except (DialogMismatch, MalformedHeader):
            return

    def _make(self, method: str, cseq: int, headers: HeaderLines, body: bytes, content_type: str | None) -> Request:
        uri, routes = self._routing()
        fields = Headers()
        for route in routes:
            fields.add("Route", route)
        fields.add("Max-Forwards", MAX_FORWARDS)
        fields.add("From", str(self.local))
        fields.add("To", str(self.remote))
        fields.add("Call-ID", self.call_id)
        fields.add("CSeq", f"{cseq} {method}")
        # These two refresh no target, so a Contact would say nothing (§12.2).
        if method not in ("ACK", "BYE"):
            fields.add("Contact", str(self.local_contact))
        for name, value in headers:
            fields.add(name, value)
        if content_type is not None:
            fields.set("Content-Type", content_type)
        return Request(method, uri, fields, body)

    def _routing(self) -> tuple[str, list[str]]:
        """Request-URI and Route values: loose routing, or strict where the first route has no lr (§12.2.1.1)."""
        target = str(self.remote_target)
        routes = [str(route) for route in self.route_set]
        if not routes or "lr" in self.route_set[0].uri.params:
            return target, routes
        first = self.route_set[0].uri
        return str(first), [*routes[1:], f"<{target}>"]


def _contact_of(message: Message) -> SipUri:
    contact = message.contact
    if contact is None or contact.uri.scheme not in ("sip", "sips"):
        raise DialogMismatch("there is no Contact that is a SIP URI")
    return contact.uri
