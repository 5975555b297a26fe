"""The slots of a parking lot, and who is in a group with whom."""

import pytest
from pydantic import ValidationError
from tests.callflow.scenarios.world import ABROAD, ANN, BOB, CID, company

from switchboard.model.organization import Organization
from switchboard.model.pickup import ParkingOptions

pytestmark = pytest.mark.unit


def test_slots_are_numbers_from_the_first_on() -> None:
    lot = ParkingOptions(first="0098", slots=3)
    assert list(lot.numbers()) == ["0098", "0099", "0100"]
    assert [lot.has(number) for number in ("0097", "0098", "0100", "0101", "98", "", "00९8")] == [
        *(False, True, True),
        *(False,) * 4,
    ]


def test_a_lot_without_slots_has_no_number() -> None:
    lot = ParkingOptions(slots=0)
    assert (list(lot.numbers()), lot.has("6000")) == ([], False)


def test_all_slots_have_as_many_digits() -> None:
    with pytest.raises(ValidationError, match="need more digits"):
        ParkingOptions(first="95", slots=6)
    assert ParkingOptions(first="95", slots=5).has("99")


def test_a_group_is_of_any_kind() -> None:
    of = company().group_of
    assert [sorted(of(one)) for one in (ANN, BOB, CID)] == [[ANN, BOB], [ANN, BOB, CID], [BOB, CID]]
    assert of(999) == {999}


def test_a_department_is_no_group_with_those_below_it() -> None:
    of = company((ABROAD, Organization(name="abroad", members=(CID,)))).group_of
    assert of(CID) == {BOB, CID}
