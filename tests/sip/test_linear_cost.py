"""No message costs more than its length: work is counted for every header and line, patterns are judged by form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import pytest
from tests.kit.cost import FILLERS, faster_than_linear
from tests.kit.patterns import fault
from tests.sip.builders import INVITE_BYTES

from switchboard import recalled
from switchboard.sip.bodies import session_description
from switchboard.sip.digest import Credentials, answer_challenge
from switchboard.sip.errors import SipError
from switchboard.sip.headers import AlertInfo, Replaces
from switchboard.sip.matching import client_key, server_key
from switchboard.sip.message import Response
from switchboard.sip.offer_answer import Capabilities, LocalMedia, make_answer, make_offer, read_answer
from switchboard.sip.parser import StreamParser, parse_message
from switchboard.sip.registrar import process
from switchboard.sip.sdp import SessionDescription
from switchboard.sip.session_timer import answer_request, read_response
from switchboard.sip.uri import NameAddr
from switchboard.sip.validation import refusal

pytestmark = pytest.mark.unit
T = TypeVar("T")


@pytest.fixture(autouse=True)
def nothing_is_recalled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost of reading is judged, also of texts that were read before."""
    monkeypatch.setattr(recalled, "LONGEST_CHARS", -1)


ADDRESS = (
    *("{}", "<sip:{}", "<sip:{}>;tag=1", '"{}', '"{}" <sip:a@h>;tag=1', "{} <sip:a@h>;tag=1", "<sip:{}@h>;tag=1"),
    *("<sip:a@{}>;tag=1", "<sip:a@{}!>", "<sip:a:{}@h>", "<sip:a@h;{}>", "<sip:a@h?{}>", "<tel:{}>", "<x:{}>"),
    *("<sip:a@h>;{}", "<sip:a@h>{}", "<sip:a@h>, {}", "<sip:a@[{}]>", "sip:a@h;tag={}"),
)
SOME = ('"{}', "{} <sip:a@{}!>;{}", "<sip:a@h>, {}")
PARAMETERS = ("{}", "1;{}", "1;a={}", '1;a="{}')
AUTHORIZATION = (
    *("{}", "Digest {}", "Digest realm={}", 'Digest realm="{}', 'Digest realm="a", nonce="{}", qop="auth"'),
    *('Digest nonce="a", qop="{}"', "Digest nonce=a, algorithm={}", 'Digest {}nonce="a", qop="auth"'),
)
HEADERS: dict[str, tuple[str, ...]] = {
    "Via": (
        *("{}", "SIP/2.0/{}", "SIP/{}", "SIP/2.0/UDP {}", "SIP/2.0/UDP {}!;branch=z9hG4bKx", "SIP/2.0/UDP h:{}"),
        *(
            "SIP/2.0/UDP h;{}",
            "SIP/2.0/UDP h;branch=z9hG4bK{}",
            "SIP/2.0/UDP h;branch=z9hG4bKx, {}",
            "SIP/2.0/UDP [{}]",
        ),
    ),
    "From": ADDRESS,
    **dict.fromkeys(("To", "Contact", "Route", "Record-Route", "Path", "Refer-To", "Referred-By"), SOME),
    **dict.fromkeys(("P-Asserted-Identity", "P-Preferred-Identity", "Remote-Party-ID", "Diversion"), SOME),
    "Call-ID": ("{}", "a@{}"),
    "CSeq": ("{}", "1 {}", "{} INVITE", "1{} INVITE"),
    "Max-Forwards": ("{}", "7{}"),
    "Content-Length": ("{}", "1{}"),
    "Content-Type": (*PARAMETERS, "application/sdp;{}", "multipart/mixed;boundary={}", 'multipart/mixed;boundary="{}'),
    "Content-Encoding": ("{}",),
    "Content-Disposition": PARAMETERS,
    "Expires": PARAMETERS,
    "Session-Expires": (*PARAMETERS, "1800;refresher={}"),
    "Min-SE": PARAMETERS,
    **dict.fromkeys(("Supported", "Require", "Allow", "Accept", "Proxy-Require"), ("{}", "timer,{}")),
    **dict.fromkeys(
        ("Authorization", "WWW-Authenticate"),
        AUTHORIZATION,
    ),
    **dict.fromkeys(("Proxy-Authorization", "Proxy-Authenticate"), AUTHORIZATION[-2:]),
    "Replaces": (*PARAMETERS, "a;to-tag=1;from-tag={}"),
    "Alert-Info": ("{}", "<{}", "<a>;{}", "<a>,{}"),
    "Reason": (*PARAMETERS, 'SIP;text="{}'),
    "Timestamp": ("{}",),
    "Subject": ("{}",),
    "X-Unknown": ("{}", "a{}"),
}
START_LINES = (
    *("{}", "INVITE {}", "INVITE sip:{} SIP/2.0", "INVITE sip:a@{}! SIP/2.0", "{} sip:a SIP/2.0", "INVITE sip:a {}"),
    *("INVITE tel:{} SIP/2.0", "INVITE sip:{}@h SIP/2.0", "SIP/2.0 200 {}", "SIP/2.0 {}", "SIP/{} 200 OK"),
)
SDP = "v=0\r\no=- 1 1 IN IP4 h\r\ns=-\r\nc=IN IP4 1.2.3.4\r\nt=0 0\r\n"
SDP += "m=audio 4 RTP/AVP 0 96\r\na=rtpmap:96 telephone-event/8000\r\n"
SDP_LINES = (
    *("v={}", "v=0{}", "o={}", "o=- {} 1 IN IP4 h", "o=- 1 {} IN IP4 h", "o=- 1 1 IN IP4 {}", "s={}", "i={}", "u={}"),
    *("e={}", "p={}", "c={}", "c=IN IP4 {}", "c=IN IP6 {}", "b={}", "b=AS:{}", "t={}", "r={}", "z={}", "k={}", "{}"),
    *("m={}", "m=audio {}", "m=audio 4 {}", "m=audio 4 RTP/AVP {}", "m=audio 4/{} RTP/AVP 0", "m=audio 4 RTP/AVP 0 {}"),
    *("a={}", "a=rtpmap:{}", "a=rtpmap:96 {}", "a=rtpmap:0 PCMU/{}", "a=fmtp:{}", "a=fmtp:96 {}", "a=ptime:{}"),
    *("a=rtcp:{}", "a=maxptime:{}", "a=sendrecv{}", "{}=1"),
)


