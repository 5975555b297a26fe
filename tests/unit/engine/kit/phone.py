"""A telephone on the wire in memory, which does what its test says."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.unit.engine.kit.wire import PORT, Wire

from switchboard.sip.aio.client_transaction import ClientTransaction
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.dialog import Dialog
from switchboard.sip.header_fields import Headers
from switchboard.sip.headers import Replaces
from switchboard.sip.identifiers import new_call_id, new_tag
from switchboard.sip.message import Request, Response
from switchboard.sip.params import Params
from switchboard.sip.reliable import rack_for
from switchboard.sip.uri import NameAddr, SipUri

SDP = "application/sdp"


@dataclass(slots=True)
class Talk:
    """An established dialog of a phone. `over` is set when the other side has sent BYE."""

    phone: "Phone"
    dialog: Dialog
    over: asyncio.Event = field(default_factory=asyncio.Event)
    asked: list[Request] = field(default_factory=list)

    async def bye(self) -> int:
        return await self.ask("BYE")

    async def refer(self, number: str) -> int:
        return await self.ask("REFER", [("Refer-To", f"<sip:{number}@{self.phone.host}>")])

    @property
    def named(self) -> Replaces:
        """What the phone writes to name this dialog to its other side."""
        return Replaces(self.dialog.call_id, self.dialog.remote.tag or "", self.dialog.local.tag or "")

    async def hand_over(self, replaces: Replaces) -> int:
        """Attended transfer to whomever the phone talks to in the dialog that `replaces` names."""
        target = SipUri(user="102", host=self.phone.host, headers=Params([("Replaces", str(replaces))]))
        return await self.ask("REFER", [("Refer-To", f"<{target}>")])

    async def hold(self, *, held: bool) -> int:
        """Re-INVITE with another direction."""
        body = describe(self.phone.host, "sendonly" if held else "sendrecv")
        contact = [("Contact", str(self.phone.contact))]
        request = self.dialog.request("INVITE", headers=contact, body=body, content_type=SDP)
        response = await self.phone.endpoint.request(request).final()
        if response.is_success:
            self.phone.endpoint.send_ack(self.dialog.ack(request.cseq.number))
        return response.status

    async def ask(self, method: str, headers: list[tuple[str, str]] | None = None) -> int:
        """The status that answers a request."""
        return (await self.phone.endpoint.request(self.dialog.request(method, headers=headers or [])).final()).status


class Placed:
    """A call that the phone placed. `progress` are the responses with a description before the final one, `reliable`
    those that want a PRACK, repetitions included."""

    def __init__(
        self, phone: "Phone", number: str, to_host: str, more: Sequence[tuple[str, str]] = (), *, offers: bool
    ) -> None:
        self._phone = phone
        self.provisional: list[int] = []
        self.progress: asyncio.Queue[Response] = asyncio.Queue()
        self.reliable: asyncio.Queue[Response] = asyncio.Queue()
        self._early_tag = ""
        uri = f"sip:{number}@{to_host}"
        headers = [
            ("From", f"<sip:caller@{phone.host}>;tag={new_tag()}"),
            ("To", f"<{uri}>"),
            ("Call-ID", new_call_id()),
            ("CSeq", "1 INVITE"),
            ("Contact", str(phone.contact)),
            *more,
        ]
        if offers:
            headers.append(("Content-Type", SDP))
        request = Request("INVITE", uri, Headers(headers), describe(phone.host) if offers else b"")
        self.transaction: ClientTransaction = phone.endpoint.request(request, on_provisional=self._on_provisional)

    def _on_provisional(self, response: Response) -> None:
        self.provisional.append(response.status)
        self._early_tag = response.to.tag or ""
        if response.body:
            self.progress.put_nowait(response)
        if "100rel" in response.option_tags("Require"):
            self.reliable.put_nowait(response)

    async def acknowledge(self, response: Response, body: bytes = b"", *, number: int = 2) -> Response:
        """Send the PRACK to a reliable response, numbered `number`; returns what answers it."""
        dialog = Dialog.uac(self.transaction.request, response)
        dialog.local_seq = number - 1
        headers = [("RAck", str(rack_for(response)))]
        prack = dialog.request("PRACK", headers=headers, body=body, content_type=SDP if body else None)
        return await self._phone.endpoint.request(prack).final()

    async def early(self) -> "Talk":
        """The dialog that a 183 makes."""
        return self._phone.talk(Dialog.uac(self.transaction.request, await self.progress.get()))

    @property
    def named(self) -> Replaces:
        """What the phone writes to name this dialog while it hears ringing."""
        request = self.transaction.request
        return Replaces(request.call_id, self._early_tag, request.from_.tag or "")

    def give_up(self) -> None:
        self.transaction.cancel()

    async def status(self) -> int:
        """The final one."""
        return (await self.transaction.final()).status

    async def answered(self, *, ack: bool = True) -> Talk:
        response = await self.transaction.final()
        assert response.is_success, response.status
        talk = self._phone.talk(Dialog.uac(self.transaction.request, response))
        if ack:
            self._phone.endpoint.send_ack(talk.dialog.ack(1))
        return talk


class Phone:
    """One host with one line; `rung` are calls that came. What comes in a dialog is answered 200."""

    def __init__(self, wire: Wire, host: str) -> None:
        self.host = host
        self.endpoint = wire.endpoint(self, host)
        self.contact = NameAddr.parse(f"<sip:phone@{host}:{PORT}>")
        self.rung: asyncio.Queue[Rung] = asyncio.Queue()
        self._talks: list[Talk] = []

    def call(self, number: str, to_host: str, more: Sequence[tuple[str, str]] = (), *, offers: bool = True) -> Placed:
        """Place a call, with more headers."""
        return Placed(self, number, to_host, more, offers=offers)

    async def rings(self) -> "Rung":
        """The next call that comes."""
        return await self.rung.get()

    def talk(self, dialog: Dialog) -> Talk:
        talk = Talk(self, dialog)
        self._talks.append(talk)
        return talk

    def on_request(self, tx: ServerTransaction) -> None:
        if tx.request.to.tag is None:
            self.rung.put_nowait(Rung(self, tx))
            return
        named = (tx.request.call_id, tx.request.to.tag)
        talk = next((one for one in self._talks if (one.dialog.call_id, one.dialog.local.tag) == named), None)
        if talk is None or talk.over.is_set():
            tx.respond(481)
            return
        talk.asked.append(tx.request)
        tx.respond(200)
        if tx.request.method == "BYE":
            talk.over.set()

    def on_ack(self, request: Request) -> None:
        """The transaction has taken it."""


class Rung:
    """A call that came to a phone."""

    def __init__(self, phone: Phone, tx: ServerTransaction) -> None:
        self._phone = phone
        self.tx = tx

    @property
    def request(self) -> Request:
        return self.tx.request

    def ring(self) -> None:
        self.tx.respond(180, headers=[("Contact", str(self._phone.contact))])

    def refuse(self, status: int) -> None:
        self.tx.respond(status)

    def answer(self, direction: str = "sendrecv", allow: str = "INVITE, ACK, BYE") -> Talk:
        """Say 200; the ACK may come later."""
        talk = self._phone.talk(Dialog.uas(self.tx.request, self.tx.local_tag, self._phone.contact))
        headers = [("Contact", str(self._phone.contact)), ("Allow", allow)]
        self.tx.respond(200, headers=headers, body=describe(self._phone.host, direction), content_type=SDP)
        return talk

    async def cancelled(self) -> None:
        """Until CANCEL comes; it is answered 487."""
        await self.tx.cancelled
        self.tx.respond(487)


def describe(host: str, direction: str = "sendrecv") -> bytes:
    """PCMU and telephone-event."""
    lines = (
        *("v=0", f"o=- 1 1 IN IP4 {host}", "s=-", f"c=IN IP4 {host}", "t=0 0", "m=audio 4000 RTP/AVP 0 101"),
        *("a=rtpmap:0 PCMU/8000", "a=rtpmap:101 telephone-event/8000", f"a={direction}"),
    )
    return ("\r\n".join(lines) + "\r\n").encode()


def methods(talk: Talk) -> list[str]:
    """What the other side asked in a dialog."""
    return [request.method for request in talk.asked]
