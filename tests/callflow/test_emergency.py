"""Calls to the emergency services: through which trunks, with which number, and what is one."""

import asyncio
from dataclasses import dataclass, replace

import pytest
from tests.callflow.running import Run, info
from tests.callflow.scenarios.emergency import calling, office
from tests.callflow.scenarios.world import ANN, BOB, LINE, OFFICE, SPARE, START, company

from switchboard.call.events import CallEvent, EmergencyDialled
from switchboard.callflow.memory import Memory
from switchboard.callflow.router import handle_call
from switchboard.callflow.session import Emit, Flow, Services
from switchboard.clock import LoopClock
from switchboard.engine.port import Audio, CallInfo, Origination, PhoneTarget, Played, TrunkTarget
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.edits import SimulatedEdits
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.mailboxes import SimulatedMailboxes
from switchboard.engine.simulated.pins import SimulatedPins
from switchboard.engine.simulated.queues import SimulatedQueues
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.engine.simulated.surroundings import Surroundings
from switchboard.model.base import Document
from switchboard.model.directory import Extension
from switchboard.model.emergency import Emergency
from switchboard.model.emergency_numbers import emergency_number
from switchboard.model.office import Office
from switchboard.model.trunk import Trunk
from switchboard.simulation import NOMINAL_ANNOUNCEMENTS

pytestmark = pytest.mark.unit

REFUSED = {LINE: Line("busy", 1), SPARE: Line("fails")}


def tried(*replaced: tuple[int, Document], trunks: dict[int, Line] = REFUSED) -> list[tuple[int, str]]:
    """The trunks through which Ann's call went out, and the number that each was shown."""
    scenario = Scenario(dialled="112", caller="100", extension=ANN, trunks=trunks)
    requests = Run(company(*replaced), scenario).call.dialled
    targets = [target for request in requests for target in request.targets]
    assert all(isinstance(target, TrunkTarget) and target.emergency for target in targets)
    return [
        (target.trunk, request.caller_id.number)
        for request, target in zip(requests, targets, strict=True)
        if isinstance(target, TrunkTarget)
    ]


def test_trunks_for_emergencies_come_first_and_those_that_are_down_last() -> None:
    assert [trunk for trunk, _ in tried(office())] == [LINE, SPARE]
    assert [trunk for trunk, _ in tried(office(trunks=(SPARE,)))] == [SPARE, LINE]
    down = {LINE: Line("down"), SPARE: Line("fails")}
    assert [trunk for trunk, _ in tried(office(trunks=(LINE,)), trunks=down)] == [SPARE, LINE]
    off = (LINE, Trunk(name="line", host="192.0.2.1", enabled=False))
    assert [trunk for trunk, _ in tried(office(trunks=(LINE,)), off)] == [SPARE]


def test_the_number_of_the_place_is_shown_and_never_none() -> None:
    plain = (LINE, Trunk(name="line", host="192.0.2.1"))
    own = (ANN, Extension(name="Ann", number="100", emergency_caller_id="+493011"))
    assert tried(office(), plain) == [(LINE, "100"), (SPARE, "100")]
    assert tried(office()) == [(LINE, "+49301000"), (SPARE, "100")]
    assert tried(office(caller_id="+493022")) == [(LINE, "+493022"), (SPARE, "+493022")]
    assert tried(office(caller_id="+493022"), own) == [(LINE, "+493011"), (SPARE, "+493011")]


def test_it_is_told_who_has_dialled_what() -> None:
    events = Run(company(office(mail_to=("a@b.example",))), calling("9112")).events
    (told,) = [event for event in events if isinstance(event, EmergencyDialled)]
    assert (told.number, told.caller, told.extension, told.by_mail) == ("112", "100", ANN, True)


@dataclass(frozen=True)
class In:
    """An office somewhere."""

    country: str
    numbers: tuple[str, ...] | None = None

    def finds(self, dialled: str) -> str | None:
        emergency = Emergency(numbers=self.numbers)
        return emergency_number(company((OFFICE, Office(country=self.country, emergency=emergency))), dialled)


@pytest.mark.parametrize(
    ("where", "dialled", "found"),
    [
        (In("DE"), "110", "110"),
        (In("DE"), "911", None),
        (In("GB"), "999", "999"),
        (In("US"), "911", "911"),
        (In("US"), "112", None),
        (In("US"), "9911", "911"),
        (In("IN"), "100", "100"),
        (In("IN", ("112",)), "100", None),
        (In(""), "112", "112"),
        (In("", ()), "112", None),
        (In("DE", ("117",)), "9117", "117"),
        (In("DE"), "0112", None),
        (In("DE"), "1122", None),
        (In("DE"), "+112", None),
        (In("DE"), "*112", None),
        (In("DE"), "١١٢", None),
        (In("DE"), "", None),
        (In("DE"), "1" * 100_000, None),
    ],
)
def test_what_is_an_emergency_number(where: In, dialled: str, found: str | None) -> None:
    assert where.finds(dialled) == found


def test_phones_of_those_who_are_to_know_ring_and_say_who_has_called() -> None:
    played: list[str] = []
    rung: list[Origination] = []

    class Told(SimulatedCall):
        async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
            played.append(audio.name)
            return await super().play(audio, stop_on_key=stop_on_key)

    async def work() -> list[CallEvent]:
        memory, configuration = Memory(), company(office(tell_extensions=(BOB, ANN)))

        async def originate(origination: Origination, flow: Flow) -> CallInfo:
            rung.append(origination)
            await asyncio.sleep(2)
            told = Told(Scenario("112"), origination.call("alarm", START), answered=Line())
            await told.run(lambda call: handle_call(call, services(told_events.append), flow))
            return told.info

        def services(emit: Emit) -> Services:
            around = Surroundings(scenario)
            return Services(
                configuration,
                LoopClock(START, asyncio.get_running_loop()),
                emit,
                around,
                around,
                around.dialplans,
                SimulatedPins(),
                memory,
                SimulatedMailboxes({}),
                SimulatedQueues(configuration, scenario, LoopClock(START, asyncio.get_running_loop())),
                SimulatedEdits(configuration),
                NOMINAL_ANNOUNCEMENTS,
                originate=originate,
            )

        told_events: list[CallEvent] = []
        scenario = calling("112", "wait:1 hangup")
        call = SimulatedCall(scenario, info(scenario))
        await call.run(lambda call: handle_call(call, services(lambda event: None)))
        await asyncio.gather(*memory.alarms)
        assert memory.alarms == set()
        return told_events

    events = run_virtual(work())
    assert [(one.target, one.caller_id.number, one.dialled) for one in rung] == [
        (PhoneTarget(BOB, "101"), "100", "112")
    ]
    assert played == ["emergency-call", "digit-1", "digit-0", "digit-0"] * 3
    assert events[-1].type == "call_ended"


def test_who_withholds_the_number_is_known_to_the_emergency_services() -> None:
    scenario = replace(calling("112"), withheld=True)
    (request,) = Run(company(office(), (LINE, Trunk(name="line", host="192.0.2.1"))), scenario).call.dialled
    assert request.caller_id.number == "100"
