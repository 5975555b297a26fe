"""Keys of encrypted audio in offers and answers (RFC 4568): what is offered, taken, refused."""

import base64
from dataclasses import replace

import pytest

from switchboard.engine.builtin.negotiation import Negotiation
from switchboard.sip.crypto import KEY_OCTETS, Suite
from switchboard.sip.errors import UnacceptableOffer
from switchboard.sip.offer_answer import Capabilities, Encryption
from switchboard.sip.sdp import SessionDescription

pytestmark = pytest.mark.unit

HOST = "192.0.2.1"
KEY = base64.b64encode(bytes(range(30))).decode()
GCM_KEY = base64.b64encode(bytes(range(28))).decode()
CM_80, CM_32, GCM = Suite


def negotiation(encryption: Encryption = "optional") -> Negotiation:
    return Negotiation(Capabilities(encryption=encryption), HOST, 4000)


def offer(*lines: str, protocol: str = "RTP/SAVP") -> SessionDescription:
    body = f"v=0\r\no=- 1 1 IN IP4 192.0.2.2\r\ns=-\r\nc=IN IP4 192.0.2.2\r\nt=0 0\r\nm=audio 5000 {protocol} 0\r\n"
    return SessionDescription.parse((body + "".join(f"a=crypto:{line}\r\n" for line in lines)).encode())


def said(body: bytes) -> tuple[str, list[str]]:
    """Protocol and crypto lines."""
    media = SessionDescription.parse(body).media[0]
    return media.protocol, media.values("crypto")


def agreed(encryption: Encryption, described: SessionDescription) -> str | None:
    """The suite that was agreed; None for plain audio."""
    ours = negotiation(encryption)
    ours.answer(described)
    return ours.media.srtp.suite if ours.media is not None and ours.media.srtp is not None else None


def test_an_offer_has_all_suites_and_a_key_of_its_own_for_each() -> None:
    protocol, lines = said(negotiation().offer(tentative=True))
    assert protocol == "RTP/SAVP"
    assert [line.split()[:2] for line in lines] == [["1", CM_80], ["2", CM_32], ["3", GCM]]
    keys = [base64.b64decode(line.partition("inline:")[2]) for line in lines]
    assert [len(key) for key in keys] == list(KEY_OCTETS.values()) and len({key[:16] for key in keys}) == 3
    assert said(negotiation().offer(tentative=True))[1] != lines


@pytest.mark.parametrize(
    ("encryption", "tentative", "protocol"),
    [
        ("off", True, "RTP/AVP"),
        ("optional", True, "RTP/SAVP"),
        ("optional", False, "RTP/AVP"),
        ("required", False, "RTP/SAVP"),
    ],
)
def test_what_is_offered(encryption: Encryption, tentative: bool, protocol: str) -> None:
    assert said(negotiation(encryption).offer(tentative=tentative))[0] == protocol


def test_who_refuses_what_is_optional_is_offered_plain_audio() -> None:
    optional, required = negotiation("optional"), negotiation("required")
    optional.offer(tentative=True)
    assert optional.go_plain() and said(optional.offer(tentative=True)) == ("RTP/AVP", [])
    assert not optional.go_plain() and not required.go_plain()


@pytest.mark.parametrize(
    ("lines", "suite"),
    [
        ([f"1 {CM_80} inline:{KEY}"], CM_80),
        ([f"4 {CM_32} inline:{KEY}|2^31", f"5 {CM_80} inline:{KEY}"], CM_32),
        ([f"1 {GCM} inline:{GCM_KEY}", f"2 {CM_80} inline:{KEY}"], GCM),
        (["1 AES_256_CM_HMAC_SHA1_80 inline:AAAA", f"2 {CM_80} inline:{KEY}|1048576"], CM_80),
        ([f"1 {CM_80} inline:{KEY}|2^31|1:1", f"2 {CM_32} inline:{KEY} WSH=64"], CM_32),
        ([f"1 {CM_80} inline:{KEY} UNENCRYPTED_SRTP", f"2 {CM_32} inline:{KEY} -SOME=1"], CM_32),
    ],
)
def test_the_first_line_that_we_can_use_is_answered(lines: list[str], suite: str) -> None:
    ours = negotiation()
    protocol, (line,) = said(ours.answer(offer(*lines)))
    tag = next(one.split()[0] for one in lines if one.split()[1] == suite)
    assert protocol == "RTP/SAVP" and line.split()[:2] == [tag, suite]
    assert ours.media is not None and ours.media.srtp is not None
    assert base64.b64encode(ours.media.srtp.send_key).decode() == line.partition("inline:")[2]
    assert base64.b64encode(ours.media.srtp.receive_key).decode() in (KEY, GCM_KEY)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [""],
        ["1"],
        [f"1 {CM_80}"],
        [f"x {CM_80} inline:{KEY}"],
        [f"1234567890 {CM_80} inline:{KEY}"],
        [f"1 {CM_80} inline:"],
        [f"1 {CM_80} inline:{KEY[:-4]}"],
        [f"1 {CM_80} inline:{KEY}AAAA"],
        [f"1 {CM_80} inline:{KEY[:-1]}!"],
        [f"1 {CM_80} uri:{KEY}"],
        [f"1 {CM_80} inline:{KEY}|1:4"],
        [f"1 {CM_80} inline:{KEY}|2^31|1:4"],
        [f"1 {CM_80} inline:{KEY}|2^10"],
        [f"1 {CM_80} inline:{KEY}|1000"],
        [f"1 {CM_80} inline:{KEY}|{'9' * 5000}"],
        [f"1 {CM_80} inline:{KEY};inline:{KEY}"],
        [f"1 {CM_80} inline:{KEY} KDR=5"],
        [f"1 {GCM} inline:{KEY}"],
        [f"1 {CM_80} inline:{KEY}", f"1 {CM_32} inline:{KEY}"],
        ["1 AEAD_AES_256_GCM inline:" + base64.b64encode(bytes(44)).decode()],
    ],
)
def test_offers_without_a_usable_key_are_refused(lines: list[str]) -> None:
    with pytest.raises(UnacceptableOffer):
        negotiation().answer(offer(*lines))


