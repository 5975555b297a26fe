"""What was published, and how it is taken back as one."""

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import body, cursor
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import Client, client_of
from switchboard.api.native.comparison import names_known, names_shown, targets
from switchboard.api.native.drafts import shapes
from switchboard.api.native.drafts.told import object_change
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import Refusal
from switchboard.api.native.routes_objects import Cursor, Id, Limit
from switchboard.api.native.shapes import Page
from switchboard.model.base import Document
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored
from switchboard.store.documents.history import History
from switchboard.store.drafts.publications import Publication, Publications, Written

_PURPOSE = "publications"


class PublicationRoutes:
    """`/publications`."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services

    def add_to(self, face: Face) -> None:
        every, one, tag = "/publications", "/publications/{id}", "publications"
        page = Page[shapes.PublicationShown]
        face.add(Operation("GET", every, "viewer", gives=page), self.list, tag, "list_publications")
        read = Operation("GET", one, "viewer", gives=shapes.PublicationDetails)
        face.add(read, self.read, tag, "read_publication")
        undo = Operation("POST", f"{one}/undo", "editor", takes=shapes.Publishing, gives=shapes.PublicationShown)
        face.add(undo, self.undo, tag, "undo_publication")

    async def list(self, request: Request, limit: Limit = 50, after: Cursor = None) -> Response:
        """All publications, newest first."""
        found = await self._publications(request).page(limit=limit + 1, before=cursor.one_number(_PURPOSE, after))
        following = cursor.written(_PURPOSE, [found[limit - 1].id]) if len(found) > limit else None
        items = [shapes.PublicationShown.model_validate(one) for one in found[:limit]]
        return json_of(Page[shapes.PublicationShown](items=items, next=following))

    async def read(self, request: Request, id: Id) -> Response:
        """One publication with what it did to each object."""
        client, publications = client_of(request), self._publications(request)
        publication = await publications.get(id)
        written = [_seen(client, one) for one in await publications.written(id)]
        history = History(self._services.database, client.tenant)
        names = await names_known(history, targets(document for one in written for document in (one.before, one.after)))
        items = [told for one in written for told in _told(publication, one)]
        shown = shapes.PublicationShown.model_validate(publication)
        details = shapes.PublicationDetails(**shown.model_dump(), items=items, names=names_shown(names))
        return json_of(details, exclude_unset=True)

    async def undo(self, request: Request, id: Id) -> Response:
        """Write what was there before a publication, as a publication of its own."""
        client, wanted = client_of(request), await body.read(request, shapes.Publishing)
        done = await self._publications(request).undo(
            id, author=client.author, note=wanted.note, restorable=self._require_sound
        )
        return json_of(shapes.PublicationShown.model_validate(done))

    def _publications(self, request: Request) -> Publications:
        return Publications(self._services.database, client_of(request).tenant, self._services.clock)

    async def _require_sound(self, document: Document) -> None:
        """Raises Refusal 409 for a prompt whose sound is gone."""
        if isinstance(document, Prompt) and not await self._services.prompts.has(document.content):
            raise Refusal(409, "sound-gone", f"the sound of {document.name} is no longer stored")


def _seen(client: Client, written: Written) -> Written:
    before, after = (document and client.shown(document) for document in (written.before, written.after))
    return Written(written.id, before, after)


def _told(publication: Publication, written: Written) -> Iterator[shapes.ObjectChange]:
    """Nothing of an object that was neither there before nor afterwards."""
    known = written.after or written.before
    if known is not None:
        versions = (written.before, written.after)
        yield object_change(Stored(written.id, 1, known), versions, publication.author, publication.at, 0)
