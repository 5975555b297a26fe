"""Which columns a kind has, and what a cell of each means. Pure; read from the JSON schema of the kind.

A column is a text, a number, a yes or no, one of some words, the number or name of another object, or a list of such,
with `|` between them; what is inside of a member has its path as name, such as `voicemail.enabled`. What branches, such
as a destination, is no column: it stays as it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from switchboard.model.base import Document
from switchboard.model.office import Office
from switchboard.model.prompt import Prompt

Schema = Mapping[str, Any]
CellType = Literal["string", "integer", "number", "boolean"]

BETWEEN = "|"
_TYPES: Mapping[str, CellType] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
}


@dataclass(frozen=True, slots=True)
class Column:
    """`path` leads to the member. `refers` is the kind of the object that a cell names. An empty cell is null where the
    member is `nullable`, no entries where it is `many`, and else the default.
    """

    path: tuple[str, ...]
    type: CellType
    nullable: bool
    many: bool
    refers: str | None

    @property
    def name(self) -> str:
        return ".".join(self.path)


@cache
def columns_of(family: type[Document]) -> tuple[Column, ...]:
    """The columns of a kind: what it is known by first, then in the order of its members."""
    schema = family.model_json_schema()
    found = list(_columns(schema, schema.get("$defs", {}), ()))
    return tuple(sorted(found, key=lambda column: column.name != key_of(family)))


def has_table(family: type[Document]) -> bool:
    """Whether whole objects of the kind can be written as rows. A prompt begins with its sound, and there is one office
    only."""
    schema = family.model_json_schema()
    flat = {column.path[0] for column in columns_of(family)}
    return family not in (Prompt, Office) and set(schema.get("required", ())) <= flat


def key_of(family: type[Document]) -> str:
    """The column by which an object is known again."""
    return "number" if is_numbered(family) else "name"


def is_numbered(family: type[Document]) -> bool:
    """Whether objects of the kind have a number that is dialled."""
    return "number" in family.model_fields


def _columns(schema: Schema, definitions: Schema, path: tuple[str, ...]) -> Iterator[Column]:
    for name, member in schema.get("properties", {}).items():
        yield from _member(member, definitions, (*path, name), nullable=False)


def _member(schema: Schema, definitions: Schema, path: tuple[str, ...], *, nullable: bool) -> Iterator[Column]:
    schema = _resolved(schema, definitions)
    if "anyOf" in schema:
        others = [one for one in schema["anyOf"] if one.get("type") != "null"]
        if len(others) == 1:
            yield from _member(others[0], definitions, path, nullable=True)
    elif "properties" in schema and not nullable:
        yield from _columns(schema, definitions, path)
    elif schema.get("type") == "array" and "items" in schema:
        items = _resolved(schema["items"], definitions)
        if type_ := _type(items):
            yield Column(path, type_, nullable, True, items.get("x-refers"))
    elif type_ := _type(schema):
        yield Column(path, type_, nullable, False, schema.get("x-refers"))


def _type(schema: Schema) -> CellType | None:
    if "const" in schema or "oneOf" in schema:
        return None
    return _TYPES.get(schema.get("type", ""))


def _resolved(schema: Schema, definitions: Schema) -> Schema:
    reference = schema.get("$ref")
    return definitions[reference.rpartition("/")[2]] if reference else schema
