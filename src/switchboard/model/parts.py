"""What a document is made of: the values nested in it, and the ids of other objects that it holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import UnionType
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from switchboard.model.base import Refers

Steps = tuple[str | int, ...]
"""The way to a value in a document: names of fields, and places in lists."""


def dotted(steps: Steps) -> str:
    """`options[0].route` for "options", 0, "route"."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")


@dataclass(frozen=True, slots=True)
class Id:
    """The id of an object of `kind`."""

    kind: str
    target: int


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that holds values or ids (of objects of a kind), one or many."""

    name: str
    refers: str | None


def parts(document: BaseModel, steps: Steps = ()) -> Iterator[tuple[Steps, BaseModel | Id]]:
    """All of them, each before what is nested in it, in the order of the fields."""
    for field in _fields(type(document)):
        value = getattr(document, field.name)
        if isinstance(value, tuple):
            for place, one in enumerate(value):
                yield from _part(field, one, (*steps, field.name, place))
        elif value is not None:
            yield from _part(field, value, (*steps, field.name))


def _part(field: _Field, value: object, steps: Steps) -> Iterator[tuple[Steps, BaseModel | Id]]:
    if isinstance(value, BaseModel):
        yield steps, value
        yield from parts(value, steps)
    elif field.refers is not None and isinstance(value, int):
        yield steps, Id(field.refers, value)


@lru_cache(maxsize=256)
def _fields(model: type[BaseModel]) -> tuple[_Field, ...]:
    """Those that can hold something: most fields of most documents are plain, and need not be looked at."""
    hints = get_type_hints(model, include_extras=True)
    found = ((name, tuple(_leaves(hints[name]))) for name in model.model_fields)
    return tuple(
        _Field(name, next((leaf.kind for leaf in leaves if isinstance(leaf, Refers)), None))
        for name, leaves in found
        if leaves
    )


def _leaves(annotation: object) -> Iterator[type[BaseModel] | Refers]:
    """The models and the kinds of objects that a value with this annotation can hold."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from (one for one in arguments[1:] if isinstance(one, Refers))
        yield from _leaves(arguments[0])
    elif origin in (Union, UnionType, tuple):
        for one in arguments:
            yield from _leaves(one)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
