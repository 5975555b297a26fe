"""What is taken though it is not as the RFCs have it, a row each, and what is not: where it would be a guess."""

from __future__ import annotations

import pytest
from tests.sip.builders import INVITE_BYTES

from switchboard.sip.digest import Credentials, answer_challenge
from switchboard.sip.errors import MalformedHeader, SipError, UnacceptableOffer
from switchboard.sip.offer_answer import Capabilities, LocalMedia, make_answer
from switchboard.sip.parser import parse_message
from switchboard.sip.sdp import SessionDescription
from switchboard.sip.uri import NameAddr, SipUri

pytestmark = pytest.mark.unit

NUMBERS = {
    "sip:6200@h": "6200",
    "sip:6200;phone-context=example.com@h": "6200",
    "sip:+4930123;npdi;rn=+4930999@h;user=phone": "+4930123",
    "sip:+4930123;isub=1411@h": "+4930123",
    "sip:+4930123;cpc=ordinary;oli=0@h": "+4930123",
    "sip:+4930123;tgrp=a;trunk-context=example.com@h": "+4930123",
    "sip:+49-(30).1234@h": "+49301234",
    "sip:+49%2030%201234@h": "+49301234",
    "sip:%2B49301234@h": "+49301234",
    "sip:*31%23@h": "*31#",
    "tel:+49-30-1234;npdi": "+49301234",
    "tel:6200;phone-context=+4930": "6200",
    "TEL:(030)1234": "0301234",
    "tel:%2a31%23": "*31#",
    "sip:john.doe@h": "john.doe",
    "sip:a-b;x=y@h": "a-b",
    "sip:user:secret@h": "user",
    "sip:h": "",
    "sips:6200@h": "6200",
    "urn:service:sos": "",
}


@pytest.mark.parametrize("uri", NUMBERS)
def test_numbers(uri: str) -> None:
    assert SipUri.parse(uri).number == NUMBERS[uri]


@pytest.mark.parametrize("uri", ["sip:+49-(30).1234;npdi;isub=1@h;user=phone", "tel:+49-30-1234;npdi;x=y"])
def test_a_uri_is_sent_back_as_it_came(uri: str) -> None:
    assert str(SipUri.parse(uri)) == uri


ADDRESSES = {
    "J Rosenberg <sip:j@h>;tag=1": "J Rosenberg",
    "Jürgen Müller <sip:j@h>;tag=1": "Jürgen Müller",
    "Dr. No <sip:j@h>;tag=1": "Dr. No",
    "Doe, John (Sales) <sip:j@h>;tag=1": "Doe, John (Sales)",
    "john@home <sip:j@h>;tag=1": "john@home",
    "call: me <sip:j@h>;tag=1": "call: me",
    "sip:k@h <sip:j@h>;tag=1": "sip:k@h",
    "=?UTF-8?B?SsO8cmdlbg==?= <sip:j@h>;tag=1": "=?UTF-8?B?SsO8cmdlbg==?=",
    "=?utf-8?q?J=C3=BC?= =?utf-8?q?rgen?= <sip:j@h>;tag=1": "=?utf-8?q?J=C3=BC?= =?utf-8?q?rgen?=",
    "Bob<sip:j@h>;tag=1": "Bob",
    '"Bob"<sip:j@h>;tag=1': "Bob",
    '"Bob"\t <sip:j@h>;tag=1': "Bob",
    '"Bob <sip:j@h>;tag=1': "Bob",
    'Bob" <sip:j@h>;tag=1': "Bob",
    '"Bob" B" <sip:j@h>;tag=1': "Bob B",
    '"Bob\\" <sip:j@h>;tag=1': "Bob\\",
    "< sip:j@h >;tag=1": "",
    "<sip:j@h> ; tag=1": "",
    "<sip:j@h>;;tag=1;": "",
    "sip:j@h;tag=1": "",
    " <sip:j@h>;tag=1 ": "",
}


@pytest.mark.parametrize("text", ADDRESSES)
def test_addresses(text: str) -> None:
    address = NameAddr.parse(text)
    assert (address.display_name, str(address.uri), address.tag) == (ADDRESSES[text], "sip:j@h", "1")
    assert NameAddr.parse(str(address)) == address


@pytest.mark.parametrize(
    "text",
    [
        '"Bob <sip:a@h>, <sip:b@h>',
        'sip:a@h;x="<sip:b@h>"',
        'sip:a@h;tag=1;x="q <sip:b@h>',
        "Bob sip:a@h",
        '"Bob" sip:a@h',
        'Bob" <sip:a@h> <sip:b@h>',
        "Bob <sip:a@h",
        "Bob, <sip:a b@h>",
    ],
)
def test_addresses_that_could_be_others(text: str) -> None:
    with pytest.raises(MalformedHeader):
        NameAddr.parse(text)


