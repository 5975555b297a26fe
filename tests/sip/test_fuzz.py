"""Random and mutated bytes are parsed or refused with a reason; nothing else is raised."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sip.builders import INVITE_BYTES, make_answer, make_request

from switchboard.sip.actions import Action, Terminated
from switchboard.sip.digest import Algorithm, Authenticator, Credentials, answer_challenge
from switchboard.sip.errors import MalformedHeader, MalformedMessage, SipError
from switchboard.sip.headers import AlertInfo, AuthValue, CSeq, Replaces, SessionExpires, Via
from switchboard.sip.matching import client_key, server_key
from switchboard.sip.message import Request, Response
from switchboard.sip.offer_answer import Capabilities, LocalMedia
from switchboard.sip.offer_answer import make_answer as answer_offer
from switchboard.sip.parser import StreamParser, parse_message
from switchboard.sip.registrar import process
from switchboard.sip.sdp import SessionDescription
from switchboard.sip.session_timer import answer_request
from switchboard.sip.transaction import ClientInvite, ClientNonInvite, ServerInvite, ServerNonInvite, Transaction
from switchboard.sip.uri import NameAddr, SipUri
from switchboard.sip.validation import refusal

pytestmark = pytest.mark.unit

SEEDS = [INVITE_BYTES, *(path.read_bytes() for path in sorted((Path(__file__).parent / "torture").glob("*.dat")))]
SDP = b"v=0\r\no=- 1 1 IN IP4 h\r\nc=IN IP4 1.2.3.4\r\nm=audio 4 RTP/AVP 0 96\r\na=rtpmap:96 telephone-event/8000\r\n"
HEADERS = [
    '"A \\" B" <sip:a:b@h:5060;transport=tcp?x=y>;tag=1, <sip:b@[::1]>',
    "SIP/2.0/UDP h:5060;branch=z9hG4bKx;received=1.2.3.4;rport=9",
    'Digest username="a", realm="r", nonce="n", uri="u", response="0", qop=auth, nc=00000001, cnonce="c"',
    "1800;refresher=uas",
    "c@h;to-tag=1;from-tag=2",
]


@st.composite
def mutated(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """A seed with a few bytes replaced, cut out or put in."""
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        until = min(len(data), at + draw(st.integers(0, 20)))
        data[at:until] = draw(
            st.binary(max_size=8) | st.sampled_from([b"\r\n", b";", b'"', b"<", b",", b":", b"%", b"@"])
        )
    return bytes(data)


@given(st.binary(max_size=500) | mutated(SEEDS))
def test_messages(data: bytes) -> None:
    try:
        message = parse_message(data)
    except MalformedMessage as error:
        assert 400 <= error.status < 600
        return
    again = parse_message(message.serialize())
    assert again.headers.get_all("Via") == message.headers.get_all("Via") and again.body == message.body
    read_all(message)


def read_all(message: Request | Response) -> None:
    """All that is done with a message that was parsed."""
    readers: list[Callable[[], object]] = [
        lambda: (message.via, message.cseq, message.from_, message.to, message.contact, message.content_type),
        lambda: client_key(message),
    ]
    if isinstance(message, Request):
        readers += [lambda: server_key(message), lambda: answer_request(message)]
        refusal(message, ())
        process(message, (), 0.0)
    for read in readers:
        try:
            read()
        except SipError:
            continue


@given(st.lists(st.binary(max_size=200) | mutated(SEEDS), max_size=5), st.integers(1, 300))
def test_streams(pieces: list[bytes], size: int) -> None:
    parser = StreamParser()
    data = b"".join(pieces)
    for at in range(0, len(data), size):
        parser.feed(data[at : at + size])


@given(st.binary(max_size=300) | mutated([SDP]))
def test_session_descriptions(data: bytes) -> None:
    try:
        description = SessionDescription.parse(data)
        answer_offer(description, Capabilities(), LocalMedia("10.0.0.1", 10000, 1))
    except SipError:
        return


@given(
    st.text(max_size=100)
    | mutated([text.encode() for text in HEADERS]).map(lambda data: data.decode(errors="surrogateescape"))
)
def test_header_values(text: str) -> None:
    parsers: list[Callable[[str], object]] = [
        *(SipUri.parse, NameAddr.parse, NameAddr.parse_list, Via.parse, Via.parse_first, CSeq.parse, AuthValue.parse),
        *(SessionExpires.parse, Replaces.parse, AlertInfo.parse_list, Credentials.parse),
    ]
    for parse in parsers:
        try:
            str(parse(text)).encode("utf-8", "surrogateescape")
        except MalformedHeader:
            continue


@given(st.text(max_size=100))
def test_addresses_that_parse_are_written_so_that_they_parse_to_the_same(text: str) -> None:
    try:
        address = NameAddr.parse(text)
    except MalformedHeader:
        return
    assert NameAddr.parse(str(address)) == address


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_digest(nonce: str, response: str, challenge: str) -> None:
    credentials = Credentials("100", "r", nonce, "sip:h", response, Algorithm.MD5, "c", "00000001", "auth")
    Authenticator("r", b"s").verify(credentials, "REGISTER", {Algorithm.MD5: "x"}, 0.0)
    answer_challenge([challenge, f"Digest {challenge}"], "REGISTER", "sip:h", "100", password="x")


INVITE, OPTIONS, ACK = make_request(), make_request("OPTIONS"), make_request("ACK")
EVENTS = st.sampled_from([100, 180, 200, 202, 300, 486, 603, "INVITE", "ACK", "error", *"ABDEFGHIJKLM"])


@given(st.sampled_from([ClientInvite, ClientNonInvite, ServerInvite, ServerNonInvite]), st.booleans(), st.lists(EVENTS))
def test_transactions_in_any_order_of_events(
    kind: type[ClientInvite | ClientNonInvite | ServerInvite | ServerNonInvite], reliable: bool, events: list[int | str]
) -> None:
    request = INVITE if kind in (ClientInvite, ServerInvite) else OPTIONS
    machine = kind(request, reliable=reliable)
    actions = machine.start()
    for event in events:
        actions += feed(machine, request, event)
    assert actions.count(Terminated()) <= 1
    if Terminated() in actions:
        assert actions[-1] == Terminated()


def feed(machine: Transaction, request: Request, event: int | str) -> list[Action]:
    if event == "error":
        return machine.transport_error()
    if isinstance(event, str) and len(event) == 1:
        return machine.timer(event)
    if isinstance(machine, ServerInvite | ServerNonInvite):
        answer = make_answer(request, event) if isinstance(event, int) else None
        return machine.respond(answer) if answer else machine.receive(ACK if event == "ACK" else request)
    if isinstance(machine, ClientInvite | ClientNonInvite) and isinstance(event, int):
        return machine.receive(make_answer(request, event))
    return []
