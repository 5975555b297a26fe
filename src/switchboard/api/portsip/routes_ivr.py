"""The IVRs: list, create, read, update and destroy."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.kit.objects import Named, edited, objects_for
from switchboard.api.portsip import holidays, mapping
from switchboard.api.portsip.auth import Gate, UserClient
from switchboard.api.portsip.body import path_id, read_object
from switchboard.api.portsip.change import apply, blank
from switchboard.api.portsip.collection import NUMBERED, add_resource, page, plain
from switchboard.api.portsip.envelope import Refusal, created, destroyed, updated
from switchboard.api.portsip.lookup import named
from switchboard.api.portsip.merge import differing, merged
from switchboard.api.portsip.naming import wire_id
from switchboard.api.portsip.prompts import FilePrompts
from switchboard.api.portsip.secrets import Secrets
from switchboard.api.portsip.wire import checked
from switchboard.api.portsip.wire_ivr import IvrFields, NewIvr
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import DISA_PIN, Ivr
from switchboard.model.prompt import CustomPrompt
from switchboard.model.stored import Stored
from switchboard.store.documents.repository import Edited

_FILES = ("prompt_file_id", "transfer_prompt_file_id")


class IvrRoutes:
    """The IVRs of the tenant that the user belongs to."""

    def __init__(self, gate: Gate, prompts: FilePrompts, secrets: Secrets) -> None:
        self._gate = gate
        self._prompts = prompts
        self._secrets = secrets
        self._kind = plain(Ivr, NUMBERED, mapping.listed)

    def add_to(self, router: APIRouter) -> None:
        add_resource(router, "/ivrs", self)
        router.add_api_route("/ivrs/{key}/status", self.status, methods=["GET"])

    async def list(self, request: Request) -> Response:
        """A page of IVRs."""
        return await page(request, self._gate, self._kind)

    async def get(self, request: Request) -> Response:
        """One IVR in full."""
        client = await self._gate.admit(request)
        stored = await client.repository.get(Ivr, path_id(request))
        objects = await objects_for(client.repository, [stored.document], Named(office=True))
        return JSONResponse(await self._shown(client, stored, objects))

    async def create(self, request: Request) -> Response:
        """A new IVR; what is optional and missing has its default."""
        client = await self._gate.admit(request, "editor")
        body = await read_object(request)
        sent = checked(NewIvr, body)
        new = blank(sent.name, sent.extension_number)
        objects = await objects_for(client.repository, [new], named(body))
        document = apply(new, sent, objects, await self._prompts_named(client, sent))
        secrets = await self._secrets.sealed({DISA_PIN: sent.pin})
        stored = await client.repository.create(document, author=client.author, secrets=secrets)
        return created(wire_id(stored.id))

    async def update(self, request: Request) -> Response:
        """Change what is sent and leave the rest; the number is never changed."""
        client = await self._gate.admit(request, "editor")
        id, body = path_id(request), await read_object(request)

        async def change(old: Stored[Ivr]) -> Edited[Ivr] | None:
            objects = await objects_for(client.repository, [old.document], named(body))
            shown = await self._shown(client, old, objects)
            sent = checked(IvrFields, merged(differing(body, shown), shown))
            new = apply(old.document, sent, objects, await self._prompts_named(client, sent))
            secrets = await self._secrets.sealed({DISA_PIN: sent.pin} if "pin" in sent.model_fields_set else {})
            return edited(old, new, secrets)

        await client.repository.edit_loading(Ivr, id, change, author=client.author)
        return updated()

    async def destroy(self, request: Request) -> Response:
        """Remove an IVR that nothing else refers to."""
        client = await self._gate.admit(request, "editor")
        try:
            await client.repository.delete(Ivr, path_id(request), author=client.author)
        except errors.NotFound as error:
            raise Refusal(400, "UNKNOWN", "there is no such ivr") from error
        return destroyed()

    async def status(self, request: Request) -> Response:
        """An IVR that exists answers calls."""
        client = await self._gate.admit(request)
        await client.repository.get(Ivr, path_id(request))
        return JSONResponse({"status": "ONLINE"})

    async def _shown(self, client: UserClient, stored: Stored[Ivr], objects: Configuration) -> mapping.JsonObject:
        files = await self._prompts.shown(client.tenant, _prompts_of(stored.document))
        pin = (await self._secrets.shown(client, stored.id)).get(DISA_PIN)
        return mapping.shown(stored, pin, objects, files, holidays.by_id(objects))

    async def _prompts_named(self, client: UserClient, sent: IvrFields) -> dict[str, int]:
        """The prompts of the files that a request names."""
        found: dict[str, int] = {}
        for name in _FILES:
            file = getattr(sent, name)
            if isinstance(file, str) and file not in found:
                found[file] = await self._prompts.prompt_for(client.tenant, file, field=name, author=client.author)
        return found


def _prompts_of(ivr: Ivr) -> set[int]:
    refs = (mapping.greeted(ivr), ivr.transfer_prompt)
    return {ref.prompt for ref in refs if isinstance(ref, CustomPrompt)}
