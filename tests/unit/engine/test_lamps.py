"""What registered phones are told of their messages, unasked: when, how often, and which."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from tests.unit.engine.kit.exchange import PHONES, Exchange
from tests.unit.engine.kit.lamp_phone import LampPhone
from tests.unit.engine.kit.worker import HOST

from switchboard.engine.simulated.loop import run_virtual
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import ExtensionMember
from switchboard.model.mailbox import MessageCounts
from switchboard.model.stored import Stored
from switchboard.sip.registrar import Binding

pytestmark = pytest.mark.unit

ANN, BOB, DESK = 101, 102, 690


def company(*, light: bool = True, members: tuple[int, ...] = (ANN,)) -> Configuration:
    people = [Stored(id, 1, Extension(name=str(id), number=str(id))) for id in (ANN, BOB)]
    found = tuple(ExtensionMember(extension=id) for id in members)
    desk = GroupVoicemail(name="desk", number="690", members=found, light=light)
    return Configuration.of([*people, Stored(DESK, 1, desk)])


class Office:
    """Ann's and Bob's phones, and their messages."""

    def __init__(self) -> None:
        self.exchange = Exchange()
        self.exchange.tenant.configuration = company()
        self.waiting = self.exchange.waiting
        self.ann, self.bob = (LampPhone(self.exchange.wire, PHONES[id]) for id in (ANN, BOB))

    def register(self, extension: int, *now: Binding) -> None:
        """What the registrar does for a REGISTER after which these bindings are there."""
        before = self.exchange.registered.own(extension)
        self.exchange.registered.bindings[extension] = now
        self.waiting.registered(1, extension, before, now)

    def has(self, owner: int, new: int, heard: int = 0) -> None:
        """A commit after which a mailbox has so many messages."""
        self.exchange.mailboxes.messages[owner] = MessageCounts(new, heard)
        self.waiting.changed({owner})

    def reconfigure(self, configuration: Configuration) -> None:
        self.exchange.tenant.configuration = configuration
        self.waiting.configured(self.exchange.tenant.last)


def in_office(story: Callable[[Office], Awaitable[None]]) -> None:
    async def main() -> None:
        office = Office()
        await story(office)
        await office.waiting.close()

    run_virtual(main())


def test_a_phone_that_registers_is_told_and_then_of_every_change() -> None:
    async def story(office: Office) -> None:
        office.has(ANN, 2, 1)
        office.register(ANN, office.ann.binding())
        await asyncio.sleep(5)
        (told,) = office.ann.told
        request = told.request
        assert (request.uri, str(request.to.uri), request.to.tag) == (
            f"sip:phone@{PHONES[ANN]}",
            f"sip:101@{HOST}",
            None,
        )
        shown = [request.headers.get(name) for name in ("Event", "Subscription-State", "Content-Type")]
        assert shown == ["message-summary", "terminated;reason=noresource", "application/simple-message-summary"]
        assert request.body.decode().split("\r\n") == [
            "Messages-Waiting: yes",
            f"Message-Account: sip:101@{HOST}",
            "Voice-Message: 2/1 (0/0)",
            "",
        ]
        office.has(ANN, 0, 3)
        await asyncio.sleep(5)
        office.has(BOB, 7)
        await asyncio.sleep(5)
        assert office.ann.voice == ["2/1", "0/3"]
        assert office.ann.told[-1].request.body.startswith(b"Messages-Waiting: no\r\n")

    in_office(story)


def test_at_most_one_a_second_and_the_newest_wins() -> None:
    async def story(office: Office) -> None:
        office.register(ANN, office.ann.binding())
        for new in range(1, 8):
            await asyncio.sleep(0.3)
            office.has(ANN, new)
        await asyncio.sleep(5)
        gaps = [later.at_s - one.at_s for one, later in zip(office.ann.told, office.ann.told[1:], strict=False)]
        assert min(gaps) >= 0.99
        assert (office.ann.voice[0], office.ann.voice[-1], len(office.ann.told)) == ("0/0", "7/0", 4)

    in_office(story)


def test_what_has_gone_back_meanwhile_is_not_told() -> None:
    async def story(office: Office) -> None:
        office.register(ANN, office.ann.binding())
        await asyncio.sleep(0.5)
        office.has(ANN, 1)
        office.has(ANN, 0)
        await asyncio.sleep(5)
        assert office.ann.voice == ["0/0"]

    in_office(story)


def test_a_phone_that_starts_again_is_told_anew_and_a_refresh_tells_nothing() -> None:
    async def story(office: Office) -> None:
        office.has(ANN, 3)
        office.register(ANN, office.ann.binding("boot-1", 1))
        await asyncio.sleep(5)
        office.register(ANN, office.ann.binding("boot-1", 2))
        await asyncio.sleep(5)
        assert office.ann.voice == ["3/0"]
        office.register(ANN, office.ann.binding("boot-2", 1))
        await asyncio.sleep(0.5)
        assert office.ann.voice == ["3/0", "3/0"]

    in_office(story)


def test_a_restart_does_not_wait_for_a_phone_that_did_not_answer_before_it() -> None:
    async def story(office: Office) -> None:
        office.ann.status = 0
        office.register(ANN, office.ann.binding("boot-1"))
        await asyncio.sleep(2)
        office.ann.status, before = 200, len(office.ann.told)
        office.register(ANN, office.ann.binding("boot-2"))
        await asyncio.sleep(0.5)
        assert len({one.request.call_id for one in office.ann.told[:before]}) == 1
        assert office.ann.told[-1].request.call_id != office.ann.told[0].request.call_id

    in_office(story)


def test_a_phone_that_registers_over_and_over_is_told_once_a_second() -> None:
    async def story(office: Office) -> None:
        for boot in range(20):
            office.register(ANN, office.ann.binding(f"boot-{boot}"))
            await asyncio.sleep(0.1)
        await asyncio.sleep(5)
        assert len(office.ann.told) == 3

    in_office(story)


def test_after_an_answer_that_is_no_success_a_refresh_tells_it_again() -> None:
    async def story(office: Office) -> None:
        office.ann.status = 500
        office.register(ANN, office.ann.binding("boot", 1))
        await asyncio.sleep(5)
        office.ann.status = 200
        for cseq in (2, 3):
            office.register(ANN, office.ann.binding("boot", cseq))
            await asyncio.sleep(5)
        assert office.ann.voice == ["0/0", "0/0"]

    in_office(story)


@pytest.mark.parametrize("status", [481, 489])
def test_a_phone_that_wants_none_gets_none_until_it_registers_anew(status: int) -> None:
    async def story(office: Office) -> None:
        office.ann.status = status
        office.register(ANN, office.ann.binding("boot-1", 1))
        await asyncio.sleep(5)
        office.has(ANN, 1)
        office.register(ANN, office.ann.binding("boot-1", 2))
        await asyncio.sleep(5)
        assert office.ann.voice == ["0/0"]
        office.register(ANN, office.ann.binding("boot-2", 1))
        await asyncio.sleep(5)
        assert office.ann.voice == ["0/0", "1/0"]

    in_office(story)


def test_the_messages_of_a_group_are_added_where_they_are_to_light_lamps() -> None:
    async def story(office: Office) -> None:
        office.has(ANN, 1)
        office.has(DESK, 2, 3)
        for id, phone in ((ANN, office.ann), (BOB, office.bob)):
            office.register(id, phone.binding())
        await asyncio.sleep(5)
        assert (office.ann.voice, office.bob.voice) == (["3/3"], ["0/0"])
        office.reconfigure(company(members=(ANN, BOB)))
        await asyncio.sleep(5)
        assert (office.ann.voice, office.bob.voice) == (["3/3"], ["0/0", "2/3"])
        office.has(DESK, 3, 3)
        await asyncio.sleep(5)
        assert (office.ann.voice[1:], office.bob.voice[2:]) == (["4/3"], ["3/3"])
        office.reconfigure(company(light=False, members=(ANN, BOB)))
        await asyncio.sleep(5)
        assert (office.ann.voice[2:], office.bob.voice[3:]) == (["1/0"], ["0/0"])

    in_office(story)


def test_each_phone_of_an_extension_is_told_and_none_that_has_left() -> None:
    async def story(office: Office) -> None:
        desk, mobile = office.ann.binding(), office.bob.binding()
        office.register(ANN, desk)
        office.register(ANN, desk, mobile)
        await asyncio.sleep(5)
        office.register(ANN, mobile)
        office.has(ANN, 1)
        await asyncio.sleep(5)
        office.register(ANN)
        office.has(ANN, 2)
        await asyncio.sleep(5)
        assert (office.ann.voice, office.bob.voice) == (["0/0"], ["0/0", "1/0"])

    in_office(story)


def test_while_the_database_is_away_nothing_is_told_and_then_what_is_so() -> None:
    async def story(office: Office) -> None:
        office.exchange.mailboxes.away = True
        office.register(ANN, office.ann.binding())
        await asyncio.sleep(12)
        assert office.ann.voice == []
        office.exchange.mailboxes.away = False
        office.exchange.mailboxes.messages[ANN] = MessageCounts(1)
        await asyncio.sleep(6)
        assert office.ann.voice == ["1/0"]

    in_office(story)


def test_after_a_start_all_phones_are_told_one_after_the_other() -> None:
    async def story(office: Office) -> None:
        for id, phone in ((ANN, office.ann), (BOB, office.bob)):
            office.exchange.registered.bindings[id] = (phone.binding(),)
        await office.waiting.show_all()
        assert (office.ann.voice, office.bob.voice) == (["0/0"], ["0/0"])
        assert office.bob.told[0].at_s - office.ann.told[0].at_s == pytest.approx(30, abs=0.1)

    in_office(story)


def test_a_phone_behind_nat_is_told_where_it_registered_from() -> None:
    async def story(office: Office) -> None:
        inside = Binding(office.ann.binding("x", 1).contact, 2.0**40, "x", 1, source=f"udp {PHONES[BOB]} 5060 rport")
        office.register(ANN, inside)
        await asyncio.sleep(1)
        assert office.ann.voice == []
        assert [one.request.uri for one in office.bob.told] == [f"sip:phone@{PHONES[ANN]}"]

    in_office(story)
