"""A telephone made of our own SIP endpoint: it calls with digest credentials, takes calls as its test says."""

import asyncio
import re
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field, replace

from switchboard.sip.aio.addresses import NextHop, Transport, bracketed
from switchboard.sip.aio.client_transaction import ClientTransaction
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.dialog import Dialog
from switchboard.sip.digest import answer_challenge
from switchboard.sip.header_fields import Headers
from switchboard.sip.headers import Replaces
from switchboard.sip.identifiers import new_call_id, new_tag
from switchboard.sip.message import Request, Response
from switchboard.sip.params import Params
from switchboard.sip.transaction import DEFAULT_TIMERS, Timers
from switchboard.sip.uri import NameAddr, SipUri
from tests.kit.rtp import RtpEnd

HOST = "127.0.0.1"
SDP = "application/sdp"
MOST_CHALLENGES = 5
"""A telephone proves itself anew as long as it is told that its password is right (RFC 7616 §3.3, stale)."""
_AUDIO = re.compile(rb"m=audio (\d+)")
_CONNECTION = re.compile(rb"c=IN IP[46] (\S+)")


@dataclass(slots=True)
class Session:
    """An established call of the telephone."""

    endpoint: SipEndpoint
    dialog: Dialog
    rtp: RtpEnd
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    asked: "asyncio.Queue[str]" = field(default_factory=asyncio.Queue)
    """The methods of requests that came."""
    progress: list[str] = field(default_factory=list)
    """The statuses that NOTIFY told of a transfer."""

    async def bye(self) -> None:
        """Hang up, unless that is done."""
        if not self.ended.is_set():
            self.ended.set()
            await self.endpoint.request(self.dialog.request("BYE")).final()

    async def press_by_info(self, digit: str) -> None:
        """A key by SIP INFO."""
        assert await self.inform(f"Signal={digit}\r\nDuration=100\r\n", "application/dtmf-relay") == 200

    async def inform(self, body: str, content_type: str) -> int:
        """Send INFO; the status that answers."""
        request = self.dialog.request("INFO", body=body.encode(), content_type=content_type)
        return (await self.endpoint.request(request).final()).status

    @property
    def named(self) -> Replaces:
        """What the telephone writes to name this dialog to its other side."""
        return Replaces(self.dialog.call_id, self.dialog.remote.tag or "", self.dialog.local.tag or "")

    async def hand_over(self, replaces: Replaces) -> int:
        """Attended transfer to whomever the telephone has in the dialog that `replaces` names."""
        target = SipUri(user="consulted", host=HOST, headers=Params([("Replaces", str(replaces))]))
        headers = [("Refer-To", f"<{target}>")]
        return (await self.endpoint.request(self.dialog.request("REFER", headers=headers)).final()).status

    async def hold(self, *, held: bool) -> None:
        """Put the other side on hold, or take it back, by a re-INVITE."""
        body = describe(self.rtp.port).replace(b"a=sendrecv", b"a=sendonly" if held else b"a=sendrecv")
        headers = [("Contact", str(self.dialog.local_contact))]
        request = self.dialog.request("INVITE", headers=headers, body=body, content_type=SDP)
        response = await self.endpoint.request(request).final()
        assert response.status == 200
        self.endpoint.send_ack(self.dialog.ack(request.cseq.number))

    async def refer(self, number: str) -> int:
        """Send the other side to `number`; the status that answers."""
        headers = [("Refer-To", f"<sip:{number}@{HOST}>")]
        return (await self.endpoint.request(self.dialog.request("REFER", headers=headers)).final()).status


