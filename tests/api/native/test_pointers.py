"""Pointers, merging, differences and cursors: the pure parts."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.api.native import cursor
from switchboard.api.native.body import merge
from switchboard.api.native.diff import differences
from switchboard.api.native.pointers import of_detail, of_field, pointer
from switchboard.api.native.problem import Refusal

pytestmark = pytest.mark.unit

leaf = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3)
values = st.recursive(leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner))


def test_pointers_are_uri_fragments() -> None:
    assert pointer([]) == "#"
    assert pointer(["options", 0, "a/b", "~", "%", "ü"]) == "#/options/0/a~1b/~0/%25/%C3%BC"
    assert of_field("options[3].route.to.extension") == "#/options/3/route/to/extension"


def test_tags_of_unions_are_no_steps() -> None:
    document = {"to": {"kind": "extension", "extension": "x"}, "list": [{"kind": "prompt"}], "kind": "to"}

    def found(*steps: str | int) -> str:
        return of_detail({"type": "missing", "loc": steps, "msg": "", "input": None}, document)

    assert found("to", "extension", "extension") == "#/to/extension"
    assert found("list", 0, "prompt", "prompt") == "#/list/0/prompt"
    assert found("to") == "#/to"
    assert found("list", 7, "x") == "#/list/7/x"


@pytest.mark.parametrize(
    ("target", "patch", "merged"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "b"}, ["c"], ["c"]),
        ({"a": "foo"}, None, None),
        ({"a": "foo"}, "bar", "bar"),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_the_examples_of_rfc_7396(target: object, patch: object, merged: object) -> None:
    assert merge(target, patch) == merged


@given(values, values)
def test_there_is_a_difference_exactly_when_values_differ(old: object, new: object) -> None:
    found = list(differences(old, new))
    assert bool(found) == (json.dumps(old, sort_keys=True) != json.dumps(new, sort_keys=True))
    assert len({one.path for one in found}) == len(found)


@given(st.lists(st.integers(0, 2**53) | st.text(max_size=9), max_size=3))
def test_a_cursor_is_read_as_it_was_written(parts: list[int | str]) -> None:
    assert cursor.read("x", cursor.written("x", parts)) == parts
    with pytest.raises(Refusal):
        cursor.read("y", cursor.written("x", parts))


@given(st.text(max_size=40))
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        cursor.read("x", text)
