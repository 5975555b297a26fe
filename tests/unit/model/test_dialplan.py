"""Dial patterns against an oracle, and sets of numbers."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from switchboard.model import dialplan
from switchboard.model.dialplan import NumberRanges, Numbers, Patterns, may_grow, takes
from switchboard.model.trunk import DialPattern

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("pattern", "digits", "expected"),
    [
        ("9ZXXXXXX", "95551234", True),
        ("9ZXXXXXX", "90551234", False),
        ("9ZXXXXXX", "9555123", False),
        ("N11", "911", True),
        ("N11", "111", False),
        ("nxx", "200", True),
        ("00.", "00", False),
        ("00.", "001", True),
        ("00!", "00", True),
        ("00!", "00123", True),
        ("[1-35]X", "30", True),
        ("[1-35]X", "40", False),
        ("[1-35]X", "50", True),
        ("[*#]1", "#1", True),
        ("+49.", "+4930", True),
        (".", "+4930", True),
        ("0-800-X", "08005", True),
        ("123*", "123*", True),
        ("123*", "123", False),
        ("", "anything", True),
        ("X", "١", False),
    ],
)
def test_takes(pattern: str, digits: str, expected: bool) -> None:
    assert takes(pattern, digits) is expected


@pytest.mark.parametrize(
    ("pattern", "digits", "expected"),
    [
        ("9ZXX", "", True),
        ("9ZXX", "95", True),
        ("9ZXX", "90", False),
        ("9ZXX", "9555", False),
        ("00.", "0", True),
        ("00.", "00", True),
        ("00.", "00123", True),
        ("00.", "01", False),
        ("123*", "123", True),
        ("123*", "123*", False),
        ("", "1", True),
    ],
)
def test_may_grow(pattern: str, digits: str, expected: bool) -> None:
    assert may_grow(pattern, digits) is expected


SHORT = ["".join(digits) for length in range(5) for digits in itertools.product("01*", repeat=length)]


@given(
    st.lists(st.sampled_from(["X", "Z", "0", "1", "*", "[0-1]", "[1*]"]), max_size=3), st.sampled_from(["", ".", "!"])
)
def test_growth_agrees_with_what_is_taken(elements: list[str], tail: str) -> None:
    pattern = "".join(elements) + tail
    if not pattern:
        return
    taken = [digits for digits in SHORT if takes(pattern, digits)]
    for begun in SHORT:
        if len(begun) < 4:
            longer = any(digits != begun and digits.startswith(begun) for digits in taken)
            assert may_grow(pattern, begun) is longer


@pytest.mark.parametrize(
    "pattern", ["[12", "12]", "[]", "[2-1]", "[1-]", "[-]", "[*-#]", "1.2", "1!2", "[X]", "..", "1\n"]
)
def test_bad_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(ValidationError):
        DialPattern(pattern=pattern)


@given(st.text("0123456789*#XZNxzn.!+-[]", max_size=8))
def test_any_pattern_works_or_is_refused(pattern: str) -> None:
    try:
        valid = DialPattern(pattern=pattern)
    except ValidationError:
        return
    valid.takes("123")
    may_grow(pattern, "12")


def test_translate() -> None:
    assert DialPattern(pattern="9.", strip=1).translate("95551234") == "5551234"
    assert DialPattern(pattern="00.", strip=2, prepend="+").translate("0049") == "+49"


@given(st.frozensets(st.text("12", max_size=4), max_size=8), st.text("12", max_size=5))
def test_numbers(numbers: frozenset[str], digits: str) -> None:
    known = Numbers(numbers)
    assert (digits in known) is (digits in numbers)
    assert known.may_grow(digits) is any(number != digits and number.startswith(digits) for number in numbers)


@given(
    bounds=st.lists(
        st.tuples(st.text("0123", min_size=1, max_size=3), st.text("0123", min_size=1, max_size=3)), max_size=6
    ),
    digits=st.text("0123", max_size=4),
)
def test_number_ranges(bounds: list[tuple[str, str]], digits: str) -> None:
    ranges = [(min(pair), max(pair)) for pair in bounds if len(pair[0]) == len(pair[1])]
    expected = any(len(first) == len(digits) and first <= digits <= last for first, last in ranges)
    assert (digits in NumberRanges(ranges)) is expected


@given(
    patterns=st.lists(st.from_regex(r"[+]?[0-2XZN*]{0,4}[.!]?", fullmatch=True).filter(bool), max_size=8),
    digits=st.text("+012*", max_size=6),
)
def test_many_patterns_are_as_each_of_them(patterns: list[str], digits: str) -> None:
    assert Patterns(patterns).take(digits) is any(takes(pattern, digits) for pattern in patterns)


def test_of_many_patterns_only_those_with_the_same_beginning_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    patterns = Patterns(f"+49{number:05}." for number in range(10_000))
    tried: list[str] = []

    def matches(shape: object, digits: str) -> bool:
        tried.append(digits)
        return True

    monkeypatch.setattr(dialplan, "_matches", matches)
    assert patterns.take("+49012345")
    assert not patterns.take("+4999999999"[:7])
    assert len(tried) == 1
