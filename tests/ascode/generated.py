"""Whole configurations of every kind for hypothesis, read from the annotations of the model: new kinds need nothing."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le, MaxLen, MinLen
from hypothesis import assume
from hypothesis import strategies as st
from pydantic import BaseModel, StringConstraints, ValidationError
from pydantic.fields import FieldInfo

from switchboard.model.action_url import Mask
from switchboard.model.base import Document, Instant, Refers
from switchboard.model.caller_list import CallerPattern
from switchboard.model.dialplan import DialPatternText
from switchboard.model.emergency import EmergencyNumber
from switchboard.model.families import FAMILIES
from switchboard.model.office import Office
from switchboard.model.organization import Organization
from switchboard.model.phone_numbers import Country
from switchboard.model.prompt import ContentHash, Prompt
from switchboard.model.scenario import Scenario
from switchboard.model.schedule import Zone
from switchboard.model.stored import Stored
from switchboard.prompts.encoded import Encoded

Ids = Mapping[str, Sequence[int]]
MOST_OF_A_KIND = 2
SPECIAL: Mapping[Any, st.SearchStrategy[Any]] = {
    DialPatternText: st.from_regex(r"([0-9XZN]|\[1-3\]){0,6}[.!]?", fullmatch=True),
    ContentHash: st.just("0" * 64),
    Zone: st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kolkata"]),
    Country: st.sampled_from(["", "DE", "US"]),
    CallerPattern: st.from_regex(r"\+?[0-9]{1,4}[.!]?", fullmatch=True),
    Instant: st.integers(1, 7_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds + 86_400, UTC)),
    EmergencyNumber: st.from_regex(r"1[0-9]{2}", fullmatch=True),
    Mask: st.from_regex(r"[0-9]{1,3}\*{0,2}(;[0-9]{4}){0,1}", fullmatch=True),
}
"""What is made on purpose: hardly any text is one of these by chance."""


@st.composite
def configurations(draw: st.DrawFn, sounds: Sequence[Encoded], free_id: int = 1) -> list[Stored[Document]]:
    """Objects that refer to one another in any direction; prompts sound like one of `sounds`."""
    kinds = [kind for kind in FAMILIES for _ in range(draw(st.integers(0, MOST_OF_A_KIND)))]
    numbered = list(enumerate(draw(st.permutations(kinds)), free_id))
    values = _Values({kind: [id for id, other in numbered if other == kind] for kind in FAMILIES})
    assume("outbound_route" not in kinds or "trunk" in kinds)
    assume(kinds.count("office") < 2)
    found = [
        Stored(id, 1, _document(id, kind, draw(values.of_model(FAMILIES[kind])), draw, sounds)) for id, kind in numbered
    ]
    numbers = [number for one in found if (number := one.document.dialled_number()) is not None]
    office = next((one.document for one in found if isinstance(one.document, Office)), Office())
    assume(not any(office.emergency.has(number, office.country) for number in numbers))
    names = [(one.document.kind, one.document.name) for one in found if one.document.unique_names]
    assume(len(numbers) == len(set(numbers)) and len(names) == len(set(names)))
    return found


def _document(id: int, kind: str, values: dict[str, Any], draw: st.DrawFn, sounds: Sequence[Encoded]) -> Document:
    if kind == Prompt.kind:
        sound = draw(st.sampled_from(list(sounds)))
        values |= {"content": sound.content, "duration_ms": sound.duration_ms}
    if kind == Organization.kind and (values.get("parent") or 0) >= id:
        values["parent"] = None  # organizations are a tree: a parent is an earlier one
    if kind == Scenario.kind:  # each phone, trunk, agent and mailbox is there once
        values |= {name: values.get(name, ())[:1] for name in ("phones", "trunks", "agents", "mailboxes")}
        values["replies"] = ()
    family: type[Document] = FAMILIES[kind]
    return family.model_validate(values)


class _Values:
    """Strategies for what annotations mean, each made once; `ids` are those that can be referred to."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._models: dict[type[BaseModel], st.SearchStrategy[dict[str, Any]]] = {}
        self._unions: dict[Any, st.SearchStrategy[Any]] = {}

    def of_model(self, model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
        """What the model accepts."""
        if model not in self._models:
            members = self._members(model)
            short = members if members.is_empty else _drawn(_Members(members))
            self._models[model] = short.filter(lambda values: _is_valid(model, values))
        return self._models[model]

    def _members(self, model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
        hints = get_type_hints(model, include_extras=True)
        required, optional = {}, {}
        for name, field in model.model_fields.items():
            value = self._value(hints[name])
            if field.is_required() or name == "kind":
                required[name] = value
            elif not value.is_empty:
                optional[name] = value
        if any(value.is_empty for value in required.values()):
            return st.nothing()
        return st.fixed_dictionaries(required, optional=optional)

    def _value(self, annotation: Any, metadata: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if annotation in SPECIAL:
            return SPECIAL[annotation]
        if origin is Annotated:
            return self._value(arguments[0], (*_flat(arguments[1:]), *metadata))
        if origin in (Union, UnionType):
            return self._union(annotation, arguments)
        if origin is tuple:
            return self._list(arguments[0], metadata)
        if origin is Literal:
            return st.sampled_from(arguments)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.of_model(annotation)
        return self._scalar(annotation, metadata)

    def _union(self, annotation: Any, arms: Sequence[Any]) -> st.SearchStrategy[Any]:
        if annotation not in self._unions:
            self._unions[annotation] = st.one_of([self._value(arm) for arm in arms])
        return self._unions[annotation]

    def _list(self, item: Any, metadata: tuple[Any, ...]) -> st.SearchStrategy[Any]:
        low, high, items = _bound(metadata, MinLen, 0), _bound(metadata, MaxLen, 3), self._value(item)
        if items.is_empty:
            return st.nothing() if low else st.just([])
        return st.lists(items, min_size=low, max_size=min(high, 3))

    def _scalar(self, annotation: Any, metadata: tuple[Any, ...]) -> st.SearchStrategy[Any]:
        kinds = [one.kind for one in metadata if isinstance(one, Refers)]
        if kinds:
            return st.sampled_from(self._ids[kinds[0]]) if self._ids[kinds[0]] else st.nothing()
        if annotation is str:
            return _text(metadata)
        if annotation is int:
            return st.integers(_bound(metadata, Ge, 0), _bound(metadata, Le, 10_000))
        if annotation is float:
            return st.floats(_bound(metadata, Ge, 0), _bound(metadata, Le, 1e9))
        return {bool: st.booleans(), type(None): st.none()}[annotation]


class _Members:
    """What the members of a model may be. It has a short name: hypothesis spells out a strategy that it filters."""

    def __init__(self, values: st.SearchStrategy[dict[str, Any]]) -> None:
        self.values = values


@st.composite
def _drawn(draw: st.DrawFn, members: _Members) -> dict[str, Any]:
    return draw(members.values)


def _is_valid(model: type[BaseModel], values: dict[str, Any]) -> bool:
    try:
        model.model_validate(values)
    except ValidationError:
        return False
    return True


def _text(metadata: tuple[Any, ...]) -> st.SearchStrategy[str]:
    rules = [one for one in metadata if isinstance(one, StringConstraints)]
    longest = min([one.max_length for one in rules if one.max_length], default=60)
    patterns = [one.pattern for one in rules if one.pattern]
    if patterns:
        return st.from_regex(patterns[0], fullmatch=True).filter(lambda text: len(text) <= longest)
    return st.text(max_size=min(longest, 60)) | st.text("a b\n'\"#:-|>\t\x85\u2028é", max_size=30)


def _flat(metadata: tuple[Any, ...]) -> tuple[Any, ...]:
    """A FieldInfo keeps its constraints inside."""
    return tuple(part for one in metadata for part in (one.metadata if isinstance(one, FieldInfo) else [one]))


def _bound(metadata: tuple[Any, ...], kind: type[Ge | Le | MinLen | MaxLen], default: float) -> Any:
    names = {Ge: "ge", Le: "le", MinLen: "min_length", MaxLen: "max_length"}
    return next((getattr(one, names[kind]) for one in metadata if isinstance(one, kind)), default)
