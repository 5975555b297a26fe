"""Every parameter and enumerated value of the three dialects, as the wire models have them."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from switchboard.api.portsip.wire_action import NewAction
from switchboard.api.portsip.wire_ivr import NewIvr
from switchboard.api.servetel.attendant import AttendantRequest
from switchboard.api.servetel.number import NumberRequest
from switchboard.api.servetel.wire import DESTINATIONS, RECORDING_TYPES, IvrRequest
from switchboard.api.yeastar.wire import SLOTS, IvrSettings, SlotValues

from . import yeastar

Row = tuple[str, str, str, str]
"""Dialect, endpoint, parameter and value; without a value the parameter itself."""

Schema = Mapping[str, Any]


def rows() -> set[Row]:
    """All of them."""
    return {*_yeastar(), *_servetel(), *_portsip()}


def _yeastar() -> Iterator[Row]:
    for name, value in _of(IvrSettings):
        yield "yeastar", yeastar.ENDPOINT, name, value
    for slot in SLOTS:
        for name, value in _of(SlotValues):
            yield "yeastar", yeastar.ENDPOINT, slot.parameters[name], value


def _servetel() -> Iterator[Row]:
    """Types stand in texts such as `type||id`, for which the schema has a pattern."""
    for endpoint, model in (("ivr", IvrRequest), ("auto_attendant", AttendantRequest), ("my_number", NumberRequest)):
        for name, value in _of(model):
            name = "recording_ID" if name == "recording_id" else name
            yield "servetel", endpoint, name, value
            is_destination = name.endswith("destination") or name == "destination_type"
            is_recording = endpoint == "ivr" and "recording" in name
            for kind in DESTINATIONS if is_destination else RECORDING_TYPES if is_recording else ():
                yield "servetel", endpoint, name, kind


def _portsip() -> Iterator[Row]:
    for name, value in _of(NewIvr):
        yield "portsip", "ivrs", name, value
    for kind in ("1", "1#", "F"):
        yield "portsip", "ivrs", "custom_forward_rules[].user_input", kind
    for name, value in _of(NewAction):
        yield "portsip", "ivrs/{id}/action_urls", name, value


def _of(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    schema = model.model_json_schema(by_alias=True)
    yield from _members("", schema, schema.get("$defs", {}))


def _members(path: str, schema: Schema, known: Schema) -> Iterator[tuple[str, str]]:
    for name, member in schema["properties"].items():
        yield from _values(f"{path}{name}", member, known)


def _values(path: str, schema: Schema, known: Schema) -> Iterator[tuple[str, str]]:
    """A leaf with its values; what has members or items is not itself a row."""
    if "$ref" in schema:
        schema = known[schema["$ref"].rpartition("/")[2]]
    choices = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if len(choices) == 1:
        yield from _values(path, choices[0], known)
    elif "properties" in schema:
        yield from _members(f"{path}.", schema, known)
    elif "properties" in _resolved(schema.get("items", {}), known):
        yield from _items(path, _resolved(schema["items"], known), known)
    else:
        yield path, ""
        values = [True, False] if schema.get("type") == "boolean" else schema.get("enum", ())
        yield from ((path, str(value).lower() if isinstance(value, bool) else str(value)) for value in values)


def _items(path: str, schema: Schema, known: Schema) -> Iterator[tuple[str, str]]:
    """Yeastar's lists are one parameter, whose values are the types of their entries."""
    if set(schema["properties"]) <= {"value", "type", "text"}:
        yield path, ""
        yield from ((path, f"type={value}") for value in schema["properties"].get("type", {}).get("enum", ()))
    else:
        yield from _members(f"{path}[].", schema, known)


def _resolved(schema: Schema, known: Schema) -> Schema:
    found: Schema = known[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return found
