"""Numbers of the public network: read as they are dialled and as providers send them, written as trunks want them."""

import pytest
from pydantic import ValidationError

from switchboard.model.office import Office
from switchboard.model.phone_numbers import Numbering, ReadForm, WrittenForm, _e164

pytestmark = pytest.mark.unit

BERLIN, LONDON, NEW_YORK, NOWHERE = Numbering("DE", "30"), Numbering("GB"), Numbering("US", "212"), Numbering()


@pytest.mark.parametrize(
    ("plan", "dialled", "form", "written"),
    [
        (BERLIN, "2345678", "e164", "+49302345678"),
        (BERLIN, "030123456", "e164", "+4930123456"),
        (BERLIN, "030123456", "e164_bare", "4930123456"),
        (BERLIN, "004930123456", "national", "030123456"),
        (BERLIN, "00442079460000", "national", "00442079460000"),
        (BERLIN, "+442079460000", "international", "00442079460000"),
        (BERLIN, "030123456", "as_dialled", "030123456"),
        (LONDON, "02079460000", "e164", "+442079460000"),
        (NEW_YORK, "5551234", "e164", "+12125551234"),
        (NEW_YORK, "12125551234", "national", "2125551234"),
        (NEW_YORK, "01149301234567", "e164", "+49301234567"),
        (NEW_YORK, "+442079460000", "international", "011442079460000"),
        (NOWHERE, "+442079460000", "e164_bare", "442079460000"),
        (NOWHERE, "02079460000", "e164", "02079460000"),
    ],
)
def test_written(plan: Numbering, dialled: str, form: WrittenForm, written: str) -> None:
    assert plan.written(dialled, form) == written


@pytest.mark.parametrize("number", ["112", "110", "116117", "11833", "0112", "1000", "*97", "", "anonymous", "0" * 20])
def test_what_is_no_number_of_the_public_network_stays_as_it_is(number: str) -> None:
    for plan in (BERLIN, LONDON, NEW_YORK, NOWHERE):
        assert {plan.written(number, "e164"), plan.received(number, "any"), *plan.forms(number)} == {number}


@pytest.mark.parametrize(
    ("plan", "sent", "form", "received"),
    [
        (BERLIN, "030123456", "any", "+4930123456"),
        (BERLIN, "4930123456", "any", "+4930123456"),
        (BERLIN, "004930123456", "any", "+4930123456"),
        (BERLIN, "30123456789", "national", "+4930123456789"),
        (BERLIN, "442079460000", "e164_bare", "+442079460000"),
        (NEW_YORK, "00442079460000", "international", "+442079460000"),
        # Of a subscriber's number alone nobody knows where it is.
        (BERLIN, "2345678", "any", "2345678"),
        (NOWHERE, "+442079460000", "any", "+442079460000"),
    ],
)
def test_received(plan: Numbering, sent: str, form: ReadForm, received: str) -> None:
    assert plan.received(sent, form) == received


def test_all_forms_of_a_number() -> None:
    assert BERLIN.forms("+49302345678") == (
        "+49302345678",
        "49302345678",
        "0302345678",
        "0049302345678",
        "2345678",
    )


def test_an_office_is_in_a_country_with_a_numbering_plan() -> None:
    assert Office(country="DE", area_code="30").numbering == BERLIN
    for wrong in ({"country": "ZZ"}, {"country": "de"}, {"area_code": "030"}):
        with pytest.raises(ValidationError):
            Office.model_validate(wrong)


def test_what_is_remembered_is_bounded() -> None:
    for number in range(6000):
        BERLIN.received(f"030{number + 1_000_000}", "any")
    info = _e164.cache_info()
    assert info.currsize <= (info.maxsize or 0) <= 4096


def test_what_is_longer_than_any_number_is_not_looked_at() -> None:
    before = _e164.cache_info().misses
    assert BERLIN.forms("0" * 1_000_000) == ("0" * 1_000_000,)
    assert _e164.cache_info().misses == before
