"""SUBSCRIBE for message summaries: who may watch what, for how long, and how it ends (RFC 6665, RFC 3842)."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from tests.unit.engine.kit.exchange import OUTSIDE, PHONES, Exchange
from tests.unit.engine.kit.lamp_phone import LampPhone
from tests.unit.engine.kit.worker import HOST
from tests.unit.engine.test_lamps import ANN, BOB, DESK, company

from switchboard.engine.builtin.subscriptions import MOST_OF_EXTENSION
from switchboard.engine.simulated.loop import run_virtual
from switchboard.model.mailbox import MessageCounts
from switchboard.sip.dialog import Dialog

pytestmark = pytest.mark.unit


class Office:
    """Ann's phone, which subscribes; she is a member of the desk."""

    def __init__(self) -> None:
        self.exchange = Exchange()
        self.exchange.tenant.configuration = company(light=False)
        self.waiting = self.exchange.waiting
        self.phone = LampPhone(self.exchange.wire, PHONES[ANN])
        for owner, counts in ((ANN, (1, 2)), (BOB, (5, 5)), (DESK, (3, 0))):
            self.exchange.mailboxes.messages[owner] = MessageCounts(*counts)

    async def subscribed(self, number: str, *, expires_s: int | None = None) -> Dialog:
        response, dialog = await self.phone.subscribe(number, expires_s=expires_s)
        assert response.status == 200, response.status
        assert dialog is not None
        return dialog

    def has(self, owner: int, new: int) -> None:
        self.exchange.mailboxes.messages[owner] = MessageCounts(new)
        self.waiting.changed({owner})

    @property
    def left(self) -> tuple[int, int]:
        """How many subscriptions and dialogs there are."""
        return self.waiting.subscriptions, len(self.exchange.context.dialogs)


def in_office(story: Callable[[Office], Awaitable[None]]) -> None:
    async def main() -> None:
        office = Office()
        await story(office)
        await office.waiting.close()

    run_virtual(main())


def test_a_phone_is_told_at_once_then_of_changes_and_at_a_refresh() -> None:
    async def story(office: Office) -> None:
        response, dialog = await office.phone.subscribe("101", expires_s=600, event="message-summary;id=7")
        assert response.headers.get("Expires") == "600"
        assert dialog is not None
        await asyncio.sleep(5)
        (first,) = office.phone.told
        assert (first.voice, first.state) == ("1/2", "active;expires=600")
        assert first.request.headers.get("Event") == "message-summary;id=7"
        assert (first.request.call_id, first.request.to.tag) == (dialog.call_id, dialog.local.tag)
        assert f"Message-Account: sip:101@{HOST}\r\n".encode() in first.request.body
        office.has(ANN, 2)
        await asyncio.sleep(5)
        again = await office.phone.again(dialog, expires_s=300, event="message-summary;id=7")
        assert (again.status, again.headers.get("Expires")) == (200, "300")
        await asyncio.sleep(5)
        assert office.phone.voice == ["1/2", "2/0", "2/0"]
        assert office.phone.told[-1].state == "active;expires=300"
        assert office.left == (1, 1)

    in_office(story)


@pytest.mark.parametrize("number", ["101", "*2", "*2101"])
def test_the_own_mailbox_has_three_names(number: str) -> None:
    async def story(office: Office) -> None:
        await office.subscribed(number)
        await asyncio.sleep(1)
        assert office.phone.voice == ["1/2"]

    in_office(story)


@pytest.mark.parametrize("number", ["690", "*2690"])
def test_a_member_watches_the_mailbox_of_a_group_alone(number: str) -> None:
    async def story(office: Office) -> None:
        await office.subscribed(number)
        office.has(ANN, 9)
        await asyncio.sleep(5)
        assert office.phone.voice == ["3/0"]
        assert f"Message-Account: sip:690@{HOST}\r\n".encode() in office.phone.told[0].request.body

    in_office(story)


@pytest.mark.parametrize(("number", "status"), [("102", 403), ("*2102", 403), ("4711", 404), ("*24711", 404)])
def test_nobody_watches_what_is_not_theirs(number: str, status: int) -> None:
    async def story(office: Office) -> None:
        response, _ = await office.phone.subscribe(number)
        await asyncio.sleep(5)
        assert (response.status, office.phone.told, office.left) == (status, [], (0, 0))

    in_office(story)


@pytest.mark.parametrize("event", ["presence", "dialog", "message-summary-2", "refer"])
def test_other_events_are_refused(event: str) -> None:
    async def story(office: Office) -> None:
        response, _ = await office.phone.subscribe("101", event=event)
        assert (response.status, response.headers.get("Allow-Events")) == (489, "message-summary")

    in_office(story)


