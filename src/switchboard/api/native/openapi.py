"""The OpenAPI document: paths and parameters as the framework sees them, bodies as the operations name them."""

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from switchboard.api.native import cookie, examples
from switchboard.api.native.face import Operation
from switchboard.api.native.shapes import Problem
from switchboard.api.native.uploads import MULTIPART

_PROBLEM = "application/problem+json"
_REFERENCE = "#/components/schemas/{model}"
_TEXT = {"type": "string"}
Schema = dict[str, Any]
Models = Mapping[tuple[type[BaseModel], JsonSchemaMode], Schema]


def describe(app: FastAPI, operations: Iterable[Operation]) -> Schema:
    """The document of all operations."""
    operations = list(operations)
    models, definitions = _models(operations)
    document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    for operation in operations:
        described = document["paths"][operation.path][operation.method.lower()]
        anybody = operation.role == "anybody"
        described["description"] = _needs(operation)
        described["security"] = [] if anybody else [{"token": []}, {"session": []}]
        described["responses"] = _answers(operation, models)
        if operation.takes:
            content: Schema = {"schema": _body(operation, operation.takes, models, definitions)}
            if operation.takes_type not in MULTIPART:
                content |= _example(examples.of_request(operation.takes, partial=operation.method == "PATCH"))
            described["requestBody"] = {"required": True, "content": {operation.takes_type: content}}
        elif operation.takes_type != "application/json":
            described["requestBody"] = {"required": True, "content": {operation.takes_type: {"schema": _TEXT}}}
    components = document.setdefault("components", {})
    components["schemas"] = definitions
    components["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer"},
        "session": {"type": "apiKey", "in": "cookie", "name": cookie.NAME},
    }
    return document


def _needs(operation: Operation) -> str:
    if operation.role == "anybody":
        return "Needs no token."
    return f"Needs the role {operation.role}" + (f" and the right {operation.right}." if operation.right else ".")


def _models(operations: list[Operation]) -> tuple[Models, Schema]:
    """A reference for each body, and the schemas that the references lead to."""
    wanted: dict[tuple[type[BaseModel], JsonSchemaMode], None] = {(Problem, "serialization"): None}
    for operation in operations:
        if operation.takes:
            wanted[operation.takes, "validation"] = None
        if operation.gives:
            wanted[operation.gives, "serialization"] = None
    references, definitions = models_json_schema(list(wanted), ref_template=_REFERENCE)
    return {(model, mode): references[model, mode] for model, mode in wanted}, definitions["$defs"]


def _body(operation: Operation, takes: type[BaseModel], models: Models, definitions: Schema) -> Schema:
    if operation.method == "PATCH":
        members: Schema = {name: {} for name in takes.model_fields}
        return {"type": "object", "properties": members, "additionalProperties": False}
    reference = models[takes, "validation"]
    if operation.takes_type not in MULTIPART:
        return reference
    form = definitions[reference["$ref"].rpartition("/")[2]]
    file = {"file": {"type": "string", "format": "binary"}}
    return {**form, "properties": {**file, **form["properties"]}, "required": ["file"]}


def _answers(operation: Operation, models: Models) -> Schema:
    problem = {_PROBLEM: {"schema": models[Problem, "serialization"]}}
    return {
        str(operation.status): _success(operation, models),
        "default": {"description": "A problem (RFC 9457)", "content": problem},
    }


def _success(operation: Operation, models: Models) -> Schema:
    if operation.status == 204:
        return {"description": "Done"}
    schema = models[operation.gives, "serialization"] if operation.gives else {"type": "string", "format": "binary"}
    example = _example(examples.of_answer(operation.gives) if operation.gives else None)
    return {"description": "Done", "content": {operation.gives_type: {"schema": schema} | example}}


def _example(example: Schema | None) -> Schema:
    return {} if example is None else {"example": example}
