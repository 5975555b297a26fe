"""Objects of every kind whose texts are attempts to run a script, made from what the API says of itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

EVIL: Final = (
    '<img src=//evil.example onerror=alert(1)>"><script>alert(2)</script>{{7*7}}$t(common:save)javascript:alert(3)'
)
BACKWARDS: Final = "=1+1 \u202e\u05d0" + EVIL
"""A formula, and what turns the direction of writing; where it is refused, `EVIL` is tried."""

Schema = Mapping[str, Any]
Pointer = tuple[str | int, ...]

_DEPTH: Final = 6
_TRIES: Final = 60


@dataclass(slots=True)
class Hostile:
    """An object; `texts` are those that the server has taken, by their places in the document."""

    kind: str
    path: str
    id: int
    texts: dict[Pointer, str] = field(default_factory=dict)


def free_texts(schema: Schema, schemas: Mapping[str, Schema], at: Pointer = ()) -> Iterator[tuple[Pointer, int]]:
    """Where somebody may write what he likes, and how many characters fit there."""
    if len(at) > _DEPTH or schema.get("readOnly") or "enum" in schema or "const" in schema or "x-refers" in schema:
        return
    if "$ref" in schema:
        yield from free_texts(schemas[schema["$ref"].rpartition("/")[2]], schemas, at)
    for one in [] if "discriminator" in schema else schema.get("anyOf", ()):
        yield from free_texts(one, schemas, at)
    if schema.get("type") == "string":
        yield at, schema.get("maxLength", len(BACKWARDS))
    for name, member in schema.get("properties", {}).items():
        yield from free_texts(member, schemas, (*at, name))
    if "items" in schema:
        yield from free_texts(schema["items"], schemas, (*at, 0))


async def created(
    native: httpx.AsyncClient, info: Mapping[str, Any], schemas: Mapping[str, Schema], example: dict[str, Any]
) -> Hostile:
    """A new object like the example, with such a text wherever the server takes it; of what is there once, that one."""
    texts = {at: BACKWARDS[:most] for at, most in free_texts(schemas[info["model"]], schemas) if at != ("number",)}
    path = info["path"]
    old = (await native.get(path)).json()["items"] if info["single"] else []
    for _ in range(_TRIES):
        document = _with(example, texts)
        answer = await (
            native.put(f"{path}/{old[0]['id']}", json=document) if old else native.post(path, json=document)
        )
        if answer.is_success:
            return Hostile(info["kind"], path, answer.json()["id"], texts)
        for pointer in _refused(answer.json()):
            _mend(example, texts, pointer)
    raise AssertionError((info["kind"], answer.text))


def _refused(problem: Mapping[str, Any]) -> list[Pointer]:
    pointers = [str(one["pointer"]).removeprefix("#").split("/")[1:] for one in problem["errors"]]
    return [tuple(int(step) if step.isdigit() else step for step in one) for one in pointers]


def _mend(example: dict[str, Any], texts: dict[Pointer, str], pointer: Pointer) -> None:
    """Tries what is milder there; when nothing of ours is there, the member is left out."""
    ours = [at for at in texts if at[: len(pointer)] == pointer or pointer[: len(at)] == at]
    for at in ours:
        milder = EVIL[: len(texts[at])]
        if texts[at] == milder:
            del texts[at]
        else:
            texts[at] = milder
    if ours or not pointer:
        return
    beside = [at for at in texts if at[0] == pointer[0]]
    for at in beside:
        del texts[at]
    if not beside:
        example.pop(str(pointer[0]), None)


def _with(example: Mapping[str, Any], texts: Mapping[Pointer, str]) -> dict[str, Any]:
    document = _copied(example)
    for at, text in texts.items():
        here: Any = document
        for step, following in zip(at, (*at[1:], None), strict=True):
            inner: Any = text if following is None else [] if following == 0 else {}
            if isinstance(here, list):
                if not here:
                    here.append(inner)
                elif following is None or not isinstance(here[0], type(inner)):
                    here[0] = inner
            elif following is None or not isinstance(here.get(step), type(inner)):
                here[step] = inner
            here = here[step]
    assert isinstance(document, dict)
    return document


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copied(inner) for name, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def referring(value: Any, ids: Mapping[int, int]) -> Any:
    """The example with the ids that it names replaced by those of objects that are there."""
    if isinstance(value, dict):
        return {name: inner if name.endswith("_s") else referring(inner, ids) for name, inner in value.items()}
    if isinstance(value, list):
        return [referring(inner, ids) for inner in value]
    return ids.get(value, value) if isinstance(value, int) and not isinstance(value, bool) else value
