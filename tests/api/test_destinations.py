"""What each dialect is sent for each kind of destination.

A kind that is added fails here until its row says how each dialect accepts it, or that it has no word for it. Each
word that a dialect documents is accepted or refused, and never both.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, get_args

import pytest

from switchboard.api.portsip import change as portsip
from switchboard.api.portsip.wire_ivr import IvrFields, MenuAction
from switchboard.api.servetel import destinations as servetel
from switchboard.api.servetel import wire as servetel_wire
from switchboard.api.servetel.naming import VOICEMAIL
from switchboard.api.servetel.wire import Reference
from switchboard.api.yeastar import destinations as yeastar
from switchboard.api.yeastar import wire as yeastar_wire
from switchboard.api.yeastar.envelope import Problem
from switchboard.model.api_dialplan import ApiDialplan
from switchboard.model.conference import Conference
from switchboard.model.configuration import Configuration
from switchboard.model.destination import DESTINATION_KINDS, ByTime, Destination
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import Ivr, Retry
from switchboard.model.prompt import Announcement, Prompt
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.stored import Stored
from switchboard.model.time_condition import TimeCondition

pytestmark = pytest.mark.unit

ATTENDANT: Final = Ivr(
    name="Greeter",
    number="6400",
    greeting=(Announcement(name="default"),),
    response_timeout_s=0,
    no_input=Retry(retries=0),
    no_match=Retry(retries=0),
)
OBJECTS: Final = Configuration.of(
    (
        Stored(1, 1, Extension(name="Ann", number="1000", mobile="01700000")),
        Stored(2, 1, Ivr(name="Main", number="6200")),
        Stored(3, 1, RingGroup(name="Sales", number="6300", members=(1,))),
        Stored(4, 1, TimeCondition(name="Hours")),
        Stored(5, 1, Prompt(name="IVR.wav", content="0" * 64, duration_ms=1000)),
        Stored(6, 1, ATTENDANT),
        Stored(7, 1, GroupVoicemail(name="Sales box", number="6700")),
        Stored(8, 1, Queue(name="Support", number="6800")),
        Stored(9, 1, Conference(name="Board", number="6900")),
        Stored(10, 1, ApiDialplan(name="CRM", method="POST", url="https://crm.example/")),
    )
)


@dataclass(frozen=True)
class Sent:
    """How a kind is sent in each dialect; () where the dialect has no word for it."""

    yeastar: tuple[tuple[str, str, str], ...] = ()
    """Type, prefix and value."""
    servetel: tuple[Reference, ...] = ()
    portsip: tuple[Mapping[str, str], ...] = ()
    """The rule of a menu entry, which always becomes one by time."""


def forward(number: str, action: str = "FORWARD_TO_NUMBER") -> Mapping[str, str]:
    return {"action": action, "number": number}


KINDS: Final[Mapping[str, Sent]] = {
    "hang_up": Sent((("end_call", "", ""),), (Reference("hangup", "1"),), ({"action": "HANGUP"},)),
    "extension": Sent(
        (("extension", "", "1"),),
        (Reference("extension", "1000"), Reference("agent_extension", "1000"), Reference("agent", "1000")),
        (forward("1000"),),
    ),
    "ivr": Sent(
        (("ivr", "", "2"),),
        (Reference("ivr", "2"), Reference("auto_attend", "6"), Reference("auto_attendant", "6")),
        (forward("6200"),),
    ),
    "ring_group": Sent(
        (("ring_group", "", "3"),), (Reference("department", "3"), Reference("ringgroup", "3")), (forward("6300"),)
    ),
    "time_condition": Sent(servetel=(Reference("timegroup", "4"), Reference("time_condition", "4"))),
    "external_number": Sent((("external_num", "9", "030123"),), (Reference("number", "030123"),)),
    "play_and_exit": Sent(yeastar=(("play_greeting", "2", "IVR.wav"),)),
    "play_and_return": Sent(yeastar=(("play_prompt", "2", "IVR.wav"),)),
    "number": Sent(portsip=(forward("030123"),)),
    "extension_voicemail": Sent(
        (("ext_vm", "", "1"),), (Reference(VOICEMAIL, "1000"),), (forward("1000", "FORWARD_TO_VOICEMAIL"),)
    ),
    "group_voicemail": Sent((("group_vm", "", "7"),), (Reference(VOICEMAIL, "7"),), (forward("6700"),)),
    "queue": Sent(
        (("queue", "", "8"),), (Reference("inbound_queue", "8"), Reference("department", "8")), (forward("6800"),)
    ),
    "conference": Sent(yeastar=(("conference", "", "9"),), portsip=(forward("6900"),)),
    "dial_by_name": Sent((("dial_by_name", "", ""),)),
    "api_dialplan": Sent(servetel=(Reference("api_dialplan", "10"),)),
    "repeat": Sent(portsip=({"action": "REPEAT"},)),
    "disa": Sent(portsip=({"action": "DISA"},)),
    "by_time": Sent(portsip=({"action": "HANGUP"},)),
}


def test_each_kind_has_a_row() -> None:
    assert KINDS.keys() == set(DESTINATION_KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_sent_for_a_kind_becomes_that_kind(kind: str) -> None:
    for dest, prefix, value in KINDS[kind].yeastar:
        made = yeastar.from_wire(yeastar_wire.SLOTS[0], dest, prefix, value, OBJECTS)
        assert made and not isinstance(made, Problem) and made.kind == kind, dest
    for reference in KINDS[kind].servetel:
        assert servetel.from_wire(reference, OBJECTS).kind == kind, reference
    for rule in KINDS[kind].portsip:
        assert kind in set(kinds_of(in_portsip(rule))), rule


def test_yeastar_accepts_or_refuses_each_documented_type() -> None:
    accepted = {dest for sent in KINDS.values() for dest, _, _ in sent.yeastar}
    assert accepted.isdisjoint(yeastar.REFUSED)
    assert accepted | yeastar.REFUSED.keys() | {""} == set(yeastar_wire.DESTINATIONS)


def test_servetel_accepts_or_refuses_each_documented_type() -> None:
    accepted = {reference.type for sent in KINDS.values() for reference in sent.servetel}
    assert accepted.isdisjoint(servetel.REFUSED)
    assert accepted | servetel.REFUSED.keys() == set(servetel_wire.DESTINATIONS)


def test_portsip_accepts_each_documented_action() -> None:
    assert {rule["action"] for sent in KINDS.values() for rule in sent.portsip} == set(get_args(MenuAction))


def in_portsip(rule: Mapping[str, str]) -> Destination | None:
    """Where a menu entry leads that has this rule inside office hours."""
    entry = {"user_input": "1", "office_hours_forward_rule": rule}
    sent = IvrFields.model_validate({"custom_forward_rules": [entry]})
    (option,) = portsip.apply(portsip.blank("New", "6500"), sent, OBJECTS, {}).options
    return option.route.to


def kinds_of(to: Destination | None) -> Iterator[str]:
    if to is not None:
        yield to.kind
    if isinstance(to, ByTime):
        yield from kinds_of(to.open)
