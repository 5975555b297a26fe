"""Who has diverted a call, by Diversion and by History-Info."""

from __future__ import annotations

import pytest
from tests.sip.builders import make_request

from switchboard.sip.diversion import (
    CAUSES,
    MAX_DIVERTERS,
    Diverter,
    diversion_lines,
    diverters_of,
    history_line,
)
from switchboard.sip.uri import NameAddr, SipUri

pytestmark = pytest.mark.unit

ANN, BOB = NameAddr.parse('"Ann" <sip:100@pbx.example>'), NameAddr.parse("<sip:101@pbx.example>")
TARGET = SipUri.parse("sip:+4930555@carrier.example:5070;transport=tcp")
CHAIN = (Diverter(ANN, "unconditional"), Diverter(BOB, "no-answer", 3))


def read(**headers: str) -> list[tuple[str, str, int, bool]]:
    found = diverters_of(make_request(**headers))
    return [(one.address.uri.number, one.reason, one.times, one.private) for one in found]


def test_what_we_write() -> None:
    assert diversion_lines(CHAIN) == [
        ("Diversion", "<sip:101@pbx.example>;reason=no-answer;counter=3"),
        ("Diversion", '"Ann" <sip:100@pbx.example>;reason=unconditional;counter=1'),
    ]
    assert history_line(CHAIN, TARGET) == (
        "History-Info",
        "<sip:100@pbx.example>;index=1, <sip:101@pbx.example;cause=302>;index=1.1;mp=1"
        ", <sip:+4930555@carrier.example:5070;cause=408>;index=1.1.1;mp=1.1",
    )


@pytest.mark.parametrize("reason", [reason for reason in CAUSES if reason != "do-not-disturb"])
def test_what_we_write_is_read_again(reason: str) -> None:
    chain = (Diverter(ANN, reason), Diverter(BOB, "user-busy", private=True))
    request = make_request()
    for name, value in diversion_lines(chain):
        request.headers.add(name, value)
    assert diverters_of(request) == chain
    history = diverters_of(make_request(History_Info=history_line(chain, TARGET)[1]))
    assert [(one.address.uri, one.reason, one.private) for one in history] == [
        (one.address.uri, one.reason, one.private) for one in chain
    ]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("<sip:1@h>", [("1", "unknown", 1, False)]),
        ('<sip:1@h>;reason="user-busy";counter=7;screen=no', [("1", "user-busy", 7, False)]),
        ("<sip:2@h>;reason=Away, <sip:1@h>;privacy=full", [("1", "unknown", 1, True), ("2", "away", 1, False)]),
        ("<sip:1@h>;counter=4000000000", [("1", "unknown", 100, False)]),
        ("<sip:1@h>;counter=x", [("1", "unknown", 1, False)]),
        ("<tel:+49-30-1>;reason=no-answer", [("+49301", "no-answer", 1, False)]),
        ("<sip:1", []),
        ("", []),
    ],
)
def test_diversion(value: str, found: list[tuple[str, str, int, bool]]) -> None:
    assert read(Diversion=value) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("<sip:1@h>;index=1", []),
        ("<sip:1@h>;index=1, <sip:2@h;cause=486>;index=1.1", [("1", "user-busy", 1, False)]),
        (
            "<sip:1@h?Privacy=history>;index=1, <sip:x@h>;index=1.1, <sip:2@h;cause=302>;index=1.2;mp=1",
            [("1", "unconditional", 1, True)],
        ),
        ("<sip:1@h>;index=1, <sip:2@h;cause=200>;index=1.1", []),
        ("<sip:1@h>;index=1, <sip:2@h;cause=487>;index=1.1;mp=7", [("1", "deflection", 1, False)]),
    ],
)
def test_history(value: str, found: list[tuple[str, str, int, bool]]) -> None:
    assert read(History_Info=value) == found


def test_diversion_comes_before_history_and_a_malformed_one_does_not() -> None:
    history = "<sip:1@h>;index=1, <sip:2@h;cause=486>;index=1.1"
    assert [one[0] for one in read(Diversion="<sip:9@h>", History_Info=history)] == ["9"]
    assert [one[0] for one in read(Diversion="<sip:9", History_Info=history)] == ["1"]


def test_a_stranger_names_few() -> None:
    many = ", ".join(f"<sip:{one}@h>" for one in range(60))
    assert len(read(Diversion=many)) == MAX_DIVERTERS
