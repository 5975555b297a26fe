"""Whole configurations of every kind for hypothesis, read from the annotations of the model: new kinds need nothing."""

from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le, MaxLen, MinLen
from hypothesis import assume, reject
from hypothesis import strategies as st
from pydantic import BaseModel, StringConstraints, ValidationError
from pydantic.fields import FieldInfo

from switchboard.model.base import Document, Refers
from switchboard.model.dialplan import DialPatternText
from switchboard.model.families import FAMILIES
from switchboard.model.prompt import ContentHash, Prompt
from switchboard.model.stored import Stored
from switchboard.prompts.library import Encoded

Ids = Mapping[str, Sequence[int]]
MOST_OF_A_KIND = 2
_PATTERNS = st.from_regex(r"([0-9XZN]|\[1-3\]){0,6}[.!]?", fullmatch=True)


@st.composite
def configurations(draw: st.DrawFn, sounds: Sequence[Encoded], free_id: int = 1) -> list[Stored[Document]]:
    """Objects that refer to one another in any direction; prompts sound like one of `sounds`."""
    kinds = [kind for kind in FAMILIES for _ in range(draw(st.integers(0, MOST_OF_A_KIND)))]
    numbered = list(enumerate(draw(st.permutations(kinds)), free_id))
    ids = {kind: [key for key, other in numbered if other == kind] for kind in FAMILIES}
    assume(not ids["outbound_route"] or ids["trunk"])
    found = [Stored(key, 1, _document(draw, kind, draw(_model(FAMILIES[kind], ids)), sounds)) for key, kind in numbered]
    numbers = [number for one in found if (number := one.document.dialled_number()) is not None]
    names = [(one.document.kind, one.document.name) for one in found if one.document.unique_names]
    assume(len(numbers) == len(set(numbers)) and len(names) == len(set(names)))
    return found


def _document(draw: st.DrawFn, kind: str, values: dict[str, Any], sounds: Sequence[Encoded]) -> Document:
    if kind == Prompt.kind:
        sound = draw(st.sampled_from(list(sounds)))
        values |= {"content": sound.content, "duration_ms": sound.duration_ms}
    family: type[Document] = FAMILIES[kind]
    try:
        return family.model_validate(values)
    except ValidationError:
        return reject()


def _model(model: type[BaseModel], ids: Ids) -> st.SearchStrategy[dict[str, Any]]:
    hints = get_type_hints(model, include_extras=True)
    required, optional = {}, {}
    for name, field in model.model_fields.items():
        value = _value(hints[name], ids)
        if field.is_required() or name == "kind":
            required[name] = value
        elif not value.is_empty:
            optional[name] = value
    if any(value.is_empty for value in required.values()):
        return st.nothing()
    return st.fixed_dictionaries(required, optional=optional)


def _value(annotation: Any, ids: Ids, metadata: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation == DialPatternText:
        return _PATTERNS
    if annotation == ContentHash:
        return st.just("0" * 64)
    if origin is Annotated:
        return _value(arguments[0], ids, (*_flat(arguments[1:]), *metadata))
    if origin in (Union, UnionType):
        return st.one_of([_value(arm, ids) for arm in arguments])
    if origin is tuple:
        low, high, items = _bound(metadata, MinLen, 0), _bound(metadata, MaxLen, 3), _value(arguments[0], ids)
        if items.is_empty:
            return st.nothing() if low else st.just([])
        return st.lists(items, min_size=low, max_size=min(high, 3))
    if origin is Literal:
        return st.sampled_from(arguments)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _model(annotation, ids)
    return _scalar(annotation, ids, metadata)


def _scalar(annotation: Any, ids: Ids, metadata: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    kinds = [one.kind for one in metadata if isinstance(one, Refers)]
    if kinds:
        return st.sampled_from(ids[kinds[0]]) if ids[kinds[0]] else st.nothing()
    if annotation is str:
        return _text(metadata)
    if annotation is int:
        return st.integers(_bound(metadata, Ge, 0), _bound(metadata, Le, 10_000))
    if annotation is float:
        return st.floats(_bound(metadata, Ge, 0), _bound(metadata, Le, 1e9))
    return {bool: st.booleans(), type(None): st.none()}[annotation]


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
