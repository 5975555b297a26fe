"""YAML in and out.

Every scalar is read as the text that is written, so that `number: 0100` and `name: no` mean what they look like; what
it becomes is for the model to say. Only a plain `null`, `~` or nothing is null. Anchors and tags are refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import yaml

from switchboard.ascode.problems import Place, Problem, Rejected

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
"""What YAML can say."""

_MAX_DEPTH = 40
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})
# What YAML takes for the end of a line, and would fold into a space.
_BREAKS = re.compile("[\n\x85\u2028\u2029]")
# A `|` block loses white space at the end of a line, and of several line ends at its end all but one; where its first
# line begins with a space, it needs an indentation indicator. A dot passes no line end, so this costs linear time.
_BLOCK = re.compile(r"\S(?:.*\S)?(?:\n.*\S)*\n?")
# Not printable in the sense of YAML 1.1: only the escapes of a quoted text can say these.
_NOT_IN_BLOCKS = re.compile("[^\n\x20-\x7e\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_UNFOLDED = 1 << 20
_TOO_DEEP = "nested too deeply"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Mark(Protocol):
    """Of either parser."""

    @property
    def line(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Node:
    """A value and the line that it, or its key, stands on."""

    value: "str | list[Node] | dict[str, Node] | None"
    line: int

    def plain(self) -> Plain:
        """The value without lines."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


def parse(text: str, file: str) -> list[Node]:
    """The documents of a YAML stream. Raises Rejected."""
    try:
        return list(_Reader(yaml.parse(text, Loader=_LOADER), file).documents())
    except yaml.MarkedYAMLError as error:
        raise Rejected([Problem(Place(file, _line(error.problem_mark)), "", _complaint(error))]) from None
    except yaml.YAMLError:
        raise Rejected([Problem(Place(file), "", "not YAML: a character that may not be in it")]) from None


def _complaint(error: yaml.MarkedYAMLError) -> str:
    """Some versions of libyaml have a limit of their own on nesting."""
    if "nesting depth" in (error.problem or ""):
        return _TOO_DEEP
    return f"not YAML: {error.problem or error.context}"


def _line(mark: _Mark | None) -> int:
    """From 1; 0 is unknown."""
    return mark.line + 1 if mark else 0


class _Reader:
    """Builds nodes from events."""

    def __init__(self, events: Iterator[yaml.Event], file: str) -> None:
        self._events = events
        self._file = file

    def documents(self) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                yield self._node(next(self._events), 0)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = _line(event.start_mark)
        self._refuse(event, line, depth)
        if isinstance(event, yaml.ScalarEvent):
            return Node(None if event.implicit[0] and event.value in _NULLS else event.value, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(list(self._items(depth)), line)
        return Node(self._members(depth), line)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _members(self, depth: int) -> dict[str, Node]:
        members: dict[str, Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key.value, str):
                raise self._wrong(key.line, "a key must be text")
            if key.value in members:
                raise self._wrong(key.line, "the key is there twice")
            members[key.value] = Node(self._node(next(self._events), depth + 1).value, key.line)
        return members

    def _refuse(self, event: yaml.Event, line: int, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise self._wrong(line, _TOO_DEEP)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._wrong(line, "anchors and aliases are not supported")
        if getattr(event, "tag", None) not in _TAGS:
            raise self._wrong(line, "tags are not supported")

    def _wrong(self, line: int, reason: str) -> Rejected:
        return Rejected([Problem(Place(self._file, line), "", reason)])


class _Dumper(yaml.SafeDumper):
    """Text of several lines as a block. In Python, as the one in C writes some texts otherwise: noise in a diff."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = None
    if _BREAKS.search(value):
        style = "|" if _BLOCK.fullmatch(value) and not _NOT_IN_BLOCKS.search(value) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def render(content: Mapping[str, Plain]) -> str:
    """YAML with the keys in the order given; long lines stay whole."""
    rendered = yaml.dump(dict(content), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_UNFOLDED)
    assert isinstance(rendered, str)
    return rendered
