"""Feature codes: their form, and what was dialled."""

import pytest
from pydantic import ValidationError

from switchboard.model.feature_codes import DialledFeature, Dialler, FeatureCodes

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("code", ["12", "*", "*123456", "*1a", "+12", " *12"])
def test_a_code_begins_with_star_or_hash(code: str) -> None:
    with pytest.raises(ValidationError):
        FeatureCodes(leave_message=code)


@pytest.mark.parametrize(
    ("dialled", "by", "number"),
    [
        ("*12101", "phone", "101"),
        ("*12101", "diverted", "101"),
        ("*12101", "menu", None),
        ("*12", "phone", None),
        ("*12*", "phone", None),
        ("*12\N{ARABIC-INDIC DIGIT ONE}", "phone", None),
        ("12101", "phone", None),
    ],
)
def test_a_number_must_fit(dialled: str, by: Dialler, number: str | None) -> None:
    found = FeatureCodes().find(dialled, by)
    assert found == (None if number is None else DialledFeature("leave_message", "*12", number))


def test_a_feature_without_a_code_is_never_found() -> None:
    assert FeatureCodes(leave_message="").find("*12101", "phone") is None
