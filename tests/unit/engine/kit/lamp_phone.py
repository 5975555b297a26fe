"""A telephone with a message lamp, on the wire in memory: it notes what it is told, and can subscribe."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from tests.unit.engine.kit.wire import PORT, Wire
from tests.unit.engine.kit.worker import HOST

from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.dialog import Dialog
from switchboard.sip.header_fields import Headers
from switchboard.sip.identifiers import new_call_id, new_tag
from switchboard.sip.message import Request, Response
from switchboard.sip.registrar import Binding
from switchboard.sip.uri import NameAddr, SipUri

NEVER_S = 2.0**40


@dataclass(frozen=True, slots=True)
class Told:
    """A NOTIFY: when it came, and what it says. `voice` is such as 1/0, "" without a body."""

    at_s: float
    state: str
    voice: str
    request: Request


class LampPhone:
    """Answers each NOTIFY with `status`; nothing at all where that is 0."""

    def __init__(self, wire: Wire, host: str) -> None:
        self.endpoint = wire.endpoint(self, host)
        self.host = host
        self.status = 200
        self.told: list[Told] = []

    def binding(self, call_id: str = "boot-1", cseq: int = 1, user: str = "phone") -> Binding:
        return Binding(SipUri.parse(f"sip:{user}@{self.host}"), NEVER_S, call_id, cseq)

    @property
    def voice(self) -> list[str]:
        """What it was told of voice messages, in order."""
        return [one.voice for one in self.told]

    @property
    def states(self) -> list[str]:
        return [one.state for one in self.told]

    async def subscribe(
        self,
        number: str,
        *,
        expires_s: int | None = None,
        event: str = "message-summary",
        contact: str | None = None,
        more: Sequence[tuple[str, str]] = (),
    ) -> tuple[Response, Dialog | None]:
        """The answer to a first SUBSCRIBE, and the dialog that it makes."""
        uri = f"sip:{number}@{HOST}"
        headers = [
            ("From", f"<sip:phone@{HOST}>;tag={new_tag()}"),
            ("To", f"<{uri}>"),
            ("Call-ID", new_call_id()),
            ("CSeq", "1 SUBSCRIBE"),
            ("Event", event),
            *([("Expires", str(expires_s))] if expires_s is not None else []),
            *([("Contact", contact or f"<sip:phone@{self.host}:{PORT}>")] if contact != "" else []),
            *more,
        ]
        transaction = self.endpoint.request(Request("SUBSCRIBE", uri, Headers(headers)))
        response = await transaction.final()
        return response, Dialog.uac(transaction.request, response) if response.is_success else None

    async def again(self, dialog: Dialog, *, expires_s: int = 600, event: str = "message-summary") -> Response:
        """The answer to a SUBSCRIBE in the dialog: a refresh, or the end with 0."""
        headers = [("Event", event), ("Expires", str(expires_s)), ("Contact", str(NameAddr(self._uri)))]
        return await self.endpoint.request(dialog.request("SUBSCRIBE", headers=headers)).final()

    def on_request(self, tx: ServerTransaction) -> None:
        request = tx.request
        assert request.method == "NOTIFY"
        line = next((line for line in request.body.decode().split("\r\n") if line.startswith("Voice-Message")), "")
        voice = line.removeprefix("Voice-Message: ").removesuffix(" (0/0)")
        state = request.headers.get("Subscription-State") or ""
        self.told.append(Told(asyncio.get_running_loop().time(), state, voice, request))
        if self.status:
            tx.respond(self.status)

    def on_ack(self, request: Request) -> None:
        """There are no INVITEs."""

    @property
    def _uri(self) -> SipUri:
        return SipUri.parse(f"sip:phone@{self.host}:{PORT}")