class Telephone:
    """Owns an endpoint at `host` and all calls on it. `on_invite` is run for every call that comes.

    `said_port` is what it says in Contact in place of its own port, as behind a NAT. It sends over `transport` to
    `server`, which is on its own host where nothing else is said.
    """

    def __init__(
        self,
        on_invite: "Callable[[Invited], Coroutine[None, None, None]]",
        timers: Timers = DEFAULT_TIMERS,
        host: str = HOST,
        said_port: int | None = None,
        transport: Transport = "udp",
        server: str = "",
    ) -> None:
        self.host = host
        self.server = server or host
        self.transport = transport
        self._said_port = said_port
        self.endpoint = SipEndpoint(self, user_agent="Telephone", timers=timers)
        self._on_invite = on_invite
        self.sessions: list[Session] = []
        self.lamp: asyncio.Queue[str] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        await self.endpoint.start(self.host, 0, tcp=self.transport == "tcp")

    async def close(self) -> None:
        """Raises what went wrong in a call that came."""
        for task in self._tasks:
            task.cancel()
        results = await asyncio.gather(*self._tasks, return_exceptions=True)
        for session in self.sessions:
            session.rtp.close()
        await self.endpoint.close()
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def register(self, user: str, password: str, port: int, domain: str = HOST) -> None:
        """Be a phone of `user` for ten minutes at the registrar on that port."""
        uri = f"sip:{bracketed(self.server)}:{port}" if domain == HOST else f"sip:{domain}"
        asker = Asker(self, user, password, domain)
        response = await asker.ask("REGISTER", uri, f"sip:{user}@{domain}", self.binding(user, port), port=port)
        assert response.status == 200

    def binding(self, user: str, port: int) -> list[tuple[str, str]]:
        """The headers that register this telephone for ten minutes."""
        return [("Contact", str(self.contact(user))), ("Expires", "600")]

    def contact(self, user: str | None = None) -> NameAddr:
        """Where it says that it is."""
        contact = self.endpoint.contact(NextHop(self.transport, self.host, 0), user)
        return contact if self._said_port is None else replace(contact, uri=replace(contact.uri, port=self._said_port))

    async def answers_options(self, port: int) -> bool:
        """Whether anybody answers OPTIONS at that port."""
        uri = f"sip:{HOST}:{port}"
        return (await Asker(self, "tester", "").ask("OPTIONS", uri, uri, [])).status == 200

    def on_request(self, tx: ServerTransaction) -> None:
        if tx.request.to.tag is not None:
            self._in_dialog(tx)
        elif tx.request.method == "INVITE":
            self._tasks.add(asyncio.create_task(self._on_invite(Invited(self, tx))))
        elif tx.request.method == "NOTIFY":
            tx.respond(200)
            self.lamp.put_nowait(voice_messages(tx.request.body.decode()))
        else:
            tx.respond(405)

    def on_ack(self, request: Request) -> None:
        """The transaction has taken what matters."""

    def established(self, dialog: Dialog, rtp: RtpEnd) -> Session:
        session = Session(self.endpoint, dialog, rtp)
        self.sessions.append(session)
        return session

    def _in_dialog(self, tx: ServerTransaction) -> None:
        ours = (tx.request.call_id, tx.request.to.tag)
        session = next(
            (found for found in self.sessions if (found.dialog.call_id, found.dialog.local.tag) == ours), None
        )
        if session is None:
            tx.respond(481)
            return
        tx.respond(200)
        session.asked.put_nowait(tx.request.method)
        if tx.request.method == "NOTIFY":
            session.progress.append(tx.request.body.decode().split()[1])
        if tx.request.method == "BYE":
            session.ended.set()


def voice_messages(summary: str) -> str:
    """What a message summary says of voice messages, such as 1/0; "" where it says nothing."""
    found = re.search(r"^Voice-Message: (\d+/\d+) \(0/0\)\r?$", summary, re.MULTILINE)
    return found[1] if found else ""


