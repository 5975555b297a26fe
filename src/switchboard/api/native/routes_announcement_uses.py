"""Which objects say an announcement of the product, and a prompt of the company in its place."""

from typing import Annotated

from fastapi import Path
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.face import Endpoints, Operation
from switchboard.api.native.places import place_of
from switchboard.api.native.problem import refused_member
from switchboard.api.native.routes_prompt_uses import Replaced, Replacement, Using, rewritten, using
from switchboard.errors import NotFound
from switchboard.model.base import Document
from switchboard.model.prompt import AnnouncementName, Prompt
from switchboard.model.replacing import said_otherwise, says

Name = Annotated[AnnouncementName, Path(alias="name")]


class SaidBy(BaseModel):
    """The objects that say it. What calls say without being told to is in none."""

    items: list[Using]


class AnnouncementUseRoutes:
    """In force, or in a draft."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services

    def add_to(self, face: Endpoints) -> None:
        said = Operation("GET", "/announcements/{name}/references", "viewer", gives=SaidBy)
        face.add(said, self.references, "prompts", "list_references_to_announcement")
        replace = Operation("POST", "/announcements/{name}/replace", "editor", takes=Replacement, gives=Replaced)
        face.add(replace, self.replace, "prompts", "replace_announcement_everywhere")

    async def references(self, request: Request, name: Name) -> Response:
        """Who says an announcement."""
        everything = (await place_of(request, self._services).current()).objects
        return json_of(SaidBy(items=[using(stored) for stored in everything if says(stored.document, name)]))

    async def replace(self, request: Request, name: Name) -> Response:
        """A prompt wherever objects say an announcement, all in one transaction."""
        wanted, place = await body.read(request, Replacement), place_of(request, self._services)
        try:
            new = (await place.get(Prompt, wanted.by)).document
        except NotFound:
            raise refused_member("#/by", f"prompt {wanted.by} does not exist", "reference") from None

        def instead(document: Document) -> Document:
            return said_otherwise(document, name, wanted.by)

        note = f"{new.name} in the place of {name}"
        done = await place.rewrite(lambda current: rewritten(current.objects, instead), note)
        return json_of(Replaced(items=[using(stored) for stored in done.replaced]))
