"""How the telephone of a company is at this moment: what somebody who answers for it looks at first."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Final, Literal

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.configurations import Configurations
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.routes_office import OfficeNow
from switchboard.engine import control
from switchboard.errors import Unavailable
from switchboard.model.base import Document, ObjectId
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr
from switchboard.model.mailbox import Mailbox, mailbox_of
from switchboard.model.trunk import InboundRoute, Trunk
from switchboard.status import TrunkStatus, TrunkStatuses
from switchboard.store.calls.outbox import Outbox
from switchboard.store.mailboxes.messages import Messages
from switchboard.store.people.registrations import Registrations

MailboxKind = Literal["extension", "group_voicemail"]
RECENT: Final = timedelta(days=1)


class CallsNow(BaseModel):
    """The calls that go on: all of them, those that talk, and those that wait in a queue."""

    running: int
    talking: int
    waiting: int


class PhonesNow(BaseModel):
    """How many extensions there are, and how many of them have a phone that is registered."""

    extensions: int
    online: int


class TrunksNow(BaseModel):
    """How many trunks are enabled, and those of them through which no call gets, as far as is known."""

    enabled: int
    down: list[TrunkStatus]


class FullMailbox(BaseModel):
    """A mailbox in which nobody can leave a message, and whose it is."""

    kind: MailboxKind
    owner: ObjectId
    number: str
    name: str


class Configured(BaseModel):
    """How much of what a first call needs there is."""

    extensions: int
    ivrs: int
    trunks: int
    inbound_routes: int


class Overview(BaseModel):
    """How it is `at` this moment. `trunks` is null while the machine that answers takes no calls: the process for them
    does not answer. `failed_deliveries` are the messages to others of the last day that were given up.
    """

    at: datetime
    office: OfficeNow
    calls: CallsNow
    phones: PhonesNow
    trunks: TrunksNow | None
    full_mailboxes: list[FullMailbox]
    failed_deliveries: int
    configured: Configured


class OverviewRoutes:
    """One request, so that it can be asked often."""

    def __init__(self, services: ApiServices, configurations: Configurations) -> None:
        self._services = services
        self._configurations = configurations
        self._messages = Messages(services.database)
        self._outbox = Outbox(services.database)
        self._registrations = Registrations(services.database)

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/overview", "viewer", gives=Overview), self.read, "overview", "read_overview")

    async def read(self, request: Request) -> Response:
        """Whether calls are answered, what goes on, and what fails."""
        tenant, now = client_of(request).tenant, self._services.clock.now()
        configuration = await self._configurations.current(tenant)
        return json_of(
            Overview(
                at=now,
                office=OfficeNow.of(configuration, now),
                calls=await self._calls(tenant),
                phones=await self._phones(tenant, configuration, now),
                trunks=await self._trunks(tenant),
                full_mailboxes=await self._full_mailboxes(tenant, configuration),
                failed_deliveries=await self._outbox.failures(tenant, now - RECENT),
                configured=_configured(configuration),
            )
        )

    async def _calls(self, tenant: int) -> CallsNow:
        live = await self._services.live.look(tenant)
        doing = Counter(where.doing for where in live.where.values())
        return CallsNow(running=len(live.calls), talking=doing["talking"], waiting=doing["queue"])

    async def _phones(self, tenant: int, configuration: Configuration, now: datetime) -> PhonesNow:
        online = await self._registrations.addresses(tenant, None, now)
        return PhonesNow(extensions=_count(configuration, Extension), online=len(online))

    async def _trunks(self, tenant: int) -> TrunksNow | None:
        try:
            found = await control.trunk_statuses(self._services.settings.calls_socket, tenant)
        except Unavailable:
            return None
        return _trunks_now(found)

    async def _full_mailboxes(self, tenant: int, configuration: Configuration) -> list[FullMailbox]:
        """By number."""
        counts = await self._messages.counts_of_all(tenant)
        boxes = [mailbox_of(configuration, owner) for owner in counts]
        full = [_full(box, configuration) for box in boxes if box and box.is_full(counts[box.id])]
        return sorted(full, key=lambda one: one.number)


def _trunks_now(statuses: TrunkStatuses) -> TrunksNow:
    enabled = [one for one in statuses.items if one.state != "off"]
    return TrunksNow(enabled=len(enabled), down=[one for one in enabled if not one.is_usable])


def _full(box: Mailbox, configuration: Configuration) -> FullMailbox:
    kind: MailboxKind = "extension" if configuration.get(Extension, box.id) else "group_voicemail"
    return FullMailbox(kind=kind, owner=box.id, number=box.number, name=box.name)


def _configured(configuration: Configuration) -> Configured:
    return Configured(
        extensions=_count(configuration, Extension),
        ivrs=_count(configuration, Ivr),
        trunks=_count(configuration, Trunk),
        inbound_routes=_count(configuration, InboundRoute),
    )


def _count(configuration: Configuration, family: type[Document]) -> int:
    return len(configuration.all(family))
