"""The history of the objects of one kind: revisions, differences, going back; and who uses an object."""

from typing import Annotated, Generic, TypeVar

from fastapi import Path, Query
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.native import body, cursor
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import Client, client_of
from switchboard.api.native.comparison import Differences, compared, names_known, names_shown, targets
from switchboard.api.native.conditions import Expected
from switchboard.api.native.diff import differences
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.places import place_of
from switchboard.api.native.pointers import of_field
from switchboard.api.native.problem import refused_member
from switchboard.api.native.routes_objects import Cursor, Id, Limit, ObjectRoutes, answer
from switchboard.api.native.shapes import (
    Page,
    References,
    ReferenceShown,
    Restore,
    RevisionDetails,
    RevisionShown,
    plural,
)
from switchboard.api.native.writing import write
from switchboard.model.base import Document
from switchboard.model.stored import Stored
from switchboard.store.documents.history import Entry, History

D = TypeVar("D", bound=Document)
_MAX_REVISION = 2**31 - 1
Number = Annotated[int, Path(alias="revision", ge=1, le=_MAX_REVISION)]
_PURPOSE = "revisions"


class HistoryRoutes(Generic[D]):
    """What stands below `/{kind}/{id}/`."""

    def __init__(self, objects: ObjectRoutes[D]) -> None:
        self._objects = objects
        self._family = objects.family

    def add_to(self, face: Face) -> None:
        base, kind, tag = self._objects.path + "/{id}", self._family.kind, plural(self._family.kind)
        revisions = Operation("GET", f"{base}/revisions", "viewer", gives=Page[RevisionShown])
        face.add(revisions, self.list, tag, f"list_revisions_of_{kind}")
        one = Operation("GET", f"{base}/revisions/{{revision}}", "viewer", gives=RevisionDetails)
        face.add(one, self.read, tag, f"read_revision_of_{kind}")
        diff = Operation("GET", f"{base}/diff", "viewer", gives=Differences)
        face.add(diff, self.diff, tag, f"diff_{kind}")
        restore = Operation("POST", f"{base}/restore", "editor", takes=Restore, gives=self._objects.shown)
        face.add(restore, self.restore, tag, f"restore_{kind}")
        users = Operation("GET", f"{base}/references", "viewer", gives=References)
        face.add(users, self.references, tag, f"list_references_to_{kind}")

    async def list(
        self,
        request: Request,
        id: Id,
        limit: Limit = 50,
        after: Cursor = None,
    ) -> Response:
        """The writes of an object, newest first, also of a deleted one."""
        before = cursor.one_number(_PURPOSE, after)
        found = await self._history(request).entries(self._family, id, limit=limit + 1, before=before)
        following = cursor.written(_PURPOSE, [found[limit - 1].revision]) if len(found) > limit else None
        return json_of(Page[RevisionShown](items=[_shown(entry) for entry in found[:limit]], next=following))

    async def read(self, request: Request, id: Id, number: Number) -> Response:
        """One write with the document that was written."""
        entry = await self._history(request).entry(self._family, id, number)
        document = _as_seen(client_of(request), entry)
        content = None if document is None else body.as_json(document)
        return json_of(RevisionDetails(**_shown(entry).model_dump(), document=content))

    async def diff(
        self,
        request: Request,
        id: Id,
        old: Annotated[int, Query(alias="from", ge=0, le=_MAX_REVISION)],
        new: Annotated[int, Query(alias="to", ge=1, le=_MAX_REVISION)],
    ) -> Response:
        """What differs between two revisions; `from=0` is before the object was there."""
        was, is_now = await self._document(request, id, old), await self._document(request, id, new)
        before, after = (None if one is None else body.as_json(one) for one in (was, is_now))
        found = Differences(
            from_=old,
            to=new,
            differences=list(differences(before, after)),
            fields=compared(was, is_now),
            names=names_shown(await names_known(self._history(request), targets((was, is_now)))),
        )
        return json_of(found, exclude_unset=True)

    async def restore(self, request: Request, id: Id) -> Response:
        """Write an old revision again, as a new one; brings a deleted object back under its id."""
        client = client_of(request)
        wanted = await body.read(request, Restore)
        entry = await self._history(request).entry(self._family, id, wanted.revision)
        if not isinstance(entry.document, self._family):
            raise refused_member("#/revision", "the object was deleted then", "deleted")
        document = await self._objects.restorable(entry.document)
        return answer(await self._restored(request, client, id, document, f"restored revision {wanted.revision}"))

    async def references(self, request: Request, id: Id, limit: Limit = 500) -> Response:
        """Who refers to the object."""
        referrers = await place_of(request, self._objects.services).referrers_of(self._family, id)
        items = [
            ReferenceShown(kind=one.kind, id=one.id, name=one.name, field=of_field(one.field))
            for one in referrers[:limit]
        ]
        return json_of(References(items=items, total=len(referrers)))

    async def _restored(self, request: Request, client: Client, id: int, document: D, note: str) -> Stored[D]:
        expected = Expected(request)
        try:
            return await write(client.repository, self._family, id, lambda _: document, expected, client.author, note)
        except errors.NotFound:
            if not expected.any:
                raise
        return await client.repository.create(document, author=client.author, note=note, id=id)

    async def _document(self, request: Request, id: int, number: int) -> Document | None:
        """What the object was by a revision, as the client may see it; nothing before the first, and when deleted."""
        if number == 0:
            return None
        return _as_seen(client_of(request), await self._history(request).entry(self._family, id, number))

    def _history(self, request: Request) -> History:
        return History(self._objects.services.database, client_of(request).tenant)


def _as_seen(client: Client, entry: Entry) -> Document | None:
    """What was written, as the client may see it; None: deleted."""
    return None if entry.document is None else client.shown(entry.document)


def _shown(entry: Entry) -> RevisionShown:
    return RevisionShown(
        revision=entry.revision,
        at=entry.at,
        author=entry.author,
        note=entry.note,
        deleted=entry.document is None,
    )