def readers(name: str) -> list[Callable[[str], object]]:
    """What besides the parsing of messages looks at a header of that name."""
    if name in ("Authorization", "Proxy-Authorization"):
        return [Credentials.parse]
    if name in ("WWW-Authenticate", "Proxy-Authenticate"):
        return [lambda text: answer_challenge([text], "INVITE", "sip:h", "100", password="x")]
    own: dict[str, Callable[[str], object]] = {"Alert-Info": AlertInfo.parse_list, "Replaces": Replaces.parse}
    if name in own:
        return [own[name]]
    return [NameAddr.parse] if HEADERS[name] in (ADDRESS, SOME) else []


READERS = {name: readers(name) for name in HEADERS}


def read(data: bytes) -> None:
    """All that is done with a datagram, and with its answer."""
    message = parse_message(data)
    for name, value in message.headers:
        for parse in READERS.get(name, ()):
            ignoring(parse, value)
    if isinstance(message, Response):
        ignoring(client_key, message)
        ignoring(read_response, message)
    else:
        refusal(message, ())
        for look in (server_key, answer_request, lambda request: process(request, (), 0.0)):
            ignoring(look, message)
    ignoring(session_description, message)
    message.serialize()


def ignoring(run: Callable[[T], object], value: T) -> None:
    try:
        str(run(value))
    except SipError:
        return


def with_header(name: str, value: str) -> bytes:
    lines = [line for line in INVITE_BYTES.decode().split("\r\n") if not line.startswith(name + ":")]
    return "\r\n".join([lines[0], f"{name}: {value}", *lines[1:]]).encode("utf-8", "surrogateescape")


