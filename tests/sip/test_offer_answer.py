from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.sip.errors import UnacceptableOffer, WrongAddressFamily
from switchboard.sip.media_address import host_names, with_addresses
from switchboard.sip.offer_answer import (
    AudioMedia,
    Capabilities,
    Codec,
    Direction,
    LocalMedia,
    make_answer,
    make_offer,
    read_answer,
)
from switchboard.sip.sdp import SessionDescription

pytestmark = pytest.mark.unit

LOCAL = LocalMedia("10.0.0.1", 10000, 77)
PEER = LocalMedia("10.0.0.2", 20000, 88)
OURS = Capabilities()


def offer(*lines: str, address: str = "10.0.0.2") -> SessionDescription:
    head = ["v=0", "o=- 1 1 IN IP4 h", "s=-", f"c=IN IP4 {address}", "t=0 0"]
    return SessionDescription.parse("\r\n".join([*head, *lines]).encode())


def agree(*lines: str, address: str = "10.0.0.2", capabilities: Capabilities = OURS) -> AudioMedia:
    return make_answer(offer(*lines, address=address), capabilities, LOCAL)[1]


def test_answer_takes_the_first_codec_of_the_offer_that_we_have() -> None:
    media = agree("m=audio 4000 RTP/AVP 18 0 8 101", "a=rtpmap:101 telephone-event/8000", "a=ptime:30")
    assert media == AudioMedia("10.0.0.2", 4000, 4001, Codec.PCMU, 0, 101, Direction.SENDRECV, 30)


def test_an_answer_takes_the_first_codec_of_ours_where_the_order_is_ours() -> None:
    ours = Capabilities((Codec.G722, Codec.PCMU), by_our_order=True)
    assert agree("m=audio 4000 RTP/AVP 8 0 9", capabilities=ours).codec is Codec.G722
    assert agree("m=audio 4000 RTP/AVP 8 0", capabilities=ours).codec is Codec.PCMU
    with pytest.raises(UnacceptableOffer):
        agree("m=audio 4000 RTP/AVP 8", capabilities=ours)


def test_answer_text() -> None:
    description, _ = make_answer(offer("m=audio 4000 RTP/AVP 8 96", "a=rtpmap:96 telephone-event/8000"), OURS, LOCAL)
    assert description.serialize().decode().splitlines() == [
        "v=0",
        "o=- 77 1 IN IP4 10.0.0.1",
        "s=-",
        "c=IN IP4 10.0.0.1",
        "t=0 0",
        "m=audio 10000 RTP/AVP 8 96",
        "a=rtpmap:8 PCMA/8000",
        "a=rtpmap:96 telephone-event/8000",
        "a=fmtp:96 0-16",
        "a=ptime:20",
        "a=sendrecv",
    ]
    assert LOCAL.next().version == 2


def test_dynamic_payload_types_and_g722() -> None:
    assert agree("m=audio 4000 RTP/AVP 97", "a=rtpmap:97 pcma/8000/1").payload_type == 97
    assert agree("m=audio 4000 RTP/AVP 9").codec is Codec.G722


def test_rtpmap_of_a_static_number_counts() -> None:
    with pytest.raises(UnacceptableOffer):
        agree("m=audio 4000 RTP/AVP 0", "a=rtpmap:0 opus/48000/2")


def test_telephone_event_is_taken_at_8000_only() -> None:
    lines = (
        "m=audio 4000 RTP/AVP 0 100 101",
        "a=rtpmap:100 telephone-event/48000",
        "a=rtpmap:101 telephone-event/8000",
    )
    assert agree(*lines).telephone_event_payload_type == 101
    assert agree(*lines[:2]).telephone_event_payload_type is None
    assert agree(*lines, capabilities=Capabilities(telephone_event=False)).telephone_event_payload_type is None


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("sendrecv", "sendrecv"), ("sendonly", "recvonly"), ("recvonly", "sendonly"), ("inactive", "inactive")],
)
def test_direction_is_mirrored(theirs: str, ours: str) -> None:
    assert agree("m=audio 4000 RTP/AVP 0", f"a={theirs}").direction == ours