def test_what_cannot_be_granted_is_refused() -> None:
    async def story(office: Office) -> None:
        too_brief, _ = await office.phone.subscribe("101", expires_s=30)
        assert (too_brief.status, too_brief.headers.get("Min-Expires")) == (423, "60")
        other_form, _ = await office.phone.subscribe("101", more=[("Accept", "text/html")])
        nowhere, _ = await office.phone.subscribe("101", contact="")
        assert (other_form.status, nowhere.status, office.left) == (406, 400, (0, 0))
        long, _ = await office.phone.subscribe("101", expires_s=10**6)
        assert long.headers.get("Expires") == "3600"

    in_office(story)


def test_a_stranger_is_challenged_and_leaves_nothing() -> None:
    async def story(office: Office) -> None:
        stranger = LampPhone(office.exchange.wire, OUTSIDE)
        for event, status in (("message-summary", 401), ("presence", 489)):
            assert (await stranger.subscribe("101", event=event))[0].status == status
        assert (office.left, office.exchange.engine.endpoint.server_transactions) == ((0, 0), 0)

    in_office(story)


def test_it_ends_when_its_time_is_over() -> None:
    async def story(office: Office) -> None:
        await office.subscribed("101", expires_s=60)
        await asyncio.sleep(59)
        assert office.left == (1, 1)
        await asyncio.sleep(2)
        assert office.phone.states == ["active;expires=60", "terminated;reason=timeout"]
        assert (office.phone.voice, office.left) == (["1/2", "1/2"], (0, 0))

    in_office(story)


def test_a_phone_ends_it_or_asks_once() -> None:
    async def story(office: Office) -> None:
        dialog = await office.subscribed("101")
        await asyncio.sleep(5)
        assert (await office.phone.again(dialog, expires_s=0)).status == 200
        await asyncio.sleep(5)
        assert (office.phone.states[1:], office.left) == (["terminated;reason=timeout"], (0, 0))
        assert (await office.phone.again(dialog)).status == 481
        await office.subscribed("101", expires_s=0)
        await asyncio.sleep(5)
        assert (office.phone.states[2:], office.left) == (["terminated;reason=timeout"], (0, 0))

    in_office(story)


@pytest.mark.parametrize("status", [481, 500, 0])
def test_a_notify_that_fails_ends_it(status: int) -> None:
    async def story(office: Office) -> None:
        dialog = await office.subscribed("101")
        await asyncio.sleep(5)
        office.phone.status = status
        office.has(ANN, 4)
        await asyncio.sleep(40)
        assert office.left == (0, 0)
        assert (await office.phone.again(dialog)).status == 481

    in_office(story)


def test_in_its_dialog_only_the_same_subscription_goes_on() -> None:
    async def story(office: Office) -> None:
        dialog = await office.subscribed("101")
        await asyncio.sleep(2)
        assert (await office.phone.again(dialog, event="presence")).status == 489
        assert (await office.phone.again(dialog, event="message-summary;id=8")).status == 481
        assert (await office.phone.again(dialog, expires_s=5)).status == 423
        info = await office.phone.endpoint.request(dialog.request("INFO")).final()
        assert info.status == 405
        dialog.local_seq = 0
        assert (await office.phone.again(dialog)).status == 500
        assert office.left == (1, 1)

    in_office(story)


def test_a_phone_that_starts_again_has_one_subscription() -> None:
    async def story(office: Office) -> None:
        await office.subscribed("101")
        await office.subscribed("*2")
        await office.subscribed("690")
        await asyncio.sleep(2)
        assert office.left == (2, 2)

    in_office(story)


def test_the_subscriptions_of_an_extension_are_bounded() -> None:
    async def story(office: Office) -> None:
        for port in range(MOST_OF_EXTENSION + 2):
            contact = f"<sip:phone@{office.phone.host}:5060;line={port}>"
            assert (await office.phone.subscribe("101", contact=contact))[0].status == 200
        await asyncio.sleep(2)
        assert office.left == (MOST_OF_EXTENSION, MOST_OF_EXTENSION)
        ended = [state for state in office.phone.states if state.startswith("terminated")]
        assert ended == ["terminated;reason=probation;retry-after=3600"] * 2

    in_office(story)


def test_who_leaves_a_group_is_told_no_more() -> None:
    async def story(office: Office) -> None:
        await office.subscribed("690")
        await asyncio.sleep(2)
        office.exchange.tenant.configuration = company(members=(BOB,))
        office.waiting.configured(office.exchange.tenant.last)
        await asyncio.sleep(2)
        last = office.phone.told[-1]
        assert (last.state, last.request.body, office.left) == ("terminated;reason=noresource", b"", (0, 0))

    in_office(story)


def test_at_a_stop_phones_are_told_to_subscribe_again_and_wait() -> None:
    async def story(office: Office) -> None:
        await office.subscribed("101")
        await asyncio.sleep(2)
        await office.exchange.engine.drain(1)
        assert office.phone.states[1:] == ["terminated;reason=deactivated"]
        assert office.left == (0, 0)
        assert (await office.phone.subscribe("101"))[0].status == 503

    in_office(story)