LISTS = {
    "Doe, John <sip:a@h>, <sip:b@h>": ["sip:a@h", "sip:b@h"],
    '"Doe, J" <sip:a@h>, sip:b@h;x=y': ["sip:a@h", "sip:b@h"],
    ",<sip:a@h>,,\t<sip:b@h>,": ["sip:a@h", "sip:b@h"],
    '"Bob <sip:a@h>': ["sip:a@h"],
}


@pytest.mark.parametrize("text", LISTS)
def test_lists(text: str) -> None:
    assert [str(address.uri) for address in NameAddr.parse_list(text)] == LISTS[text]


@pytest.mark.parametrize("text", ["Doe, John", "<sip:a@h>, Doe", "sip:a@h, b"])
def test_lists_that_end_without_a_uri(text: str) -> None:
    with pytest.raises(MalformedHeader):
        NameAddr.parse_list(text)


CHALLENGES = {
    "as it should be": 'Digest realm="a b", nonce="n", qop="auth", algorithm=MD5',
    "tabs": 'Digest\trealm="a b",\tnonce="n"\t,qop="auth"',
    "no blanks": 'Digest realm="a b",nonce="n",qop="auth"',
    "blanks around the equals sign": 'Digest realm = "a b" , nonce = "n" , qop = "auth"',
    "stray commas": 'Digest ,realm="a b",, nonce="n", qop="auth",',
    "scheme and names in another case": 'dIGEST REALM="a b", Nonce="n", QOP="AUTH", ALGORITHM="md5"',
    "realm without quotes": "Digest realm=a b, nonce=n, qop=auth",
    "single quotes": "Digest realm='a b', nonce='n', qop='auth'",
    "more qualities": 'Digest realm="a b", nonce="n", qop="auth,auth-int"',
    "more qualities, the other order": 'Digest realm="a b", nonce="n", qop="auth-int , auth"',
    "a list without quotes": 'Digest realm="a b", nonce="n", qop=auth,auth-int',
    "a list without quotes, then more": 'Digest qop=auth-int,auth, realm="a b", nonce="n"',
    "empty parameters": 'Digest realm="a b", nonce="n", qop="auth", opaque="", domain="", algorithm=""',
    "unknown parameters": 'Digest realm="a b", nonce="n", qop="auth", charset=UTF-8, userhash=false, x="y"',
    "another scheme in the same line": 'Basic realm="x", Digest realm="a b", nonce="n", qop="auth"',
    "a scheme without parameters before": 'Negotiate, Digest realm="a b", nonce="n", qop="auth"',
    "another algorithm in the same line": (
        'Digest realm="a b", nonce="n", qop="auth", algorithm=AKAv1-MD5, Digest realm="a b", nonce="n", qop="auth"'
    ),
}


def proof_of(challenge: str) -> Credentials:
    value = answer_challenge([challenge], "INVITE", "sip:h", "u", password="p", cnonce="c")
    assert value is not None
    return Credentials.parse(value)


@pytest.mark.parametrize("what", CHALLENGES)
def test_challenges(what: str) -> None:
    proof = proof_of(CHALLENGES[what])
    assert (proof.realm, proof.nonce, proof.qop) == ("a b", "n", "auth")
    assert proof.response == proof_of(CHALLENGES["as it should be"]).response


@pytest.mark.parametrize("qop", ['qop=""', "qop=", "qop=,", 'qop=" "', "algorithm=MD5"])
def test_challenges_without_a_quality(qop: str) -> None:
    proof = proof_of(f'Digest realm="a b", nonce="n", {qop}')
    assert (proof.qop, proof.nonce_count) == (None, None)


@pytest.mark.parametrize("name", ["SHA-256", "sha-256", "SHA256", '"SHA-256"'])
def test_algorithms(name: str) -> None:
    assert proof_of(f'Digest realm="r", nonce="n", algorithm={name}').algorithm == "SHA-256"


@pytest.mark.parametrize(
    "challenge",
    [
        'Digest realm="a", nonce="n", qop="auth-int"',
        'Digest realm="a", nonce="n", algorithm=MD5-sess',
        'Digest realm="a", nonce=""',
        'Digest realm="a", realm="b", nonce="n"',
        'Digest realm="a", nonce="n',
        'Basic realm="a"',
        "Digest",
        "",
    ],
)
def test_challenges_that_nobody_can_answer(challenge: str) -> None:
    assert answer_challenge([challenge], "INVITE", "sip:h", "u", password="p") is None