def negotiate(body: bytes) -> None:
    local = LocalMedia("10.0.0.1", 10000, 1)
    offer = make_offer(Capabilities(), local)
    description = SessionDescription.parse(body)
    ignoring(lambda theirs: make_answer(theirs, Capabilities(), local)[0].serialize(), description)
    ignoring(lambda theirs: read_answer(offer, theirs), description)


def dear(run: Callable[[bytes], object], make: Callable[[str], bytes], **how: Any) -> list[str]:
    return faster_than_linear(run, make, refusals=(SipError,), **how)


@pytest.mark.parametrize("name", HEADERS)
def test_header(name: str) -> None:
    for template in HEADERS[name]:
        assert not dear(read, partial(with_filled, name, template)), template


def with_filled(name: str, template: str, filler: str) -> bytes:
    return with_header(name, template.replace("{}", filler))


@pytest.mark.parametrize("template", START_LINES)
def test_start_line(template: str) -> None:
    _, _, rest = INVITE_BYTES.partition(b"\r\n")
    assert not dear(read, lambda filler: template.replace("{}", filler).encode() + b"\r\n" + rest)


@pytest.mark.parametrize("template", SDP_LINES)
def test_sdp_line(template: str) -> None:
    """In place of the first of its kind, and at the end."""
    first = SDP.replace(template[:2], f"{template}\r\n{template[:2]}", 1)
    assert not dear(negotiate, lambda filler: first.replace("{}", filler).encode())
    assert not dear(negotiate, lambda filler: (SDP + template + "\r\n").replace("{}", filler).encode())


def lines(*texts: bytes) -> bytes:
    return INVITE_BYTES.replace(b"User-Agent: phone", b"\r\n".join(texts))


MANY: dict[str, Callable[[int], bytes]] = {
    "headers of one name": lambda n: lines(*[b"A: b"] * n),
    "headers of many names": lambda n: lines(*(b"A%d: b" % at for at in range(n))),
    "Route": lambda n: lines(*[b"Route: <sip:a@h;lr>"] * n),
    "Record-Route": lambda n: lines(*[b"Record-Route: <sip:a@h;lr>"] * n),
    "Path": lambda n: lines(*[b"Path: <sip:a@h;lr>"] * n),
    "Contact": lambda n: lines(*[b"Contact: <sip:a@h>"] * n),
    "Via": lambda n: lines(*[b"Via: SIP/2.0/UDP h, SIP/2.0/UDP h"] * n),
    "Supported": lambda n: lines(*[b"Supported: a"] * n),
    "Require": lambda n: lines(*(b"Require: a%d" % at for at in range(n))),
    "continued lines": lambda n: lines(b"A: b" + b"\r\n \t" * n),
    "continued headers": lambda n: lines(*[b"A:\r\n b"] * n),
    "lines before the message": lambda n: b"\r\n" * n + INVITE_BYTES,
    "lines behind the message": lambda n: INVITE_BYTES + b"\r\n" * n,
}


@pytest.mark.parametrize("what", MANY)
def test_many(what: str) -> None:
    """Below the limits of 100 addresses and 256 headers."""
    assert not dear(read, lambda text: MANY[what](len(text)), fillers=["a"], repeated=24)


@pytest.mark.parametrize(
    "media",
    [
        "m=audio 4 RTP/AVP 0\r\n",
        "m=audio 4 RTP/AVP 96 97\r\na=rtpmap:97 PCMA/8000\r\na=sendonly\r\n",
        "m=video 4 RTP/AVP 96\r\n",
    ],
)
def test_media_up_to_the_limit(media: str) -> None:
    assert not dear(negotiate, lambda text: (SDP + media * len(text)).encode(), fillers=["a"], repeated=7)


@pytest.mark.parametrize("line", ["a=rtpmap:97 PCMA/8000\r\n", "a=x\r\n", "\r\n", "c=IN IP4 1.2.3.4\r\n", "t=0 0\r\n"])
def test_lines_of_a_session(line: str) -> None:
    assert not dear(negotiate, lambda text: (SDP + line * len(text)).encode(), fillers=["a"], repeated=100)


