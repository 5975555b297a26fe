from __future__ import annotations

import pytest
from tests.sip.builders import make_answer, make_request

from switchboard.sip.dialog import Dialog, DialogId
from switchboard.sip.errors import DialogMismatch
from switchboard.sip.headers import Replaces
from switchboard.sip.uri import NameAddr, SipUri

pytestmark = pytest.mark.unit

CONTACT = NameAddr.parse("<sip:600@10.0.0.1:5060>")


def make_uas(**changes: str) -> Dialog:
    return Dialog.uas(make_request(**changes), "b1", CONTACT)


def make_uac(**changes: str) -> Dialog:
    invite = make_request()
    return Dialog.uac(invite, make_answer(invite, 200, **{"Contact": "<sip:600@10.0.0.9>", **changes}))


def test_uas() -> None:
    dialog = make_uas(Record_Route="<sip:p1;lr>, <sip:p2;lr>")
    assert dialog.id == DialogId("call-1", "b1", "a1")
    assert str(dialog.remote_target) == "sip:100@10.0.0.2:5061"
    bye = dialog.request("BYE")
    assert (bye.method, bye.uri) == ("BYE", "sip:100@10.0.0.2:5061")
    assert bye.headers.get_all("Route") == ["<sip:p1;lr>", "<sip:p2;lr>"]
    assert bye.from_.tag == "b1" and bye.to.tag == "a1"
    assert dialog.next_hop.host == "p1"


def test_uac_turns_the_route_around() -> None:
    dialog = make_uac(Record_Route="<sip:p1;lr>, <sip:p2;lr>")
    assert dialog.id == DialogId("call-1", "a1", "b1")
    info = dialog.request("INFO", body=b"x", content_type="text/plain")
    assert info.headers.get_all("Route") == ["<sip:p2;lr>", "<sip:p1;lr>"]
    assert info.uri == "sip:600@10.0.0.9" and info.cseq.number == 2
    assert info.content_type == "text/plain"


def test_strict_routing() -> None:
    request = make_uac(Record_Route="<sip:p1;lr>, <sip:p2>").request("BYE")
    assert request.uri == "sip:p2"
    assert request.headers.get_all("Route") == ["<sip:p1;lr>", "<sip:600@10.0.0.9>"]


def test_sequence_numbers_rise_and_ack_repeats_that_of_the_invite() -> None:
    dialog = make_uac()
    assert [dialog.request("INFO").cseq.number for _ in range(2)] == [2, 3]
    ack = dialog.ack(1)
    assert str(ack.cseq) == "1 ACK" and "Contact" not in ack.headers


def test_requests_out_of_order_are_not_accepted() -> None:
    dialog = make_uas()
    assert not dialog.accepts(make_request("BYE"))
    assert dialog.accepts(make_request("INFO", CSeq="5 INFO"))
    assert not dialog.accepts(make_request("INFO", CSeq="5 INFO"))
    assert dialog.accepts(make_request("ACK"))
    assert not dialog.accepts(make_request("INFO", CSeq="x INFO"))


def test_first_remote_sequence_number_is_free() -> None:
    assert make_uac().accepts(make_request("BYE"))


def test_target_refresh() -> None:
    dialog = make_uas()
    dialog.refresh_target(make_request(Contact="<sip:new@10.0.0.7>"))
    assert dialog.remote_target == SipUri.parse("sip:new@10.0.0.7")
    dialog.refresh_target(make_request(Contact=""))
    assert dialog.remote_target.user == "new"


@pytest.mark.parametrize("contact", ["", "tel:100", "<x"])
def test_no_dialog_without_a_contact(contact: str) -> None:
    with pytest.raises(DialogMismatch):
        make_uas(Contact=contact)


def test_no_dialog_without_a_to_tag() -> None:
    invite = make_request()
    with pytest.raises(DialogMismatch):
        Dialog.uac(invite, make_answer(invite, 100, Contact="<sip:a@h>"))


def test_the_id_from_a_request() -> None:
    request = make_request("BYE", To="<sip:600@h>;tag=b1")
    assert DialogId.of_request(request) == DialogId("call-1", "b1", "a1")


def test_the_dialog_that_a_replaces_names() -> None:
    dialog = make_uas()
    assert DialogId.of_replaces(Replaces("call-1", to_tag="b1", from_tag="a1")) == dialog.id
    assert DialogId.of_replaces(Replaces("call-1", to_tag="a1", from_tag="b1")) != dialog.id
