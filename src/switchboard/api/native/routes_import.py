"""holidays/import: the public holidays of a country as rows that people may edit."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.face import Endpoints, Operation
from switchboard.api.native.places import place_of
from switchboard.api.native.public_holidays import plan, public_holidays
from switchboard.api.native.shapes import HolidayImport, HolidaysImported


class ImportRoutes:
    """For editors."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services

    def add_to(self, face: Endpoints) -> None:
        wanted = Operation("POST", "/holidays/import", "editor", takes=HolidayImport, gives=HolidaysImported)
        face.add(wanted, self.holidays, "holidays", "import_holidays")

    async def holidays(self, request: Request) -> Response:
        """Create the public holidays of a country, all or none; those whose names are there stay as they are."""
        wanted = await body.read(request, HolidayImport)
        found = await asyncio.to_thread(public_holidays, wanted)
        place, note = place_of(request, self._services), f"public holidays of {wanted.country}"
        done = await place.rewrite(lambda current: plan(current, found), note)
        return json_of(HolidaysImported(created=[stored.id for stored in done.created], skipped=done.skipped))
