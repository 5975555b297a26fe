"""Files: list, read and delete. Prompts that came from elsewhere are files too."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import ApiServices, Json
from switchboard.api.portsip.auth import Gate, UserClient
from switchboard.api.portsip.collection import answer, asked
from switchboard.api.portsip.envelope import destroyed, in_use
from switchboard.api.portsip.naming import FILE, decode, object_id
from switchboard.api.portsip.odata import Properties, Property
from switchboard.api.portsip.prompts import FilePrompts, ShownFile, uploaded
from switchboard.api.portsip.selection import Item, select
from switchboard.model.prompt import Prompt
from switchboard.store.files.files import Files

PROPERTIES: Properties = {
    "id": Property("id"),
    "name": Property("name"),
    "media_type": Property("media_type"),
    "size": Property("size", "integer"),
    "created_at": Property("created_at"),
}


class FileRoutes:
    """The files of the tenant that the token belongs to."""

    def __init__(self, services: ApiServices, gate: Gate, prompts: FilePrompts) -> None:
        self._files = Files(services.database, services.settings.files)
        self._clock = services.clock
        self._gate = gate
        self._prompts = prompts

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/files", self.list, methods=["GET"])
        router.add_api_route("/files/{key}", self.get, methods=["GET"])
        router.add_api_route("/files/{key}/destroy", self.destroy, methods=["POST"])

    async def list(self, request: Request) -> Response:
        """A page of the files."""
        client = await self._gate.admit(request)
        wanted = asked(request, PROPERTIES)
        items = [_item(one) for one in await self._prompts.all(client.tenant)]
        total, page = select(items, wanted, searched=("name",))
        return answer(total, list[Mapping[str, Json]](page))

    async def get(self, request: Request) -> Response:
        """One file."""
        client = await self._gate.admit(request)
        return JSONResponse(_item(await self._shown(client, request.path_params["key"])))

    async def destroy(self, request: Request) -> Response:
        """Remove a file, and the prompt that was made of it, which nothing may use."""
        client = await self._gate.admit(request, "editor")
        id = request.path_params["key"]
        prompt = object_id(id)
        if prompt is not None:
            await client.repository.delete(Prompt, prompt, author=client.author)
            return destroyed()
        file = await self._files.get(client.tenant, decode(FILE, id) or 0, self._clock.now())
        if file.prompt is not None:
            await self._delete_prompt(client, file.prompt)
        await self._files.delete(file)
        return destroyed()

    async def _delete_prompt(self, client: UserClient, prompt: int) -> None:
        """Raises Refusal 400 while an object of the tenant plays it."""
        try:
            await client.repository.delete(Prompt, prompt, author=client.author)
        except errors.NotFound:
            pass
        except errors.InUse as error:
            raise in_use(error, "file") from error

    async def _shown(self, client: UserClient, id: str) -> ShownFile:
        """Raises NotFound."""
        prompt = object_id(id)
        if prompt is not None:
            found = await self._prompts.shown(client.tenant, [prompt])
            if prompt not in found:
                raise errors.NotFound("file", id)
            return found[prompt]
        return uploaded(await self._files.get(client.tenant, decode(FILE, id) or 0, self._clock.now()))


def _item(file: ShownFile) -> Item:
    """`created_at` is null where nobody knows."""
    return {
        "id": file.id,
        "name": file.name,
        "size": file.size,
        "media_type": file.media_type,
        "created_at": f"{file.created_at:%Y-%m-%dT%H:%M:%SZ}" if file.created_at else None,
    }
