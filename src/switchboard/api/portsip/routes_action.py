"""The action URLs of an IVR."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import Json
from switchboard.api.masking import masked_action
from switchboard.api.portsip import actions
from switchboard.api.portsip.auth import Gate, UserClient
from switchboard.api.portsip.body import path_id, read_object, what_differs
from switchboard.api.portsip.envelope import Refusal, created, destroyed, updated
from switchboard.api.portsip.naming import ACTION_URL, decode, encode
from switchboard.api.portsip.secrets import Secrets
from switchboard.api.portsip.wire import checked
from switchboard.api.portsip.wire_action import ActionFields, NewAction
from switchboard.model.action_url import ActionUrl
from switchboard.model.ivr import Ivr

MAX_ACTIONS = 100
_ATTEMPTS = 100
Change = Callable[[Ivr], tuple[tuple[ActionUrl, ...], actions.Changed | None]]
"""Makes of an IVR the action URLs that it has then, and which of them is new or other."""


class ActionRoutes:
    """The action URLs of the IVRs of the tenant that the user belongs to."""

    def __init__(self, gate: Gate, secrets: Secrets) -> None:
        self._gate = gate
        self._secrets = secrets

    def add_to(self, router: APIRouter) -> None:
        path = "/ivrs/{key}/action_urls"
        router.add_api_route(path, self.list, methods=["GET"])
        router.add_api_route(path, self.create, methods=["POST"])
        router.add_api_route(path + "/{url}", self.get, methods=["GET"])
        router.add_api_route(path + "/{url}", self.update, methods=["POST"])
        router.add_api_route(path + "/{url}/destroy", self.destroy, methods=["POST"])

    async def list(self, request: Request) -> Response:
        """All of an IVR."""
        client = await self._gate.admit(request)
        stored = await client.repository.get(Ivr, path_id(request))
        secrets = await self._secrets.shown(client, stored.id)
        found = [self._as_seen(client, one, secrets) for one in stored.document.actions]
        return JSONResponse({"items": found})

    async def get(self, request: Request) -> Response:
        """One of an IVR."""
        client = await self._gate.admit(request)
        stored = await client.repository.get(Ivr, path_id(request))
        return JSONResponse(await self._shown(client, stored.id, _find(stored.document, _key(request))))

    async def create(self, request: Request) -> Response:
        """A new one."""
        client = await self._gate.admit(request, "editor")
        key = path_id(request)
        await client.repository.get(Ivr, key)
        sent = checked(NewAction, await read_object(request))

        def add(ivr: Ivr) -> tuple[tuple[ActionUrl, ...], actions.Changed]:
            if len(ivr.actions) >= MAX_ACTIONS:
                raise Refusal(400, "UNKNOWN", f"an IVR has at most {MAX_ACTIONS} action URLs")
            new = actions.created(max((one.key for one in ivr.actions), default=0) + 1, sent)
            return (*ivr.actions, new.action), new

        made = await self._write(client, key, add)
        return created(encode(ACTION_URL, made.action.key if made else 0))

    async def update(self, request: Request) -> Response:
        """Change what is sent and leave the rest."""
        client = await self._gate.admit(request, "editor")
        key, url = path_id(request), _key(request)
        body = await read_object(request)
        stored = await client.repository.get(Ivr, key)
        shown = await self._shown(client, stored.id, _find(stored.document, url))
        sent = checked(ActionFields, what_differs(body, shown))

        def replace(ivr: Ivr) -> tuple[tuple[ActionUrl, ...], actions.Changed]:
            new = actions.changed(_find(ivr, url), sent)
            return tuple(new.action if one.key == url else one for one in ivr.actions), new

        await self._write(client, key, replace)
        return updated()

    async def destroy(self, request: Request) -> Response:
        """Remove one, with its secret."""
        client = await self._gate.admit(request, "editor")
        key, url = path_id(request), _key(request)

        def remove(ivr: Ivr) -> tuple[tuple[ActionUrl, ...], None]:
            _find(ivr, url)
            return tuple(one for one in ivr.actions if one.key != url), None

        try:
            await self._write(client, key, remove)
        except errors.NotFound as error:
            raise Refusal(400, "UNKNOWN", "there is no such action URL") from error
        return destroyed()

    async def _shown(self, client: UserClient, ivr: int, action: ActionUrl) -> dict[str, Json]:
        return self._as_seen(client, action, await self._secrets.shown(client, ivr))

    def _as_seen(self, client: UserClient, action: ActionUrl, secrets: Mapping[str, str]) -> dict[str, Json]:
        seen = masked_action(action) if self._secrets.hidden_from(client) else action
        return actions.shown(seen, secrets.get(action.secret_name))

    async def _write(self, client: UserClient, key: int, change: Change) -> actions.Changed | None:
        """Raises NotFound, Refusal."""
        for _ in range(_ATTEMPTS):
            old = await client.repository.get(Ivr, key)
            new, changed = change(old.document)
            document = old.document.model_copy(update={"actions": new})
            secrets = await self._sealed(old.document, new, changed)
            if document == old.document and not secrets:
                return changed
            try:
                await client.repository.update(
                    key, document, expected_revision=old.revision, author=client.author, secrets=secrets
                )
                return changed
            except errors.RevisionConflict:
                continue
        raise errors.Unavailable("the IVR is being changed all the time")

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


def _key(request: Request) -> int:
    """The key in the path; 0, which no action URL has, for what is none."""
    return decode(ACTION_URL, str(request.path_params["url"])) or 0


def _find(ivr: Ivr, key: int) -> ActionUrl:
    """Raises NotFound."""
    found = next((one for one in ivr.actions if one.key == key), None)
    if found is None:
        raise errors.NotFound("action URL", key)
    return found
