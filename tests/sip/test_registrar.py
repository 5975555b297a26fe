from __future__ import annotations

import pytest
from tests.sip.builders import make_request

from switchboard.sip.message import Request
from switchboard.sip.registrar import Binding, Limits, process

pytestmark = pytest.mark.unit


def register(contact: str = "<sip:100@10.0.0.2>", number: int = 1, **changes: str) -> Request:
    return make_request("REGISTER", Contact=contact, CSeq=f"{number} REGISTER", **changes)


def bound(*requests: Request, limits: Limits | None = None) -> tuple[Binding, ...]:
    bindings: tuple[Binding, ...] = ()
    for request in requests:
        outcome = process(request, bindings, 0.0, limits=limits or Limits())
        assert outcome.status == 200
        bindings = outcome.bindings
    return bindings


def contacts(bindings: tuple[Binding, ...]) -> list[str]:
    return [str(binding.contact) for binding in bindings]


def test_binding_is_added_and_listed() -> None:
    outcome = process(register("<sip:100@10.0.0.2>;expires=120;q=0.5"), (), 1000.0, source="udp:x")
    (binding,) = outcome.bindings
    assert (binding.expires_at, binding.q, binding.source, binding.cseq) == (1120.0, 0.5, "udp:x", 1)
    assert outcome.headers == (("Contact", "<sip:100@10.0.0.2>;q=0.5;expires=120"),)


@pytest.mark.parametrize(
    ("contact", "expires", "lifetime_s"),
    [
        ("<sip:a@h>;expires=300", "600", 300),
        ("<sip:a@h>", "600", 600),
        ("<sip:a@h>", "", 3600),
        ("<sip:a@h>", "1000000", 3600),
        ("<sip:a@h>;expires=soon", "", 3600),
    ],
)
def test_lifetime(contact: str, expires: str, lifetime_s: int) -> None:
    assert process(register(contact, Expires=expires), (), 0.0).bindings[0].expires_at == lifetime_s


def test_too_brief_is_423() -> None:
    existing = bound(register())
    outcome = process(register("<sip:b@h>;expires=5", 2), existing, 0.0)
    assert (outcome.status, outcome.headers, outcome.bindings) == (423, (("Min-Expires", "60"),), existing)


def test_refresh_replaces_and_zero_removes() -> None:
    bindings = bound(register(), register("<sip:100@10.0.0.2>", 2))
    assert len(bindings) == 1 and bindings[0].cseq == 2
    assert bound(register(), register("<sip:100@10.0.0.2>;expires=0", 2)) == ()


def test_query_without_contact_changes_nothing() -> None:
    existing = bound(register())
    outcome = process(make_request("REGISTER", Contact=""), existing, 600.0)
    assert outcome.status == 200 and outcome.bindings == existing
    assert outcome.headers == (("Contact", "<sip:100@10.0.0.2>;expires=3000"),)


def test_expired_bindings_are_gone() -> None:
    assert process(make_request("REGISTER", Contact=""), bound(register()), 3600.0).bindings == ()


def test_star_removes_all_with_expires_0_only() -> None:
    existing = bound(register(), register("<sip:b@h>", 2))
    assert process(register("*", 3, Expires="0"), existing, 0.0).bindings == ()
    for request in (register("*", 3), register("*", 3, Expires="60"), register("*, <sip:a@h>", 3, Expires="0")):
        outcome = process(request, existing, 0.0)
        assert outcome.status == 400 and outcome.bindings == existing


def test_sequence_must_rise_within_a_call_id() -> None:
    existing = bound(register(number=5))
    for request in (register(number=5), register(number=4), register("*", 4, Expires="0")):
        outcome = process(request, existing, 0.0)
        assert outcome.status == 400 and outcome.bindings == existing
    assert process(register(number=1, Call_ID="other"), existing, 0.0).status == 200


def test_several_contacts_in_one_request_all_or_none() -> None:
    assert contacts(bound(register("<sip:a@h>, <sip:b@h>"))) == ["sip:a@h", "sip:b@h"]
    assert process(register("<sip:a@h>, <sip:b@h>;expires=1"), (), 0.0).bindings == ()


def test_number_of_contacts_is_bounded_and_the_first_to_expire_goes() -> None:
    limits = Limits(max_contacts=2)
    requests = [register(f"<sip:{name}@h>;expires={600 + number}", number) for number, name in enumerate("abc", 1)]
    assert contacts(bound(*requests, limits=limits)) == ["sip:b@h", "sip:c@h"]
    assert process(register("<sip:a@h>,<sip:b@h>,<sip:c@h>"), (), 0.0, limits=limits).status == 403


def test_device_that_moved_replaces_its_contact() -> None:
    instance = ';+sip.instance="<urn:uuid:1>";reg-id=1'
    assert contacts(bound(register(f"<sip:a@h>{instance}"), register(f"<sip:b@h>{instance}", 2))) == ["sip:b@h"]


def test_path_is_kept_and_echoed() -> None:
    outcome = process(register(Path="<sip:p1;lr>,<sip:p2;lr>"), (), 0.0)
    assert outcome.bindings[0].path == ("<sip:p1;lr>", "<sip:p2;lr>")
    assert ("Path", "<sip:p1;lr>,<sip:p2;lr>") in outcome.headers


@pytest.mark.parametrize("contact", ["tel:100", "<sip:", "sip:a@h?Route=x"])
def test_contacts_that_cannot_be_called(contact: str) -> None:
    assert process(register(contact), (), 0.0).status == 400
