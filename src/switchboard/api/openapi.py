"""OpenAPI documents of dialects: their operations as data, the schemas from models of what they take and give."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from importlib.metadata import version
from typing import Any, Literal

from fastapi import FastAPI
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

JSON = "application/json"
BYTES = "application/octet-stream"
WAV = "audio/wav"
PATH = "/openapi.json"
"""Where a dialect serves its document, below its mount."""

Schema = dict[str, Any]
_BINARY: Schema = {"type": "string", "format": "binary"}
_REFERENCE = "#/components/schemas/{model}"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the query or of the path, with its JSON schema."""

    name: str
    schema: Schema
    required: bool = False
    place: Literal["query", "path", "header"] = "query"

    def as_json(self) -> Schema:
        return {"name": self.name, "in": self.place, "required": self.required, "schema": self.schema}


@dataclass(frozen=True, slots=True)
class Bare:
    """An answer without a body; `headers` are those that say something."""

    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sound:
    """An answer that is a WAV file, or with the same status a body of `otherwise`."""

    otherwise: Any = None


@dataclass(frozen=True, slots=True)
class Described:
    """An operation. `takes` is a model for each kind of body; `answers` a model or a union of models for each status,
    `bytes` for a file, Sound, or Bare.

    `open`: no credentials are needed; `either`: some requests need them.
    """

    method: Literal["get", "head", "post", "put", "delete"]
    path: str
    summary: str
    answers: Mapping[int, Any]
    parameters: tuple[Parameter, ...] = ()
    takes: Mapping[str, Any] | None = None
    open: bool = False
    either: bool = False

    @property
    def name(self) -> str:
        """The operationId, of which generators make the name of a function: `post_ivr_create`."""
        words = "".join(character if character.isalnum() else " " for character in self.path).split()
        return "_".join([self.method, *words])


def document(title: str, description: str, operations: Iterable[Described], scheme: Schema) -> Schema:
    """The document of the operations; `scheme` is how requests are authenticated."""
    operations = list(operations)
    schemas, definitions = _schemas(operations)
    paths: dict[str, Schema] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method] = _operation(operation, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version("switchboard-ivr"), "description": description},
        "paths": paths,
        "components": {"schemas": definitions, "securitySchemes": {"token": scheme}},
    }


def add_document(app: FastAPI, make: Callable[[], Schema]) -> None:
    """Serve the document to anybody. It is made when it is first asked for, once and in a thread: that takes seconds on
    a busy machine, and the supervisor kills a process whose loop stands still for so long.
    """
    made: list[Schema] = []
    making = asyncio.Lock()

    async def serve(request: Request) -> Response:
        async with making:
            if not made:
                made.append(await asyncio.to_thread(make))
        return JSONResponse(made[0] | {"servers": [{"url": request.scope.get("root_path", "")}]})

    app.add_route(PATH, serve, methods=["GET"])


Schemas = Mapping[str, Schema]
"""JSON schemas of bodies, by the operation and by the kind of body or the status: `post_ivr_create 200`."""


def _schemas(operations: Iterable[Described]) -> tuple[Schemas, Schema]:
    wanted: list[tuple[str, Literal["validation", "serialization"], TypeAdapter[Any]]] = []
    for operation in operations:
        for kind, model in (operation.takes or {}).items():
            wanted.append((f"{operation.name} {kind}", "validation", TypeAdapter(model)))
        for status, answer in _with_bodies(operation):
            wanted.append((f"{operation.name} {status}", "serialization", TypeAdapter(answer)))
    found, rest = TypeAdapter.json_schemas(wanted, ref_template=_REFERENCE)
    return {name: schema for (name, _), schema in found.items()}, rest["$defs"]


def _with_bodies(operation: Described) -> list[tuple[int, Any]]:
    found = ((status, _body(answer)) for status, answer in operation.answers.items())
    return [(status, answer) for status, answer in found if answer is not None]


def _body(answer: Any) -> Any:
    """The model of an answer; None where nothing describes its body."""
    return None if isinstance(answer, Bare) else answer.otherwise if isinstance(answer, Sound) else answer


def _operation(operation: Described, schemas: Schemas) -> Schema:
    name = operation.name
    described: Schema = {
        "operationId": name,
        "summary": operation.summary,
        "parameters": [parameter.as_json() for parameter in operation.parameters],
        "responses": {
            str(status): {"description": HTTPStatus(status).phrase, **_answer(answer, f"{name} {status}", schemas)}
            for status, answer in operation.answers.items()
        },
    }
    if not operation.open:
        described["security"] = [{"token": []}, *([{}] if operation.either else [])]
    if operation.takes:
        content = {kind: {"schema": schemas[f"{name} {kind}"]} for kind in operation.takes}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _answer(answer: Any, name: str, schemas: Schemas) -> Schema:
    if isinstance(answer, Bare):
        headers = {header: {"required": True, "schema": {"type": "string"}} for header in answer.headers}
        return {"headers": headers} if headers else {}
    content = {} if name not in schemas else {BYTES if answer is bytes else JSON: {"schema": schemas[name]}}
    return {"content": content | ({WAV: {"schema": _BINARY}} if isinstance(answer, Sound) else {})}
