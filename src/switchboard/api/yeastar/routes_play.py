"""call/play_prompt: somebody is called, hears prompts, and is hung up."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, source_address
from switchboard.api.kit.client import Client
from switchboard.api.kit.placed_calls import Part
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import number_of, read_object, text_of
from switchboard.api.yeastar.calling import told, yes_or_no_of
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, success
from switchboard.engine.placed_call_control import MOST_PROMPTS, MOST_TIMES, PlaceCall, PlacingRefused, place_call
from switchboard.model.prompt import Prompt

_PARAMETERS: Final[Mapping[Part, str]] = {"first": "number", "rights_of": "dial_permission", "prompts": "prompts"}
LOUDEST: Final = 20


class PlayRoutes:
    """Prompts for somebody who is called."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._path = services.settings.calls_socket
        self._gate = gate

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/call/play_prompt", self.play, methods=["POST"])

    async def play(self, request: Request) -> Response:
        """Call somebody, who hears the prompts. What no route permits is a call that has failed."""
        client = await self._gate.admit(request)
        body = await read_object(request)
        _integer(body, "volume", LOUDEST // 2, 0, LOUDEST)
        command = PlaceCall(
            tenant=client.tenant,
            by=client.author,
            address=source_address(request),
            first=number_of(body, "number"),
            prompts=await _prompts(client, body),
            times=_integer(body, "count", 1, 1, MOST_TIMES),
            rights_of=number_of(body, "dial_permission", required=False),
            auto_answer=yes_or_no_of(body, "auto_answer"),
        )
        try:
            await place_call(self._path, command)
        except PlacingRefused as refused:
            raise told(refused, body, _PARAMETERS) from None
        return success()


async def _prompts(client: Client, body: Mapping[str, object]) -> tuple[int, ...]:
    """The ids of the prompts, which clients name with or without the suffix of their files. Raises Refusal."""
    names = body.get("prompts", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem("prompts", names, reason="must be a list of names"))
    if not names:
        raise Refusal(Code.PARAMETER_ERROR, Problem("prompts", rule="required"))
    if len(names) > MOST_PROMPTS:
        raise Refusal(Code.PARAMETER_ERROR, Problem("prompts", names, "max", f"at most {MOST_PROMPTS} names"))
    ids = await _ids(client)
    for name in names:
        if name not in ids:
            raise Refusal(Code.PARAMETER_ERROR, Problem("prompts", name, "exists", "is no custom prompt"))
    return tuple(ids[name] for name in names)


async def _ids(client: Client) -> Mapping[str, int]:
    """Every prompt by its name, and by its name without a suffix where no other has that."""
    known = (await client.repository.page(Prompt)).items
    return {
        **{PurePath(prompt.document.name).stem: prompt.id for prompt in reversed(known)},
        **{prompt.document.name: prompt.id for prompt in known},
    }


def _integer(body: Mapping[str, object], name: str, default: int, least: int, most: int) -> int:
    """A number, which clients send as a text as well. Raises Refusal."""
    value = body.get(name, default)
    text = text_of(body, name) if isinstance(value, str) else ""
    number = int(text) if text.isdecimal() and len(text) <= 9 else value
    if isinstance(number, bool) or not isinstance(number, int):
        raise Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem(name, value, reason="must be an integer"))
    if not least <= number <= most:
        raise Refusal(Code.PARAMETER_ERROR, Problem(name, value, "range", f"from {least} to {most}"))
    return number
