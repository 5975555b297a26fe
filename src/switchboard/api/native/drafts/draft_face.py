"""Endpoints of what is in force once more, for drafts: below `/drafts/{draft}` they read and write in it."""

from dataclasses import replace
from typing import Annotated

from fastapi import Path
from starlette.requests import Request

from switchboard.api.common import ApiServices
from switchboard.api.native.auth import client_of
from switchboard.api.native.drafts.place import DraftPlace
from switchboard.api.native.drafts.view import Views
from switchboard.api.native.face import Face, Handler, Operation
from switchboard.store.db.storable import MAX_ID

DraftId = Annotated[int, Path(ge=1, le=MAX_ID)]


class DraftFace:
    """For endpoints that ask `place_of` where they are."""

    def __init__(self, face: Face, services: ApiServices, views: Views) -> None:
        self._face = face
        self._services = services
        self._views = views

    def add(self, operation: Operation, handler: Handler, tag: str, name: str) -> None:
        """They are tagged as what has to do with drafts."""
        below = replace(operation, path=f"/drafts/{{draft}}{operation.path}")
        self._face.add(below, handler, "drafts", f"{name}_in_draft", before=[self.enter])

    async def enter(self, request: Request, draft: DraftId) -> None:
        """From here on the request reads and writes in the draft."""
        request.state.place = DraftPlace(self._services, self._views, client_of(request), draft)
