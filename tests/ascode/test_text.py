"""YAML in and out."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from switchboard.ascode.problems import Rejected
from switchboard.ascode.text import Node, Plain, parse, render

pytestmark = pytest.mark.unit

texts = st.text(max_size=40) | st.text("ab \n\t'\"#:-?|>&*!%@`\\\x85\u2028\u2029\ufeff\0é", max_size=20)
values = st.recursive(texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3))


@given(st.dictionaries(texts, values, max_size=3))
@example({"a": "two\nlines\n"})
@example({"a": " \n b"})
@example({"a": "null", "b": "~", "c": ""})
def test_what_was_rendered_is_read_back(content: dict[str, Plain]) -> None:
    [document] = parse(render(content), "a.yaml")
    assert document.plain() == content
    assert yaml.safe_load(render(content)) == content


def test_scalars_are_the_text_that_is_written() -> None:
    [document] = parse("a: 0100\nb: no\nc: 1.10\nd:\ne: ~\nf: 'null'\ng: 2026-01-01\n", "a.yaml")
    assert document.plain() == {
        "a": "0100", "b": "no", "c": "1.10", "d": None, "e": None, "f": "null", "g": "2026-01-01"
    }  # fmt: skip


def test_a_value_is_found_at_the_line_of_its_key() -> None:
    [document] = parse("a:\n  b:\n  - x\n  - c: y\n", "a.yaml")
    inner = Node([Node("x", 3), Node({"c": Node("y", 4)}, 4)], 2)
    assert document == Node({"a": Node({"b": inner}, 1)}, 1)


def test_text_of_several_lines_is_a_block() -> None:
    assert render({"text": "Welcome.\nGoodbye."}) == "text: |-\n  Welcome.\n  Goodbye.\n"


def test_a_stream_may_hold_several_documents_or_none() -> None:
    assert [one.plain() for one in parse("a: 1\n---\nb: 2\n", "a.yaml")] == [{"a": "1"}, {"b": "2"}]
    assert parse("# nothing\n", "a.yaml") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: [1\nc: 2\n", "a.yaml:3: not YAML: "),
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3: the key is there twice"),
        ("a: &x 1\nb: *x\n", "a.yaml:1: anchors and aliases are not supported"),
        ("a: 1\nb: !!python/name:os.system\n", "a.yaml:2: tags are not supported"),
        ("a: 1\n? [b]\n: c\n", "a.yaml:2: a key must be text"),
        ("a: \x01", "a.yaml: not YAML: a character that may not be in it"),
        ("[" * 10_000, "a.yaml:1: nested too deeply"),
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(Rejected) as refused:
        parse(text, "a.yaml")
    assert str(refused.value).startswith(message)


@given(st.text(max_size=60) | st.text("ab:-[]{}&*!|>'\"\n \t#?%,", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text, "a.yaml")
    except Rejected as refused:
        assert refused.problems
