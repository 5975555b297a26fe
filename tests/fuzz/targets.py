"""What strangers can send, given to the code that reads it. A target returns whatever the bytes were; what it raises
is a fault. Shared by the fuzzer (`make fuzz`) and by the tests, which replay the corpus.
"""

from collections.abc import Callable, Collection, Iterator, Mapping

from switchboard.api.portsip.collection import NUMBERED
from switchboard.api.portsip.envelope import Refusal as ODataRefusal
from switchboard.api.portsip.odata import parse_filter, parse_orderby, parse_search
from switchboard.api.portsip.routes_files import PROPERTIES
from switchboard.api.yeastar import wire
from switchboard.api.yeastar.body import parse_json
from switchboard.api.yeastar.change import apply
from switchboard.api.yeastar.envelope import Refusal as YeastarRefusal
from switchboard.media import rtcp, rtp
from switchboard.media.presses import TelephoneEventReceiver
from switchboard.media.reception import Reception
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import Ivr
from switchboard.sip.dialog import Dialog
from switchboard.sip.digest import Credentials, answer_challenge
from switchboard.sip.errors import MalformedMessage, SipError
from switchboard.sip.headers import AlertInfo, Replaces, SessionExpires, Via
from switchboard.sip.matching import client_key, server_key
from switchboard.sip.message import Message, Request
from switchboard.sip.offer_answer import Capabilities, LocalMedia, make_answer, make_offer, read_answer
from switchboard.sip.parser import StreamParser, parse_message
from switchboard.sip.registrar import process
from switchboard.sip.sdp import SessionDescription
from switchboard.sip.session_timer import answer_request
from switchboard.sip.uri import NameAddr, SipUri, parse_addresses, parse_contacts
from switchboard.sip.validation import refusal

Target = Callable[[bytes], None]

_OURS = LocalMedia("192.0.2.1", 10000, session_id=1)
_CONTACT = NameAddr(SipUri(host="192.0.2.1"))
_STREAM_PIECE = 7
_VALUE_READERS: Mapping[str, Callable[[str], object]] = {
    "Via": Via.parse,
    "Contact": NameAddr.parse_list,
    "Refer-To": NameAddr.parse,
    "Referred-By": NameAddr.parse,
    "P-Asserted-Identity": NameAddr.parse_list,
    "Session-Expires": SessionExpires.parse,
    "Replaces": Replaces.parse,
    "Alert-Info": AlertInfo.parse_list,
    "Authorization": Credentials.parse,
    "Proxy-Authorization": Credentials.parse,
}


def sip_message(data: bytes) -> None:
    """A datagram, and the same bytes on a stream that brings a few at a time."""
    stream = StreamParser()
    for at in range(0, min(len(data), 4096), _STREAM_PIECE):
        stream.feed(data[at : at + _STREAM_PIECE])
    try:
        message = parse_message(data)
    except MalformedMessage:
        return
    again = parse_message(message.serialize())
    assert again.body == message.body, "what was parsed is not what is written"
    for read in _readers(message):
        try:
            read()
        except SipError:
            continue


def _readers(message: Message) -> Iterator[Callable[[], object]]:
    """Everything that the product reads from a message that was parsed."""
    yield lambda: (message.via, message.cseq, message.from_, message.to, message.content_type)
    yield lambda: message.contact
    yield lambda: parse_contacts(message.headers.get_all("Contact"))
    yield lambda: parse_addresses(message.headers.get_all("Record-Route"))
    yield lambda: client_key(message)
    for name, read in _VALUE_READERS.items():
        for value in message.headers.get_all(name):
            yield lambda read=read, value=value: str(read(value))  # type: ignore[misc]  # mypy: defaults of a lambda
    for name in ("WWW-Authenticate", "Proxy-Authenticate"):
        yield lambda name=name: answer_challenge(  # type: ignore[misc]  # as above
            message.headers.get_all(name), "INVITE", "sip:192.0.2.1", "100", password="x"
        )
    if isinstance(message, Request):
        yield lambda: str(SipUri.parse(message.uri))
        yield lambda: server_key(message)
        yield lambda: answer_request(message)
        yield lambda: refusal(message, ())
        yield lambda: process(message, (), 0.0)
        yield lambda: Dialog.uas(message, "tag", _CONTACT).request("BYE").serialize()


