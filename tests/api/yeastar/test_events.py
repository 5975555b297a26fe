"""How the events of a call are read to tell Yeastar's listeners and webhooks of them."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from switchboard.api.yeastar.call_end import CallSummary
from switchboard.api.yeastar.call_view import CallView
from switchboard.api.yeastar.events import YeastarEvents
from switchboard.call import events as happened
from switchboard.call.cause import Cause
from switchboard.call.events import CallEvent, DialledTarget, StatusEvent
from switchboard.call.record import CallRecord, EventRow, OpenedRow
from switchboard.store.calls.feed import FeedEvent, read_after
from switchboard.store.calls.log import CallLog

from ..support import Api

pytestmark = pytest.mark.api
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
ALICE = DialledTarget(kind="extension", id=85, number="1000")
CARRIER = DialledTarget(kind="trunk", id=60, number="0301234")


def long_call(holds: int, target: DialledTarget) -> list[CallEvent]:
    """Through a menu to somebody who holds the caller again and again: 10 + 3 * `holds` events."""
    held: list[CallEvent] = [
        happened.Held(at=NOON, side="callee"),
        happened.KeyPressed(at=NOON, digit="1", method="info"),
        happened.Resumed(at=NOON, side="callee"),
    ]
    return [
        happened.CallStarted(at=NOON, caller="1001", dialled="6250", extension=86),
        happened.CallAnswered(at=NOON),
        happened.MenuEntered(at=NOON, ivr=50, number="6250", name="Other", revision=1, visit=1),
        happened.Matched(at=NOON, entry="1", by="option"),
        happened.DialStarted(at=NOON, targets=(target,)),
        happened.Ringing(at=NOON, target=target),
        happened.DialEnded(at=NOON, outcome="answered"),
        happened.Bridged(at=NOON, target=target),
        *held * holds,
        happened.BridgeEnded(at=NOON, by="callee"),
        happened.CallEnded(at=NOON, by="callee", cause=Cause.NORMAL),
    ]


async def written(api: Api, call_id: str, events: list[CallEvent], *, test: bool = False) -> list[FeedEvent]:
    """The events as the feed gives them, once the call is over."""
    rows = [EventRow.of(call_id, seq, event) for seq, event in enumerate(events)]
    opened = OpenedRow(call_id, 1, NOON, "1001", "Bo", "6250", 86, test=test)
    await CallLog(api.services.database, "here").write([opened, *rows])
    found = await read_after(api.services.database, 0, limit=10_000)
    return [event for event in found if event.call.id == call_id]


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each event that a call's state goes on by, whichever the call."""
    types: list[str] = []
    take = CallView.take

    def counted(view: CallView, event: CallEvent) -> None:
        types.append(event.type)
        take(view, event)

    monkeypatch.setattr(CallView, "take", counted)
    return types


@pytest.mark.parametrize("holds", [20, 200])
async def test_a_listener_costs_one_step_an_event_and_no_statement(
    api: Api, holds: int, taken: list[str], statements: Callable[[], list[str]]
) -> None:
    call = await written(api, "c1", long_call(holds, ALICE))
    events = YeastarEvents(api.services)
    statements()
    for event in call:
        await events.messages(event)
    assert len(taken) == len(call) == 10 + 3 * holds
    assert statements() == []
    for event in call:
        await events.webhook_bodies(event, "call_status")
    assert len(taken) == len(call)


@pytest.mark.parametrize("holds", [20, 200])
async def test_webhooks_alone_read_each_event_once(
    api: Api, holds: int, taken: list[str], statements: Callable[[], list[str]]
) -> None:
    """They do not hear of the steps between, which are read with the next message."""
    call = await written(api, "c1", long_call(holds, CARRIER))
    events, told = YeastarEvents(api.services), [event for event in call if isinstance(event.event, StatusEvent)]
    statements()
    for event in told:
        await events.webhook_bodies(event, "call_status")
    assert len(taken) == len(call)
    assert len(statements()) <= 2 * len(told)