KNOWN = 'realm="r", nonce="n", uri="sip:h", response="0a"'
PROVEN = 'qop=auth, nc=00000001, cnonce="c"'
CREDENTIALS = {
    "as they should be": f'Digest username="u", {KNOWN}, {PROVEN}',
    "tabs": f'Digest\tusername="u",\t{KNOWN}\t,{PROVEN}'.replace("uri=", "\turi="),
    "stray commas": f'Digest ,username="u",,{KNOWN}, , {PROVEN},',
    "quotes": f'Digest username="u", {KNOWN}, qop="auth", nc="00000001", cnonce="c"',
    "no quotes": f"Digest username=u, {KNOWN}, {PROVEN}".replace('"', ""),
    "single quotes": f'Digest username="u", {KNOWN}, {PROVEN}'.replace('"', "'"),
    "another order": f'Digest {PROVEN}, {KNOWN}, username="u"',
    "case": 'DIGEST USERNAME="u", Realm="r", NONCE="n", URI="sip:h", Response="0A", QOP=Auth, NC=00000001, CNonce="c"',
}


@pytest.mark.parametrize("what", CREDENTIALS)
def test_credentials(what: str) -> None:
    assert Credentials.parse(CREDENTIALS[what]) == Credentials.parse(CREDENTIALS["as they should be"])


SDP = "v=0\r\no=- 1 1 IN IP4 10.0.0.2\r\ns=-\r\nc=IN IP4 10.0.0.2\r\nt=0 0\r\nm=audio 4000 RTP/AVP 96 101\r\n"
SDP += "a=rtpmap:96 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=sendonly\r\n"
SESSIONS = {
    "as it should be": SDP,
    "bare LF": SDP.replace("\r\n", "\n"),
    "bare CR": SDP.replace("\r\n", "\r"),
    "no last line end": SDP.rstrip(),
    "blank lines": SDP.replace("\r\n", "\r\n\r\n") + "\r\n\r\n",
    "NUL at the end": SDP + "\0\0",
    "NUL in a line": SDP.replace("a=sendonly", "a=sendonly\0"),
    "bytes behind": SDP + "\x01\x02garbage\r\n--boundary--\r\n",
    "stray lines": "hello\r\n" + SDP.replace("t=0 0", "stray\r\n=\r\nx\r\nt=0 0"),
    "no v=": SDP.replace("v=0\r\n", ""),
    "another version": SDP.replace("v=0", "v=1"),
    "no o=": SDP.replace("o=- 1 1 IN IP4 10.0.0.2\r\n", ""),
    "empty o=": SDP.replace("o=- 1 1 IN IP4 10.0.0.2", "o="),
    "short o=": SDP.replace("o=- 1 1 IN IP4 10.0.0.2", "o=- 1"),
    "o= with a name of two words": SDP.replace("o=- 1", "o=Jane Doe 1"),
    "o= with numbers that are none": SDP.replace("o=- 1 1", "o=- 0x1 -1"),
    "o= with a long number": SDP.replace("o=- 1 1", "o=- 1 " + "9" * 40),
    "no s=": SDP.replace("s=-\r\n", ""),
    "empty s=": SDP.replace("s=-", "s="),
    "no t=": SDP.replace("t=0 0\r\n", ""),
    "odd t=": SDP.replace("t=0 0", "t=now"),
    "t= behind the media": SDP.replace("t=0 0\r\n", "") + "t=0 0\r\n",
    "lines in another order": SDP.replace("o=- 1 1 IN IP4 10.0.0.2\r\ns=-\r\n", "s=-\r\no=- 1 1 IN IP4 10.0.0.2\r\n"),
    "unknown types": SDP.replace("t=0 0", "y=1\r\nt=0 0\r\nX=2\r\nb=\r\nk=clear:x\r\nz=0"),
    "types in upper case": "\r\n".join(line[:1].upper() + line[1:] for line in SDP.split("\r\n")),
    "all in upper case": SDP.upper(),
    "network in lower case": SDP.replace("c=IN IP4", "c=in ip4"),
    "blanks": SDP.replace("=", " = ").replace("audio 4000 RTP/AVP", "audio  4000\tRTP/AVP "),
    "blanks at the ends": "\r\n".join(f" {line} \t" for line in SDP.split("\r\n")),
    "odd formats": SDP.replace("RTP/AVP 96", "RTP/AVP foo -1 999 96"),
    "malformed session address that is not used": SDP.replace("c=IN IP4 10.0.0.2", "c=IN").replace(
        "a=rtpmap:96", "c=IN IP4 10.0.0.2\r\na=rtpmap:96"
    ),
    "malformed attributes": SDP + "a=\r\na=:\r\na=rtpmap\r\na=rtpmap:\r\na=rtpmap:5\r\na=fmtp:\r\na=ptime:x\r\n",
    "malformed video": SDP + "m=video x RTP/AVP 31\r\nc=\r\nm=image\r\n",
    "not UTF-8": SDP.replace("s=-", "s=\udcff"),
}


