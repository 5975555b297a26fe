"""Events of calls in Yeastar's words and wrapper, for its WebSocket and its webhooks."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from switchboard.api.common import ApiServices, Json
from switchboard.api.yeastar.agent_events import AGENT_STATUS
from switchboard.api.yeastar.call_end import CallSummary
from switchboard.api.yeastar.call_news import CALL_FAILED, FORWARDING, KEY, TRANSFER, CallNews
from switchboard.api.yeastar.call_view import CallView
from switchboard.api.yeastar.extension_states import EXTENSION_STATE, State, changed_states, state_elsewhere
from switchboard.api.yeastar.phone_events import PHONE, PRESENCE
from switchboard.api.yeastar.trunk_numbers import trunk_number
from switchboard.call.events import (
    CallEnded,
    CallerReplaced,
    CallEvent,
    DialStarted,
    Forwarded,
    Interrupted,
    KeyPressed,
    StatusEvent,
    Transferred,
)
from switchboard.call.record import CallRecord, EventRow
from switchboard.model.messaging import Topic
from switchboard.model.trunk import Trunk
from switchboard.store.calls.feed import FeedEvent
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.trunk_news import TrunkNotice

TRUNK_STATE: Final = 30010
CALL_STATUS: Final = 30011
CALL_END: Final = 30012
SENT_TOPICS: Final = (
    *(PHONE, EXTENSION_STATE, PRESENCE, CALL_STATUS, CALL_END),
    *(TRANSFER, FORWARDING, CALL_FAILED, KEY, AGENT_STATUS),
)
TOPICS: Final = range(30005, 30037)
"""The events that the vendor has. A client may subscribe to all of them; those that have no source here never come."""

FORM: Final = "yeastar"
_OF_WEBHOOKS: Mapping[Topic, Sequence[int]] = {
    "call_status": (CALL_STATUS, TRANSFER, CALL_FAILED),
    "call_end": (CALL_END,),
}
_MOST_CALLS = 10_000
_MOST_MESSAGES = 10_000


class _Progress:
    """How far a call is: its state after its event `seq` (-1: before the first), and the ids of its trunks."""

    def __init__(self, record: CallRecord) -> None:
        self.record = record
        self.seq = -1
        self.view = CallView(record)
        self.summary = CallSummary(record)
        self.news = CallNews()
        self.trunks = set() if record.trunk is None else {record.trunk}

    def take(self, row: EventRow) -> None:
        """Go on by one event."""
        self.seq = row.seq
        self.view.take(row.event)
        self.summary.take(row.event)


@dataclass(frozen=True, slots=True)
class _Made:
    """What an event gives rise to: messages by topic, and what it changes for the extensions, by their numbers."""

    messages: Mapping[int, str]
    states: Mapping[str, State]


class YeastarEvents:
    """Events of calls in Yeastar's form. All listeners of this process and its sender of webhooks share one.

    A call's state goes on with each event, so that the events before need not be read again. They are read once where
    somebody begins to listen in the middle of a call, or where a message is wanted so late that it is forgotten.
    """

    def __init__(self, services: ApiServices) -> None:
        self._services = services
        self._log = CallLog(services.database, services.settings.node_name)
        self._calls: OrderedDict[str, _Progress] = OrderedDict()
        self._made: OrderedDict[tuple[str, int], _Made] = OrderedDict()
        # Listeners ask for one event at the same time: the first makes its messages, the others get the same.
        self._turn = asyncio.Lock()

    async def messages(self, event: FeedEvent) -> Mapping[int, str]:
        """The messages that an event gives rise to, by topic; none for test calls. Raises Unavailable."""
        return (await self._of(event)).messages

    async def extension_states(self, event: FeedEvent) -> Sequence[str]:
        """The messages about the extensions in the call, for which it is something else from this event on. Who has
        left it may be in other calls. Raises Unavailable.
        """
        states = (await self._of(event)).states
        if not states:
            return []
        if "Idle" in states.values():
            live = await self._services.live.look(event.call.tenant)
            elsewhere = {number: state_elsewhere(number, event.call.id, live) for number in states}
            states = {number: elsewhere[number] if state == "Idle" else state for number, state in states.items()}
        serial = await self._services.credentials.serial()
        told: list[Json] = [{"extension": number, "status": state} for number, state in states.items()]
        return [_wrapped(EXTENSION_STATE, one, serial) for one in told]

    async def _of(self, event: FeedEvent) -> _Made:
        if event.call.test:
            return _NOTHING
        async with self._turn:
            place = event.call.id, event.row.seq
            if place not in self._made:
                await self._go_on_to(event)
            return self._made[place]

    async def webhook_bodies(self, event: FeedEvent, topic: Topic) -> Sequence[str]:
        """What is posted to a webhook of this form; nothing where the vendor has no such event. Raises Unavailable."""
        if topic not in _OF_WEBHOOKS:
            return []
        messages = await self.messages(event)
        return [messages[one] for one in _OF_WEBHOOKS[topic] if one in messages]

    async def trunk_body(self, notice: TrunkNotice) -> str:
        """What is posted to a webhook of this form about a trunk. Raises Unavailable."""
        status = trunk_number(notice.state, notice.reason)
        content: Json = {"trunk_name": notice.name, "kind": "PJSIP", "status": status, "registered_ip": ""}
        return _wrapped(TRUNK_STATE, content, await self._services.credentials.serial())

    async def _go_on_to(self, event: FeedEvent) -> None:
        """Make the messages of an event, and of those before it that were not seen: from where the call was seen last,
        or from its beginning.
        """
        call, seq = self._calls.get(event.call.id), event.row.seq
        if call is None or call.seq >= seq:
            call = _Progress(event.call)
        rows = [event.row]
        if call.seq + 1 < seq:
            rows = [*await self._log.events(call.record.id, after=call.seq, before=seq), event.row]
        call.trunks |= _trunks_of(row.event for row in rows)
        may_tell = any(isinstance(row.event, StatusEvent | KeyPressed | Forwarded) for row in rows)
        names = await self._trunk_names(call) if may_tell else {}
        serial = await self._services.credentials.serial() if may_tell else ""
        for row in rows:
            members = call.view.members
            contents = _contents(call, row, names)
            messages = {topic: _wrapped(topic, content, serial) for topic, content in contents.items()}
            self._made[call.record.id, row.seq] = _Made(messages, changed_states(members, call.view.members))
        self._remember(call, is_over=isinstance(event.event, CallEnded | Interrupted))

    def _remember(self, call: _Progress, *, is_over: bool) -> None:
        """Keep the state of a running call, and the newest messages. What is forgotten can be made again from the
        record.
        """
        self._calls.pop(call.record.id, None)
        if not is_over:
            self._calls[call.record.id] = call
        if len(self._calls) > _MOST_CALLS:
            self._calls.popitem(last=False)
        while len(self._made) > _MOST_MESSAGES:
            self._made.popitem(last=False)

    async def _trunk_names(self, call: _Progress) -> dict[int, str]:
        """The names of the call's trunks by id, as they are now."""
        if not call.trunks:
            return {}
        found = await self._services.repository(call.record.tenant).many(Trunk, sorted(call.trunks))
        return {stored.id: stored.document.name for stored in found}