@pytest.mark.parametrize(
    ("encryption", "protocol", "suite"),
    [
        ("off", "RTP/AVP", None),
        ("optional", "RTP/AVP", None),
        ("optional", "RTP/SAVP", CM_80),
        ("optional", "rtp/savpf", CM_80),
        ("required", "RTP/SAVP", CM_80),
    ],
)
def test_offers_that_are_taken(encryption: Encryption, protocol: str, suite: str | None) -> None:
    assert agreed(encryption, offer(f"1 {CM_80} inline:{KEY}", protocol=protocol)) == suite


@pytest.mark.parametrize(
    ("encryption", "protocol"), [("off", "RTP/SAVP"), ("required", "RTP/AVP"), ("optional", "UDP/TLS/RTP/SAVP")]
)
def test_offers_that_are_refused(encryption: Encryption, protocol: str) -> None:
    with pytest.raises(UnacceptableOffer):
        negotiation(encryption).answer(offer(f"1 {CM_80} inline:{KEY}", protocol=protocol))


def test_of_both_kinds_the_first_is_taken() -> None:
    both = offer(f"1 {CM_80} inline:{KEY}")
    both = replace(both, media=(*both.media, replace(both.media[0], protocol="RTP/AVP", attributes=())))
    ours = negotiation()
    answer = SessionDescription.parse(ours.answer(both))
    assert [media.port for media in answer.media] == [4000, 0] and ours.is_encrypted


def answered(line: str, protocol: str = "RTP/SAVP") -> Negotiation:
    ours = negotiation()
    ours.offer(tentative=True)
    ours.accept_answer(offer(*([line] if line else []), protocol=protocol))
    return ours


def test_an_answer_names_one_of_our_lines() -> None:
    ours = answered(f"2 {CM_32} inline:{KEY}")
    assert ours.media is not None and ours.media.srtp is not None and ours.media.srtp.suite == CM_32
    assert ours.media.srtp.send_key != ours.media.srtp.receive_key == base64.b64decode(KEY)


@pytest.mark.parametrize(
    ("line", "protocol"),
    [
        ("", "RTP/SAVP"),
        (f"1 {CM_32} inline:{KEY}", "RTP/SAVP"),
        (f"7 {CM_80} inline:{KEY}", "RTP/SAVP"),
        (f"1 {CM_80} inline:{KEY}|1:4", "RTP/SAVP"),
        (f"1 {CM_80} inline:{KEY}", "RTP/AVP"),
    ],
)
def test_an_answer_that_fits_no_line_of_ours_is_refused(line: str, protocol: str) -> None:
    with pytest.raises(UnacceptableOffer):
        answered(line, protocol)


def test_our_key_stays_and_theirs_may_change() -> None:
    ours = negotiation()
    first = said(ours.answer(offer(f"1 {CM_80} inline:{KEY}")))
    other = base64.b64encode(bytes(30)).decode()
    assert said(ours.answer(offer(f"1 {CM_80} inline:{other}"))) == first
    assert ours.media is not None and ours.media.srtp is not None and ours.media.srtp.receive_key == bytes(30)


def test_a_refresh_offers_what_was_agreed() -> None:
    ours = answered(f"2 {CM_32} inline:{KEY}")
    protocol, (line,) = said(ours.offer())
    assert protocol == "RTP/SAVP" and line.split()[:2] == ["2", CM_32]
    plain = negotiation()
    plain.answer(offer(protocol="RTP/AVP"))
    assert said(plain.offer(tentative=True)) == ("RTP/AVP", [])


def test_no_key_is_in_a_text_for_the_log() -> None:
    ours = answered(f"1 {CM_80} inline:{KEY}")
    assert "key" not in repr(ours.media) and KEY not in repr(ours.media)
