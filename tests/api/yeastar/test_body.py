"""JSON as a Go server reads it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.api.yeastar.body import parse_json
from switchboard.api.yeastar.envelope import Code, Refusal

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("c", "invalid character 'c' looking for beginning of value"),
        ("", "unexpected end of JSON input"),
        ('{"a":1', "unexpected end of JSON input"),
        ('{"a', "unexpected end of JSON input"),
        ("{a:1}", "invalid character 'a' looking for beginning of object key string"),
        ('{"a" 1}', "invalid character '1' after object key"),
        ('{"a":1 "b"}', "invalid character '\"' after object key:value pair"),
        ("{} x", "invalid character 'x' after top-level value"),
        ('{"a":NaN}', "invalid character 'N' looking for beginning of value"),
        ('{"a":-Infinity}', "invalid character 'I' looking for beginning of value"),
        ("\ufeff{}", "invalid character '\\ufeff' looking for beginning of value"),
        ("[" * 100_000, "exceeded max depth"),
    ],
)
def test_malformed(text: str, message: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_json(text)
    assert refusal.value.errcode == Code.INTERNAL_SERVER_ERROR
    assert [problem.value for problem in refusal.value.problems] == [message]


def test_integers_beyond_int64_are_no_integers() -> None:
    assert parse_json(str(2**63 - 1)) == 2**63 - 1
    assert isinstance(parse_json(str(2**63)), float)
    assert parse_json("9" * 5000) == math.inf


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse_json(text)
    except Refusal as refusal:
        assert refusal.errcode == Code.INTERNAL_SERVER_ERROR
