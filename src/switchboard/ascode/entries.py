"""An object as it is written in a file: references by number or name, nothing that has its default value."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel

from switchboard.ascode.text import Plain
from switchboard.model.base import Document
from switchboard.model.families import FAMILIES
from switchboard.store.documents.references import references

Identity = tuple[str, str]
"""Kind, and number or name."""

DISCRIMINATOR = "kind"
DERIVED = frozenset({"content", "duration_ms", "warnings"})
"""What a prompt's audio file tells."""


def key_field(kind: str) -> str:
    """The field by which files call objects of that kind: the number, or the name where they have none."""
    return "number" if "number" in FAMILIES[kind].model_fields else "name"


def default_key(kind: str) -> str | None:
    """What files may leave out, because objects of that kind have no other name."""
    default = FAMILIES[kind].model_fields[key_field(kind)].default
    return default if isinstance(default, str) else None


def identity(document: Document) -> Identity:
    """What files call an object."""
    return document.kind, str(getattr(document, key_field(document.kind)))


def entry(document: Document, identities: Mapping[int, Identity]) -> dict[str, Plain]:
    """The object for a file; `identities` are those of all objects by id."""
    targets = {one.field: identities[one.target][1] for one in references(document)}
    kind, key = identity(document)
    written: dict[str, Plain] = _of_model(document, "", targets) | {key_field(kind): key}
    first = {name: written[name] for name in ("number", "name") if name in written}
    return first | written


def _of_model(model: BaseModel, prefix: str, targets: Mapping[str, str]) -> dict[str, Plain]:
    """Written are also destinations, which are what one looks for, and all of what would else be empty."""
    values = {name: getattr(model, name) for name in type(model).model_fields}
    telling = {name: value for name, value in values.items() if _tells(model, name, value)}
    written = telling or {name: value for name, value in values.items() if value is not None}
    return {name: _of_value(value, prefix + name, targets) for name, value in written.items()}


def _tells(model: BaseModel, name: str, value: object) -> bool:
    field = type(model).model_fields[name]
    tagged = isinstance(value, BaseModel) and DISCRIMINATOR in type(value).model_fields
    return name == DISCRIMINATOR or tagged or field.is_required() or bool(value != field.get_default())


def _of_value(value: object, path: str, targets: Mapping[str, str]) -> Plain:
    if path in targets:
        return targets[path]
    if isinstance(value, BaseModel):
        return _of_model(value, path + ".", targets)
    if isinstance(value, tuple):
        return [_of_value(item, f"{path}[{index}]", targets) for index, item in enumerate(value)]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{path} is of a type that files cannot hold")
