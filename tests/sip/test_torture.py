"""The messages of RFC 4475, and what becomes of each.

Parsed means that a handler gets it; a number is the status that the stack answers before; dropped means nothing is
answered. Lengths of bodies are those of the files here, and longreq is of the RFC's shape rather than its letter.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from switchboard.sip.digest import Credentials
from switchboard.sip.errors import MalformedHeader, MalformedMessage
from switchboard.sip.headers import Via
from switchboard.sip.matching import server_key
from switchboard.sip.message import Request, Response
from switchboard.sip.parser import parse_message
from switchboard.sip.registrar import process
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
    "baddn": ("3.1.2.15", PARSED),
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
    assert bytes(range(256)) in request("mpart01").body


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
