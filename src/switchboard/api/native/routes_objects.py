"""The objects of one kind: list, create, read, replace, patch, delete."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, Literal, TypeVar, get_args

from fastapi import Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.masking import MASK, is_masked
from switchboard.api.native import body, cursor
from switchboard.api.native.auth import Client, client_of
from switchboard.api.native.conditions import Expected, entity_tag, is_known
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.places import place_of
from switchboard.api.native.problem import refused_member
from switchboard.api.native.shapes import edited_model, page_model, plural, shown_model
from switchboard.api.native.warnings import warn
from switchboard.api.native.writing import NewDocument
from switchboard.model.base import Document
from switchboard.model.stored import Stored
from switchboard.store.db.storable import MAX_ID
from switchboard.store.documents import listing
from switchboard.store.documents.listing import Position, Wanted
from switchboard.store.documents.repository import Sort

D = TypeVar("D", bound=Document)
Id = Annotated[int, Path(alias="id", ge=1, le=MAX_ID)]
Limit = Annotated[int, Query(ge=1, le=500)]
Cursor = Annotated[str | None, Query(alias="cursor", max_length=1000)]
SortBy = Literal["id", "number", "name", "-id", "-number", "-name"]
_SORTS: dict[str, Sort] = {sort: sort for sort in get_args(Sort)}


@dataclass(frozen=True)
class ListParameters:
    """Which objects, in which order, and which page of them."""

    limit: Limit = 50
    cursor: Cursor = None
    search: Annotated[str, Query(max_length=255)] = ""
    number: Annotated[str | None, Query(max_length=32)] = None
    name: Annotated[str | None, Query(max_length=255)] = None
    sort: SortBy = "id"
    total: bool = False

    @property
    def wanted(self) -> Wanted:
        sort = _SORTS[self.sort.lstrip("-")]
        return Wanted(self.search, self.number, self.name, sort, self.sort.startswith("-"))


Listed = Annotated[ListParameters, Depends()]


class ObjectRoutes(Generic[D]):
    """The endpoints of one family."""

    creates_from_json = True

    def __init__(self, services: ApiServices, family: type[D]) -> None:
        self.services = services
        self.family = family
        self.name = family.kind
        self.path = f"/{plural(family.kind)}"
        self.shown = shown_model(family)

    def add_to(self, face: Face) -> None:
        one, tag, shown = self.path + "/{id}", plural(self.name), self.shown
        page, edited = page_model(self.family, shown), edited_model(self.family)
        face.add(Operation("GET", self.path, "viewer", gives=page, kept=True), self.list, tag, f"list_{self.name}")
        if self.creates_from_json:
            create = Operation("POST", self.path, "editor", takes=self.family, gives=shown, status=201)
            face.add(create, self.create, tag, f"create_{self.name}")
        face.add(Operation("GET", one, "viewer", gives=shown), self.read, tag, f"read_{self.name}")
        put = Operation("PUT", one, "editor", takes=edited, gives=shown)
        face.add(put, self.replace, tag, f"replace_{self.name}")
        patch = Operation("PATCH", one, "editor", edited, body.MERGE_PATCH[0], shown)
        face.add(patch, self.patch, tag, f"patch_{self.name}")
        face.add(Operation("DELETE", one, "editor", status=204), self.delete, tag, f"delete_{self.name}")

    async def list(self, request: Request, listing: Listed) -> Response:
        """Some of the objects, in pages."""
        wanted, sort = listing.wanted, listing.sort
        position = _position(sort, wanted, listing.cursor)
        place = place_of(request, self.services)
        found = await place.slice(self.family, wanted, limit=listing.limit, after=position, total=listing.total)
        following = None if found.last is None else cursor.written(sort, found.last)
        client = client_of(request)
        return _page([_as_seen(client, stored) for stored in found.items], following, found.total)

    async def create(self, request: Request) -> Response:
        """Create an object; what is left out has its default."""
        document = self.creatable(_unmasked(await body.read(request, self.family)))
        place = place_of(request, self.services)
        stored = await place.create(document)
        return warn(self.created(request, stored), await place.clashes(stored))

    async def read(self, request: Request, id: Id) -> Response:
        """One object."""
        stored = await place_of(request, self.services).get(self.family, id)
        if is_known(request, str(stored.revision)):
            return Response(status_code=304, headers={"ETag": entity_tag(stored.revision)})
        return answer(_as_seen(client_of(request), stored))

    async def replace(self, request: Request, id: Id) -> Response:
        """Replace an object; what is left out has its default."""
        members = await body.read_object(request)
        revision = _identity(members, id)
        new = body.parse(self.family, members)
        return await self.write(request, id, lambda _: new, revision)

    async def patch(self, request: Request, id: Id) -> Response:
        """Change what is sent and leave the rest (JSON merge patch, RFC 7396)."""
        patch = await body.read_object(request, body.MERGE_PATCH)
        revision = _identity(patch, id)

        def patched(old: D) -> D:
            merged = body.merge(body.as_json(old), patch)
            return body.parse(self.family, merged if isinstance(merged, dict) else {})

        return await self.write(request, id, patched, revision)

    async def delete(self, request: Request, id: Id) -> Response:
        """Remove an object that nothing refers to; its history stays."""
        await place_of(request, self.services).delete(self.family, id, Expected(request))
        return Response(status_code=204)

    def creatable(self, document: D) -> D:
        """Returns a new document, if it may be created. Raises Refusal, Invalid."""
        return document

    def accept(self, old: D, new: D) -> D:
        """Returns `new`, if it may take the place of `old`. Raises Refusal, Invalid."""
        return new

    async def restorable(self, document: D) -> D:
        """Returns an old document, if it can be written again. Raises Refusal, Invalid."""
        return document

    async def write(self, request: Request, id: int, change: NewDocument[D], revision: int | None) -> Response:
        """The object after a change that the request makes."""
        place = place_of(request, self.services)

        def accepted(old: D) -> D:
            return self.accept(old, _unmasked(change(old)))

        stored = await place.write(self.family, id, accepted, Expected(request, revision))
        return warn(answer(stored), await place.clashes(stored))

    def created(self, request: Request, stored: Stored[D]) -> Response:
        """The answer to a creation: 201, with the place of the object."""
        response = answer(stored, 201)
        base = request.scope.get("root_path", "") + place_of(request, self.services).path
        response.headers["Location"] = f"{base}{self.path}/{stored.id}"
        return response


def answer(stored: Stored[D], status: int = 200) -> Response:
    """An object, tagged with its revision."""
    headers = {"ETag": entity_tag(stored.revision)}
    return Response(_json(stored), status, headers, "application/json")


def _as_seen(client: Client, stored: Stored[D]) -> Stored[D]:
    return Stored(stored.id, stored.revision, client.shown(stored.document))


def _unmasked(document: D) -> D:
    """The document. Raises Refusal 422 if it holds masks: a viewer has read it, and it must not be stored."""
    if is_masked(document):
        raise refused_member("#", f"{MASK} stands for what viewers do not see: send the value itself", "masked")
    return document


def _json(stored: Stored[D]) -> bytes:
    """The document as JSON, with `id` and `revision` in front; every document has at least a name."""
    return b'{"id":%d,"revision":%d,' % (stored.id, stored.revision) + stored.document.model_dump_json().encode()[1:]


def _page(items: Sequence[Stored[D]], following: str | None, total: int | None) -> Response:
    """A page as JSON. A cursor is base64 and needs no escapes."""
    rest = b',"next":%s' % (b"null" if following is None else b'"%s"' % following.encode())
    if total is not None:
        rest += b',"total":%d' % total
    content = b'{"items":[' + b",".join(map(_json, items)) + b"]" + rest + b"}"
    return Response(content, media_type="application/json")


def _position(purpose: str, wanted: Wanted, after: str | None) -> Position | None:
    """Where a page begins. Raises Refusal 422 for a cursor of another order."""
    if after is None:
        return None
    position = tuple(cursor.read(purpose, after))
    if not listing.fits(position, wanted.sort):
        raise cursor.refused()
    return position


def _identity(members: dict[str, object], id: int) -> int | None:
    """Take `id` and `revision` out of a body; returns the revision. Raises Refusal 422 if `id` is not the path's."""
    if members.pop("id", None) not in (None, id):
        raise refused_member("#/id", "is not the id in the path", "id")
    revision = members.pop("revision", None)
    if revision is not None and (not isinstance(revision, int) or isinstance(revision, bool)):
        raise refused_member("#/revision", "must be an integer", "type", expected="integer")
    return revision
