"""What callers of one's own extension hear: the greetings of the mailbox, and the name."""

from typing import Annotated

from fastapi import Path
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.conditions import is_known
from switchboard.api.native.configurations import Configurations
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.own_extension import own_extension
from switchboard.api.native.routes_my import TAG
from switchboard.api.native.shapes import SoundUpload
from switchboard.api.native.shapes_my import MyGreeting, Slot
from switchboard.api.native.uploads import MULTIPART, read_upload
from switchboard.model.directory import Extension
from switchboard.model.mailbox import mailbox_of
from switchboard.model.prompt import CustomPrompt, Prompt, PromptRef
from switchboard.model.voicemail import Greetings

SlotName = Annotated[Slot, Path(alias="slot")]


class MySoundRoutes:
    """Each is a prompt with the name that it has when it is recorded by telephone."""

    def __init__(self, services: ApiServices, configurations: Configurations) -> None:
        self._configurations = configurations
        self._prompts = services.prompts
        self._longest = services.settings.limits.upload_bytes

    def add_to(self, face: Face) -> None:
        one = "/my/greetings/{slot}"
        put = Operation("PUT", one, "phone", SoundUpload, MULTIPART[0], MyGreeting)
        face.add(put, self.put, TAG, "set_my_greeting")
        face.add(Operation("DELETE", one, "phone", status=204), self.remove, TAG, "remove_my_greeting")
        audio = Operation("GET", f"{one}/audio", "phone", gives_type="audio/flac")
        face.add(audio, self.audio, TAG, "read_my_greeting_audio")

    async def put(self, request: Request, slot: SlotName) -> Response:
        """Another sound, from an audio file; callers hear it from the next call on."""
        own, client = await own_extension(request), client_of(request)
        sent = await read_upload(request, self._longest)
        body.parse(SoundUpload, sent.fields)
        name = f"name-{own.id}.wav" if slot == "name" else f"mailbox-{own.id}-{slot}.wav"
        new = (await self._prompts.add(sent.data, name=sent.file_name)).prompt(name)
        prompt = await client.repository.edit_named(Prompt, name, lambda _: new, author=client.author)
        await self._set(request, own.id, slot, CustomPrompt(prompt=prompt.id))
        return json_of(MyGreeting(slot=slot, prompt=prompt.id))

    async def remove(self, request: Request, slot: SlotName) -> Response:
        """From now on callers hear what they hear without one of one's own."""
        own = await own_extension(request)
        await self._set(request, own.id, slot, None)
        return Response(status_code=204)

    async def audio(self, request: Request, slot: SlotName) -> Response:
        """The sound as a FLAC file."""
        own = (await own_extension(request)).document
        greetings = own.voicemail.greetings or Greetings()
        ref = own.spoken_name if slot == "name" else getattr(greetings, slot)
        if not isinstance(ref, CustomPrompt):
            raise errors.NotFound("greeting", slot)
        content = (await client_of(request).repository.get(Prompt, ref.prompt)).document.content
        headers = {"ETag": f'"{content}"'}
        if is_known(request, content):
            return Response(status_code=304, headers=headers)
        return Response(await self._prompts.read_flac(content), 200, headers, "audio/flac")

    async def _set(self, request: Request, own: int, slot: Slot, ref: PromptRef | None) -> None:
        """Own greetings take the place of all of the office's, so those that count now are written with them."""
        client = client_of(request)
        mailbox = mailbox_of(await self._configurations.current(client.tenant), own)

        def change(old: Extension) -> Extension:
            if slot == "name":
                return old.model_copy(update={"spoken_name": ref})
            counting = old.voicemail.greetings or (mailbox.options.greetings if mailbox else Greetings())
            greetings = counting.model_copy(update={slot: ref})
            return old.model_copy(update={"voicemail": old.voicemail.model_copy(update={"greetings": greetings})})

        await client.repository.edit(Extension, own, change, author=client.author)
