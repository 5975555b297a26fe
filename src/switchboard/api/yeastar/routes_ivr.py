"""ivr/list, search, get, query, create, update and delete."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import Json
from switchboard.api.yeastar import mapping, wire
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import Query, read_object, to_integer
from switchboard.api.yeastar.change import apply
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, success
from switchboard.api.yeastar.lookup import objects_for
from switchboard.model.ivr import Ivr
from switchboard.model.stored import Stored
from switchboard.store.repository import Repository, Sort

DEFAULT_PAGE_SIZE = 20
MAX_PAGE_SIZE = 10_000
_MAX_PAGE = 2**31 - 1
_MAX_SEARCH = 255
_ATTEMPTS = 100
_SORTS: tuple[Sort, ...] = ("id", "number", "name")


class IvrRoutes:
    """The IVRs of the tenant that the access token belongs to."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/ivr/list", self.list, methods=["GET"])
        router.add_api_route("/ivr/search", self.search, methods=["GET"])
        router.add_api_route("/ivr/get", self.get, methods=["GET"])
        router.add_api_route("/ivr/query", self.query, methods=["GET"])
        router.add_api_route("/ivr/create", self.create, methods=["POST"])
        router.add_api_route("/ivr/update", self.update, methods=["POST"])
        router.add_api_route("/ivr/delete", self.delete, methods=["GET"])

    async def list(self, request: Request) -> Response:
        """Number and name of all IVRs, in pages."""
        caller = await self._gate.admit(request)
        return await _page(caller.repository, Query(request), search="")

    async def search(self, request: Request) -> Response:
        """As `list`, of those whose number or name contains `search_value`."""
        caller = await self._gate.admit(request)
        query = Query(request)
        value = query.text("search_value")
        if len(value) > _MAX_SEARCH:
            raise Refusal(Code.PARAMETER_ERROR, Problem("search_value", value, "max", f"at most {_MAX_SEARCH}"))
        return await _page(caller.repository, query, search=value)

    async def get(self, request: Request) -> Response:
        """Everything about one IVR."""
        caller = await self._gate.admit(request)
        stored = await caller.repository.get(Ivr, _query_id(request))
        return success(data=(await _details(caller.repository, [stored]))[0])

    async def query(self, request: Request) -> Response:
        """Everything about several IVRs; those that do not exist are left out, unless none does."""
        caller = await self._gate.admit(request)
        ids = dict.fromkeys(to_integer("ids", one.strip()) for one in Query(request).required("ids").split(","))
        found = await caller.repository.many(Ivr, ids)
        if not found:
            raise Refusal(Code.DATA_NOT_FOUND)
        return success(data=await _details(caller.repository, found))

    async def create(self, request: Request) -> Response:
        """A new IVR; what is optional and missing has its default."""
        caller = await self._gate.admit(request)
        parameters = wire.known(await read_object(request))
        settings = wire.parse(parameters, wire.REQUIRED_ON_CREATE).settings
        blank = Ivr.model_validate({"number": settings.number, "name": settings.name})
        document = await _changed(caller.repository, blank, parameters)
        stored = await caller.repository.create(document, author=caller.author)
        return success(id=stored.id)

    async def update(self, request: Request) -> Response:
        """Change what is sent and leave the rest."""
        caller = await self._gate.admit(request)
        body = await read_object(request)
        key = _body_id(body)
        parameters = wire.known(body)
        wire.parse(parameters)
        for _ in range(_ATTEMPTS):
            try:
                await _update_once(caller.repository, key, parameters, caller.author)
                return success()
            except errors.RevisionConflict:
                continue
        raise errors.Unavailable("the IVR is being changed all the time")

    async def delete(self, request: Request) -> Response:
        """Remove an IVR that nothing else refers to."""
        caller = await self._gate.admit(request)
        await caller.repository.delete(Ivr, _query_id(request), author=caller.author)
        return success()


async def _page(repository: Repository, query: Query, search: str) -> Response:
    """Without `page` and `page_size` everything that matches."""
    page = query.bounded("page", 1, _MAX_PAGE)
    page_size = query.bounded("page_size", 1, MAX_PAGE_SIZE)
    sort = query.one_of("sort_by", _SORTS)
    descending = query.one_of("order_by", ("asc", "desc")) == "desc"
    limit = None if (page, page_size) == (None, None) else page_size or DEFAULT_PAGE_SIZE
    offset = ((page or 1) - 1) * (limit or 0)
    found = await repository.page(Ivr, search=search, sort=sort, descending=descending, offset=offset, limit=limit)
    items = [mapping.listed(stored.id, stored.document) for stored in found.items]
    return success(total_number=found.total, data=items)


async def _details(repository: Repository, ivrs: Sequence[Stored[Ivr]]) -> list[dict[str, Json]]:
    objects = await objects_for(repository, [stored.document for stored in ivrs])
    return [{"id": stored.id, **mapping.shown(stored.document, objects)} for stored in ivrs]


async def _changed(repository: Repository, ivr: Ivr, parameters: dict[str, object]) -> Ivr:
    """`ivr` with the parameters applied that differ from what it is. Raises Refusal."""
    objects = await objects_for(repository, [ivr], wire.parse(parameters))
    change = wire.parse(mapping.effective(parameters, mapping.shown(ivr, objects)))
    return apply(ivr, change, objects)


async def _update_once(repository: Repository, key: int, parameters: dict[str, object], author: str) -> None:
    """Raises errors.RevisionConflict when somebody else wrote in between."""
    stored = await repository.get(Ivr, key)
    document = await _changed(repository, stored.document, parameters)
    if document != stored.document:
        await repository.update(key, document, expected_revision=stored.revision, author=author)


def _query_id(request: Request) -> int:
    query = Query(request)
    return to_integer("id", query.required("id"))


def _body_id(body: dict[str, object]) -> int:
    key = body.get("id")
    if key is None:
        raise Refusal(Code.PARAMETER_ERROR, Problem("id", rule="required"))
    if not isinstance(key, int) or isinstance(key, bool):
        raise Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem("id", key, reason="must be an integer"))
    return key
