"""holidays/import: the public holidays of a country as rows that people may edit."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.public_holidays import plan, public_holidays
from switchboard.api.native.shapes import HolidayImport, HolidaysImported
from switchboard.store.documents.batch import Batches


class ImportRoutes:
    """For editors."""

    def __init__(self, services: ApiServices) -> None:
        self._database = services.database
        self._clock = services.clock

    def add_to(self, face: Face) -> None:
        wanted = Operation("POST", "/holidays/import", "editor", takes=HolidayImport, gives=HolidaysImported)
        face.add(wanted, self.holidays, "holidays", "import_holidays")

    async def holidays(self, request: Request) -> Response:
        """Create the public holidays of a country, all or none; those whose names are there stay as they are."""
        client = client_of(request)
        wanted = await body.read(request, HolidayImport)
        found = await asyncio.to_thread(public_holidays, wanted)
        batches = Batches(self._database, client.tenant, self._clock)
        note = f"public holidays of {wanted.country}"
        done = await batches.rewrite(lambda current: plan(current, found), author=client.author, note=note)
        return json_of(HolidaysImported(created=[stored.id for stored in done.created], skipped=done.skipped))
