"""The simulated engine tells of every scenario what it should, by the same suite as the built-in one."""

from dataclasses import replace

import pytest

from switchboard.engine.simulated.loop import run_virtual
from tests.callflow.scenarios import ALL
from tests.callflow.scenarios.world import Case, told
from tests.interop.conformance.port_case import PortCase
from tests.interop.conformance.port_music import MUSIC, MusicCase
from tests.interop.conformance.port_origination import ORIGINATION, EngineCase
from tests.interop.conformance.port_rooms import ROOMS, RoomCase
from tests.interop.conformance.port_scenarios import PORT
from tests.interop.conformance.rig import perform, put_through
from tests.interop.conformance.simulated import scripted

pytestmark = pytest.mark.unit

LATE_S = 0.15


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_scenario(case: Case) -> None:
    outcome = run_virtual(perform(case, scripted))
    assert told(outcome.events) == case.told
    assert not any(outcome.left_over.values()), outcome.left_over


A_MATTER_OF_MILLISECONDS = frozenset({"a key in the last 20 ms of the greeting"})


@pytest.mark.parametrize(
    "case", [case for case in ALL if case.name not in A_MATTER_OF_MILLISECONDS], ids=lambda case: case.name
)
def test_no_scenario_hangs_on_a_tie(case: Case) -> None:
    """A caller on the wire begins when he hears something, and comes late where the machine is busy."""
    late = replace(case.scenario, script=f"wait:{begun_s(case) + LATE_S} {case.scenario.script}")
    outcome = run_virtual(perform(replace(case, scenario=late), scripted))
    assert told(outcome.events) == case.told


def begun_s(case: Case) -> float:
    """When the caller first hears something."""
    heard = [event for event in case.timed if event.split()[1] in ("ringing", "answered", "call_ended")]
    return float(heard[0].split()[0]) if heard else 0.0


@pytest.mark.parametrize("port_case", PORT, ids=lambda case: case.name)
def test_port(port_case: PortCase) -> None:
    told: list[str] = []
    left_over = run_virtual(put_through(port_case.case, scripted, lambda call: port_case.handle(call, told.append)))
    assert tuple(told) == port_case.told
    assert not any(left_over.values()), left_over


@pytest.mark.parametrize("music_case", MUSIC, ids=lambda case: case.name)
def test_music(music_case: MusicCase) -> None:
    assert run_virtual(music_case.told_on(scripted)) == music_case.told


@pytest.mark.parametrize("engine_case", ORIGINATION, ids=lambda case: case.name)
def test_origination(engine_case: EngineCase) -> None:
    assert run_virtual(engine_case.told_on(scripted)) == engine_case.told


@pytest.mark.parametrize("room_case", ROOMS, ids=lambda case: case.name)
def test_room(room_case: RoomCase) -> None:
    assert run_virtual(room_case.told_on(scripted)) == room_case.told
