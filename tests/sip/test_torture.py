"""The messages of RFC 4475, and what becomes of each.

Parsed means that a handler gets it; a number is the status that the stack answers before; dropped means nothing is
answered. Where the RFC leaves it open whether an element is liberal, `test_leniency.py` says how far we are.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from switchboard.sip.bodies import check_accept, session_description
from switchboard.sip.digest import Credentials
from switchboard.sip.errors import MalformedHeader, MalformedMessage, SipError
from switchboard.sip.headers import Via
from switchboard.sip.matching import server_key
from switchboard.sip.message import Request, Response
from switchboard.sip.offer_answer import Capabilities, LocalMedia, make_answer
from switchboard.sip.parser import parse_message
from switchboard.sip.registrar import process
from switchboard.sip.sdp import SessionDescription
from switchboard.sip.validation import refusal

pytestmark = pytest.mark.unit

DIRECTORY = Path(__file__).parent / "torture"
PARSED, DROPPED = "parsed", "dropped"

EXPECTED: dict[str, tuple[str, str | int]] = {
    "wsinv": ("3.1.1.1", PARSED),
    "intmeth": ("3.1.1.2", PARSED),
    "esc01": ("3.1.1.3", PARSED),
    "escnull": ("3.1.1.4", PARSED),
    "esc02": ("3.1.1.5", PARSED),
    "lwsdisp": ("3.1.1.6", PARSED),
    "longreq": ("3.1.1.7", PARSED),
    "dblreq": ("3.1.1.8", PARSED),
    "semiuri": ("3.1.1.9", PARSED),
    "transports": ("3.1.1.10", PARSED),
    "mpart01": ("3.1.1.11", PARSED),
    "unreason": ("3.1.1.12", PARSED),
    "noreason": ("3.1.1.13", PARSED),
    "badinv01": ("3.1.2.1", 400),
    "clerr": ("3.1.2.2", 400),
    "ncl": ("3.1.2.3", 400),
    "scalar02": ("3.1.2.4", 400),
    "scalarlg": ("3.1.2.5", DROPPED),
    "quotbal": ("3.1.2.6", PARSED),
    "ltgtruri": ("3.1.2.7", 400),
    "lwsruri": ("3.1.2.8", 400),
    "lwsstart": ("3.1.2.9", 400),
    "trws": ("3.1.2.10", 400),
    "escruri": ("3.1.2.11", PARSED),
    "baddate": ("3.1.2.12", PARSED),
    "regbadct": ("3.1.2.13", 400),
    "badaspec": ("3.1.2.14", PARSED),
    "baddn": ("3.1.2.15", 400),
    "badvers": ("3.1.2.16", 505),
    "mismatch01": ("3.1.2.17", 400),
    "mismatch02": ("3.1.2.18", 400),
    "bigcode": ("3.1.2.19", DROPPED),
    "badbranch": ("3.2.1", PARSED),
    "insuf": ("3.3.1", 400),
    "unkscm": ("3.3.2", 416),
    "novelsc": ("3.3.3", 416),
    "unksm2": ("3.3.4", PARSED),
    "bext01": ("3.3.5", 420),
    "invut": ("3.3.6", PARSED),
    "regaut01": ("3.3.7", PARSED),
    "multi01": ("3.3.8", 400),
    "mcl01": ("3.3.9", 400),
    "bcast": ("3.3.10", PARSED),
    "zeromf": ("3.3.11", PARSED),
    "cparam01": ("3.3.12", PARSED),
    "cparam02": ("3.3.13", PARSED),
    "regescrt": ("3.3.14", PARSED),
    "sdp01": ("3.3.15", PARSED),
    "inv2543": ("3.4.1", PARSED),
}


def read(name: str) -> Request | Response:
    return parse_message((DIRECTORY / f"{name}.dat").read_bytes())


def request(name: str) -> Request:
    message = read(name)
    assert isinstance(message, Request)
    return message


def outcome(name: str) -> str | int:
    try:
        message = read(name)
    except MalformedMessage as error:
        return error.status if error.method is not None else DROPPED
    refused = refusal(message, {"timer"}) if isinstance(message, Request) else None
    return PARSED if refused is None else refused.status


def test_every_message_of_the_rfc_is_here() -> None:
    assert {path.stem for path in DIRECTORY.glob("*.dat")} == set(EXPECTED)
    assert len(EXPECTED) == 49


@pytest.mark.parametrize("name", EXPECTED)
def test_outcome(name: str) -> None:
    assert outcome(name) == EXPECTED[name][1]


def test_wsinv_values() -> None:
    message = request("wsinv")
    assert message.from_.display_name == 'J Rosenberg \\"' and message.to.tag == "1918181833n"
    assert (message.cseq.number, message.cseq.method) == (9, "INVITE")
    assert message.via.branch == "390skdjuw" and message.headers.get("Subject") == ""
    assert message.contact is not None and message.contact.params["q"] == "0.33"
    assert [Via.parse_first(line).transport for line in message.headers.get_all("Via")] == ["UDP", "TCP"]


def test_intmeth_values() -> None:
    message = request("intmeth")
    assert message.method == message.cseq.method == "!interesting-Method0123456789_*+`.%indeed'~"
    assert message.to.display_name == "BEL:\x07 NUL:\x00 DEL:\x7f"
    assert message.from_.tag == "_token~1'+`*%!-."


def test_escapes() -> None:
    assert request("esc01").to.uri.user == "user"
    contact = request("esc01").contact
    assert contact is not None and "lr" in contact.uri.params and contact.uri.params["name"] == "value%41"
    assert len(process(request("escnull"), (), 0.0).bindings) == 2
    message = request("esc02")
    assert message.method == "RE%47IST%45R" and message.to.display_name == "%Z%45"
    assert len(message.headers.get_all("Contact")) == 2


def test_dblreq_is_one_message() -> None:
    assert (request("dblreq").method, request("dblreq").body) == ("REGISTER", b"")


def test_semiuri_user() -> None:
    assert request("semiuri").uri.startswith("sip:user;par=")


def test_mpart01_body_is_binary() -> None:
    body = request("mpart01").body
    assert len(body) == 553 and body.count(b"\0") == 2 and body.endswith(b"--7a9cbec02ceef655--\r\n")


def test_baddn_names_are_taken_once_the_message_ends() -> None:
    """The file has no blank line behind its headers."""
    message = parse_message((DIRECTORY / "baddn.dat").read_bytes() + b"\r\n")
    assert message.from_.display_name == "Bell, Alexander" and message.to.uri.user == "t.watson"


def test_quotbal_name() -> None:
    assert request("quotbal").to.display_name == "Mr. J. User"


def test_longreq_is_long() -> None:
    message = request("longreq")
    assert len(message.headers.get_all("Via")) == 34 and len(message.call_id) > 140
    assert message.to.display_name.count("extreme") == 10 and len(message.body) == 150


@pytest.mark.parametrize(
    ("name", "length"),
    [
        ("baddate", 150),
        ("escruri", 150),
        ("quotbal", 152),
        ("lwsdisp", 0),
        ("sdp01", 150),
        ("invut", 40),
        ("wsinv", 150),
    ],
)
def test_bodies_are_as_long_as_they_say(name: str, length: int) -> None:
    assert len(request(name).body) == length


def test_unknown_bodies() -> None:
    for name, status in (("invut", 415), ("sdp01", 406)):
        with pytest.raises(SipError) as caught:
            session_description(request(name))
            check_accept(request(name))
        assert caught.value.status == status


@pytest.mark.parametrize("name", ["wsinv", "esc01", "longreq", "baddate", "escruri", "quotbal", "inv2543", "bcast"])
def test_descriptions_can_be_answered(name: str) -> None:
    message = parse_message((DIRECTORY / f"{name}.dat").read_bytes())
    answer, _ = make_answer(
        SessionDescription.parse(session_description(message)), Capabilities(), LocalMedia("10.0.0.1", 10000, 1)
    )
    assert answer.media


def test_badbranch_is_matched_as_of_rfc_2543() -> None:
    assert "badbranch.sadonfo23i420jv0as0derf3j3n" in server_key(request("badbranch"))


def test_insuf_can_be_answered() -> None:
    with pytest.raises(MalformedMessage) as caught:
        read("insuf")
    assert caught.value.headers is not None and "Via" in caught.value.headers


def test_contact_parameters() -> None:
    (one,), (two,) = (process(request(name), (), 0.0).bindings for name in ("cparam01", "cparam02"))
    assert "unknownparam" not in one.contact.params and "unknownparam" in two.contact.params
    (three,) = process(request("regescrt"), (), 0.0).bindings
    assert three.contact.headers["route"] == "<sip:sip.example.com>"
    assert process(request("unksm2"), (), 0.0).status == 400


def test_regaut01_is_no_digest() -> None:
    with pytest.raises(MalformedHeader):
        Credentials.parse(request("regaut01").headers.get("Authorization") or "")


def test_inv2543_has_no_branch_and_no_length() -> None:
    message = request("inv2543")
    assert message.via.branch is None and message.body.endswith(b"RTP/AVP 0\r\n")
