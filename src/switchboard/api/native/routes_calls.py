"""Calls that came in, and what happened in each."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Annotated, Final

from fastapi import Path
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.kit.csv_lines import Cell, csv_lines
from switchboard.api.native import cursor
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.call_filter import Wanted
from switchboard.api.native.configurations import Configurations
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.live_names import named
from switchboard.api.native.routes_objects import Cursor, Limit
from switchboard.api.native.shapes import Page
from switchboard.api.native.shapes_calls import AudioShown, CallDetails, CallShown, EventShown, shown_call
from switchboard.call.record import CallRecord
from switchboard.call.whereabouts import Where
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.trunk import Trunk
from switchboard.store.calls.audio import AudioLog
from switchboard.store.calls.finding import CallFilter
from switchboard.store.calls.log import CallLog

DIGEST_S: Final = 2.0
"""How long a list waits until the last calls can be found by what became of them."""

_PURPOSE = "calls"
_CSV: Final = "text/csv"
_MOST_ROWS: Final = 100_000
_ROWS_AT_ONCE: Final = 1000
_COLUMNS: Final = (
    *("id", "started_at", "answered_at", "ended_at", "duration_s", "caller", "caller_name", "dialled"),
    *("extension", "trunk", "outcome", "cause", "ended_by", "recording"),
)


class CallRoutes:
    """The record of calls, to read."""

    def __init__(self, services: ApiServices, configurations: Configurations) -> None:
        self._services = services
        self._configurations = configurations
        self._log = CallLog(services.database, services.settings.node_name)
        self._audio = AudioLog(services.database)

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/calls", "viewer", gives=Page[CallShown]), self.list, "calls", "list_calls")
        face.add(Operation("GET", "/calls.csv", "viewer", gives_type=_CSV), self.csv, "calls", "export_calls")
        face.add(Operation("GET", "/calls/{id}", "viewer", gives=CallDetails), self.read, "calls", "read_call")

    async def list(self, request: Request, wanted: Wanted, limit: Limit = 50, after: Cursor = None) -> Response:
        """The calls that match, newest first."""
        tenant, before = client_of(request).tenant, cursor.one_text(_PURPOSE, after)
        await self._digested(wanted)
        try:
            found = await self._log.page(tenant, limit=limit + 1, before=before, wanted=wanted)
        except errors.NotFound:
            raise cursor.refused() from None
        following = cursor.written(_PURPOSE, [found[limit - 1].id]) if len(found) > limit else None
        where, now = await self._where(tenant, found), self._services.clock.now()
        items = [CallShown.of(record, now, where.get(record.id)) for record in found[:limit]]
        return json_of(Page[CallShown](items=items, next=following))

    async def read(self, request: Request, call_id: Annotated[str, Path(alias="id", max_length=255)]) -> Response:
        """One call with its events, and how its audio was."""
        tenant = client_of(request).tenant
        record, events = await self._log.get(tenant, call_id)
        where = await self._where(tenant, [record])
        shown = shown_call(record, self._services.clock.now(), where.get(record.id))
        audio = [AudioShown.of(kept) for kept in await self._audio.of(tenant, record.id)]
        told = [EventShown.model_validate(event) for event in events]
        return json_of(CallDetails.model_validate({**shown, "events": told, "audio": audio}))

    async def csv(self, request: Request, wanted: Wanted) -> Response:
        """The calls that match as comma-separated values, newest first, at most 100,000."""
        tenant = client_of(request).tenant
        await self._digested(wanted)
        configuration = await self._configurations.current(tenant)
        headers = {"Content-Disposition": 'attachment; filename="calls.csv"'}
        return StreamingResponse(self._lines(tenant, wanted, configuration), headers=headers, media_type=_CSV)

    async def _lines(self, tenant: int, wanted: CallFilter, configuration: Configuration) -> AsyncIterator[str]:
        yield csv_lines([_COLUMNS])
        before, now = None, self._services.clock.now()
        for _ in range(_MOST_ROWS // _ROWS_AT_ONCE):
            found = await self._log.page(tenant, limit=_ROWS_AT_ONCE, before=before, wanted=wanted)
            yield csv_lines(_row(shown_call(record, now), record, configuration) for record in found)
            if len(found) < _ROWS_AT_ONCE:
                return
            before = found[-1].id

    async def _digested(self, wanted: CallFilter) -> None:
        """What calls met and what became of them is known as soon as their events are digested."""
        if wanted.met or wanted.outcome is not None:
            await self._services.digest.catch_up_within(DIGEST_S)

    async def _where(self, tenant: int, records: Sequence[CallRecord]) -> Mapping[str, Where]:
        if all(record.state != "open" for record in records):
            return {}
        live = await self._services.live.look(tenant)
        return named(live.where, await self._configurations.current(tenant))


def _row(shown: Mapping[str, object], record: CallRecord, configuration: Configuration) -> tuple[Cell, ...]:
    extension = configuration.get(Extension, record.extension) if record.extension else None
    trunk = configuration.get(Trunk, record.trunk) if record.trunk else None
    moments = (record.started_at, record.answered_at, record.ended_at)
    return (
        record.id,
        *("" if at is None else at.isoformat(timespec="seconds") for at in moments),
        str(shown["duration_s"]),
        *(record.caller, record.caller_name, record.dialled),
        extension.document.number if extension else record.extension,
        trunk.document.name if trunk else record.trunk,
        *(record.outcome, record.cause, record.ended_by, record.recording),
    )
