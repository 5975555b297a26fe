from __future__ import annotations

import pytest

from switchboard.sip.errors import MalformedSdp
from switchboard.sip.sdp import SessionDescription

pytestmark = pytest.mark.unit

BODY = b"""v=0\r
o=jdoe 2890844526 2890842807 IN IP4 10.47.16.5\r
s=SDP Seminar\r
c=IN IP4 224.2.17.12/127\r
t=2873397496 2873404696\r
a=recvonly\r
m=audio 49170 RTP/AVP 0 8\r
a=x-unknown:kept as it is\r
m=video 51372/2 RTP/AVP 99\r
c=IN IP6 2001:db8::1\r
a=rtpmap:99 h263-1998/90000\r
a=inactive\r
"""


def test_parse() -> None:
    description = SessionDescription.parse(BODY)
    audio, video = description.media
    assert (description.origin.session_id, description.origin.version) == ("2890844526", 2890842807)
    assert description.name == "SDP Seminar" and description.timing == ("2873397496 2873404696",)
    assert (audio.kind, audio.port, audio.formats) == ("audio", 49170, ("0", "8"))
    assert description.address_of(audio) == "224.2.17.12" and description.address_of(video) == "2001:db8::1"
    assert description.direction_of(audio) == "recvonly" and description.direction_of(video) == "inactive"
    assert audio.attribute("x-unknown") == "kept as it is" and video.port_count == 2


def test_round_trip() -> None:
    description = SessionDescription.parse(BODY)
    assert SessionDescription.parse(description.serialize()) == description


def test_lenient_line_ends_and_missing_lines() -> None:
    description = SessionDescription.parse(b"v=0\no=- 1 1 IN IP4 h\ns=\nm=audio 9 RTP/AVP 0\n\n")
    assert description.name == "-" and description.direction_of(description.media[0]) == "sendrecv"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello\n",
        b"\0\0",
        b"v=0\no=- 1 1 IN IP4 h\nm=audio\n",
        b"v=0\no=- 1 1 IN IP4 h\nm=audio 65536 RTP/AVP 0\n",
        b"v=0\no=- 1 1 IN IP4 h\nm=audio 9\n",
        b"v=0\no=- 1 1 IN IP4 h\nm=audio x RTP/AVP 0\n",
        b"v=0\no=- 1 1 IN IP4 h\nm=audio 9/x RTP/AVP 0\n",
        b"v=0\no=- 1 1 IN IP4 h\n" + b"m=audio 1 RTP/AVP 0\n" * 40,
        b"v=0\n" + b"a=x\n" * 10000,
    ],
)
def test_malformed(body: bytes) -> None:
    with pytest.raises(MalformedSdp):
        SessionDescription.parse(body)
