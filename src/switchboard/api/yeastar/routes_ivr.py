"""ivr/list, search, get, query, create, update and delete."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.kit.client import Client
from switchboard.api.kit.ids import NO_OBJECT
from switchboard.api.kit.objects import edited, objects_for
from switchboard.api.yeastar import mapping, wire
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import Query, body_id, read_object
from switchboard.api.yeastar.change import apply
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, success
from switchboard.api.yeastar.listing import Items, Kind, LookupRoutes, Order, query_id
from switchboard.api.yeastar.lookup import named
from switchboard.api.yeastar.spelling import refuse_misspelt
from switchboard.model.configuration import Configuration
from switchboard.model.feature_codes import MenuFeature
from switchboard.model.ivr import PROMPT_PIN, Ivr
from switchboard.model.pin import PROMPT_PASSWORD
from switchboard.model.stored import Stored
from switchboard.store.documents.repository import Edited
from switchboard.store.people.credentials import Credentials

EDIT: MenuFeature = "edit_prompt"


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
        parameters = _parameters(await read_object(request))
        settings = wire.parse(parameters, wire.REQUIRED_ON_CREATE).settings
        blank = Ivr.model_validate({"number": settings.number, "name": settings.name})
        objects = await objects_for(client.repository, [], named(parameters))
        document, password = _changed(blank, NO_OBJECT, parameters, objects)
        _refuse_bad_password(document, password or "")
        secrets = await self._sealed(password, known="")
        stored = await client.repository.create(document, author=client.author, secrets=secrets)
        return success(id=stored.id)

    async def update(self, request: Request) -> Response:
        """Change what is sent and leave the rest."""
        client = await self._gate.admit(request)
        body = await read_object(request)
        parameters, id = _parameters(body), body_id(body)

        async def change(old: Stored[Ivr]) -> Edited[Ivr] | None:
            objects = await objects_for(client.repository, [old.document], named(parameters))
            new, password = _changed(old.document, id, parameters, objects)
            switched_on = EDIT in new.feature_codes and EDIT not in old.document.feature_codes
            if password is None and not switched_on:
                return edited(old, new, {})
            known = (await self._credentials.object_secrets(client.tenant, id)).get(PROMPT_PIN, "")
            _refuse_bad_password(new, known if password is None else password)
            return edited(old, new, await self._sealed(password, known))

        await client.repository.edit_loading(Ivr, id, change, author=client.author)
        return success()

    async def delete(self, request: Request) -> Response:
        """Remove an IVR that nothing else refers to."""
        client = await self._gate.admit(request)
        await client.repository.delete(Ivr, query_id(Query(request)), author=client.author)
        return success()

    async def _sealed(self, password: str | None, known: str) -> dict[str, str | None]:
        """The change of the password: nothing where none was sent or it is the `known` one; None removes it."""
        if password is None or password == known:
            return {}
        return {**await self._credentials.sealed({PROMPT_PIN: password})} if password else {PROMPT_PIN: None}


async def _listed(client: Client, ivrs: Sequence[Stored[Ivr]]) -> Items:
    return [mapping.listed(stored.id, stored.document) for stored in ivrs]


async def _detailed(client: Client, ivrs: Sequence[Stored[Ivr]]) -> Items:
    objects = await objects_for(client.repository, [stored.document for stored in ivrs])
    return [{"id": stored.id, **mapping.shown(stored.id, stored.document, objects)} for stored in ivrs]


def _changed(ivr: Ivr, id: int, parameters: Mapping[str, object], objects: Configuration) -> tuple[Ivr, str | None]:
    """`ivr` with the parameters applied that differ from what it shows, and the password for its prompts, if one was
    sent. Raises Refusal.

    What is sent as it is shown is not even checked, so a client can send back any answer.
    """
    sent = wire.parse(mapping.differing(parameters, mapping.shown(id, ivr, objects)))
    return apply(ivr, id, sent, objects), sent.settings.prompt_manger_password


def _refuse_bad_password(ivr: Ivr, password: str) -> None:
    """A greeting can be changed by telephone only with a password that a telephone can send. Raises Refusal 40002."""
    if EDIT in ivr.feature_codes and not PROMPT_PASSWORD.fullmatch(password):
        rule = "format" if password else "required"
        raise Refusal(Code.PARAMETER_ERROR, Problem("prompt_manger_password", rule=rule, reason="3 to 15 digits"))


def _parameters(body: Mapping[str, object]) -> dict[str, object]:
    """The parameters of an IVR in a body. Raises Refusal 40002 for a name that looks misspelt."""
    refuse_misspelt(body)
    return wire.known(body)
