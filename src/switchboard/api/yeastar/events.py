"""The events of the dialect: what happens in calls, in the vendor's words and wrapper."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from typing import Final

from switchboard.api.common import ApiServices, Json
from switchboard.api.yeastar.call_end import call_end
from switchboard.api.yeastar.call_view import CallView
from switchboard.call.events import CallEvent, DialStarted
from switchboard.callflow.record import event_of
from switchboard.model.messaging import Topic
from switchboard.model.trunk import Trunk
from switchboard.store.calls.feed import Happening
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.rows import CallRecord

CALL_STATUS: Final = 30011
CALL_END: Final = 30012
TOLD: Final = (CALL_STATUS, CALL_END)
TOPICS: Final = range(30005, 30037)
"""The events that the vendor has. A client may subscribe to all of them; those that have no source here never come."""

FORM: Final = "yeastar"
_OF_WEBHOOKS: Mapping[Topic, int] = {"call_status": CALL_STATUS, "call_end": CALL_END}
_REMEMBERED = 500

_ENDS = frozenset({"call_ended", "interrupted"})
_CHANGES = _ENDS | {"answered", "ringing", "dial_ended", "bridged", "bridge_ended", "hold", "resume"}
"""Types of events after which a member of the call may have another status."""


class YeastarEvents:
    """Tells events of calls in Yeastar's form; every listener of this process gets the same text."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services
        self._log = CallLog(services.database, services.settings.node_name)
        self._told: OrderedDict[int, Mapping[int, str]] = OrderedDict()

    async def told(self, happening: Happening) -> Mapping[int, str]:
        """The messages that an event gives rise to, by topic. Raises Unavailable."""
        if happening.event.type not in _CHANGES:
            return {}
        if happening.position not in self._told:
            self._told[happening.position] = await self._tell(happening)
            if len(self._told) > _REMEMBERED:
                self._told.popitem(last=False)
        return self._told[happening.position]

    async def body(self, happening: Happening, topic: Topic) -> str | None:
        """What a webhook is told. Raises Unavailable."""
        return (await self.told(happening)).get(_OF_WEBHOOKS[topic]) if topic in _OF_WEBHOOKS else None

    async def _tell(self, happening: Happening) -> Mapping[int, str]:
        record, rows = await self._log.get(happening.call.tenant, happening.call.id)
        events = [event_of(row) for row in rows if row.seq <= happening.event.seq]
        before, after = CallView.after(record, events[:-1]), CallView.after(record, events)
        trunks = await self._trunk_names(record, events)
        told: dict[int, str] = {}
        if after.members != before.members:
            told[CALL_STATUS] = await self._wrapped(CALL_STATUS, after.shown(trunks))
        if happening.event.type in _ENDS:
            told[CALL_END] = await self._wrapped(CALL_END, call_end(record, events, trunks))
        return told

    async def _wrapped(self, topic: int, content: Json) -> str:
        """`msg` is a text that holds JSON."""
        serial = await self._services.credentials.serial()
        return json.dumps({"type": topic, "sn": serial, "msg": json.dumps(content)})

    async def _trunk_names(self, record: CallRecord, events: list[CallEvent]) -> dict[int, str]:
        targets = [target for event in events if isinstance(event, DialStarted) for target in event.targets]
        ids = {target.id for target in targets if target.kind == "trunk"}
        ids |= {record.trunk} if record.trunk is not None else set()
        if not ids:
            return {}
        found = await self._services.repository(record.tenant).many(Trunk, sorted(ids))
        return {stored.id: stored.document.name for stored in found}
