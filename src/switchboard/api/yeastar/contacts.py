"""Contacts and phonebooks, of which this server has none: clients that look for them find empty lists."""

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import Query
from switchboard.api.yeastar.envelope import Code, Refusal, success
from switchboard.api.yeastar.listing import add_lookups, asked, query_id, query_ids

PATHS: Final = ("company_contact", "phonebook")
SORTS: Final = ("id", "name")


class NoObjects:
    """The endpoints of a kind of which there are no objects, and none can be made."""

    def __init__(self, gate: Gate, path: str) -> None:
        self._gate = gate
        self._path = path

    def add_to(self, router: APIRouter) -> None:
        add_lookups(router, self._path, self)
        router.add_api_route(f"/{self._path}/delete", self.get, methods=["GET"])

    async def list(self, request: Request) -> Response:
        """None."""
        await self._gate.admit(request)
        asked(Query(request), SORTS, searching=True)
        return success(total_number=0, data=[])

    async def search(self, request: Request) -> Response:
        """None."""
        return await self.list(request)

    async def get(self, request: Request) -> Response:
        """There is no such object."""
        await self._gate.admit(request)
        query_id(Query(request))
        raise Refusal(Code.DATA_NOT_FOUND)

    async def query(self, request: Request) -> Response:
        """There are no such objects."""
        await self._gate.admit(request)
        query_ids(Query(request))
        raise Refusal(Code.DATA_NOT_FOUND)