class Invited:
    """A call that came."""

    def __init__(self, telephone: Telephone, tx: ServerTransaction) -> None:
        self._telephone = telephone
        self._contact = telephone.contact()
        self.tx = tx
        self.uri = SipUri.parse(tx.request.uri)

    @property
    def named(self) -> Replaces:
        """What another telephone writes to name this dialog to its other side, once it rings."""
        return Replaces(self.tx.request.call_id, self.tx.request.from_.tag or "", self.tx.local_tag)

    def ring(self) -> None:
        self.tx.respond(180, headers=[("Contact", str(self._contact))])

    def progress(self, rtp: RtpEnd) -> None:
        """Say 183, and be heard from that end before an answer."""
        self._agree(rtp)
        contact = [("Contact", str(self._contact))]
        self.tx.respond(183, headers=contact, body=describe(rtp.port), content_type=SDP)

    def _agree(self, rtp: RtpEnd) -> None:
        rtp.remote = _audio_at(self.tx.request.body)

    async def answer(self, described: "Describe | None" = None) -> Session:
        rtp = await RtpEnd.open(host=self._telephone.host)
        self._agree(rtp)
        dialog = Dialog.uas(self.tx.request, self.tx.local_tag, self._contact)
        session = self._telephone.established(dialog, rtp)
        contact = [("Contact", str(self._contact))]
        self.tx.respond(200, headers=contact, body=(described or describe)(rtp.port), content_type=SDP)
        assert await self.tx.acknowledged()
        return session

    async def unless_cancelled(self, after_s: float | None) -> bool:
        """Wait (None: for ever); answers 487 and returns False when the caller gives up first."""
        done, _ = await asyncio.wait({self.tx.cancelled}, timeout=after_s)
        if done:
            self.tx.respond(487)
        return not done


class Asker:
    """Sends one request of `user` in `domain` outside a dialog, once more with credentials when it is challenged and
    has a password. `to_tag` makes it one within a dialog.
    """

    def __init__(self, telephone: Telephone, user: str, password: str, domain: str = HOST) -> None:
        self._telephone = telephone
        self._user = user
        self._password = password
        self._domain = domain
        self._target: NextHop | None = None
        self._call_id = new_call_id()
        self._tag = new_tag()
        self._cseq = 0
        self.to_tag = ""
        self.on_provisional: Callable[[Response], None] = lambda response: None
        self.transaction: ClientTransaction | None = None

    async def ask(
        self,
        method: str,
        uri: str,
        to: str,
        headers: Sequence[tuple[str, str]],
        body: bytes = b"",
        *,
        port: int | None = None,
    ) -> Response:
        """The final response; with `port` of that one on loopback, whatever host the URI names."""
        self._target = None if port is None else NextHop(self._telephone.transport, self._telephone.server, port)
        response = await self._send(method, uri, to, headers, body)
        for _ in range(MOST_CHALLENGES):
            if response.status != 401 or not self._password:
                break
            response = await self._prove(response, method, uri, to, headers, body)
            # The challenge was of another node than the one that saw the proof.
            if "stale=true" not in (response.headers.get("WWW-Authenticate") or ""):
                break
        return response

    async def _prove(
        self, challenge: Response, method: str, uri: str, to: str, headers: Sequence[tuple[str, str]], body: bytes
    ) -> Response:
        challenges = challenge.headers.get_all("WWW-Authenticate")
        proof = answer_challenge(challenges, method, uri, self._user, password=self._password)
        assert proof is not None
        return await self._send(method, uri, to, [*headers, ("Authorization", proof)], body)

    async def _send(self, method: str, uri: str, to: str, headers: Sequence[tuple[str, str]], body: bytes) -> Response:
        self._cseq += 1
        common = [
            ("From", f"<sip:{self._user}@{self._domain}>;tag={self._tag}"),
            ("To", f"<{to}>{self.to_tag}"),
            ("Call-ID", self._call_id),
            ("CSeq", f"{self._cseq} {method}"),
        ]
        request = Request(method, uri, Headers([*common, *headers]), body)
        self.transaction = self._telephone.endpoint.request(
            request, hop=self._target, on_provisional=self.on_provisional
        )
        return await self.transaction.final()