def session_description(data: bytes) -> None:
    """An offer that we answer, and an answer to our offer."""
    try:
        theirs = SessionDescription.parse(data)
    except SipError:
        return
    SessionDescription.parse(theirs.serialize())
    try:
        answer, _ = make_answer(theirs, Capabilities(), _OURS)
        SessionDescription.parse(answer.serialize())
    except SipError:
        pass
    try:
        read_answer(make_offer(Capabilities(), _OURS), theirs)
    except SipError:
        pass


def rtp_packets(data: bytes) -> None:
    """Datagrams, each behind a byte that says how long it is, on the RTP and on the RTCP port of a stream."""
    reception, events, now_s = Reception(), TelephoneEventReceiver(), 0.0
    for datagram in _datagrams(data):
        now_s += 0.02
        rtcp.parse(datagram)
        packet = rtp.parse(datagram)
        if packet is not None:
            reception.arrived(packet.ssrc, packet.sequence, packet.timestamp, int(now_s * rtp.CLOCK_HZ))
            events.receive(packet, now_s)
            assert len(packet.payload) <= len(datagram)


def _datagrams(data: bytes) -> Iterator[bytes]:
    position = 0
    while position < len(data):
        size = data[position]
        yield data[position + 1 : position + 1 + size]
        position += 1 + size


def odata(data: bytes) -> None:
    """The three options of PortSIP's lists that have a grammar."""
    text = data.decode("utf-8", "replace")
    readers: tuple[Callable[[], object], ...] = (
        lambda: parse_filter(text, NUMBERED),
        lambda: parse_filter(text, PROPERTIES),
        lambda: parse_search(text),
        lambda: parse_orderby(text, NUMBERED),
    )
    for read in readers:
        try:
            read()
        except ODataRefusal:
            continue


def yeastar_json(data: bytes) -> None:
    """The body of `ivr/create`, up to the IVR that would be stored."""
    try:
        body = parse_json(data.decode("utf-8", "replace"))
        if isinstance(body, dict):
            change = wire.parse(wire.known(body))
            apply(Ivr(number="6200", name="Menu"), 1, change, Configuration.of(()))
    except YeastarRefusal:
        return


TARGETS: Mapping[str, Target] = {
    "sip": sip_message,
    "sdp": session_description,
    "rtp": rtp_packets,
    "odata": odata,
    "yeastar": yeastar_json,
}
LONGEST: Mapping[str, int] = {"sip": 16384, "sdp": 16384, "rtp": 4096, "odata": 4096, "yeastar": 65536}
"""Bytes of the longest input that the fuzzer tries."""

WORDS: Mapping[str, Collection[str]] = {
    "sip": (
        "INVITE",
        "SIP/2.0",
        *_VALUE_READERS,
        "Record-Route",
        "WWW-Authenticate",
        "z9hG4bK",
        "sip:",
        "tel:",
        "\r\n ",
    ),
    "sdp": ("IN IP4 ", "IN IP6 ", "m=audio ", "RTP/AVP", "a=rtpmap:", "telephone-event/8000", "a=maxptime:", "a=rtcp:"),
    "odata": (*NUMBERED, *PROPERTIES, " eq ", " and ", " or ", "not ", "startswith(", "contains(", "null", "true"),
    "yeastar": (*wire.PARAMETERS, "extension", "ivr", "end_call", "external_num", "play_prompt", "allow"),
}
"""What the fuzzer may write, so that it need not discover the vocabulary letter by letter."""
