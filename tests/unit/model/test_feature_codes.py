"""Feature codes: their form, and what was dialled."""

from typing import get_args

import pytest
from pydantic import ValidationError

from switchboard.model.feature_codes import FEATURES, DialledFeature, Dialler, FeatureCodes, MenuFeature

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("code", ["12", "*", "*123456", "*1a", "+12", " *12"])
def test_a_code_begins_with_star_or_hash(code: str) -> None:
    with pytest.raises(ValidationError):
        FeatureCodes(leave_message=code)


def test_codes_are_distinct() -> None:
    first, second, *_ = FEATURES
    with pytest.raises(ValidationError, match="the same code"):
        FeatureCodes.model_validate({first: "*5", second: "*5"})
    FeatureCodes.model_validate({first: "", second: ""})


def test_the_longer_code_counts() -> None:
    codes = FeatureCodes(check_messages="*1", leave_message="*12")
    assert codes.find("*12101", "phone") == DialledFeature("leave_message", "*12", "101")
    assert codes.find("*12", "phone") == DialledFeature("check_messages", "*1", "2")


def test_menus_can_permit_what_is_for_menus() -> None:
    assert set(get_args(MenuFeature)) == {name for name, feature in FEATURES.items() if "menu" in feature.by}


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
