"""Kinds of object that the vendor documents and this server lacks: their lists are empty, and no id is found."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import Query
from switchboard.api.yeastar.envelope import Code, Refusal, success
from switchboard.api.yeastar.listing import add_lookups, asked, query_id, query_ids


@dataclass(frozen=True, slots=True)
class AbsentKind:
    """The path of its endpoints, the member of an answer that holds its list, and the values of `sort_by`."""

    path: str
    items_key: str
    sorts: tuple[str, ...]


ABSENT = (AbsentKind("vm_group", "vm_group_list", ("id", "number", "name", "type", "mode")),)


class AbsentRoutes:
    """list, search, get and query of a kind that this server does not have."""

    def __init__(self, gate: Gate, kind: AbsentKind) -> None:
        self._gate = gate
        self._kind = kind

    def add_to(self, router: APIRouter) -> None:
        add_lookups(router, self._kind.path, self)

    async def list(self, request: Request) -> Response:
        """An empty list; the parameters are checked all the same."""
        await self._gate.admit(request)
        asked(Query(request), self._kind.sorts, searching=False)
        return self._nothing()

    async def search(self, request: Request) -> Response:
        """As `list`."""
        await self._gate.admit(request)
        asked(Query(request), self._kind.sorts, searching=True)
        return self._nothing()

    async def get(self, request: Request) -> Response:
        """There is none with this id."""
        await self._gate.admit(request)
        query_id(Query(request))
        raise Refusal(Code.DATA_NOT_FOUND)

    async def query(self, request: Request) -> Response:
        """There is none with these ids."""
        await self._gate.admit(request)
        query_ids(Query(request))
        raise Refusal(Code.DATA_NOT_FOUND)

    def _nothing(self) -> Response:
        return success(total_number=0, **{self._kind.items_key: []})
