"""Masks: which digits are for an action URL."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from switchboard.model.action_url import ActionUrl
from switchboard.model.ivr import DirectDial, NumberRange

pytestmark = pytest.mark.unit

KEYS_TRIED = ["1", "2", "3", "4", "5", "7", "9", "#", "12", "13", "51", "401", "2999", "4001", "5123", "30000"]


def action(mask: str, on: str = "keys") -> ActionUrl:
    values = {"key": 1, "name": "A", "on": on, "mask": mask, "method": "GET", "url": "https://a.example/"}
    return ActionUrl.model_validate(values)


@pytest.mark.parametrize(
    ("mask", "fits", "grows"),
    [
        ("1", ["1"], [""]),
        ("12;7", ["12", "7"], ["", "1"]),
        ("3000-4000", ["3000", "3500", "4000"], ["", "3", "30", "399", "4", "400"]),
        ("5**", ["500", "512", "599"], ["", "5", "51"]),
        ("**", ["00", "12", "13", "51", "99"], ["", "1", "2", "3", "4", "5", "7", "9"]),
        ("#9", ["#9"], ["", "#"]),
        ("ALL", ["", "1", "999"], ["", "1", "999"]),
    ],
)
def test_what_a_mask_takes(mask: str, fits: list[str], grows: list[str]) -> None:
    asked = action(mask)
    tried = {*fits, *grows, *KEYS_TRIED}
    assert sorted(digits for digits in tried if asked.fits(digits)) == sorted(fits if mask != "ALL" else tried)
    assert sorted(digits for digits in tried if asked.may_grow(digits)) == sorted(grows if mask != "ALL" else tried)


@pytest.mark.parametrize("mask", ["", ";", "1;", "1;1", "a", "1-", "-2", "1*2", "1 2", "all"])
def test_masks_that_are_none(mask: str) -> None:
    with pytest.raises(ValidationError):
        action(mask)


def test_all_is_for_keys_only() -> None:
    assert action("+49301*", on="caller").fits("+493015")
    with pytest.raises(ValidationError, match="keys only"):
        action("ALL", on="caller")


@given(st.from_regex(r"[0-9]{0,3}\*{0,3}", fullmatch=True).filter(bool), st.text("0123456789", max_size=8))
def test_what_fits_could_grow_before(mask: str, digits: str) -> None:
    asked = action(mask)
    if asked.fits(digits):
        assert all(asked.may_grow(digits[:end]) for end in range(len(digits)))
        assert not asked.may_grow(digits)


def test_ranges_of_numbers() -> None:
    span = NumberRange(first="1001", last="2001")
    assert [span.covers(number) for number in ("1001", "1500", "2001", "1000", "2002", "10015")] == [True] * 3 + [
        False
    ] * 3
    assert DirectDial(exclude=(span,)).exclude == (span,)
    for first, last in (("2", "1"), ("1", "10"), ("", "")):
        with pytest.raises(ValidationError):
            NumberRange(first=first, last=last)
