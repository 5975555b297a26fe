"""SIP messages parsed and serialized a second, against splitting and joining the same bytes."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.report import ratio, show
from bench.timing import rates
from switchboard.sip.message import Message
from switchboard.sip.parser import parse_message
from switchboard.sip.sdp import SessionDescription

COMMON = """Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-524287-1---f3a1b7c2d4e5f607;rport
From: "Alice Example" <sip:1000@pbx.example.com>;tag=a1b2c3d4
To: <sip:6200@pbx.example.com>{tag}
Call-ID: 84b4c76e66710a1b2c3d4e5f@192.0.2.10
CSeq: {cseq}
Contact: <sip:1000@192.0.2.10:5060;transport=udp;ob>
Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REFER, NOTIFY
Supported: replaces, norefersub, timer, outbound
User-Agent: Bench 1.0
"""
SDP = """v=0
o=- 3911234567 3911234567 IN IP4 192.0.2.10
s=-
c=IN IP4 192.0.2.10
t=0 0
m=audio 40000 RTP/AVP 9 8 0 101
a=rtpmap:9 G722/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=ptime:20
a=sendrecv
"""
TAG = ";tag=f9e8d7c6"


@dataclass(frozen=True, slots=True)
class Sample:
    """A message as bytes, and as parsed."""

    name: str
    data: bytes
    message: Message


def sample(name: str, start_line: str, cseq: str, tag: str, sdp: str) -> Sample:
    """A message as a phone would send it."""
    body = sdp.replace("\n", "\r\n")
    extra = f"Max-Forwards: 70\nContent-Type: application/sdp\nContent-Length: {len(body)}\n" if body else ""
    head = f"{start_line}\n{COMMON.format(tag=tag, cseq=cseq)}{extra or 'Content-Length: 0' + chr(10)}\n"
    data = (head.replace("\n", "\r\n") + body).encode()
    return Sample(name, data, parse_message(data))


def samples() -> list[Sample]:
    """The three kinds that a call mostly consists of."""
    return [
        sample("INVITE with SDP", "INVITE sip:6200@pbx.example.com SIP/2.0", "1 INVITE", "", SDP),
        sample("200 with SDP", "SIP/2.0 200 OK", "1 INVITE", TAG, SDP),
        sample("BYE", "BYE sip:6200@192.0.2.1:5060 SIP/2.0", "2 BYE", TAG, ""),
    ]


def typed(message: Message) -> object:
    """What the transaction layer looks at."""
    return message.via, message.from_, message.to, message.cseq, message.contact


def split(data: bytes) -> list[list[bytes]]:
    """The floor of parsing: lines at CRLF, each at its first colon."""
    head, _, _ = data.partition(b"\r\n\r\n")
    return [line.split(b":", 1) for line in head.split(b"\r\n")]


def joiner(data: bytes) -> Callable[[], bytes]:
    """The floor of serializing: to join lines that are there, and encode them."""
    head, _, body = data.decode().partition("\r\n\r\n")
    lines, tail = head.split("\r\n"), body.encode()
    return lambda: "\r\n".join(lines).encode() + tail


def run(quick: bool) -> None:
    """Measures and prints."""
    seconds = 0.25 if quick else 2.0
    rows = []
    for one in samples():
        rows += rows_of(one, seconds)
    sdp = SDP.replace("\n", "\r\n").encode()
    ours, floor = rates([lambda: SessionDescription.parse(sdp), lambda: sdp.split(b"\r\n")], seconds)
    rows.append(["SDP alone, parse", f"{ours:,.0f}", f"{floor:,.0f}", ratio(ours, floor)])
    show(
        "1. SIP messages a second, one core",
        ("", "Switchboard", "floor", "ratio"),
        rows,
        "Floor of parsing: bytes.split at CRLF and of each line at its colon, nothing decoded, checked or typed.",
        "Floor of serializing: join of ready lines and encode. Typed: Via, From, To, CSeq and Contact parsed as well.",
    )


def rows_of(one: Sample, seconds: float) -> list[list[str]]:
    """Parse, parse with typed headers, serialize."""
    works: list[Callable[[], object]] = [
        lambda: parse_message(one.data),
        lambda: typed(parse_message(one.data)),
        lambda: split(one.data),
        one.message.serialize,
        joiner(one.data),
    ]
    parsed, with_types, floor, serialized, joined = rates(works, seconds)
    return [
        [f"{one.name} ({len(one.data)} bytes), parse", f"{parsed:,.0f}", f"{floor:,.0f}", ratio(parsed, floor)],
        [f"{one.name}, parse, typed", f"{with_types:,.0f}", f"{floor:,.0f}", ratio(with_types, floor)],
        [f"{one.name}, serialize", f"{serialized:,.0f}", f"{joined:,.0f}", ratio(serialized, joined)],
    ]