class Calling:
    """A call that is placed, with `more` headers. `begun` is set when the caller hears something: ringing, an answer,
    or a refusal.

    `audio` is where the caller hears and speaks, once that is agreed: with the answer, or before it (183, `early`).
    """

    def __init__(self, telephone: Telephone, user: str, password: str, domain: str = HOST) -> None:
        self._telephone = telephone
        self._user = user
        self._domain = domain
        self._asker = Asker(telephone, user, password, domain)
        self._asker.on_provisional = self._on_provisional
        self.begun = asyncio.Event()
        self.early = asyncio.Event()
        self.session: Session | None = None
        self.audio: RtpEnd | None = None
        self.provisional: list[int] = []
        self.response: Response | None = None
        self.more: Sequence[tuple[str, str]] = ()
        self._early: Response | None = None
        self._has_left = False

    @property
    def named(self) -> Replaces | None:
        """What the telephone writes to name this dialog to its other side, as soon as there is one."""
        if self.session is not None:
            return self.session.named
        if self._early is None:
            return None
        return Replaces(self._early.call_id, self._early.to.tag or "", self._early.from_.tag or "")

    async def place(
        self, number: str, port: int, described: "Describe | None" = None, *, replaces: Replaces | None = None
    ) -> int:
        """The final status. `described` makes the offer for a local RTP port; `replaces` is a dialog to take over."""
        telephone = self._telephone
        rtp = self._rtp = await RtpEnd.open(host=telephone.host)
        uri = (
            f"sip:{number}@{bracketed(telephone.server)}:{port}"
            if self._domain == HOST
            else f"sip:{number}@{self._domain}"
        )
        contact = str(self._telephone.contact(self._user))
        headers = [("Contact", contact), *self.more, ("Content-Type", SDP)]
        if replaces is not None:
            headers.append(("Replaces", str(replaces)))
        try:
            self.response = await self._asker.ask(
                "INVITE", uri, uri, headers, (described or describe)(rtp.port), port=port
            )
        finally:
            if self.response is None or not self.response.is_success:
                rtp.close()
        if self.response.is_success:
            self._establish(self.response, rtp)
            if self._has_left and self.session is not None:
                await self.session.bye()
        self.begun.set()
        return self.response.status

    async def leave(self) -> None:
        """Hang up, or give up while it rings; whoever is answered nevertheless hangs up then."""
        self._has_left = True
        if self.session is not None:
            await self.session.bye()
        elif self._asker.transaction is not None:
            self._asker.transaction.cancel()

    def _on_provisional(self, response: Response) -> None:
        self.provisional.append(response.status)
        if response.body:
            self._agree(response, self._rtp)
            self.early.set()
        if response.status > 100:
            self._early = response
            self.begun.set()

    def _agree(self, response: Response, rtp: RtpEnd) -> None:
        rtp.remote = _audio_at(response.body)
        assert rtp.remote is not None
        self.audio = rtp

    def _establish(self, response: Response, rtp: RtpEnd) -> None:
        assert self._asker.transaction is not None
        dialog = Dialog.uac(self._asker.transaction.request, response)
        self._telephone.endpoint.send_ack(dialog.ack(dialog.local_seq))
        self._agree(response, rtp)
        self.session = self._telephone.established(dialog, rtp)


def _audio_at(sdp: bytes) -> tuple[str, int] | None:
    """Where SDP wants audio; None where it describes none."""
    port, host = _AUDIO.search(sdp), _CONNECTION.search(sdp)
    return None if port is None or host is None else (host[1].decode(), int(port[1]))


Describe = Callable[[int], bytes]


def describe(port: int, connection: str = f"IN IP4 {HOST}", *more: str) -> bytes:
    """PCMU and telephone-event at a loopback port, and more lines."""
    lines = (
        *("v=0", f"o=- 1 1 IN IP4 {HOST}", "s=-", f"c={connection}", "t=0 0", f"m=audio {port} RTP/AVP 0 101"),
        *("a=rtpmap:0 PCMU/8000", "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-16", "a=sendrecv", *more),
    )
    return ("\r\n".join(lines) + "\r\n").encode()