def test_wish_narrows_the_direction() -> None:
    _, media = make_answer(offer("m=audio 4000 RTP/AVP 0"), OURS, LOCAL, Direction.RECVONLY)
    assert media.direction is Direction.RECVONLY


def test_hold_by_unspecified_address() -> None:
    media = agree("m=audio 4000 RTP/AVP 0", address="0.0.0.0")
    assert media.direction is Direction.RECVONLY and media.remote_host == "0.0.0.0"


def test_other_media_are_refused_in_place() -> None:
    description, media = make_answer(
        offer("m=video 1 RTP/AVP 31", "m=audio 0 RTP/AVP 0", "m=audio 4 RTP/AVP 8", "m=audio 6 RTP/AVP 8"), OURS, LOCAL
    )
    assert [line.port for line in description.media] == [0, 0, 10000, 0]
    assert [line.formats for line in description.media if not line.port] == [("31",), ("0",), ("8",)]
    assert media.remote_port == 4


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("m=audio 4000 RTP/AVP 18",),
        ("m=audio 4000 RTP/SAVP 0",),
        ("m=audio 0 RTP/AVP 0",),
        ("m=video 4000 RTP/AVP 0",),
        ("m=audio 4000 RTP/AVP 0", "c=IN IP4 host.example.com"),
    ],
)
def test_nothing_usable_is_488(lines: tuple[str, ...]) -> None:
    with pytest.raises(UnacceptableOffer) as caught:
        agree(*lines)
    assert caught.value.status == 488


@pytest.mark.parametrize(
    ("lines", "ptime_ms", "limit_ms"),
    [
        ((), 20, 60),
        (("a=ptime:30",), 30, 60),
        (("a=ptime:30.0",), 30, 60),
        (("a=ptime:29.9",), 20, 60),
        (("a=ptime: 40 ",), 40, 60),
        (("a=ptime:50",), 40, 60),
        (("a=ptime:200",), 60, 60),
        (("a=ptime:5",), 10, 60),
        (("a=ptime:0",), 20, 60),
        (("a=ptime:-20",), 20, 60),
        (("a=ptime:twenty",), 20, 60),
        (("a=ptime:1e2",), 20, 60),
        (("a=ptime:" + "9" * 400,), 20, 60),
        (("a=ptime",), 20, 60),
        (("a=maxptime:10",), 10, 10),
        (("a=maxptime:10.0",), 10, 10),
        (("a=maxptime:20",), 20, 20),
        (("a=maxptime:25",), 20, 25),
        (("a=maxptime:150",), 20, 60),
        (("a=maxptime:3",), 10, 10),
        (("a=maxptime:none",), 20, 60),
        (("a=ptime:60", "a=maxptime:30"), 30, 30),
        (("a=maxptime:20", "a=ptime:40"), 20, 20),
        (("a=ptime:10", "a=maxptime:40"), 10, 40),
    ],
)
def test_packet_times(lines: tuple[str, ...], ptime_ms: int, limit_ms: int) -> None:
    media = agree("m=audio 4000 RTP/AVP 0", *lines)
    assert (media.ptime_ms, media.max_ptime_ms) == (ptime_ms, limit_ms)
    answered = read_answer(make_offer(OURS, LOCAL), offer("m=audio 4000 RTP/AVP 0", *lines))
    assert (answered.ptime_ms, answered.max_ptime_ms) == (ptime_ms, limit_ms)


def test_packet_times_of_the_session_count_where_the_media_has_none() -> None:
    head = b"v=0\r\no=- 1 1 IN IP4 h\r\ns=-\r\nc=IN IP4 10.0.0.2\r\nt=0 0\r\na=ptime:40\r\na=maxptime:30\r\n"
    plain = SessionDescription.parse(head + b"m=audio 4000 RTP/AVP 0\r\n")
    own = SessionDescription.parse(head + b"m=audio 4000 RTP/AVP 0\r\na=maxptime:60\r\n")
    assert [make_answer(one, OURS, LOCAL)[1].ptime_ms for one in (plain, own)] == [30, 40]


