"""The action URLs of an IVR."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import Json
from switchboard.api.kit.objects import edited
from switchboard.api.masking import masked_request
from switchboard.api.portsip import actions
from switchboard.api.portsip.auth import Gate, UserClient
from switchboard.api.portsip.body import path_id, read_object
from switchboard.api.portsip.collection import add_resource
from switchboard.api.portsip.envelope import Refusal, created, destroyed, updated
from switchboard.api.portsip.merge import differing
from switchboard.api.portsip.naming import ACTION_URL, decode, encode
from switchboard.api.portsip.secrets import Secrets
from switchboard.api.portsip.wire import checked
from switchboard.api.portsip.wire_action import ActionFields, NewAction
from switchboard.model.action_url import ActionUrl
from switchboard.model.ivr import Ivr
from switchboard.model.stored import Stored
from switchboard.store.documents.repository import Edited

MAX_ACTIONS = 100


class ActionRoutes:
    """The action URLs of the IVRs of the tenant that the user belongs to."""

    def __init__(self, gate: Gate, secrets: Secrets) -> None:
        self._gate = gate
        self._secrets = secrets

    def add_to(self, router: APIRouter) -> None:
        add_resource(router, "/ivrs/{key}/action_urls", self, one="{url}")

    async def list(self, request: Request) -> Response:
        """All of an IVR."""
        client = await self._gate.admit(request)
        stored = await client.repository.get(Ivr, path_id(request))
        secrets = await self._secrets.shown(client, stored.id)
        return JSONResponse({"items": [self._as_seen(client, one, secrets) for one in stored.document.actions]})

    async def get(self, request: Request) -> Response:
        """One of an IVR."""
        client = await self._gate.admit(request)
        stored = await client.repository.get(Ivr, path_id(request))
        return JSONResponse(await self._shown(client, stored.id, _find(stored.document, _action_id(request))))

    async def create(self, request: Request) -> Response:
        """A new one."""
        client = await self._gate.admit(request, "editor")
        id = path_id(request)
        await client.repository.get(Ivr, id)
        sent = checked(NewAction, await read_object(request))

        async def add(old: Stored[Ivr]) -> Edited[Ivr] | None:
            present = old.document.actions
            if len(present) >= MAX_ACTIONS:
                raise Refusal(400, "UNKNOWN", f"an IVR has at most {MAX_ACTIONS} action URLs")
            new = actions.created(max((one.key for one in present), default=0) + 1, sent)
            return await self._edited(old, (*present, new.action), new)

        stored = await client.repository.edit_loading(Ivr, id, add, author=client.author)
        return created(encode(ACTION_URL, stored.document.actions[-1].key))

    async def update(self, request: Request) -> Response:
        """Change what is sent and leave the rest."""
        client = await self._gate.admit(request, "editor")
        id, action, body = path_id(request), _action_id(request), await read_object(request)

        async def change(old: Stored[Ivr]) -> Edited[Ivr] | None:
            now = _find(old.document, action)
            sent = checked(ActionFields, differing(body, await self._shown(client, id, now)))
            new = actions.changed(now, sent)
            left = tuple(new.action if one.key == action else one for one in old.document.actions)
            return await self._edited(old, left, new)

        await client.repository.edit_loading(Ivr, id, change, author=client.author)
        return updated()

    async def destroy(self, request: Request) -> Response:
        """Remove one, with its secret."""
        client = await self._gate.admit(request, "editor")
        id, action = path_id(request), _action_id(request)

        async def remove(old: Stored[Ivr]) -> Edited[Ivr] | None:
            gone = _find(old.document, action)
            return await self._edited(old, tuple(one for one in old.document.actions if one != gone), None)

        try:
            await client.repository.edit_loading(Ivr, id, remove, author=client.author)
        except errors.NotFound as error:
            raise Refusal(400, "UNKNOWN", "there is no such action URL") from error
        return destroyed()

    async def _shown(self, client: UserClient, ivr: int, action: ActionUrl) -> dict[str, Json]:
        return self._as_seen(client, action, await self._secrets.shown(client, ivr))

    def _as_seen(self, client: UserClient, action: ActionUrl, secrets: Mapping[str, str]) -> dict[str, Json]:
        seen = masked_request(action) if self._secrets.hidden_from(client) else action
        return actions.shown(seen, secrets.get(action.secret_name))

    async def _edited(
        self, old: Stored[Ivr], left: tuple[ActionUrl, ...], changed: actions.Changed | None
    ) -> Edited[Ivr] | None:
        """The IVR with the action URLs that are left, of which one may be new or changed, and their secrets."""
        new = old.document.model_copy(update={"actions": left})
        return edited(old, new, await self._sealed(old.document, left, changed))

    async def _sealed(
        self, old: Ivr, new: tuple[ActionUrl, ...], changed: actions.Changed | None
    ) -> dict[str, str | None]:
        """What becomes of the secrets: those of what is gone go too."""
        left = {one.secret_name for one in new}
        gone: dict[str, str | None] = {one.secret_name: None for one in old.actions if one.secret_name not in left}
        if changed is None or changed.same_secret:
            return gone
        name = changed.action.secret_name
        if changed.secret is not None:
            return {**gone, **await self._secrets.sealed({name: changed.secret})}
        had = any(one.key == changed.action.key and one.auth != "none" for one in old.actions)
        return {**gone, name: None} if had else gone


def _action_id(request: Request) -> int:
    """The action URL in the path; 0, which no action URL has, for what is none."""
    return decode(ACTION_URL, str(request.path_params["url"])) or 0


def _find(ivr: Ivr, id: int) -> ActionUrl:
    """Raises NotFound."""
    found = next((one for one in ivr.actions if one.key == id), None)
    if found is None:
        raise errors.NotFound("action URL", id)
    return found
