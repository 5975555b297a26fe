"""What happens to extensions outside of calls, in Yeastar's words: where their phones register (event 30007), and what
people say of themselves (event 30009).

Nobody writes down when a registration ends, so whoever listens has it looked at again and again.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from switchboard.api.common import ApiServices, Json
from switchboard.api.kit.client import Client
from switchboard.api.yeastar.presence import presence_of
from switchboard.model.directory import Extension
from switchboard.store.people.registrations import Registrations

PHONE: Final = 30007
PRESENCE: Final = 30009
LOOK_S: Final = 2.0
"""So often it is looked."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """The extensions of a tenant by id: numbers, presences, and the sources of their registered phones."""

    numbers: Mapping[int, str]
    presences: Mapping[int, str]
    phones: Mapping[int, Sequence[str]]
    last_change: int


class PhoneEvents:
    """What one listener is told of the extensions of its tenant: all that has changed since it was asked last."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services
        self._registrations = Registrations(services.database)
        self._seen: _Picture | None = None

    async def begin(self, client: Client) -> None:
        """What changes from now on is told, and nothing else. Raises Unavailable."""
        self._seen = await self._look(client)

    async def news(self, client: Client) -> Sequence[tuple[int, str]]:
        """Topics and messages, once it has begun. Raises Unavailable."""
        if (before := self._seen) is None:
            return []
        self._seen = now = await self._look(client)
        told = [*_registered(before, now), *_said(before, now)]
        serial = await self._services.credentials.serial() if told else ""
        return [(topic, _wrapped(topic, msg, serial)) for topic, msg in told]

    async def _look(self, client: Client) -> _Picture:
        phones = await self._registrations.addresses(client.tenant, None, self._services.clock.now())
        if self._seen is not None and self._seen.last_change == client.last_change:
            return _Picture(self._seen.numbers, self._seen.presences, phones, client.last_change)
        found = (await client.repository.page(Extension)).items
        numbers = {stored.id: stored.document.number for stored in found}
        presences = {stored.id: presence_of(stored.document) for stored in found}
        return _Picture(numbers, presences, phones, client.last_change)


def _registered(before: _Picture, now: _Picture) -> Iterator[tuple[int, Json]]:
    """A message for each phone that has come, and one where the last phone of an extension is gone."""
    for id, number in now.numbers.items():
        old, new = before.phones.get(id, ()), now.phones.get(id, ())
        for source in new:
            if source not in old:
                yield PHONE, _phone(number, "Registered", source)
        if old and not new:
            yield PHONE, _phone(number, "Unregistered", old[0])


def _phone(number: str, status: str, source: str) -> Json:
    address = f"{source}  ".split(" ")[1]
    return {"extension": number, "kind": "Sip", "status": status, "registered_ip": address}


def _said(before: _Picture, now: _Picture) -> Iterator[tuple[int, Json]]:
    for id, presence in now.presences.items():
        if before.presences.get(id, presence) != presence:
            yield PRESENCE, {"extension": now.numbers[id], "status": presence}


def _wrapped(topic: int, msg: Json, serial: str) -> str:
    return json.dumps({"type": topic, "sn": serial, "msg": json.dumps(msg)})
