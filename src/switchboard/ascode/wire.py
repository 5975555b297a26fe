"""The models of what stands in files: those of the product, with references by number or name.

They are derived from the product's, so that a new kind or field needs nothing here.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema, create_model
from pydantic_core import PydanticCustomError

from switchboard.ascode.entries import DERIVED, DISCRIMINATOR, Identity, key_field
from switchboard.model.base import Document, Refers
from switchboard.model.families import FAMILIES
from switchboard.model.prompt import Prompt

Targets: TypeAlias = Mapping[Identity, int]
"""The id of everything that can be referred to: the validation context of these models."""

AudioPath = Annotated[str, Field(min_length=1, description="Audio file, relative to this file")]
FORMAT = 1


@lru_cache(maxsize=256)
def wire_model(model: type[BaseModel]) -> type[BaseModel]:
    """`model`, or a subclass of it whose references are validated from texts to ids by the context."""
    hints = get_type_hints(model, include_extras=True)
    types = {name: _wire_type(hints[name]) for name in model.model_fields}
    changed = {name: new for name, new in types.items() if new != hints[name]}
    if not changed:
        return model
    fields: dict[str, Any] = {name: (new, _default(model, name)) for name, new in changed.items()}
    return create_model(model.__name__, __base__=model, __doc__=model.__doc__, __module__=__name__, **fields)


@lru_cache(maxsize=1)
def wire_prompt() -> type[BaseModel]:
    """A prompt whose audio is a file beside."""
    hints = get_type_hints(Prompt, include_extras=True)
    kept = [name for name in Prompt.model_fields if name not in DERIVED]
    fields: dict[str, Any] = {name: (hints[name], _default(Prompt, name)) for name in kept}
    doc = "Audio for menus."
    return create_model("Prompt", __base__=Document, __doc__=doc, audio=(AudioPath, ...), **fields)


def wire_family(kind: str) -> type[BaseModel]:
    """What an entry of that kind is validated by."""
    return wire_prompt() if kind == Prompt.kind else wire_model(FAMILIES[kind])


def json_schema() -> dict[str, Any]:
    """JSON Schema of one file, for editors."""
    fields: dict[str, Any] = {kind: (tuple[wire_family(kind), ...], ()) for kind in FAMILIES}  # type: ignore[misc]
    version = (int, Field(FORMAT, ge=FORMAT, le=FORMAT, description="In switchboard.yaml only"))
    doc = "Configuration of Switchboard: objects by kind."
    strict = ConfigDict(extra="forbid", title="Switchboard configuration")
    model = create_model("File", __config__=strict, __doc__=doc, format=version, **fields)
    schema = model.model_json_schema()
    for definition in schema["$defs"].values():
        if DISCRIMINATOR in definition["properties"]:
            definition["required"] = [DISCRIMINATOR, *definition.get("required", ())]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _default(model: type[BaseModel], name: str) -> object:
    field = model.model_fields[name]
    return ... if field.is_required() else field.get_default(call_default_factory=True)


def _wire_type(annotation: Any) -> Any:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner, *metadata = arguments
        kinds = [one.kind for one in metadata if isinstance(one, Refers)]
        wire = _reference(annotation, kinds[0]) if kinds else Annotated[(_wire_type(inner), *metadata)]
    elif origin in (Union, UnionType):
        wire = Union[tuple(map(_wire_type, arguments))]  # noqa: UP007
    elif origin is tuple:
        wire = tuple[tuple(map(_wire_type, arguments))]  # type: ignore[misc]
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        wire = wire_model(annotation)
    else:
        wire = annotation
    return wire


def _reference(annotation: Any, kind: str) -> Any:
    text = {"type": "string", "description": f"The {key_field(kind)} of a {kind}"}
    return Annotated[annotation, BeforeValidator(_resolver(kind)), WithJsonSchema(text)]


@lru_cache(maxsize=64)
def _resolver(kind: str) -> Any:
    names = {"kind": kind, "field": key_field(kind)}

    def resolve(value: object, info: ValidationInfo) -> int:
        targets: Targets = info.context or {}
        if not isinstance(value, str):
            raise PydanticCustomError("reference", "must be the {field} of a {kind}", names)
        if (kind, value) not in targets:
            raise PydanticCustomError("reference", "there is no {kind} {value}", {**names, "value": value})
        return targets[kind, value]

    return resolve
