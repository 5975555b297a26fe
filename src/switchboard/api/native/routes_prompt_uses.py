"""What is done about prompts besides writing them: a text is heard before it is kept, one takes the place of another
everywhere, and those are found that are in another language than what says them.
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.drafts.view import Views
from switchboard.api.native.face import Endpoints, Face, Operation
from switchboard.api.native.places import place_of
from switchboard.api.native.problem import Refusal, refused_member
from switchboard.api.native.routes_objects import Id
from switchboard.api.native.shapes import NewSpeech
from switchboard.api.rate import RateLimit
from switchboard.errors import NotFound
from switchboard.model.base import Document, Frozen, ObjectId
from switchboard.model.prompt import Prompt
from switchboard.model.prompt_languages import other_languages
from switchboard.model.replacing import replaced
from switchboard.model.stored import Stored
from switchboard.store.db.storable import MAX_ID
from switchboard.store.documents.writing import Batch, Objects

PREVIEWS_PER_MINUTE = 20
"""Of one tenant: each takes a program that speaks."""


class Replacement(Frozen):
    """The prompt (its id) that takes the place of another."""

    by: ObjectId


class Using(BaseModel):
    """An object that says a prompt."""

    kind: str
    id: ObjectId
    name: str
    number: str | None


class Replaced(BaseModel):
    """The objects that said the prompt and say the other one now."""

    items: list[Using]


class OtherLanguageShown(Using):
    """It speaks `language` (BCP 47), and says at `field` a prompt in `prompt_language`."""

    language: str
    field: str
    prompt: ObjectId
    prompt_name: str
    prompt_language: str


class OtherLanguages(BaseModel):
    """All prompts of the tenant that are in another language than what says them."""

    items: list[OtherLanguageShown]


class PromptUseRoutes:
    """Beside the endpoints of prompts as objects."""

    def __init__(self, services: ApiServices, views: Views) -> None:
        self._services = services
        self._views = views
        self._previews = RateLimit(PREVIEWS_PER_MINUTE, services.clock)

    def add_to(self, face: Face) -> None:
        preview = Operation("POST", "/speech/preview", "editor", takes=NewSpeech, gives_type="audio/flac")
        face.add(preview, self.preview, "prompts", "preview_speech")
        self.add_replacing_to(face)
        languages = Operation("GET", "/prompt-languages", "viewer", gives=OtherLanguages)
        face.add(languages, self.languages, "prompts", "list_prompts_in_other_languages")

    def add_replacing_to(self, face: Endpoints) -> None:
        replace = Operation("POST", "/prompts/{id}/replace", "editor", takes=Replacement, gives=Replaced)
        face.add(replace, self.replace, "prompts", "replace_prompt_everywhere")

    async def preview(self, request: Request) -> Response:
        """The sound of a text as a FLAC file, which is not kept."""
        wanted = await body.read(request, NewSpeech)
        if wait_s := self._previews.take(str(client_of(request).tenant)):
            raise Refusal(429, "too-many-requests", "too many previews", headers={"Retry-After": str(wait_s)})
        sound = await self._services.speaker.preview(wanted.text, wanted.language)
        return Response(sound, media_type="audio/flac", headers={"Cache-Control": "no-store"})

    async def replace(self, request: Request, id: Id) -> Response:
        """Another prompt wherever this one is said, all in one transaction."""
        wanted, place = await body.read(request, Replacement), place_of(request, self._services)
        if wanted.by == id:
            raise refused_member("#/by", "is the prompt itself", "reference")
        old = (await place.get(Prompt, id)).document
        try:
            new = (await place.get(Prompt, wanted.by)).document
        except NotFound:
            raise refused_member("#/by", f"prompt {wanted.by} does not exist", "reference") from None
        note = f"{new.name} in the place of {old.name}"

        def instead(document: Document) -> Document:
            return replaced(document, Prompt.kind, id, wanted.by)

        done = await place.rewrite(lambda current: rewritten(current.objects, instead), note)
        return json_of(Replaced(items=[using(stored) for stored in done.replaced]))

    async def languages(
        self, request: Request, draft: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None
    ) -> Response:
        """Which prompts are in another language than what says them."""
        configuration = await self._views.configuration(client_of(request).tenant, draft)
        return json_of(
            OtherLanguages(
                items=[
                    OtherLanguageShown(
                        **using(found.by).model_dump(),
                        language=found.language,
                        field=found.field,
                        prompt=found.prompt.id,
                        prompt_name=found.prompt.document.name,
                        prompt_language=found.prompt.document.language,
                    )
                    for found in other_languages(configuration)
                ]
            )
        )


def rewritten(objects: Objects, change: Callable[[Document], Document]) -> Batch:
    """Those that a change makes others. Raises Refusal for what may not say the new prompt."""
    changed = []
    for stored in objects:
        try:
            document = change(stored.document)
        except ValidationError as error:
            reason = error.errors(include_url=False)[0]["msg"]
            raise refused_member("#/by", f"{stored.document.kind} {stored.document.name}: {reason}") from error
        if document is not stored.document:
            changed.append(Stored(stored.id, stored.revision, document))
    return Batch(created=(), replaced=tuple(changed), deleted=())


def using(stored: Stored[Document]) -> Using:
    document = stored.document
    return Using(kind=document.kind, id=stored.id, name=document.name, number=document.dialled_number())
