"""custom_prompt/list, search, upload, create and delete."""

from collections.abc import Callable, Mapping, Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices, Json, warnings_of
from switchboard.api.kit.client import Client
from switchboard.api.yeastar import wire
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import Query, read_object
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, success
from switchboard.api.yeastar.listing import Items, Kind, LookupRoutes, query_id
from switchboard.api.yeastar.prompts import (
    REQUIRED_OF_SPEECH,
    SPOKEN_SUFFIX,
    TYPES,
    SpeechOrder,
    file_name,
    prompt_item,
    prompt_type,
    refuse_unsupported,
)
from switchboard.api.yeastar.upload import Part, read_form
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored
from switchboard.store.documents.repository import Repository

_MODES = ("ask", "force")


class PromptRoutes:
    """The custom prompts of the tenant."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._gate = gate
        self._library = services.prompts
        self._limits = services.settings.limits
        self._speaker = services.speaker
        self._lookup = LookupRoutes(gate, _kind())

    def add_to(self, router: APIRouter) -> None:
        self._lookup.add_to(router, ("list", "search"))
        router.add_api_route("/custom_prompt/upload", self.upload, methods=["POST"])
        router.add_api_route("/custom_prompt/create", self.create, methods=["POST"])
        router.add_api_route("/custom_prompt/delete", self.delete, methods=["GET"])

    async def upload(self, request: Request) -> Response:
        """Ask whether a file of this name exists, or store it, over the existing one if there is one."""
        client = await self._gate.admit(request)
        form = await read_form(request, self._limits.upload_bytes)
        mode, (sent_name, content) = _mode(form), _file(form)
        name = file_name(sent_name)
        existing = await client.repository.find_by_name(Prompt, name)
        odd: dict[str, Json] = {}
        if mode == "force":
            prompt = (await self._library.add(content, name=name)).prompt(name)
            await client.repository.edit_named(Prompt, name, lambda _: prompt, author=client.author)
            odd = warnings_of(prompt)
        return success(exist_type=prompt_type(existing.document) if existing else "", **odd)

    async def create(self, request: Request) -> Response:
        """Speak a text into a new prompt."""
        client = await self._gate.admit(request)
        order = wire.checked(SpeechOrder, await read_object(request), REQUIRED_OF_SPEECH)
        refuse_unsupported(order)
        name = order.file + SPOKEN_SUFFIX
        if await client.repository.find_by_name(Prompt, name):
            raise errors.Duplicate("file", name, "custom_prompt", name)
        language = order.language.replace("_", "-")
        encoded = await self._speaker.say(order.text, language)
        prompt = encoded.prompt(name, source="speech", text=order.text, language=language)
        return success(id=(await client.repository.create(prompt, author=client.author)).id)

    async def delete(self, request: Request) -> Response:
        """Remove a prompt that nothing refers to."""
        client = await self._gate.admit(request)
        id = await _named(client.repository, Query(request))
        await client.repository.delete(Prompt, id, author=client.author)
        return success()


def _kind() -> Kind[Prompt]:
    return Kind(
        path="custom_prompt",
        family=Prompt,
        orders={"id": "id", "name": "name"},
        listed=_items,
        detailed=_items,
        items_key="prompt_list",
        selection=_of_type,
    )


async def _items(client: Client, found: Sequence[Stored[Prompt]]) -> Items:
    return [prompt_item(stored) for stored in found]


def _of_type(query: Query) -> Callable[[Prompt], bool] | None:
    wanted = query.one_of("prompt_type", ("", *TYPES))
    return (lambda prompt: prompt_type(prompt) == wanted) if wanted else None


def _mode(form: Mapping[str, Part]) -> str:
    mode = form["is_check"].content.decode(errors="replace") if "is_check" in form else ""
    if not mode:
        raise Refusal(Code.PARAMETER_ERROR, Problem("is_check", rule="required"))
    if mode not in _MODES:
        raise Refusal(Code.PARAMETER_ERROR, Problem("is_check", mode, "oneof", f"one of: {', '.join(_MODES)}"))
    return mode


def _file(form: Mapping[str, Part]) -> tuple[str, bytes]:
    file = form.get("file")
    if file is None or file.file_name is None:
        raise Refusal(Code.PARAMETER_ERROR, Problem("file", rule="required"))
    return file.file_name, file.content


async def _named(repository: Repository, query: Query) -> int:
    """The prompt that `file` or `id` names. Raises Refusal, NotFound."""
    if query.text("id"):
        return query_id(query)
    name = query.required("file")
    found = await repository.find_by_name(Prompt, name)
    if found is None:
        raise errors.NotFound("prompt", name)
    return found.id