async def test_who_comes_late_is_told_the_same(api: Api, taken: list[str]) -> None:
    call = await written(api, "c1", long_call(5, ALICE))
    events = YeastarEvents(api.services)
    in_order = [await events.messages(event) for event in call]
    assert sum(map(len, in_order)) > 10
    for event, messages in zip(call, in_order, strict=True):
        assert await YeastarEvents(api.services).messages(event) == messages
    backwards = YeastarEvents(api.services)
    assert [await backwards.messages(event) for event in reversed(call)] == in_order[::-1]


async def states(events: YeastarEvents, call: list[FeedEvent]) -> list[tuple[str, str]]:
    """What the extensions do, as event 30008 tells it."""
    texts = [text for event in call for text in await events.extension_states(event)]
    contents = [json.loads(json.loads(text)["msg"]) for text in texts]
    assert {json.loads(text)["type"] for text in texts} == {30008}
    return [(content["extension"], content["status"]) for content in contents]


async def test_what_extensions_do_in_a_call(api: Api) -> None:
    call = await written(api, "c1", long_call(1, ALICE))
    told = [("1001", "Busy"), ("1000", "Ringing"), ("1000", "Busy"), ("1000", "Idle"), ("1001", "Idle")]
    assert await states(YeastarEvents(api.services), call) == told


async def test_who_leaves_one_of_two_calls_is_busy(api: Api) -> None:
    other = long_call(0, ALICE)[:8]
    await written(api, "c2", other)
    call = await written(api, "c1", long_call(0, ALICE))
    told = [("1001", "Busy"), ("1000", "Ringing"), ("1000", "Busy"), ("1000", "Busy"), ("1001", "Busy")]
    assert await states(YeastarEvents(api.services), call) == told


async def test_forwarding_is_told_with_the_members(api: Api) -> None:
    forwarded = happened.Forwarded(at=NOON, extension=85, number="1000", to="0301234", rule="busy")
    call = await written(api, "c1", [*long_call(0, ALICE)[:6], forwarded])
    events = YeastarEvents(api.services)
    messages = [await events.messages(event) for event in call][-1]
    assert list(messages) == [30014]
    content = json.loads(json.loads(messages[30014])["msg"])
    assert (content["call_id"], len(content["members"])) == ("c1", 2)


async def test_nothing_is_told_of_a_test_call(api: Api) -> None:
    call = await written(api, "c1", long_call(1, ALICE), test=True)
    events = YeastarEvents(api.services)
    assert [await events.messages(event) for event in call] == [{}] * len(call)


async def test_calls_at_once_are_not_mixed_up(api: Api) -> None:
    one, other = await written(api, "c1", long_call(3, ALICE)), await written(api, "c2", long_call(3, CARRIER))
    events, alone = YeastarEvents(api.services), YeastarEvents(api.services)
    pairs = list(zip(one, other, strict=True))
    mixed = [(await events.messages(left), await events.messages(right)) for left, right in pairs]
    assert [left for left, _ in mixed] == [await alone.messages(event) for event in one]
    assert [right for _, right in mixed] == [await alone.messages(event) for event in other]


async def test_nothing_is_told_where_only_somebody_who_has_left_is_forgotten(api: Api) -> None:
    call: list[CallEvent] = [
        *long_call(0, ALICE)[:6],
        happened.DialEnded(at=NOON, outcome=Cause.BUSY),
        happened.PromptStarted(at=NOON, name="busy"),
        happened.CallEnded(at=NOON, by="caller", cause=Cause.NORMAL),
    ]
    events = YeastarEvents(api.services)
    told = [sorted(await events.messages(event)) for event in await written(api, "c1", call)]
    assert told == [[], [30011], [], [], [], [30011], [30011], [], [30011, 30012]]


