"""call_report/list and call_report/detail: what callers chose in IVRs."""

from collections.abc import Mapping
from datetime import datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, Json
from switchboard.api.kit.call_ids import uid
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import Query
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, success
from switchboard.api.yeastar.listing import MAX_PAGE_SIZE, asked, to_ids
from switchboard.api.yeastar.periods import TIME_FORMAT, both_ends
from switchboard.call.events import PlaceKind
from switchboard.model.ivr import Ivr
from switchboard.model.stored import Stored
from switchboard.store.calls.menu_report import INVALID, TIMEOUT, Choice, choices, presses

REPORT = "ivr"
PRESSES = {
    **{f"press_{digit}": digit for digit in "0123456789"},
    "press_star": "*",
    "press_hash": "#",
    "press_timeout": TIMEOUT,
    "press_invalid": INVALID,
}
"""Key of `press_count` -> what is counted."""

_SORTS = ("time",)
_TYPES: Mapping[PlaceKind, str] = {
    "api_dialplan": "API Dialplan",
    "dial_by_name": "Dial by Name",
    "extension_voicemail": "Voicemail",
    "hang_up": "Hang Up",
    "ivr": "IVR",
    "play_and_exit": "Play Prompt and Exit",
    "play_and_return": "Play Prompt",
}
"""Kinds of destination whose words are not simply the kind's own."""


class ReportRoutes:
    """Reports on calls; of those that the vendor has, the one about IVRs."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._database = services.database
        self._gate = gate

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/call_report/list", self.list, methods=["GET"])
        router.add_api_route("/call_report/detail", self.detail, methods=["GET"])

    async def list(self, request: Request) -> Response:
        """How often each key was pressed in some IVRs; those that do not exist are left out."""
        client = await self._gate.admit(request)
        query = Query(request)
        _must_be_of_ivrs(query)
        for name in ("start_time", "end_time", "ivr_id_list"):
            query.required(name)
        since, until = both_ends(query, "start_time", "end_time")
        found = await client.repository.many(Ivr, to_ids(query, "ivr_id_list"))
        ids = [stored.id for stored in found]
        counts = await presses(self._database, client.tenant, ids, since=since, until=until)
        return success(total_number=len(found), ivr_list=[_counted(stored, counts[stored.id]) for stored in found])

    async def detail(self, request: Request) -> Response:
        """A row for each choice that a caller made, of one IVR or of all; without paging all that there are."""
        client = await self._gate.admit(request)
        query = Query(request)
        _must_be_of_ivrs(query)
        since, until = _period(query)
        wanted = asked(query, _SORTS, searching=False)
        total, found = await choices(
            self._database,
            client.tenant,
            since=since,
            until=until,
            menu=query.text("ivr_num"),
            descending=wanted.descending,
            offset=wanted.offset,
            limit=wanted.limit or MAX_PAGE_SIZE,
        )
        return success(total_number=total, ivr_report_detail=[_row(choice) for choice in found])


def _must_be_of_ivrs(query: Query) -> None:
    """Raises Refusal 40002 for any other type of report."""
    kind = query.required("type")
    if kind != REPORT:
        raise Refusal(
            Code.PARAMETER_ERROR, Problem("type", kind, "unsupported", f"this server reports on {REPORT} only")
        )


def _period(query: Query) -> tuple[datetime, datetime]:
    """The time that lies in both periods that a request can give. Raises Refusal 40002."""
    since, until = both_ends(query, "start_time", "end_time")
    detail_since, detail_until = both_ends(query, "detail_time_begin", "detail_time_end")
    return max(since, detail_since), min(until, detail_until)


def _counted(stored: Stored[Ivr], counts: Mapping[str, int]) -> Json:
    return {
        "ivr_name": stored.document.name,
        "ivr_num": stored.document.number,
        "press_count": {name: counts.get(what, 0) for name, what in PRESSES.items()},
    }


def _row(choice: Choice) -> Json:
    destination = _spoken(choice.to_name, choice.to.number if choice.to else "")
    return {
        "id": uid(choice.call),
        "time": f"{choice.at:{TIME_FORMAT}}",
        "call_from": _spoken(choice.caller_name, choice.caller),
        "press": choice.entry,
        "destination": destination,
        "call_to": destination,
        "opr_duration": round(choice.after_s),
        "ivr_num": choice.menu_number,
        "destination_type": _type(choice.to.kind) if choice.to else "",
    }


def _type(kind: PlaceKind) -> str:
    return _TYPES.get(kind, kind.replace("_", " ").title())


def _spoken(name: str, number: str) -> str:
    """`Sales<6401>`."""
    return f"{name}<{number}>" if name and number else name or number