IPV4 = Capabilities(ip_versions=frozenset((4,)))
IPV6 = Capabilities(ip_versions=frozenset((6,)))


@pytest.mark.parametrize(
    ("capabilities", "address"), [(IPV4, "2001:db8::5"), (IPV4, "::1"), (IPV6, "10.0.0.2"), (IPV6, "::ffff:10.0.0.2")]
)
def test_another_ip_version_is_its_own_refusal(capabilities: Capabilities, address: str) -> None:
    with pytest.raises(WrongAddressFamily) as caught:
        agree("m=audio 4000 RTP/AVP 0", address=address, capabilities=capabilities)
    assert caught.value.status == 488
    with pytest.raises(WrongAddressFamily):
        read_answer(
            make_offer(capabilities, LOCAL), offer("m=audio 4 RTP/AVP 0", address=address), capabilities.ip_versions
        )


def test_an_offer_that_lacks_more_than_our_ip_version_is_not_blamed_on_it() -> None:
    with pytest.raises(UnacceptableOffer) as caught:
        agree("m=audio 4000 RTP/AVP 18", address="2001:db8::5", capabilities=IPV4)
    assert not isinstance(caught.value, WrongAddressFamily)


@pytest.mark.parametrize(("capabilities", "port"), [(IPV4, 6000), (IPV6, 4000), (OURS, 4000)])
def test_of_alternatives_the_first_of_our_ip_version_is_taken(capabilities: Capabilities, port: int) -> None:
    """As in RFC 4091, and by the address of the media before that of the session."""
    lines = ("m=audio 4000 RTP/AVP 0", "c=IN IP6 2001:db8::5", "m=audio 6000 RTP/AVP 0")
    description, media = make_answer(offer(*lines), capabilities, LOCAL)
    assert media.remote_port == port
    assert [line.port for line in description.media] == ([10000, 0] if port == 4000 else [0, 10000])


def test_a_mapped_address_is_an_ipv4_address() -> None:
    media = agree("m=audio 4000 RTP/AVP 0", address="::ffff:10.0.0.2", capabilities=IPV4)
    assert (media.remote_host, media.ip_version) == ("10.0.0.2", 4)


def test_an_address_in_brackets_as_in_a_uri() -> None:
    assert agree("m=audio 4000 RTP/AVP 0", address="[2001:db8::5]").remote_host == "2001:db8::5"
    with pytest.raises(UnacceptableOffer):
        agree("m=audio 4000 RTP/AVP 0", address="[2001:db8::5")


def test_hold_is_of_no_ip_version() -> None:
    assert agree("m=audio 4000 RTP/AVP 0", address="0.0.0.0", capabilities=IPV6).direction is Direction.RECVONLY


@pytest.mark.parametrize(
    "address", ["224.0.0.1", "239.1.2.3/127", "ff02::1", "255.255.255.255", "fe80::1%eth0", "fe80::1"]
)
def test_audio_for_many_or_for_one_link_only_is_refused(address: str) -> None:
    with pytest.raises(UnacceptableOffer):
        agree("m=audio 4000 RTP/AVP 0", address=address)


def test_names_are_unusable_until_they_are_looked_up() -> None:
    lines = ("m=audio 4000 RTP/AVP 0", "c=IN IP4 a.example", "m=audio 6000 RTP/AVP 0", "m=video 2 RTP/AVP 31")
    description = offer(*lines, address="b.example")
    assert host_names(description) == ("a.example", "b.example")
    with pytest.raises(UnacceptableOffer):
        make_answer(description, OURS, LOCAL)
    half = with_addresses(description, {"b.example": "10.0.0.9"})
    assert host_names(half) == ("a.example",)
    assert make_answer(half, OURS, LOCAL)[1].remote_port == 6000