def test_who_is_transferred_to_a_call_is_shown_as_its_caller() -> None:
    record = CallRecord(
        *("c1", 1, "here", NOON, None, None, "1001", "Bo", "1000", 86, None),
        *("open", "", "", (), ""),
    )
    view = CallView(record)
    for event in long_call(0, ALICE)[:8]:
        view.take(event)
    view.take(happened.CallerReplaced(at=NOON, call="c0", caller="0301234", trunk=60))
    assert [(member.number, member.trunk, member.status) for member in view.members] == [
        ("0301234", 60, "ANSWERED"),
        ("1000", None, "ANSWER"),
    ]
    shown = view.shown({60: "Carrier"})
    assert isinstance(shown, dict) and isinstance(shown["members"], list)
    assert shown["members"][0]["inbound"]["from"] == "0301234"


def test_a_call_that_ended_at_a_mailbox_is_told_as_voicemail() -> None:
    record = CallRecord(
        *("c1", 1, "here", NOON, None, None, "0301234", "", "5552000", None, 60),
        *("open", "", "", (), ""),
    )
    view, summary = CallView(record), CallSummary(record)
    mailbox = happened.MailboxEntered(at=NOON, owner=85, kind="extension", number="1000", name="Alice")
    for event in (happened.CallAnswered(at=NOON), mailbox):
        view.take(event)
        summary.take(event)
    assert view.path == ["Voicemail Alice<1000>"]
    told = summary.shown({})
    assert isinstance(told, dict)
    assert (told["call_to"], told["status"]) == ("1000", "VOICEMAIL")
    summary.take(happened.Bridged(at=NOON, target=ALICE))
    told = summary.shown({})
    assert isinstance(told, dict)
    assert told["status"] == "ANSWERED"


def test_a_conference_is_in_the_path_and_at_the_end() -> None:
    record = CallRecord(
        *("c1", 1, "here", NOON, None, None, "0301234", "", "5552000", None, 60),
        *("open", "", "", (), ""),
    )
    joined = happened.ConferenceJoined(at=NOON, conference=72, number="6500", name="Board", role="member", members=2)
    view, summary = CallView(record), CallSummary(record)
    for event in (happened.CallAnswered(at=NOON), joined, happened.CallEnded(at=NOON, by="caller", cause=Cause.NORMAL)):
        view.take(event)
        summary.take(event)
    told = summary.shown({})
    assert isinstance(told, dict)
    assert (view.path, told["call_to"], told["status"]) == (["Conference Board<6500>"], "6500", "ANSWERED")


def test_a_caller_in_a_queue_is_answered_while_agents_ring() -> None:
    record = CallRecord(
        *("c1", 1, "here", NOON, None, None, "0301234", "", "5552000", None, 60),
        *("open", "", "", (), ""),
    )
    bob, later = DialledTarget(kind="extension", id=86, number="1001"), NOON + timedelta(seconds=4)
    joined = happened.QueueJoined(at=NOON, queue=72, number="6400", name="Support", position=1, waiting=1)
    view, summary = CallView(record), CallSummary(record)

    def take(*events: CallEvent) -> list[tuple[str, str]]:
        for event in events:
            view.take(event)
            summary.take(event)
        return [(member.number, member.status) for member in view.members]

    offered = [happened.QueueOffered(at=NOON, agent=one.id, number=one.number) for one in (ALICE, bob)]
    ringing = [happened.Ringing(at=NOON, target=one) for one in (ALICE, bob)]
    caller = ("0301234", "ANSWERED")
    assert take(joined, happened.CallAnswered(at=NOON), *offered, *ringing) == [
        caller,
        ("1000", "RING"),
        ("1001", "RING"),
    ]
    declined = happened.QueueOfferEnded(at=later, agent=85, number="1000", outcome="rejected")
    assert take(declined) == [caller, ("1000", "BYE"), ("1001", "RING")]
    assert view.path == ["Queue Support<6400>"]
    gone = happened.QueueOfferEnded(at=later, agent=86, number="1001", outcome="cancelled")
    left = happened.QueueLeft(at=later, queue=72, reason="caller", waited_ms=4000, position=1)
    take(gone, left, happened.CallEnded(at=later, by="caller", cause=Cause.NORMAL))
    told = summary.shown({})
    assert isinstance(told, dict)
    assert (told["call_to"], told["status"], told["agent_ring_time"]) == ("6400", "ABANDONED", 4)
