"""Who calls, by P-Asserted-Identity, Remote-Party-ID, Privacy and From."""

from __future__ import annotations

import pytest
from tests.sip.builders import make_request

from switchboard.sip.identity import asserted_identity, is_withheld

pytestmark = pytest.mark.unit

ANN = '"Ann" <sip:+4930111@carrier.example;user=phone>'


@pytest.mark.parametrize(
    ("headers", "number"),
    [
        ({}, None),
        ({"P_Asserted_Identity": ANN}, "+4930111"),
        ({"P_Asserted_Identity": f"<tel:+49-30-222>, {ANN}"}, "+4930222"),
        ({"P_Asserted_Identity": f"<sip:carrier.example>, {ANN}"}, "+4930111"),
        ({"P_Asserted_Identity": "<mailto:a@b>"}, None),
        ({"P_Asserted_Identity": "<sip:1", "Remote_Party_ID": ANN}, "+4930111"),
        ({"Remote_Party_ID": f"{ANN};party=calling;privacy=off"}, "+4930111"),
        ({"P_Asserted_Identity": "<sip:1@h>", "Remote_Party_ID": ANN}, "1"),
    ],
)
def test_the_asserted_identity(headers: dict[str, str], number: str | None) -> None:
    found = asserted_identity(make_request(**headers))
    assert (found and found.uri.number) == number


@pytest.mark.parametrize(
    ("headers", "withheld"),
    [
        ({}, False),
        ({"Privacy": "none"}, False),
        ({"Privacy": "history"}, False),
        ({"Privacy": "id"}, True),
        ({"Privacy": "header; ID ;critical"}, True),
        ({"Privacy": "user"}, True),
        ({"From": '"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1'}, True),
        ({"From": "<sip:Anonymous@carrier.example>;tag=1"}, True),
        ({"From": "<sip:123@anonymous.invalid>;tag=1"}, True),
        ({"From": '"Anonymous" <sip:123@carrier.example>;tag=1'}, False),
        ({"Remote_Party_ID": f"{ANN};privacy=full"}, True),
        ({"Remote_Party_ID": f"{ANN};privacy=name"}, False),
        ({"Remote_Party_ID": f"{ANN};privacy"}, False),
    ],
)
def test_who_withholds_the_number(headers: dict[str, str], withheld: bool) -> None:
    assert is_withheld(make_request(**headers)) is withheld
