"""What is wrong with the configuration, and what would be if an object were different."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.configurations import Configurations
from switchboard.api.native.drafts.view import configuration_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.shapes_checks import MOST_FINDINGS, Findings, Kind, ToCheck
from switchboard.model.checks import Finding, Secrets, check
from switchboard.model.configuration import Configuration
from switchboard.model.families import FAMILIES
from switchboard.model.stored import Stored
from switchboard.store.db.storable import MAX_ID
from switchboard.store.people.known_secrets import known_secrets

_NEW: Final = MAX_ID
"""The id of an object that is not stored: no other has it, and it comes last."""
_TENANTS: Final = 8


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was found, and in what."""

    configuration: Configuration
    secrets: Secrets
    day: date
    findings: Sequence[Finding]


class CheckRoutes:
    """Reads, and changes nothing."""

    def __init__(self, services: ApiServices, configurations: Configurations) -> None:
        self._services, self._configurations = services, configurations
        self._checked: OrderedDict[int, _Checked] = OrderedDict()
        # Checking only computes: several at once would be no faster.
        self._turn = asyncio.Semaphore(1)

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/checks", "viewer", gives=Findings), self.list, "checks", "list_findings")
        would_be = Operation("POST", "/checks", "viewer", takes=ToCheck, gives=Findings)
        face.add(would_be, self.would_be, "checks", "check_object")

    async def list(
        self,
        request: Request,
        kind: Annotated[Kind | None, Query()] = None,
        id: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
        limit: Annotated[int, Query(ge=1, le=MOST_FINDINGS)] = MOST_FINDINGS,
    ) -> Response:
        """What is wrong with the configuration as it is, or odd about it: of all objects, of a kind, of one."""
        tenant = client_of(request).tenant
        configuration = await self._configurations.current(tenant)
        secrets = await known_secrets(self._services.database, tenant)
        found = await self._findings(tenant, configuration, secrets)
        wanted = [one for one in found if kind in (None, one.kind) and id in (None, one.id)]
        return json_of(Findings.of(wanted, limit))

    async def would_be(self, request: Request) -> Response:
        """What would be wrong with one object if it were as the body says. Nothing is stored."""
        wanted = await body.read(request, ToCheck)
        tenant = client_of(request).tenant
        document = body.parse_member(FAMILIES[wanted.kind], "document", wanted.document)
        id = wanted.id or _NEW
        now = await configuration_of(self._services.database, self._configurations, tenant, wanted.draft)
        configuration = now.changed([Stored(id, 1, document)], ())
        secrets = await known_secrets(self._services.database, tenant)
        async with self._turn:
            found = await asyncio.to_thread(check, configuration, self._services.clock.now(), secrets)
        return json_of(Findings.of([replace(one, id=wanted.id) for one in found if one.id == id]))

    async def _findings(self, tenant: int, configuration: Configuration, secrets: Secrets) -> Sequence[Finding]:
        """Those of before as long as nothing has changed, and no day has passed by which a holiday could be over."""
        now = self._services.clock.now()
        async with self._turn:
            known = self._checked.pop(tenant, None)
            same = known is not None and known.configuration is configuration and known.secrets == secrets
            if known is None or not same or known.day != now.date():
                found = await asyncio.to_thread(check, configuration, now, secrets)
                known = _Checked(configuration, secrets, now.date(), found)
            self._checked[tenant] = known
            while len(self._checked) > _TENANTS:
                self._checked.popitem(last=False)
        return known.findings