@pytest.mark.parametrize(
    ("value", "host", "port"),
    [
        ("5000", None, 5000),
        ("5000 IN IP4 10.0.0.9", "10.0.0.9", 5000),
        ("5000 IN IP4 10.0.0.2", None, 5000),
        ("5000 IN IP6 2001:db8::9", None, 5000),
        ("5000 IN IP4 rtcp.example", None, 5000),
        ("5000 IN IP4 224.0.0.1", None, 5000),
        ("5000 IN IP4", None, 5000),
        ("none IN IP4 10.0.0.9", "10.0.0.9", 4001),
        ("005000 IN IP4 10.0.0.9", "10.0.0.9", 4001),
    ],
)
def test_where_reports_go(value: str, host: str | None, port: int) -> None:
    media = agree("m=audio 4000 RTP/AVP 0", f"a=rtcp:{value}")
    assert (media.rtcp_host, media.rtcp_port) == (host, port)


def test_rtcp() -> None:
    mux = Capabilities(rtcp_mux=True)
    assert agree("m=audio 4000 RTP/AVP 0", "a=rtcp:5000").rtcp_port == 5000
    lines = ("m=audio 4000 RTP/AVP 0", "a=rtcp-mux")
    assert agree(*lines, capabilities=mux).rtcp_port == 4000
    assert agree(*lines).rtcp_port == 4001
    assert make_offer(mux, LOCAL).media[0].attribute("rtcp-mux") == ""


def test_answers_that_do_not_fit() -> None:
    ours = make_offer(OURS, LOCAL)
    for lines in (
        (),
        ("m=audio 0 RTP/AVP 0",),
        ("m=audio 4 RTP/AVP 18",),
        ("m=audio 4 RTP/AVP 0", "m=video 1 RTP/AVP 1"),
    ):
        with pytest.raises(UnacceptableOffer):
            read_answer(ours, offer(*lines))


@pytest.mark.parametrize(
    ("lines", "audio", "event"),
    [
        (("m=audio 4 RTP/AVP 0 101", "a=rtpmap:101 telephone-event/8000"), (0, 0), (101, 101)),
        (("m=audio 4 RTP/AVP 8 96", "a=rtpmap:96 telephone-event/8000"), (8, 8), (96, 101)),
        (("m=audio 4 RTP/AVP 97 98", "a=rtpmap:97 G722/8000", "a=rtpmap:98 telephone-event/8000"), (97, 9), (98, 101)),
        (("m=audio 4 RTP/AVP 0",), (0, 0), (None, 101)),
    ],
)
def test_an_answer_may_give_other_numbers_than_the_offer(
    lines: tuple[str, ...], audio: tuple[int, int], event: tuple[int | None, int]
) -> None:
    """RFC 3264 §6.1: it should not. Both are kept: we send the answer's, and hear both."""
    media = read_answer(make_offer(OURS, LOCAL), offer(*lines))
    assert (media.payload_type, media.offered_payload_type) == audio
    assert (media.telephone_event_payload_type, media.offered_telephone_event_payload_type) == event


codecs = st.lists(st.sampled_from(list(Codec)), min_size=1, unique=True).map(tuple)
capabilities = st.builds(Capabilities, codecs=codecs, telephone_event=st.booleans(), rtcp_mux=st.booleans())


@given(capabilities, capabilities, st.sampled_from(list(Direction)), st.sampled_from(list(Direction)))
def test_both_sides_agree(a: Capabilities, b: Capabilities, wish_a: Direction, wish_b: Direction) -> None:
    ours = SessionDescription.parse(make_offer(a, LOCAL, wish_a).serialize())
    try:
        answer, at_b = make_answer(ours, b, PEER, wish_b)
    except UnacceptableOffer:
        assert not set(a.codecs) & set(b.codecs)
        return
    at_a = read_answer(ours, SessionDescription.parse(answer.serialize()))
    assert (at_a.codec, at_a.payload_type) == (at_b.codec, at_b.payload_type)
    assert at_a.telephone_event_payload_type == at_b.telephone_event_payload_type
    assert (at_a.direction.sends, at_a.direction.receives) == (at_b.direction.receives, at_b.direction.sends)
    assert (at_a.remote_port, at_b.remote_port) == (20000, 10000)
    assert (at_a.rtcp_port == 20000) == (at_b.rtcp_port == 10000) == (a.rtcp_mux and b.rtcp_mux)
