"""The signalling of all telephones of the load generator: hand-made messages over one socket, no retransmission.

A message that is lost or late is therefore a call that failed, and a reply that comes twice is counted.
"""

import secrets
import socket
import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from bench.phone_rtp import NOBODY, PhoneRtp

PATIENCE_S = 4.0
BUFFER_BYTES = 4 << 20
SDP = (
    "v=0\r\no=- {number} 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=audio {rtp_port} RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
    "a=fmtp:101 0-16\r\na=ptime:20\r\n"
)
HEAD = (
    "{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK{branch};rport\r\nMax-Forwards: 70\r\n"
    "From: <sip:07{number:08d}@127.0.0.1>;tag=f{number}\r\nTo: {to}\r\nCall-ID: {call_id}\r\n"
    "CSeq: {cseq} {method}\r\nContact: <sip:bench@127.0.0.1:{port}>\r\n"
)

State = Literal["inviting", "up", "leaving", "over"]


@dataclass(slots=True)
class Phone:
    """One call. `stays` False: it hangs up as soon as it is answered."""

    number: int
    uri: str
    call_id: str
    stays: bool
    sent_s: float
    state: State = "inviting"
    to: str = ""
    target: str = ""
    row: int = NOBODY
    port: int = 0


@dataclass(slots=True)
class Tally:
    """What came of the calls. `failures` by reason, 503 among them, which came after `refused_s`; `repeats` are replies
    and requests that came again.
    """

    placed: int = 0
    answered: int = 0
    ended: int = 0
    repeats: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    answer_s: list[float] = field(default_factory=list)
    refused_s: list[float] = field(default_factory=list)


