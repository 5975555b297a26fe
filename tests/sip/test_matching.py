from __future__ import annotations

import pytest
from tests.sip.builders import make_answer, make_request

from switchboard.sip.derived import make_cancel
from switchboard.sip.errors import MalformedHeader
from switchboard.sip.matching import ack_key, cancelled_key, client_key, merge_key, server_key

pytestmark = pytest.mark.unit


def test_response_matches_by_branch_and_cseq_method() -> None:
    invite = make_request()
    assert client_key(make_answer(invite, 180)) == client_key(invite)
    assert client_key(make_answer(make_cancel(invite), 200)) != client_key(invite)


def test_request_matches_by_branch_sent_by_and_method() -> None:
    invite = make_request()
    assert server_key(invite) == server_key(make_request(Via="SIP/2.0/UDP 10.0.0.2:5061;branch=z9hG4bKabc"))
    assert server_key(invite) != server_key(make_request(Via="SIP/2.0/UDP 10.0.0.3:5061;branch=z9hG4bKabc"))
    assert server_key(invite) != server_key(make_request("BYE"))
    assert server_key(invite) == server_key(make_request("ACK"))
    assert cancelled_key(make_cancel(invite)) == server_key(invite)


def test_default_port_counts_as_5060() -> None:
    one = make_request(Via="SIP/2.0/UDP h;branch=z9hG4bKa")
    assert server_key(one) == server_key(make_request(Via="SIP/2.0/UDP H:5060;branch=z9hG4bKa"))


def test_requests_of_rfc_2543() -> None:
    old = {"Via": "SIP/2.0/UDP h;branch=1"}
    invite = make_request(**old)
    assert server_key(invite) == server_key(make_request("ACK", To="<sip:600@10.0.0.1>;tag=b1", **old))
    assert server_key(invite) != server_key(make_request(CSeq="2 INVITE", **old))
    assert cancelled_key(make_cancel(invite)) == server_key(invite)
    assert server_key(make_request(Via="SIP/2.0/UDP h;branch=z9hG4bK"))[0] == invite.uri


def test_response_without_branch() -> None:
    with pytest.raises(MalformedHeader):
        client_key(make_answer(make_request(Via="SIP/2.0/UDP h"), 200))


def test_copies_of_a_request_and_acks_to_2xx_match_without_the_branch() -> None:
    invite, other = make_request(), make_request(Via="SIP/2.0/UDP h;branch=z9hG4bKother")
    assert merge_key(invite) == merge_key(other) == merge_key(make_request("ACK"))
    assert merge_key(invite) != merge_key(make_request("OPTIONS"))
    assert ack_key(invite) == ack_key(make_request("ACK"))
    assert ack_key(make_request(CSeq="x")) is None
