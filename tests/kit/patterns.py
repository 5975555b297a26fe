"""Which regular expressions may take more than linear time, judged by their form (CWE-1333).

A pattern is safe when inside a repeat there is neither a repeat nor a choice between what begins alike, when no two
repeats that can share a character follow one another with nothing in between that they cannot match, and when one that
is searched for does not begin with a repeat. The rule is stricter than needed: it refuses patterns that are linear for
a reason that only a person sees. Such are better written otherwise.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

parser, codes = import_module("re._parser"), import_module("re._constants")
"""The parser of patterns, which has no public name and no types."""

SMALL = 64
"""A repeat of at most so many costs a constant."""
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
_ALPHABET = [chr(code) for code in range(256)] + ["\u0100", "\u2028", "\ud800"]
_FROM_ANYWHERE = frozenset({"search", "sub", "subn", "split", "findall", "finditer"})
Nodes = list[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern in the source, None where it is put together as it runs; `searched`: it is tried at every position."""

    place: str
    pattern: str | None
    searched: bool


def patterns_of(directory: Path) -> Iterator[Found]:
    """Every pattern in the modules below `directory`."""
    for path in sorted(directory.rglob("*.py")):
        tree = ast.parse(path.read_text())
        searched = {
            node.func.value.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in _FROM_ANYWHERE
            and isinstance(node.func.value, ast.Name)
        }
        names = {
            id(node.value): node.targets[0].id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and _of_re(call.func):
                direct = call.func.attr in _FROM_ANYWHERE
                yield Found(f"{path.name}:{call.lineno}", _literal(call), direct or names.get(id(call)) in searched)


def _of_re(function: ast.Attribute) -> bool:
    return isinstance(function.value, ast.Name) and function.value.id == "re" and function.attr != "escape"


def _literal(call: ast.Call) -> str | None:
    value = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
    return value.decode("latin-1") if isinstance(value, bytes) else value if isinstance(value, str) else None


def fault(pattern: str, *, searched: bool) -> str | None:
    """Why a pattern may take more than linear time, None when it cannot."""
    nodes = _plain(list(parser.parse(pattern)))
    if searched and len(nodes) > 1 and _is_long(nodes[0]):
        return "a search that begins with a repeat tries it again from each position"
    return _nested(nodes, inside=False) or _adjacent(nodes)


def _plain(nodes: Nodes) -> Nodes:
    """The sequence without the groups around its parts."""
    plain: Nodes = []
    for op, value in nodes:
        plain += _plain(list(value[-1])) if op is codes.SUBPATTERN else [(op, value)]
    return plain


def _is_long(node: tuple[Any, Any]) -> bool:
    return node[0] in _REPEATS and node[1][1] > SMALL


def _parts(node: tuple[Any, Any]) -> list[Nodes]:
    """The sequences inside a node."""
    op, value = node
    if op in _REPEATS:
        return [_plain(list(value[2]))]
    if op is codes.BRANCH:
        return [_plain(list(branch)) for branch in value[1]]
    if op in (codes.ASSERT, codes.ASSERT_NOT):
        return [_plain(list(value[1]))]
    return []


def _nested(nodes: Nodes, *, inside: bool) -> str | None:
    for node in nodes:
        long = _is_long(node)
        if inside and node[0] in _REPEATS and node[1][0] != node[1][1]:
            return "a repeat stands in a repeat"
        if inside and node[0] is codes.BRANCH and _overlap(_parts(node)):
            return "a repeat holds a choice that can be made in several ways"
        for part in _parts(node):
            if (why := _nested(part, inside=inside or long) or _adjacent(part)) is not None:
                return why
    return None


def _overlap(branches: list[Nodes]) -> bool:
    starts = [_characters(branch[0]) if branch else frozenset(_ALPHABET) for branch in branches]
    return any(one & other for at, one in enumerate(starts) for other in starts[:at])


def _adjacent(nodes: Nodes) -> str | None:
    """Two repeats that can share a character, and nothing between them that must be there and neither takes."""
    open_repeats: list[frozenset[str]] = []
    for node in nodes:
        mine = _characters(node)
        if _is_long(node) and any(mine & other for other in open_repeats):
            return "two repeats can share what they match"
        if _must_match(node):
            open_repeats = [other for other in open_repeats if other & mine]
        if _is_long(node):
            open_repeats.append(mine)
    return None


def _must_match(node: tuple[Any, Any]) -> bool:
    op, value = node
    if op in _REPEATS:
        return bool(value[0] > 0)
    return op in (codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY, codes.BRANCH)


def _characters(node: tuple[Any, Any]) -> frozenset[str]:
    """Those of the alphabet that may stand somewhere in what a node matches."""
    op, value = node
    if op in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
        return frozenset()
    if op in _REPEATS or op is codes.BRANCH:
        return frozenset().union(*(_characters(inner) for part in _parts(node) for inner in part))
    if op is codes.LITERAL:
        return frozenset({chr(value)})
    if op is codes.NOT_LITERAL:
        return frozenset(_ALPHABET) - {chr(value)}
    if op is codes.IN:
        return _class(value)
    return frozenset(_ALPHABET)


def _class(items: list[tuple[Any, Any]]) -> frozenset[str]:
    found: set[str] = set()
    for op, value in items:
        if op is codes.LITERAL:
            found.add(chr(value))
        elif op is codes.RANGE:
            found.update(char for char in _ALPHABET if value[0] <= ord(char) <= value[1])
        elif op is codes.CATEGORY:
            found.update(char for char in _ALPHABET if _in_category(value, char))
    return frozenset(_ALPHABET) - found if items[0][0] is codes.NEGATE else frozenset(found)


def _in_category(category: Any, char: str) -> bool:
    letter = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[str(category).rsplit("_", 1)[-1]]
    return (re.match(letter, char) is not None) != ("_NOT_" in str(category))
