"""call_report/detail: what callers chose in IVRs."""

from datetime import UTC, datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, Json
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import Query
from switchboard.api.yeastar.call_end import TIME_FORMAT
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, success
from switchboard.api.yeastar.listing import DEFAULT_PAGE_SIZE, asked
from switchboard.store.menu_report import Choice, choices

REPORTS = ("ivr",)
_SORTS = ("time",)
_TYPES = {
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
        router.add_api_route("/call_report/detail", self.detail, methods=["GET"])

    async def detail(self, request: Request) -> Response:
        """A row for each choice that a caller made, in pages."""
        caller = await self._gate.admit(request)
        query = Query(request)
        query.required("type")
        query.one_of("type", REPORTS)
        since, until = _period(query)
        wanted = asked(query, _SORTS, searching=False)
        total, found = await choices(
            self._database,
            caller.tenant,
            since=since,
            until=until,
            descending=wanted.descending,
            offset=wanted.offset,
            limit=wanted.limit or DEFAULT_PAGE_SIZE,
        )
        return success(total_number=total, ivr_report_detail=[_row(choice) for choice in found])


def _period(query: Query) -> tuple[datetime | None, datetime | None]:
    """Both ends belong to it. Raises Refusal 40002."""
    since, until = _time(query, "start_time"), _time(query, "end_time")
    if since is not None and until is not None and until < since:
        raise Refusal(Code.PARAMETER_ERROR, Problem("end_time", query.raw("end_time"), "min", "is before start_time"))
    return since, None if until is None else until.replace(microsecond=999_999)


def _time(query: Query, name: str) -> datetime | None:
    text = query.text(name)
    if not text:
        return None
    try:
        return datetime.strptime(text, TIME_FORMAT).replace(tzinfo=UTC)
    except ValueError:
        reason = "must be YYYY/MM/DD HH:mm:ss, in UTC"
        raise Refusal(Code.PARAMETER_ERROR, Problem(name, text, "format", reason)) from None


def _row(choice: Choice) -> Json:
    return {
        "id": choice.position,
        "time": f"{choice.at:{TIME_FORMAT}}",
        "call_from": _spoken(choice.caller_name, choice.caller),
        "press": choice.entry,
        "destination": _spoken(choice.to_name, choice.to_number),
        "call_to": f"IVR {_spoken(choice.menu_name, choice.menu_number)}",
        "opr_duration": round(choice.after_s),
        "ivr_num": choice.menu_number,
        "destination_type": _TYPES.get(choice.to_kind, choice.to_kind.replace("_", " ").title()),
    }


def _spoken(name: str, number: str) -> str:
    """`Sales<6401>`."""
    return f"{name}<{number}>" if name and number else name or number
