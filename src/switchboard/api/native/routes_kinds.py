"""Which kinds of objects there are, by which schema, and which secrets they keep: enough to make forms of it."""

import hashlib
from collections.abc import Iterator
from functools import cached_property

from pydantic import BaseModel, SecretStr
from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.native.conditions import is_known
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.routes_secrets import KEPT_AS
from switchboard.api.native.shapes import plural
from switchboard.api.native.shapes_tables import Kinds, KindShown, SecretPlace
from switchboard.model.base import Document
from switchboard.model.families import FAMILIES
from switchboard.model.office import Office
from switchboard.model.prompt import Prompt
from switchboard.tables.columns import has_table, is_numbered


class KindRoutes:
    """The same for all tenants, and as long as the process lives."""

    def __init__(self, face: Face) -> None:
        self._face = face

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/kinds", "viewer", gives=Kinds), self.read, "kinds", "read_kinds")

    async def read(self, request: Request) -> Response:
        """All kinds of objects with the JSON schemas of their documents."""
        text = self._text
        tag = hashlib.sha256(text).hexdigest()[:32]
        headers = {"ETag": f'"{tag}"'}
        if is_known(request, tag):
            return Response(status_code=304, headers=headers)
        return Response(text, 200, headers, "application/json")

    @cached_property
    def _text(self) -> bytes:
        """Made when it is first asked for: by then all operations are there."""
        families: list[type[Document]] = list(FAMILIES.values())
        _, schemas = models_json_schema(
            [(family, "validation") for family in families], ref_template="#/schemas/{model}"
        )
        kinds = [_kind(family, self._face.operations) for family in families]
        return Kinds(kinds=kinds, schemas=schemas["$defs"]).model_dump_json().encode()


def _kind(family: type[Document], operations: list[Operation]) -> KindShown:
    path = f"/{plural(family.kind)}"
    return KindShown(
        kind=family.kind,
        path=path,
        model=family.__name__,
        numbered=is_numbered(family),
        unique_names=family.unique_names,
        single=family is Office,
        made_from="sound" if family is Prompt else "document",
        table=has_table(family),
        secrets=list(_secrets(path, operations)),
    )


def _secrets(path: str, operations: list[Operation]) -> Iterator[SecretPlace]:
    one = path + "/{id}/"
    for operation in operations:
        member = _secret_member(operation.takes)
        if operation.method == "PUT" and operation.path.startswith(one) and member:
            name, kept_as = operation.path.rpartition("/")[2], KEPT_AS[operation.path]
            yield SecretPlace(name=name, path=operation.path, member=member, kept_as=kept_as)


def _secret_member(model: type[BaseModel] | None) -> str | None:
    """The member of a body that is a secret."""
    fields = model.model_fields if model else {}
    return next((name for name, one in fields.items() if one.annotation is SecretStr), None)