_NOTHING: Final = _Made({}, {})


def _contents(call: _Progress, row: EventRow, trunks: Mapping[int, str]) -> Mapping[int, Json]:
    """What the next event of a call gives rise to, by topic; `trunks` are the names of trunks by id.

    The view forgets a callee who has left with the next event; by itself that gives rise to no message.
    """
    event, members = row.event, call.view.members
    call.take(row)
    contents: dict[int, Json] = {}
    if isinstance(event, StatusEvent) and not isinstance(event, Transferred) and call.view.members != members:
        contents[CALL_STATUS] = call.view.shown(trunks)
    if (news := call.news.take(event)) is not None:
        topic, told = news
        contents[topic] = {**call.view.shown(trunks), **told}
    if isinstance(event, CallEnded | Interrupted):
        contents[CALL_END] = call.summary.shown(trunks)
    return contents


def _trunks_of(events: Iterable[CallEvent]) -> set[int]:
    """The ids of the trunks that were called, or that another caller is behind."""
    events = tuple(events)
    targets = (target for event in events if isinstance(event, DialStarted) for target in event.targets)
    callers = (event.trunk for event in events if isinstance(event, CallerReplaced))
    return {target.id for target in targets if target.kind == "trunk"} | {one for one in callers if one is not None}


def _wrapped(topic: int, content: Json, serial: str) -> str:
    """`msg` is a text that holds JSON."""
    return json.dumps({"type": topic, "sn": serial, "msg": json.dumps(content)})
