"""Prompts: their sound is uploaded or spoken, and can be fetched again."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.conditions import Expected, is_known
from switchboard.api.native.face import Endpoints, Face, Operation
from switchboard.api.native.places import place_of
from switchboard.api.native.problem import refused_member
from switchboard.api.native.routes_objects import Id, ObjectRoutes, answer
from switchboard.api.native.shapes import NewSpeech, NewSpokenPrompt, PromptUpload, SoundUpload
from switchboard.api.native.uploads import MULTIPART, Upload, read_upload
from switchboard.model.prompt import Prompt

_SOUND = ("content", "duration_ms", "source", "warnings")
"""Members that only an upload or speech sets."""


class PromptRoutes(ObjectRoutes[Prompt]):
    """As other objects, except that a prompt begins with its sound."""

    creates_from_json = False

    def __init__(self, services: ApiServices) -> None:
        super().__init__(services, Prompt)

    def add_to(self, face: Face) -> None:
        super().add_to(face)
        self.add_sounds_to(face)

    def add_sounds_to(self, face: Endpoints) -> None:
        """What is done with sounds."""
        path, shown, form = self.path, self.shown, MULTIPART[0]
        one = path + "/{id}"
        upload = Operation("POST", path, "editor", PromptUpload, form, shown, status=201)
        face.add(upload, self.upload, "prompts", "upload_prompt")
        speak = Operation("POST", f"{path}/speech", "editor", NewSpokenPrompt, gives=shown, status=201)
        face.add(speak, self.speak, "prompts", "speak_prompt")
        audio = Operation("GET", f"{one}/audio", "viewer", gives_type="audio/flac")
        face.add(audio, self.audio, "prompts", "read_prompt_audio")
        again = Operation("PUT", f"{one}/audio", "editor", SoundUpload, form, shown)
        face.add(again, self.upload_again, "prompts", "replace_prompt_audio")
        spoken = Operation("PUT", f"{one}/speech", "editor", NewSpeech, gives=shown)
        face.add(spoken, self.speak_again, "prompts", "replace_prompt_speech")

    async def upload(self, request: Request) -> Response:
        """A new prompt from an audio file (WAV, MP3, OGG, FLAC, AIFF, GSM); its name is the file's by default."""
        sent = await self._read(request)
        fields = body.parse(PromptUpload, {"name": sent.file_name, **sent.fields})
        document = await self._encoded(request, sent, fields.name, fields)
        return self.created(request, await place_of(request, self.services).create(document))

    async def upload_again(self, request: Request, id: Id) -> Response:
        """Another sound for a prompt, from an audio file."""
        old = await place_of(request, self.services).get(Prompt, id)
        sent = await self._read(request)
        fields = body.parse(SoundUpload, sent.fields)
        new = await self._encoded(request, sent, old.document.name, fields)
        return await self._sound(request, id, new)

    async def speak(self, request: Request) -> Response:
        """A new prompt from a text."""
        wanted = await body.read(request, NewSpokenPrompt)
        document = await self._spoken(request, wanted.name, wanted)
        return self.created(request, await place_of(request, self.services).create(document))

    async def speak_again(self, request: Request, id: Id) -> Response:
        """Another sound for a prompt, from a text."""
        old = await place_of(request, self.services).get(Prompt, id)
        wanted = await body.read(request, NewSpeech)
        return await self._sound(request, id, await self._spoken(request, old.document.name, wanted))

    async def audio(self, request: Request, id: Id) -> Response:
        """The sound as a FLAC file, as it is stored."""
        prompt = (await place_of(request, self.services).get(Prompt, id)).document
        headers = {"ETag": f'"{prompt.content}"'}
        if is_known(request, prompt.content):
            return Response(status_code=304, headers=headers)
        name = quote(prompt.name.rpartition(".")[0] or prompt.name, safe="") + ".flac"
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
        return Response(await self.services.prompts.read_flac(prompt.content), 200, headers, "audio/flac")

    def accept(self, old: Prompt, new: Prompt) -> Prompt:
        """Refuses another `content`: a sound is sent, never named, because the hash may be that of another tenant's
        sound.
        """
        for field in _SOUND:
            if getattr(old, field) != getattr(new, field):
                raise refused_member(f"#/{field}", "follows from the sound: PUT it to /audio or /speech", "read-only")
        return new

    async def restorable(self, document: Prompt) -> Prompt:
        if not await self.services.prompts.has(document.content):
            raise refused_member("#/revision", "its sound is no longer stored", "gone")
        return document

    async def _read(self, request: Request) -> Upload:
        return await read_upload(request, self.services.settings.limits.upload_bytes)

    async def _encoded(self, request: Request, sent: Upload, name: str, fields: SoundUpload) -> Prompt:
        encoded = await self.services.prompts.add(sent.data, name=sent.file_name)
        await place_of(request, self.services).hold([encoded])
        return encoded.prompt(name, text=fields.text, language=fields.language)

    async def _spoken(self, request: Request, name: str, wanted: NewSpeech) -> Prompt:
        encoded = await self.services.speaker.say(wanted.text, wanted.language)
        await place_of(request, self.services).hold([encoded])
        return encoded.prompt(name, source="speech", text=wanted.text, language=wanted.language)

    async def _sound(self, request: Request, id: int, new: Prompt) -> Response:
        """The prompt keeps the name that it has when it is written."""

        def changed(old: Prompt) -> Prompt:
            return new.model_copy(update={"name": old.name})

        return answer(await place_of(request, self.services).write(Prompt, id, changed, Expected(request)))