def answer(text: str) -> tuple[object, ...]:
    body = text.encode("utf-8", "surrogateescape")
    description, agreed = make_answer(SessionDescription.parse(body), Capabilities(), LocalMedia("10.0.0.1", 10000, 1))
    assert SessionDescription.parse(description.serialize()) == description and description.timing == ("0 0",)
    where = agreed.remote_host, agreed.remote_port
    return *where, agreed.payload_type, agreed.telephone_event_payload_type, agreed.direction


@pytest.mark.parametrize("what", SESSIONS)
def test_sessions(what: str) -> None:
    assert answer(SESSIONS[what]) == ("10.0.0.2", 4000, 96, 101, "recvonly")


@pytest.mark.parametrize(
    "text",
    [
        SDP.replace("c=IN IP4 10.0.0.2\r\n", ""),
        SDP.replace("c=IN IP4 10.0.0.2", "c=IN IP4"),
        SDP.replace("c=IN IP4 10.0.0.2", "c=ATM NSAP 10.0.0.2"),
        SDP.replace("4000", "65536"),
        SDP.replace("4000", "-1"),
        SDP.replace("RTP/AVP 96 101", ""),
        SDP.replace("RTP/AVP 96 101", "RTP/AVP"),
        SDP.replace("RTP/AVP", "RTP/SAVP"),
        SDP.replace("PCMA/8000", "PCMA/16000"),
        SDP.replace("PCMA/8000", "PCMA"),
        SDP.replace("m=audio 4000 RTP/AVP 96 101\r\n", ""),
    ],
)
def test_sessions_that_do_not_say_what_matters(text: str) -> None:
    with pytest.raises(SipError):
        answer(text)


def test_media_that_is_malformed_keeps_its_place_in_the_answer() -> None:
    offer = SessionDescription.parse((SDP + "m=image\r\nm=video x RTP/AVP 31\r\n").encode())
    description, _ = make_answer(offer, Capabilities(), LocalMedia("10.0.0.1", 10000, 1))
    assert description.serialize().decode().splitlines()[-2:] == ["m=image 0 RTP/AVP 0", "m=video 0 RTP/AVP 31"]


MESSAGES = {
    "as it should be": INVITE_BYTES,
    "bare LF": INVITE_BYTES.replace(b"\r\n", b"\n"),
    "lines before": b"\r\n\r\n\n" + INVITE_BYTES,
    "bytes behind": INVITE_BYTES + b"\0\0more",
    "names in another case": INVITE_BYTES.replace(b"Via:", b"VIA:").replace(b"Call-ID", b"call-id"),
    "compact names": INVITE_BYTES.replace(b"Via:", b"v:").replace(b"From:", b"f:").replace(b"To:", b"t:"),
    "blanks before the colon": INVITE_BYTES.replace(b"CSeq:", b"CSeq \t:"),
    "no blank behind the colon": INVITE_BYTES.replace(b": ", b":"),
    "folded": INVITE_BYTES.replace(b"CSeq: 1 INVITE", b"CSeq:\r\n 1\r\n\tINVITE"),
    "version in another case": INVITE_BYTES.replace(b"SIP/2.0\r\nVia", b"sip/2.0\r\nVia"),
    "blanks in Via": INVITE_BYTES.replace(b"SIP/2.0/UDP 10.0.0.2:5061;", b"SIP / 2.0 / UDP  10.0.0.2 : 5061 ;"),
}


@pytest.mark.parametrize("what", MESSAGES)
def test_messages(what: str) -> None:
    message = parse_message(MESSAGES[what])
    assert (message.via.sent_by, message.via.branch) == ("10.0.0.2:5061", "z9hG4bKabc")
    assert (message.call_id, message.cseq.number, message.from_.tag) == ("call-1@10.0.0.2", 1, "a1")
    assert message.body == b"v=0\n"


def test_an_address_that_is_malformed_is_refused_only_where_it_is_needed() -> None:
    with pytest.raises(UnacceptableOffer):
        answer(SDP.replace("c=IN IP4 10.0.0.2", "c=IN IP4 1 2"))