class PhoneSip:
    """Places calls to the `numbers` in turn at `server`, as a peer trunk that is known by its address."""

    def __init__(self, server: tuple[str, int], numbers: Sequence[str], rtp: PhoneRtp) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
        self.socket.bind(("127.0.0.1", 0))
        self.tally = Tally()
        self.phones: dict[str, Phone] = {}
        self._server = server
        self._rtp = rtp
        self._uris = [f"sip:{number}@{server[0]}:{server[1]}" for number in numbers]
        self._port = self.socket.getsockname()[1]
        self._waiting: deque[tuple[float, Phone, State]] = deque()
        self._given_up: dict[str, Phone] = {}
        self._next = 1
        self._run = secrets.token_hex(4)

    @property
    def up(self) -> list[Phone]:
        """Calls that were answered and go on."""
        return [phone for phone in self.phones.values() if phone.state == "up"]

    def call(self, *, stays: bool) -> None:
        """Send an INVITE."""
        uri = self._uris[self._next % len(self._uris)]
        phone = Phone(self._next, uri, f"{self._next}.{self._run}", stays, time.monotonic())
        self._next += 1
        self.phones[phone.call_id] = phone
        self.tally.placed += 1
        body = SDP.format(number=phone.number, rtp_port=self._rtp.port)
        self._send(phone, "INVITE", uri, 1, f"<{uri}>", body)
        self._expect(phone)

    def hang_up(self, phone: Phone) -> None:
        """Send BYE."""
        phone.state = "leaving"
        if phone.row != NOBODY:
            self._rtp.end(phone.row, phone.port)
            phone.row = NOBODY
        self._send(phone, "BYE", phone.target, 2, phone.to)
        self._expect(phone)

    def receive(self) -> None:
        """Take everything that has come."""
        while True:
            try:
                data = self.socket.recv(4096)
            except BlockingIOError:
                return
            text = data.decode()
            call_id = _header(text, "Call-ID")
            phone = self.phones.get(call_id)
            if not text.startswith("SIP/2.0 "):
                self._on_request(text, phone)
            elif phone is not None and text[8] != "1":
                self._on_final(text, int(text[8:11]), phone)
            elif call_id in self._given_up and text[8] != "1":
                self._on_late(text, int(text[8:11]), self._given_up[call_id])

    def expire(self, now_s: float) -> None:
        """Give up calls that wait too long."""
        while self._waiting and self._waiting[0][0] <= now_s:
            _, phone, state = self._waiting.popleft()
            if phone.state == state:
                self._fail(phone, f"{state}: no reply in {PATIENCE_S:g} s")
                if state == "inviting":
                    self._given_up[phone.call_id] = phone
                    self._send(phone, "CANCEL", phone.uri, 1, f"<{phone.uri}>")

    def _on_final(self, text: str, status: int, phone: Phone) -> None:
        if _header(text, "CSeq").endswith("BYE"):
            if phone.state == "leaving":
                self._forget(phone)
                self.tally.ended += 1
            return
        if phone.state != "inviting":
            self.tally.repeats += 1
            if status == 200:
                self._acknowledge(phone)
        elif status == 200:
            self._on_answer(text, phone)
        else:
            self._send(phone, "ACK", phone.uri, 1, _header(text, "To"))
            if status == 503:
                self.tally.refused_s.append(time.monotonic() - phone.sent_s)
            self._fail(phone, f"{status}")

    def _on_late(self, text: str, status: int, phone: Phone) -> None:
        """A final reply to a call that was given up: end it properly, so that it weighs on nobody."""
        if not _header(text, "CSeq").endswith("INVITE"):
            return
        if status != 200:
            self._send(phone, "ACK", phone.uri, 1, _header(text, "To"))
            return
        self._learn(text, phone)
        self._acknowledge(phone)
        self._send(phone, "BYE", phone.target, 2, phone.to)

    def _learn(self, text: str, phone: Phone) -> None:
        phone.to = _header(text, "To")
        phone.target = _header(text, "Contact").partition("<")[2].partition(">")[0]

    def _on_answer(self, text: str, phone: Phone) -> None:
        self.tally.answered += 1
        self.tally.answer_s.append(time.monotonic() - phone.sent_s)
        self._learn(text, phone)
        self._acknowledge(phone)
        phone.state = "up"
        if not phone.stays:
            self.hang_up(phone)
            return
        phone.port = int(text.partition("m=audio ")[2].partition(" ")[0])
        phone.row = self._rtp.begin(phone.port)

    def _on_request(self, text: str, phone: Phone | None) -> None:
        """200 to anything; a BYE that we did not ask for is a failure."""
        if text.startswith("ACK "):
            return
        lines = [line for line in text.split("\r\n") if line.startswith(("Via:", "From:", "To:", "Call-ID:", "CSeq:"))]
        self.socket.sendto("\r\n".join(["SIP/2.0 200 OK", *lines, "Content-Length: 0\r\n\r\n"]).encode(), self._server)
        if text.startswith("BYE ") and phone is not None and phone.state == "up":
            self._fail(phone, "hung up by the other side")

    def _acknowledge(self, phone: Phone) -> None:
        self._send(phone, "ACK", phone.target, 1, phone.to)

    def _fail(self, phone: Phone, reason: str) -> None:
        self.tally.failures[reason] += 1
        self._forget(phone)

    def _forget(self, phone: Phone) -> None:
        phone.state = "over"
        self.phones.pop(phone.call_id, None)
        if phone.row != NOBODY:
            self._rtp.end(phone.row, phone.port)
            phone.row = NOBODY

    def _expect(self, phone: Phone) -> None:
        self._waiting.append((time.monotonic() + PATIENCE_S, phone, phone.state))

    def _send(self, phone: Phone, method: str, uri: str, cseq: int, to: str, body: str = "") -> None:
        branch = f"{phone.call_id}-{cseq}-{'ack' if method == 'ACK' and phone.to else ''}"
        head = HEAD.format(
            method=method,
            uri=uri,
            port=self._port,
            branch=branch,
            number=phone.number,
            call_id=phone.call_id,
            to=to,
            cseq=cseq,
        )
        kind = "Content-Type: application/sdp\r\n" if body else ""
        self.socket.sendto(f"{head}{kind}Content-Length: {len(body)}\r\n\r\n{body}".encode(), self._server)


def _header(text: str, name: str) -> str:
    """The first value of a header as Switchboard spells it."""
    return text.partition(f"\r\n{name}: ")[2].partition("\r\n")[0]
