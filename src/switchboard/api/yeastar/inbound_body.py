"""Inbound routes in bodies: what a new one has, and where one is led. Pure."""

from collections.abc import Mapping
from typing import Final

from pydantic import TypeAdapter, ValidationError

from switchboard.api.yeastar.destinations import from_wire, to_wire
from switchboard.api.yeastar.envelope import Code, Problem, Refusal
from switchboard.api.yeastar.naming import object_id
from switchboard.api.yeastar.wire import Slot
from switchboard.model.base import Name
from switchboard.model.configuration import Configuration
from switchboard.model.destination import Destination, HangUp
from switchboard.model.trunk import InboundRoute, Trunk

DESTINATION: Final = Slot("def_dest", "")
MEMBERS: Final = (DESTINATION.dest, DESTINATION.prefix, DESTINATION.value)
MOST_TRUNKS: Final = 100
_NAME: TypeAdapter[str] = TypeAdapter(Name)
_PATTERNS: Final = "did_pattern_list"
_TRUNKS: Final = "trunk_list"
_AS_ALWAYS: Final[Mapping[str, object]] = {
    "alert_info": "",
    "did_option": "patterns",
    "cid_option": "patterns",
    "cid_pattern_list": [],
}
"""What the vendor's routes can have otherwise, and those of this server cannot."""
_FIELDS: Final = {"name": "name", "pattern": _PATTERNS, "position": "pos"}


def new_route(
    body: Mapping[str, object], trunks: tuple[int, ...], to: Destination, objects: Configuration
) -> InboundRoute:
    """Raises Refusal 40001, 40002."""
    for name in ("name", DESTINATION.dest):
        if not body.get(name):
            raise Refusal(Code.PARAMETER_ERROR, Problem(name, rule="required"))
    for name, only in _AS_ALWAYS.items():
        if body.get(name, only) != only:
            raise Refusal(Code.PARAMETER_ERROR, Problem(name, body[name], "unsupported", "is not to be had here"))
    if missing := [id for id in trunks if objects.get(Trunk, id) is None]:
        raise Refusal(Code.PARAMETER_ERROR, Problem(_TRUNKS, missing[0], "reference", "there is no such trunk"))
    name, position = name_of(body["name"]), body.get("pos", 1)
    if not isinstance(position, int) or isinstance(position, bool):
        raise Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem("pos", position, reason="must be an integer"))
    try:
        return InboundRoute(name=name, trunks=trunks, pattern=_pattern(body), position=position, to=to)
    except ValidationError as error:
        field = _FIELDS.get(str(error.errors()[0]["loc"][0]), "")
        raise Refusal(Code.PARAMETER_ERROR, Problem(field, rule="format", reason=error.errors()[0]["msg"])) from None


def trunk_ids(body: Mapping[str, object]) -> tuple[int, ...]:
    """Those of the trunks in a body, of which each is `{"value": "60"}`, or as answers show it. Raises Refusal 40001,
    40002.
    """
    items = body.get(_TRUNKS)
    if not items:
        raise Refusal(Code.PARAMETER_ERROR, Problem(_TRUNKS, rule="required"))
    if not isinstance(items, list) or len(items) > MOST_TRUNKS:
        raise Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem(_TRUNKS, reason=f"must be a list of at most {MOST_TRUNKS}"))
    return tuple(dict.fromkeys(_trunk_id(item) for item in items))


def _trunk_id(item: object) -> int:
    value = item.get("value", item.get("id")) if isinstance(item, Mapping) else item
    id = object_id(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else None
    if id is None:
        raise Refusal(Code.PARAMETER_ERROR, Problem(_TRUNKS, value, "reference", "there is no such trunk"))
    return id


def led_to(to: Destination, body: Mapping[str, object], objects: Configuration) -> Destination:
    """Where a body leads a route that led `to` before: there, if it says nothing else. Raises Refusal 40001, 40002."""
    sent = {name: body[name] for name in MEMBERS if name in body}
    for name, value in sent.items():
        if not isinstance(value, str):
            raise Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem(name, value, reason="must be a text"))
    known = to_wire(to, 0, objects)
    dest, prefix, value = (str(sent.get(name, old)) for name, old in zip(MEMBERS, known, strict=True))
    if (dest, prefix, value) == known:
        return to
    found = from_wire(DESTINATION, dest, prefix, value, objects)
    if isinstance(found, Problem):
        raise Refusal(Code.PARAMETER_ERROR, found)
    return HangUp() if found is None else found


def name_of(value: object) -> str:
    """Raises Refusal 40002."""
    try:
        return _NAME.validate_python(value, strict=True)
    except ValidationError:
        raise Refusal(Code.PARAMETER_ERROR, Problem("name", value, "format", "1 to 100 characters")) from None


def _pattern(body: Mapping[str, object]) -> str:
    """The one pattern that a route has here; "" takes any number. Raises Refusal 40001, 40002."""
    patterns = body.get(_PATTERNS, [])
    if not isinstance(patterns, list):
        raise Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem(_PATTERNS, patterns, reason="must be a list"))
    if len(patterns) > 1:
        raise Refusal(Code.PARAMETER_ERROR, Problem(_PATTERNS, rule="unsupported", reason="a route has one pattern"))
    first = patterns[0] if patterns else ""
    text = first.get("did_pattern", "") if isinstance(first, Mapping) else first
    if not isinstance(text, str):
        raise Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem(_PATTERNS, text, reason="must be a text"))
    return text
