"""The small company in which the scenarios take place, and how a scenario is written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

from switchboard.call.events import CallEvent
from switchboard.callflow.session import DEFAULT_LIMITS, Limits
from switchboard.engine.simulated.scenario import Line, OtherCall, PlanReply, Reply, Scenario
from switchboard.model.api_dialplan import ApiDialplan, DialplanAnswer, DialplanStep
from switchboard.model.base import Document
from switchboard.model.caller_list import CallerList
from switchboard.model.conference import Conference
from switchboard.model.configuration import Configuration
from switchboard.model.destination import Destination, HangUp, ToExtension, ToExternalNumber, ToIvr
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.holiday import Holiday, Moment
from switchboard.model.ivr import DirectDial, ExtensionMember, GroupMember, Ivr, Option, OutboundDial, Retry, Route
from switchboard.model.mailbox import MessageCounts
from switchboard.model.messaging import SmsTemplate, Webhook
from switchboard.model.music import Music
from switchboard.model.office import Office
from switchboard.model.organization import Organization
from switchboard.model.prompt import CustomPrompt, Prompt
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.ring_group import RingGroup
from switchboard.model.scenario import Scenario as KeptScenario
from switchboard.model.schedule import Schedule
from switchboard.model.stored import Stored
from switchboard.model.time_condition import TimeCondition
from switchboard.model.trunk import DialPattern, InboundRoute, OutboundRoute, Trunk

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

LINE, SPARE = 1, 2
MAIN, SALES, NIGHT = 10, 11, 12
GREETING, SECOND, RETRY, FINAL, TRANSFER, NOTICE, GONE = 20, 21, 22, 23, 24, 25, 29
ANN, BOB, CID, TEAM = 100, 101, 102, 109
NUMBERS = {ANN: "100", BOB: "101", CID: "2000"}
CITY, WORLD = 50, 51
OFFICE, NEW_YEAR, DAYTIME, CREW, THANKS, HOOK, DESK, SUPPORT = 60, 61, 62, 63, 64, 65, 66, 67
SELLERS, ABROAD, TUNES, BOARD, NUISANCE, PLAN, KEPT = 68, 69, 70, 71, 72, 73, 74

_SECONDS = {GREETING: 4, SECOND: 3, RETRY: 2, FINAL: 2, TRANSFER: 1, NOTICE: 3}
_NAMES = {
    GREETING: "greeting",
    SECOND: "second",
    RETRY: "retry",
    FINAL: "final",
    TRANSFER: "transfer",
    NOTICE: "notice",
}


def prompt(id: int) -> CustomPrompt:
    return CustomPrompt(prompt=id)


def content(id: int) -> str:
    """The content hash of a prompt."""
    return f"{id:064x}"


def to_ann() -> ToExtension:
    return ToExtension(extension=ANN)


def to_main() -> ToIvr:
    return ToIvr(ivr=MAIN)


def to_sales() -> ToIvr:
    return ToIvr(ivr=SALES)


def outside(number: str = "5551234") -> ToExternalNumber:
    return ToExternalNumber(prefix="9", number=number)


def option(keys: str, to: Destination | None = None, *, stop_recording: bool = False) -> Option:
    return Option(keys=keys, route=Route(to=to or HangUp(), stop_recording=stop_recording))


def retry(retries: int, to: Destination | None = None, *, say: bool = True) -> Retry:
    """A rule that says something at each retry and at the end."""
    prompts = {"retry_prompt": prompt(RETRY), "final_prompt": prompt(FINAL)} if say else {}
    return Retry(retries=retries, route=Route(to=to or HangUp()), **prompts)


NO_PHONES: Mapping[str, Line] = MappingProxyType({})
NO_REPLIES: Mapping[int, Reply] = MappingProxyType({})
NO_TRUNKS: Mapping[int, Line] = MappingProxyType({})
NO_MESSAGES: Mapping[int, MessageCounts] = MappingProxyType({})
DIAL_ALL = DirectDial(mode="all")
DIAL_OUT = OutboundDial(enabled=True, routes=(CITY,))

_MAIN = Ivr(
    name="Main",
    number="6500",
    greeting=(prompt(GREETING),),
    options=(option("1", to_ann()), option("2", to_sales())),
    no_input=Retry(retries=1),
    no_match=Retry(retries=1),
)
_SALES = Ivr(name="Sales", number="6501", greeting=(prompt(SECOND),), options=(option("1", to_ann()),))


def menu(number: str = "6500", /, **changes: object) -> Ivr:
    """The main menu, or another one like it, with changes; validated."""
    base = _MAIN if number == "6500" else _SALES
    return Ivr.model_validate({**dict(base), "number": number, **changes})


def company(*replaced: tuple[int, Document], inbound: Destination | None = None) -> Configuration:
    """Every object of the company; `replaced` come instead of, or besides, what stands here."""
    objects: dict[int, Document] = {
        LINE: Trunk(name="line", host="192.0.2.1", caller_id="+49301000"),
        SPARE: Trunk(name="spare", host="192.0.2.2", keep_caller_id=True),
        3: InboundRoute(name="in", pattern="555", to=inbound or to_main()),
        MAIN: _MAIN,
        SALES: _SALES,
        ANN: Extension(name="Ann", number="100"),
        BOB: Extension(name="Bob", number="101", ring_time_s=20),
        CID: Extension(name="Cid", number="2000"),
        TEAM: ExtensionGroup(name="team", members=(BOB, CID)),
        CITY: OutboundRoute(
            name="city",
            patterns=(DialPattern(pattern="9ZXXXXXX", strip=1),),
            trunks=(LINE, SPARE),
            extensions=(ANN,),
            caller_id="+49302000",
        ),
        WORLD: OutboundRoute(
            name="world", position=2, patterns=(DialPattern(pattern="00.", strip=2, prepend="+"),), trunks=(SPARE,)
        ),
    }
    objects.update(_around())
    for id, name in _NAMES.items():
        objects[id] = Prompt(name=name, content=content(id), duration_ms=_SECONDS[id] * 1000)
    objects.update(replaced)
    return Configuration.of(Stored(id, 1, document) for id, document in objects.items())


def _around() -> dict[int, Document]:
    """What no menu uses unless a scenario says so. START is a Monday in office hours."""
    new_year = Moment(month=1, day=1)
    return {
        OFFICE: Office(),
        NEW_YEAR: Holiday(
            name="New Year", every_year=True, first=new_year, last=Moment(month=1, day=1, hour=23, minute=59)
        ),
        DAYTIME: TimeCondition(name="daytime", when=Schedule(holidays=(NEW_YEAR,)), open=to_ann(), closed=to_sales()),
        CREW: RingGroup(name="crew", number="600", members=(ANN, BOB)),
        THANKS: SmsTemplate(name="thanks", text="Thank you for calling."),
        DESK: GroupVoicemail(
            name="desk", number="690", members=(ExtensionMember(extension=ANN), GroupMember(group=TEAM))
        ),
        BOARD: Conference(name="board", number="650"),
        PLAN: ApiDialplan(name="crm", method="POST", url="http://192.0.2.7/where", failover=to_sales()),
        SUPPORT: Queue(name="support", number="640", agents=(QueueAgent(extension=ANN), QueueAgent(extension=BOB))),
        TUNES: Music(name="tunes", prompts=(NOTICE,)),
        SELLERS: Organization(name="sellers", members=(ANN,)),
        ABROAD: Organization(name="abroad", parent=SELLERS, members=(BOB,)),
        NUISANCE: CallerList(name="callers", numbers=("+881.",)),
        KEPT: KeptScenario(name="sales", dialled="6500", keys="1", outcome="answered"),
        HOOK: Webhook(name="hook", url="http://192.0.2.7/hook", events=("option_pressed",)),
    }


def with_main(**changes: object) -> Configuration:
    """The company with changes in its main menu."""
    return company((MAIN, menu("6500", **changes)))


def from_outside(
    script: str = "",
    *,
    dialled: str = "555",
    phones: Mapping[str, Line] = NO_PHONES,
    trunks: Mapping[int, Line] = NO_TRUNKS,
    unreadable: frozenset[str] = frozenset(),
    pin: str = "",
    replies: Mapping[int, Reply] = NO_REPLIES,
    messages: Mapping[int, MessageCounts] = NO_MESSAGES,
    plan: Sequence[tuple[DialplanStep, ...]] = (),
    others: tuple[OtherCall, ...] = (),
) -> Scenario:
    """Somebody calls in through the trunk; `pin` is that of the main menu, `plan` what the server of `PLAN` says."""
    return Scenario(
        dialled=dialled,
        caller="+4930777",
        trunk=LINE,
        script=script,
        phones=phones,
        trunks=trunks,
        unreadable=unreadable,
        pins={MAIN: pin} if pin else {},
        replies=replies,
        plans={PLAN: tuple(PlanReply(DialplanAnswer(steps)) for steps in plan)},
        messages=messages,
        others=others,
    )


def meanwhile(after_s: float, extension: int, dialled: str, script: str = "", *, picks_up: str = "") -> OtherCall:
    """A call of that extension, which begins after that of the scenario."""
    return OtherCall(after_s, extension, NUMBERS[extension], dialled, script, picks_up)


def from_ann(
    dialled: str,
    script: str = "",
    *,
    phones: Mapping[str, Line] = NO_PHONES,
    trunks: Mapping[int, Line] = NO_TRUNKS,
) -> Scenario:
    """Ann calls from her phone."""
    return Scenario(dialled=dialled, caller="100", extension=ANN, script=script, phones=phones, trunks=trunks)


@dataclass(frozen=True)
class Case:
    """A scenario and what is to happen.

    `expected` has a line for each instant: seconds since the beginning, then what happened, `; ` between; of each event
    its type and the fields of `SHOWN`, but not the first event. An engine in real time compares `told` alone.
    """

    name: str
    configuration: Configuration
    scenario: Scenario
    expected: str
    limits: Limits = field(default=DEFAULT_LIMITS)

    @property
    def timed(self) -> list[str]:
        """What `timed(events)` has to be."""
        lines = (line.split(maxsplit=1) for line in self.expected.strip().splitlines())
        return [f"{at_s} {event}" for at_s, events in lines for event in events.split("; ")]

    @property
    def told(self) -> list[str]:
        """What `told(events)` has to be."""
        return [line.split(maxsplit=1)[1] for line in self.timed]


SHOWN: dict[str, tuple[str, ...]] = {
    "menu_entered": ("number", "visit"),
    "prompt_started": ("name",),
    "prompt_ended": ("name", "finished"),
    "prompt_skipped": ("name", "reason"),
    "key_pressed": ("digit",),
    "matched": ("entry", "by"),
    "no_match": ("entry", "count"),
    "no_input": ("count",),
    "going_to": ("kind", "number"),
    "time_decided": ("rule", "by"),
    "night_mode": ("number", "by"),
    "office_switched": ("what", "ivr"),
    "office_closed": ("by",),
    "caller_blocked": ("name", "reason"),
    "pin_entered": ("outcome", "count"),
    "disa_refused": ("reason",),
    "action_asked": ("key", "input"),
    "action_answered": ("action", "destination"),
    "dialplan_asked": ("dialplan", "keys"),
    "dialplan_answered": ("steps",),
    "sms_requested": ("template", "to"),
    "webhook_requested": ("webhook", "keys"),
    "mailbox_entered": ("number", "reason"),
    "message_left": ("ended_by",),
    "message_discarded": ("reason",),
    "mailbox_opened": ("number", "by"),
    "mailbox_refused": ("number", "reason"),
    "mailbox_closed": ("heard", "deleted"),
    "message_heard": ("message",),
    "message_kept": ("message",),
    "message_deleted": ("message",),
    "message_restored": ("message",),
    "message_forwarded": ("message", "number"),
    "greeting_recorded": ("reason",),
    "greeting_removed": ("reason",),
    "queue_joined": ("number", "position"),
    "queue_position": ("position", "wait_min"),
    "queue_offered": ("number",),
    "queue_offer_ended": ("number", "outcome"),
    "conference_joined": ("number", "role", "members"),
    "conference_refused": ("reason",),
    "conference_muted": ("by",),
    "conference_invited": ("to", "outcome"),
    "conference_left": ("reason", "members"),
    "queue_left": ("reason", "key"),
    "name_spelled": ("keys", "matches"),
    "name_offered": ("number",),
    "name_chosen": ("extension",),
    "prompt_edited": ("ivr",),
    "prompt_edit_refused": ("reason",),
    "emergency_dialled": ("number", "caller"),
    "dial_started": ("targets",),
    "ringing": ("target",),
    "dial_ended": ("outcome",),
    "bridged": ("target",),
    "bridge_ended": ("by",),
    "transferred": ("to", "by", "asked_by"),
    "hold": ("asked_by",),
    "resume": ("asked_by",),
    "muted": ("side", "muted", "asked_by"),
    "callee_dropped": ("target",),
    "transfer_recalled": ("to",),
    "hold_recalled": ("to",),
    "callee_replaced": ("target",),
    "picked_up": ("target",),
    "pick_up_asked": ("number", "outcome"),
    "parked": ("slot", "extension"),
    "park_announced": ("slot", "extension", "answered"),
    "park_timed_out": ("slot", "extension"),
    "park_refused": ("slot",),
    "caller_replaced": ("caller", "extension", "trunk"),
    "forwarded": ("number", "rule", "to"),
    "forward_asked": ("accepted",),
    "not_rung": ("number", "reason"),
    "trunk_skipped": ("name", "reason"),
    "forward_refused": ("number", "to", "reason"),
    "loop_guard": ("which",),
    "call_ended": ("by", "cause", "menu", "prompt", "keys"),
}


def told(events: Sequence[CallEvent]) -> list[str]:
    """The events but the first, without times."""
    return [told_of(event) for event in events[1:]]


def timed(events: Sequence[CallEvent]) -> list[str]:
    """The events but the first, each with its seconds."""
    return [f"{(event.at - events[0].at).total_seconds():g} {told_of(event)}" for event in events[1:]]


def told_of(event: CallEvent) -> str:
    """One event, without its time."""
    shown = (_field(name, getattr(event, name)) for name in SHOWN.get(event.type, ()))
    return " ".join([event.type, *(text for text in shown if text)])


def _field(name: str, value: object) -> str:
    if name == "finished":
        return "to the end" if value else "stopped"
    if name in ("accepted", "answered"):
        return "yes" if value else "no"
    if name == "rule" and value == "phone":
        return ""
    if name == "targets" and isinstance(value, tuple):
        return ",".join(target.number for target in value)
    if name == "target":
        return str(getattr(value, "number", ""))
    if name in ("menu", "prompt", "keys") and value:
        return f"{name}={value}"
    return str(value) if value not in (None, "") else ""
