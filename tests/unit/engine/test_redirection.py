"""Which numbers a redirection names."""

import pytest

from switchboard.engine.builtin.redirection import numbers_of
from switchboard.sip.header_fields import Headers
from switchboard.sip.message import Response

pytestmark = pytest.mark.unit

HERE = "192.0.2.10"


def numbers(*contacts: str) -> tuple[str, ...]:
    response = Response(302, "", Headers([("Contact", contact) for contact in contacts]))
    return numbers_of(response, lambda host: host == HERE)


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        ([f"<sip:6399@{HERE}>"], ("6399",)),
        ([f"sip:6399@{HERE};q=0.5"], ("6399",)),
        ([f"<sip:1@{HERE}>;q=0.2, <sip:2@{HERE}>;q=0.9", f"<sip:3@{HERE}>"], ("3", "2", "1")),
        ([f"<sip:1@{HERE}>;q=x, <sip:2@{HERE}>;q=7, <sip:3@{HERE}>;q=1.0"], ("1", "2", "3")),
        ([f"<sip:1@{HERE}>, <sip:1@{HERE}:5070>"], ("1",)),
        ([f"<sip:{number}@{HERE}>" for number in range(9)], ("0", "1", "2", "3", "4")),
        (["<sip:6399@pbx.example>"], ("6399",)),
        (["<sips:6399@PBX.example.>"], ("6399",)),
        (["<tel:+49-30-1234>"], ("+49301234",)),
        ([f"<sip:+49(30)1234;phone-context=x@{HERE};user=phone>"], ("+49301234",)),
        ([f"<sip:%2A21@{HERE}>"], ("*21",)),
        (["<sip:6399@198.51.100.1>"], ()),
        (["<sip:6399@[2001:db8::1]>"], ()),
        ([f"<sip:{HERE}>"], ()),
        (["<mailto:a@b.example>"], ()),
        (["*"], ()),
        (["<sip:", f"<sip:7@{HERE}>"], ("7",)),
        ([], ()),
    ],
)
def test_numbers(contacts: list[str], expected: tuple[str, ...]) -> None:
    assert numbers(*contacts) == expected
