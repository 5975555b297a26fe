"""extension/update: what this dialect changes of an extension."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import body_id, read_object
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, success
from switchboard.api.yeastar.presence import STATES, presence_of, with_presence
from switchboard.model.directory import Extension


class ExtensionRoutes:
    """The changes of an extension that this dialect makes; the native API makes all others."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/extension/update", self.update, methods=["POST"])

    async def update(self, request: Request) -> Response:
        """Change the presence. What else is sent must be as it is."""
        client = await self._gate.admit(request)
        body = await read_object(request)
        id, state = body_id(body), _state(body)

        def change(old: Extension) -> Extension | None:
            _refuse_other_changes(body, old)
            new = old if state is None else with_presence(old, state)
            return None if new == old else new

        await client.repository.edit(Extension, id, change, author=client.author)
        return success()


def _state(body: Mapping[str, object]) -> str | None:
    """None if it is not to change. Raises Refusal 40001, 40002."""
    state = body.get("presence_status")
    if state is None:
        return None
    if not isinstance(state, str):
        raise Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem("presence_status", state, reason="must be a text"))
    if state not in STATES:
        reason = f"one of: {', '.join(STATES)}"
        raise Refusal(Code.PARAMETER_ERROR, Problem("presence_status", state, "oneof", reason))
    return state


def _refuse_other_changes(body: Mapping[str, object], extension: Extension) -> None:
    """Raises Refusal 40002 with all that this server changes in the native API alone."""
    known = {
        "number": extension.number,
        "caller_id_name": extension.name,
        "email_addr": extension.email,
        "mobile_number": extension.mobile,
        "role_name": "",
        "timezone": "",
        "custom_presence_status": presence_of(extension),
    }
    problems = [
        Problem(name, value, "unsupported", "is changed in the native API")
        for name, value in body.items()
        if name not in ("id", "presence_status", "online_status") and value != known.get(name)
    ]
    if problems:
        raise Refusal(Code.PARAMETER_ERROR, *problems)
