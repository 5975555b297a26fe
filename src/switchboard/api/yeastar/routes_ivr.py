"""ivr/list, search, get, query, create, update and delete."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.kit.client import Client
from switchboard.api.yeastar import mapping, wire
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import Query, read_object
from switchboard.api.yeastar.change import apply
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, success
from switchboard.api.yeastar.listing import Items, Kind, LookupRoutes, Order, query_id
from switchboard.api.yeastar.lookup import objects_for
from switchboard.api.yeastar.spelling import refuse_misspelt
from switchboard.model.ivr import PROMPT_PIN, Ivr
from switchboard.model.stored import Stored
from switchboard.store.documents.repository import Repository
from switchboard.store.people.credentials import Credentials

_ATTEMPTS = 100


class IvrRoutes:
    """The IVRs of the tenant that the access token belongs to."""

    def __init__(self, gate: Gate, credentials: Credentials) -> None:
        self._gate = gate
        self._credentials = credentials
        orders: dict[str, Order[Ivr]] = {"id": "id", "number": "number", "name": "name"}
        self._lookup = LookupRoutes(gate, Kind("ivr", Ivr, orders, _listed, _detailed))

    def add_to(self, router: APIRouter) -> None:
        self._lookup.add_to(router)
        router.add_api_route("/ivr/create", self.create, methods=["POST"])
        router.add_api_route("/ivr/update", self.update, methods=["POST"])
        router.add_api_route("/ivr/delete", self.delete, methods=["GET"])

    async def create(self, request: Request) -> Response:
        """A new IVR; what is optional and missing has its default."""
        client = await self._gate.admit(request)
        body = await read_object(request)
        refuse_misspelt(body)
        parameters = wire.known(body)
        settings = wire.parse(parameters, wire.REQUIRED_ON_CREATE).settings
        blank = Ivr.model_validate({"number": settings.number, "name": settings.name})
        document, password = await _changed(client.repository, 0, blank, parameters)
        secrets = await self._sealed("", password)
        stored = await client.repository.create(document, author=client.author, secrets=secrets)
        return success(id=stored.id)

    async def update(self, request: Request) -> Response:
        """Change what is sent and leave the rest."""
        client = await self._gate.admit(request)
        body = await read_object(request)
        refuse_misspelt(body)
        key = _body_id(body)
        parameters = wire.known(body)
        for _ in range(_ATTEMPTS):
            try:
                await self._update_once(client, key, parameters)
                return success()
            except errors.RevisionConflict:
                continue
        raise errors.Unavailable("the IVR is being changed all the time")

    async def delete(self, request: Request) -> Response:
        """Remove an IVR that nothing else refers to."""
        client = await self._gate.admit(request)
        await client.repository.delete(Ivr, query_id(Query(request)), author=client.author)
        return success()

    async def _update_once(self, client: Client, key: int, parameters: dict[str, object]) -> None:
        """Raises errors.RevisionConflict when somebody else wrote in between."""
        stored = await client.repository.get(Ivr, key)
        document, password = await _changed(client.repository, key, stored.document, parameters)
        known = await self._credentials.object_secrets(client.tenant, key) if password is not None else {}
        secrets = await self._sealed(known.get(PROMPT_PIN, ""), password)
        if document != stored.document or secrets:
            await client.repository.update(
                key, document, expected_revision=stored.revision, author=client.author, secrets=secrets
            )

    async def _sealed(self, known: str, password: str | None) -> dict[str, str | None]:
        """The password to be kept instead of the `known` one: nothing where none was sent or it is the same."""
        if password is None or password == known:
            return {}
        return {**await self._credentials.sealed({PROMPT_PIN: password})} if password else {PROMPT_PIN: None}


async def _listed(client: Client, ivrs: Sequence[Stored[Ivr]]) -> Items:
    return [mapping.listed(stored.id, stored.document) for stored in ivrs]


async def _detailed(client: Client, ivrs: Sequence[Stored[Ivr]]) -> Items:
    objects = await objects_for(client.repository, [stored.document for stored in ivrs])
    return [{"id": stored.id, **mapping.shown(stored.id, stored.document, objects)} for stored in ivrs]


async def _changed(repository: Repository, key: int, ivr: Ivr, parameters: dict[str, object]) -> tuple[Ivr, str | None]:
    """`ivr` with the parameters applied that differ from what it is, and the password for its prompts, if one was sent.
    Only what differs is checked. Raises Refusal."""
    before = mapping.shown(key, ivr, await objects_for(repository, [ivr]))
    change = wire.parse(mapping.effective(parameters, before))
    document = apply(ivr, key, change, await objects_for(repository, [ivr], change))
    return document, change.settings.prompt_manger_password


def _body_id(body: dict[str, object]) -> int:
    key = body.get("id")
    if key is None:
        raise Refusal(Code.PARAMETER_ERROR, Problem("id", rule="required"))
    if not isinstance(key, int) or isinstance(key, bool):
        raise Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem("id", key, reason="must be an integer"))
    return key