def test_media_with_many_formats_and_attributes() -> None:
    def body(text: str) -> bytes:
        formats = " ".join(["200"] * len(text))
        return SDP.replace("RTP/AVP 0 96", f"RTP/AVP {formats} 96").encode() + b"a=rtpmap:200 X/8000\r\n" * len(text)

    assert not dear(negotiate, body, fillers=["a"], repeated=100)


PART = "--cut\r\nContent-Type: application/sdp\r\n\r\n" + SDP + "\r\n"
MULTIPART = ("{}" + PART, "--cut\r\n{}\r\n" + PART, "--cut{}\r\n" + PART, PART + "{}--cut--", PART + "--cut{}--\r\n")


@pytest.mark.parametrize("template", [*MULTIPART, "--cut\r\nContent-Type: {}\r\n\r\n", "--cut\r\nA:{}\r\n\r\n"])
def test_multipart(template: str) -> None:
    fillers = [*FILLERS, "--cut", "--", "-", "\r\n", "\n", "\r\n--", "\r\n--cu", "\r\n--cut ", "\r\n--cut2\r\n"]
    head = INVITE_BYTES.partition(b"\r\nContent-Type")[0] + b"\r\nContent-Type: multipart/mixed;boundary=cut\r\n\r\n"
    assert not dear(read, lambda filler: head + template.replace("{}", filler).encode(), fillers=fillers)


@pytest.mark.parametrize(
    "inner", ["--cut\r\n\r\n\r\n", PART, "--cut\r\nContent-Type: multipart/mixed;boundary=a\r\n\r\n"]
)
def test_parts_up_to_the_limit(inner: str) -> None:
    head = INVITE_BYTES.partition(b"\r\nContent-Type")[0] + b"\r\nContent-Type: multipart/mixed;boundary=cut\r\n\r\n"
    assert not dear(read, lambda text: head + inner.encode() * len(text) + b"--cut--", fillers=["a"], repeated=7)


STREAMS: list[Callable[[int], bytes]] = [
    lambda n: INVITE_BYTES.replace(b"phone", b"a" * n),
    lambda n: INVITE_BYTES.replace(b"phone", b"a\r\n " * n),
    lambda n: INVITE_BYTES.replace(b"phone", b"a\r" * n),
    lambda n: INVITE_BYTES.replace(b"Content-Length: 4", b"Content-Length: %d" % (4 + n)) + b"a" * n,
    lambda n: b"\r\n" * n,
    lambda n: b"\r\n\r\n" * n,
    lambda n: b"\n" * n,
    lambda n: INVITE_BYTES * n,
]


@pytest.mark.parametrize("size", [1, 7, 1 << 20])
@pytest.mark.parametrize("stream", STREAMS)
def test_stream_in_pieces(stream: Callable[[int], bytes], size: int) -> None:
    def feed(data: bytes) -> None:
        parser = StreamParser()
        for at in range(0, len(data), size):
            parser.feed(data[at : at + size])

    assert not dear(feed, lambda text: stream(len(text)), fillers=["a"], repeated=40)


@pytest.mark.parametrize(
    ("pattern", "searched"),
    [
        (r"(?:[a-z](?:[a-z_]*[a-z])?\.?)+\Z", False),
        (r"[ \t]*\n[ \t]+", True),
        (r"\s*(\d{1,10})\s*(?:\(.*\))?\s*\Z", False),
        (r"(a|ab)*c", False),
        (r"(?:a?a?)*b", False),
        (r"a*b*a*", False),
    ],
)
def test_patterns_that_are_refused(pattern: str, searched: bool) -> None:
    assert fault(pattern, searched=searched) is not None


def quadratic(text: str) -> list[str]:
    return [text[at:].strip() for at in range(len(text))]


def searching_behind_each(text: str) -> int:
    return sum(1 for at in range(len(text)) for other in text[at:] if other == text[at])


@pytest.mark.parametrize("run", [quadratic, searching_behind_each])
def test_the_count_sees_what_is_quadratic(run: Callable[[str], object]) -> None:
    assert faster_than_linear(run, str, fillers=["a"]) and not faster_than_linear(len, str, fillers=["a"])
