"""recording/list, search and download, and the links that download gives."""

from collections.abc import Mapping, Sequence
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices, Json
from switchboard.api.kit.call_ids import calls_of_uid, uid
from switchboard.api.kit.client import Client
from switchboard.api.kit.recordings import Measured, Recordings
from switchboard.api.yeastar.auth import DIALECT, Gate
from switchboard.api.yeastar.body import Query
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, success
from switchboard.api.yeastar.listing import MAX_PAGE_SIZE, asked, query_id, to_ids
from switchboard.api.yeastar.periods import TIME_FORMAT, moment
from switchboard.store.calls.recordings import Elsewhere, Recording, RecordingFilter, Sort

SORTS: Final[tuple[Sort, ...]] = ("id", "time")
_NO_CALL: Final = ("", "", "")


class RecordingRoutes:
    """For clients with the right `recordings`; to others, all of this is 10005."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._gate = gate
        self._recordings = Recordings(services, DIALECT)

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/recording/list", self.list, methods=["GET"])
        router.add_api_route("/recording/search", self.list, methods=["GET"])
        router.add_api_route("/recording/download", self.download, methods=["GET"])

    def add_links_to(self, router: APIRouter) -> None:
        """What a link leads to, beside the versions of the API."""
        router.add_api_route("/download/{link}.wav", self.sound, methods=["GET", "HEAD"])

    async def list(self, request: Request) -> Response:
        """The recordings of calls that are over, in pages. Clients send conditions to list, too."""
        client = await self._gate.admit_with(request, "recordings")
        query = Query(request)
        page, wanted = asked(query, SORTS, searching=False), _wanted(query)
        store, sort = self._recordings.store, query.one_of("sort_by", SORTS)
        total = await store.count(client.tenant, wanted)
        found = await store.page(
            client.tenant,
            wanted,
            sort=sort,
            descending=page.descending,
            skip=page.offset,
            limit=page.limit or MAX_PAGE_SIZE,
        )
        names = await _names(client, found)
        rows: list[Json] = [_row(one, names) for one in await self._recordings.measured(found)]
        return success(total_number=total, data=rows)

    async def download(self, request: Request) -> Response:
        """A path below which the sound is to be had, for half an hour, with an access token."""
        client = await self._gate.admit_with(request, "recordings")
        found = await self._named(client, Query(request))
        try:
            await self._recordings.store.file(found)
        except Elsewhere as elsewhere:
            raise Refusal(Code.FAILURE, Problem(reason=str(elsewhere))) from None
        link = (await self._recordings.linking(client.application.id))(found)
        (measured,) = await self._recordings.measured([found])
        return success(file=measured.file, download_resource_url=f"/openapi/download/{link}.wav")

    async def sound(self, request: Request) -> Response:
        """The sound itself. What has ended, is deleted or was made for another client is an expired token."""
        client = await self._gate.admit_with(request, "recordings")
        try:
            linked = await self._recordings.linked(request.path_params["link"])
            if (linked.recording.record.tenant, linked.holder) != (client.tenant, client.application.id):
                raise Refusal(Code.TOKEN_EXPIRED)
            return await self._recordings.answer(request, linked.recording, client.author)
        except (errors.NotFound, Elsewhere):
            raise Refusal(Code.TOKEN_EXPIRED) from None

    async def _named(self, client: Client, query: Query) -> Recording:
        """The recording that `id` or `file` names. Raises Refusal 40002, and NotFound."""
        if query.text("file") and not query.text("id"):
            return await self._recordings.named(client.tenant, query.text("file"))
        return await self._recordings.store.get(client.tenant, query_id(query))


def _wanted(query: Query) -> RecordingFilter:
    """Raises Refusal 40002."""
    until = moment(query, "end_time")
    return RecordingFilter(
        since=moment(query, "start_time"),
        until=until and until.replace(microsecond=999_999),
        caller=query.text("caller") or None,
        callee=query.text("callee") or None,
        ids=to_ids(query, "ids") if query.text("ids") else None,
        call=(calls_of_uid(query.text("uid")) or _NO_CALL) if query.text("uid") else None,
    )


async def _names(client: Client, found: Sequence[Recording]) -> Mapping[str, str]:
    """What the numbers of those who were called belong to."""
    numbers = {one.callee for one in found if not one.goes_out}
    named = await client.repository.by_numbers(numbers)
    return {str(getattr(stored.document, "number", "")): stored.document.name for stored in named}


def _row(measured: Measured, names: Mapping[str, str]) -> Json:
    one, record = measured.recording, measured.recording.record
    callee_name = "" if one.goes_out else names.get(one.callee, "")
    kind = "Inbound" if record.trunk is not None else "Outbound" if one.goes_out else "Internal"
    return {
        "id": one.id,
        "time": f"{one.started_at:{TIME_FORMAT}}",
        "uid": uid(record.id),
        "call_from": _person(record.caller_name, record.caller),
        "call_to": _person(callee_name, one.callee),
        "duration": measured.duration_s,
        "size": measured.size,
        "call_type": kind,
        "file": measured.file,
        "call_from_number": record.caller,
        "call_from_name": record.caller_name,
        "call_to_number": one.callee,
        "call_to_name": callee_name,
    }


def _person(name: str, number: str) -> str:
    """`Ada<1002>`; a number without a name stands for both, as the vendor has it."""
    return f"{name or number}<{number}>"
