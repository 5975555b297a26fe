"""Foreign keys between documents, read from the annotations of the model."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import UnionType
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from switchboard.model.base import Refers


@dataclass(frozen=True, slots=True)
class Reference:
    """The field, a path such as `options[3].route.to.extension`, holds the id `target` of an object of `kind`."""

    field: str
    kind: str
    target: int


def references(document: BaseModel) -> list[Reference]:
    """Every reference that a document, or a value of one, holds, in the order of its fields."""
    return list(_of_model(document, ""))


@lru_cache(maxsize=256)
def _fields(model: type[BaseModel]) -> dict[str, object]:
    """Field name -> annotation with its metadata."""
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def _of_model(model: BaseModel, prefix: str) -> Iterator[Reference]:
    for name, annotation in _fields(type(model)).items():
        yield from _of_value(annotation, getattr(model, name), prefix + name)


def _of_value(annotation: object, value: object, path: str) -> Iterator[Reference]:
    if isinstance(value, BaseModel):
        yield from _of_model(value, path + ".")
    elif get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        if isinstance(value, int):
            yield from (Reference(path, one.kind, value) for one in metadata if isinstance(one, Refers))
        yield from _of_value(inner, value, path)
    elif get_origin(annotation) in (Union, UnionType):
        for arm in get_args(annotation):
            yield from _of_value(arm, value, path)
    elif get_origin(annotation) is tuple and isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _of_value(get_args(annotation)[0], item, f"{path}[{index}]")
