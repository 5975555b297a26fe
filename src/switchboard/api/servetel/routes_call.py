"""Calls: watched, ended, and looked up when they are over; and the users that they are for."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import ApiServices, Json
from switchboard.api.kit.call_ids import named_call
from switchboard.api.kit.client import Client
from switchboard.api.servetel import calls
from switchboard.api.servetel.auth import Gate
from switchboard.api.servetel.body import read_object
from switchboard.api.servetel.envelope import Refusal, done, invalid
from switchboard.api.servetel.naming import object_id
from switchboard.api.servetel.recording_links import CallRecordingLinks
from switchboard.api.servetel.resource import add_endpoint
from switchboard.call.outcome import Outcome
from switchboard.engine.call_control import CallOver, hang_up
from switchboard.engine.remote_control import CallElsewhere
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.office import Office
from switchboard.store.calls.finding import CallFilter
from switchboard.store.calls.log import CallLog

DIGEST_S: Final = 2.0
PAGE: Final = 20
LARGEST_PAGE: Final = 500
_LAST_PAGE: Final = 10**6
_MOST_USERS: Final = 10**6
_LAST_ID: Final = 2**31 - 1


class CallRoutes:
    """The calls of the tenant that the token belongs to."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._services = services
        self._gate = gate
        self._log = CallLog(services.database, services.settings.node_name)
        self._processes = services.calls_processes
        self._recordings = CallRecordingLinks(services)

    def add_to(self, router: APIRouter) -> None:
        add_endpoint(router, "GET", "/live_calls", self.live_calls)
        add_endpoint(router, "GET", "/live_calls/{call_id}", self.live_call)
        add_endpoint(router, "POST", "/call/hangup", self.hangup)
        add_endpoint(router, "GET", "/call/records", self.records)
        add_endpoint(router, "GET", "/users", self.users)

    async def live_calls(self, request: Request) -> Response:
        """The calls that go on, or those of them that are asked for."""
        rows = await self._live(await self._gate.admit(request))
        wanted = {name: value for name, value in request.query_params.items() if name in _LIVE_FILTERS and value}
        return JSONResponse([row for row in rows if all(_has(row, *one) for one in wanted.items())])

    async def live_call(self, request: Request) -> Response:
        """One call that goes on."""
        rows = await self._live(await self._gate.admit(request))
        id = request.path_params["call_id"]
        found = next((row for row in rows if row["call_id"] == id), None)
        if found is None:
            raise errors.NotFound("call", id)
        return JSONResponse(found)

    async def hangup(self, request: Request) -> Response:
        """End a call that goes on."""
        client = await self._gate.admit(request)
        body = await read_object(request)
        text = body.get("call_id")
        if not isinstance(text, str) or not text:
            raise invalid({"call_id": "is required"})
        try:
            await hang_up(self._log, self._processes, client.tenant, named_call(text))
        except (CallOver, CallElsewhere, errors.NotFound):
            raise Refusal(422, "No such call goes on") from None
        return done("Call hung up")

    async def records(self, request: Request) -> Response:
        """The calls that are over and match, newest first, a page of them."""
        client = await self._gate.admit(request)
        query = request.query_params
        page, limit = _whole(query, "page", 1, _LAST_PAGE), _whole(query, "limit", PAGE, LARGEST_PAGE)
        configuration = await self._known(client)
        zone = ZoneInfo(configuration.office.timezone)
        wanted = _wanted(query, zone)
        await self._services.digest.catch_up_within(DIGEST_S)
        count = await self._log.count(client.tenant, wanted)
        found = await self._log.page(client.tenant, limit=limit, wanted=wanted, skip=(page - 1) * limit)
        events = await self._log.events_of([record.id for record in found])
        names, links = _names(configuration), await self._recordings.of(request, client, found)
        results: list[Json] = [
            calls.record_row(
                record,
                calls.Course.of((one.event for one in events[record.id]), names),
                zone,
                links.get(record.id),
            )
            for record in found
        ]
        return JSONResponse({"count": count, "limit": limit, "size": len(results), "page": page, "results": results})

    async def users(self, request: Request) -> Response:
        """The extensions by their ids: all, or so many after the last one that the client has seen."""
        client, query = await self._gate.admit(request), request.query_params
        limit, seen = (
            _whole(query, "limit", _MOST_USERS, _MOST_USERS),
            _whole(query, "last_seen_id", 0, _LAST_ID, least=0),
        )
        found = sorted((await client.repository.page(Extension)).items, key=lambda one: one.id)
        unseen = [stored for stored in found if stored.id > seen]
        data: list[Json] = [calls.user_row(stored.id, stored.document) for stored in unseen[:limit]]
        return JSONResponse({"has_more": len(unseen) > limit, "count": len(data), "data": data})

    async def _live(self, client: Client) -> Sequence[dict[str, Json]]:
        live = await self._services.live.look(client.tenant)
        records = [record for record in live.calls if not record.test]
        if not records:
            return ()
        configuration = await self._known(client)
        names, events = _names(configuration), await self._log.events_of([record.id for record in records])
        now = self._services.clock.now()
        return [
            calls.live_row(
                record,
                calls.Course.of((one.event for one in events[record.id]), names),
                live.where.get(record.id),
                configuration,
                now,
            )
            for record in records
        ]

    async def _known(self, client: Client) -> Configuration:
        """The people of a tenant, and its office."""
        return Configuration.of(
            [*(await client.repository.page(Extension)).items, *(await client.repository.page(Office)).items]
        )


