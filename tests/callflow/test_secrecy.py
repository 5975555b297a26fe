"""What a caller enters as a PIN is told nobody, whatever happens in the call."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.callflow.running import Run
from tests.callflow.scenarios.checking import CHECKING
from tests.callflow.scenarios.insiders import ASKING, INSIDERS
from tests.callflow.scenarios.world import MAIN, START, Case, company, from_outside, menu, option

from switchboard.call.events import CallEnded, KeyPressed
from switchboard.call.timeline import timeline
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.loop import run_virtual
from switchboard.errors import Unavailable
from switchboard.model.destination import Disa
from switchboard.model.ivr import DISA_PIN
from switchboard.simulation import run_scenario, simulate

pytestmark = pytest.mark.unit

PIN = "975319"


@given(
    entered=st.text("2345678", min_size=6, max_size=10),
    gap_s=st.sampled_from((0.0, 0.3, 1.5)),
    end=st.sampled_from("#*"),
)
def test_no_key_of_a_pin_is_told(entered: str, gap_s: float, end: str) -> None:
    script = "wait:1 1 wait:1 " + f" wait:{gap_s} ".join(entered) + f" {end} wait:1 hangup"
    events = simulate(ASKING, from_outside(script, pin=PIN), START)
    assert [event.digit for event in events if isinstance(event, KeyPressed)] in (["1"], ["1", "#"])
    ended = events[-1]
    assert isinstance(ended, CallEnded)
    assert ended.keys in ("1", "1#")


@pytest.mark.parametrize("case", (*INSIDERS, *CHECKING), ids=lambda case: case.name)
def test_no_pin_is_in_the_events_or_the_timeline(case: Case) -> None:
    events = simulate(case.configuration, case.scenario, START)
    text = "\n".join([*timeline(events), *(event.model_dump_json() for event in events)])
    for pin in (*case.scenario.pins.values(), "1111", "2222", "3333"):
        assert pin not in text


class Paused(SimulatedCall):
    """Notes when its recording is paused, in seconds."""

    noted: list[tuple[bool, float]]

    async def pause_recording(self, paused: bool) -> None:
        self.__dict__.setdefault("noted", []).append((paused, round(asyncio.get_running_loop().time(), 1)))
        await super().pause_recording(paused)


@pytest.mark.parametrize(
    ("script", "noted"),
    [
        (f"wait:1 1 wait:1 {PIN}# wait:1 hangup", [(True, 1.0), (False, 3.2)]),
        ("wait:1 1 wait:1 1234567890 wait:1 hangup", [(True, 1.0), (False, 4.1)]),
        ("wait:1 1 wait:1 12 hangup", [(True, 1.0), (False, 2.2)]),
    ],
)
def test_the_recording_of_the_call_is_silent_while_a_pin_is_asked_for(
    script: str, noted: list[tuple[bool, float]]
) -> None:
    recorded = company((MAIN, menu(options=(option("1", Disa()),), record=True)))
    call = Run(recorded, from_outside(script, pin=PIN), Paused).call
    assert isinstance(call, Paused)
    assert call.noted[:2] == noted


class Broken:
    """A store whose key file does not fit."""

    async def secret(self, object_id: int, name: str) -> str | None:
        assert (object_id, name) == (MAIN, DISA_PIN)
        raise Unavailable("the key file does not fit")


def test_a_pin_that_cannot_be_read_lets_nobody_in() -> None:
    call = run_scenario(ASKING, from_outside(f"wait:1 1 wait:1 {PIN}#", pin=PIN), START, secrets=Broken())
    events = run_virtual(call).events
    assert [event.type for event in events if event.type in ("disa_refused", "pin_entered")] == ["disa_refused"]
