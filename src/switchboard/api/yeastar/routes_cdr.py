"""cdr/list and cdr/search: the calls that are over, a row for each of their legs."""

from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, Json
from switchboard.api.kit.client import Client
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import Query
from switchboard.api.yeastar.cdr import DISPOSITIONS, row
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, success
from switchboard.api.yeastar.listing import MAX_PAGE, MAX_PAGE_SIZE
from switchboard.api.yeastar.periods import both_ends
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.store.calls.legs import ALL_LEGS, LegFilter, LegLog, Sort
from switchboard.store.db import storable

SORTS: Final[Mapping[str, Sort]] = {
    "id": "order",
    "uid": "order",
    "time": "time",
    "duration": "duration",
    "ring_duration": "ring",
    "talk_duration": "talk",
    "disposition": "disposition",
    "src_trunk": "src_trunk",
    "dst_trunk": "dst_trunk",
    "call_type": "direction",
    "did_number": "did",
    "dod_number": "shown",
    "src_addr": "order",
}
"""`src_addr` is known of no leg here, so all are equal by it."""
UNKNOWN: Final = ("pin_code", "disposition_code_list", "call_note_remark")
"""What could be looked for on the vendor's device, and no leg here has: whoever asks for it finds nothing."""
DIGEST_S: Final = 2.0
"""How long an answer waits for the legs of calls that have just ended."""


class CdrRoutes:
    """The legs of the calls of a client's tenant."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._services = services
        self._gate = gate
        self._legs = LegLog(services.database)

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/cdr/list", self.list, methods=["GET"])
        router.add_api_route("/cdr/search", self.search, methods=["GET"])

    async def list(self, request: Request) -> Response:
        """All legs, those of the eldest call first unless it is asked otherwise."""
        client = await self._gate.admit(request)
        return await self._page(client, Query(request), ALL_LEGS)

    async def search(self, request: Request) -> Response:
        """The same of those that match."""
        client = await self._gate.admit(request)
        query = Query(request)
        return await self._page(client, query, await _wanted(client, query))

    async def _page(self, client: Client, query: Query, wanted: LegFilter) -> Response:
        page = query.bounded("page", 1, MAX_PAGE) or 1
        size = query.bounded("page_size", 1, MAX_PAGE_SIZE) or MAX_PAGE_SIZE
        sort = SORTS[query.one_of("sort_by", tuple(SORTS))]
        descending = query.one_of("order_by", ("asc", "desc")) == "desc"
        query.one_of("from", ("new", "legacy"))
        if any(query.text(name) for name in UNKNOWN):
            return success(total_number=0, data=[])
        await self._services.digest.catch_up_within(DIGEST_S)
        total, found = await self._legs.page(
            client.tenant, wanted, sort=sort, descending=descending, skip=(page - 1) * size, limit=size
        )
        data: list[Json] = [row(one) for one in found]
        return success(total_number=total, data=data)


async def _wanted(client: Client, query: Query) -> LegFilter:
    """Raises Refusal 40002, NotFound."""
    since, until = both_ends(query, "start_time", "end_time")
    status, (did, trunk) = query.text("status"), _did(query)
    if status and status not in DISPOSITIONS:
        raise Refusal(Code.PARAMETER_ERROR, Problem("status", status, "oneof", f"one of: {', '.join(DISPOSITIONS)}"))
    group = query.integer("extension_group")
    return LegFilter(
        since=since if query.text("start_time") else None,
        until=until if query.text("end_time") else None,
        caller=_text(query, "call_from"),
        callee=_text(query, "call_to"),
        fuzzy=query.one_of("enable_fuzzy_search", ("0", "1")) == "1",
        disposition=DISPOSITIONS.get(status),
        did=did,
        src_trunk=trunk,
        of=None if group is None else await _numbers(client, group),
    )


def _did(query: Query) -> tuple[str | None, str | None]:
    """`DID:TRUNK`, or the number alone."""
    did, _, trunk = (_text(query, "did") or "").partition(":")
    return did or None, trunk or None


def _text(query: Query, name: str) -> str | None:
    """What is looked for; None for nothing. What no database can hold is found nowhere. Raises Refusal 40002."""
    text = query.text(name)
    if not storable.is_searchable(text):
        raise Refusal(Code.PARAMETER_ERROR, Problem(name, text, "format", "is no number or name"))
    return text or None


async def _numbers(client: Client, group: int) -> tuple[str, ...]:
    """Those of the members of a group of extensions. Raises NotFound."""
    stored = await client.repository.get(ExtensionGroup, group)
    members = await client.repository.many(Extension, stored.document.members) if stored.document.members else []
    return tuple(one.document.number for one in members)
