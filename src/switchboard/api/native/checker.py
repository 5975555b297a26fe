"""Checks of configurations: computed once for each state of a tenant, or of a draft."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from switchboard.api.common import ApiServices
from switchboard.model.checks import Finding, Secrets, check
from switchboard.model.configuration import Configuration
from switchboard.store.people.known_secrets import known_secrets

_KEPT: Final = 16


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was found, and in what."""

    configuration: Configuration
    secrets: Secrets
    day: date
    findings: Sequence[Finding]


class Checker:
    """Keeps what it found last."""

    def __init__(self, services: ApiServices) -> None:
        self._database, self._clock = services.database, services.clock
        self._checked: OrderedDict[tuple[int, int | None], _Checked] = OrderedDict()
        # Checking only computes: several at once would be no faster.
        self._turn = asyncio.Semaphore(1)

    async def of(self, tenant: int, draft: int | None, configuration: Configuration) -> Sequence[Finding]:
        """Those of before as long as nothing has changed, and no day has passed by which a holiday could be over."""
        secrets, now = await known_secrets(self._database, tenant), self._clock.now()
        key = tenant, draft
        async with self._turn:
            known = self._checked.pop(key, None)
            same = known is not None and known.configuration is configuration and known.secrets == secrets
            if known is None or not same or known.day != now.date():
                found = await asyncio.to_thread(check, configuration, now, secrets)
                known = _Checked(configuration, secrets, now.date(), found)
            self._checked[key] = known
            while len(self._checked) > _KEPT:
                self._checked.popitem(last=False)
        return known.findings

    async def once(self, tenant: int, configuration: Configuration) -> Sequence[Finding]:
        """The findings of what nobody will ask for again."""
        secrets = await known_secrets(self._database, tenant)
        async with self._turn:
            return await asyncio.to_thread(check, configuration, self._clock.now(), secrets)