_LIVE_FILTERS: Final = {
    "agent_number": ("destination", "source"),
    "extension": ("destination", "source"),
    "did_number": ("did",),
    "call_id": ("call_id",),
}
_NOT_FOUND_BY: Final = ("duration", "operator", "services", "broadcast")
_DIRECTIONS: Final = {"inbound": True, "outbound": False}
_OUTCOMES: Final[Mapping[str, Outcome]] = {"c": "answered", "m": "missed"}


def _has(row: Mapping[str, Json], name: str, value: str) -> bool:
    return value in [row[member] for member in _LIVE_FILTERS[name]]


def _wanted(query: Mapping[str, str], zone: ZoneInfo) -> CallFilter:
    """Raises Refusal 422."""
    if refused := [name for name in _NOT_FOUND_BY if query.get(name)]:
        raise invalid(dict.fromkeys(refused, "is nothing that calls are found by here"))
    direction = query.get("direction", "")
    if direction not in ("", *_DIRECTIONS):
        raise invalid({"direction": "must be inbound or outbound"})
    return CallFilter(
        state="ended",
        test=False,
        since=_moment(query, "from_date", zone),
        until=_moment(query, "to_date", zone),
        caller=query.get("callerid") or None,
        id=named_call(query["call_id"]) if query.get("call_id") else None,
        dialled=query.get("did_number") or query.get("did_numbers") or query.get("destination") or None,
        outcome=_OUTCOMES.get(query.get("call_type", "")),
        met=[_id(query, name) for name in ("ivr", "department", "agents") if query.get(name)],
        inbound=_DIRECTIONS.get(direction),
    )


def _id(query: Mapping[str, str], name: str) -> int:
    """The id of an object; of agents it is that of one, after its kind. Raises Refusal 422."""
    id = object_id(query[name].removeprefix("agent|"))
    if id is None:
        raise invalid({name: "must be an id"})
    return id


def _moment(query: Mapping[str, str], name: str, zone: ZoneInfo) -> datetime | None:
    text = query.get(name)
    if not text:
        return None
    for form in (calls.TIME, "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).replace(tzinfo=zone).astimezone(UTC)
        except ValueError:
            continue
    raise invalid({name: "must be YYYY-MM-DD HH:MM:SS"})


def _whole(query: Mapping[str, str], name: str, missing: int, most: int, least: int = 1) -> int:
    text = query.get(name, "")
    if not text:
        return missing
    if not (text.isascii() and text.isdecimal() and len(text) <= 10 and least <= int(text) <= most):
        raise invalid({name: f"must be a number from {least} to {most}"})
    return int(text)


def _names(configuration: Configuration) -> Mapping[str, str]:
    return {stored.document.number: stored.document.name for stored in configuration.all(Extension)}
