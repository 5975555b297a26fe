"""What a caller enters as a PIN is told nobody, whatever happens in the call."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.callflow.scenarios.checking import CHECKING
from tests.callflow.scenarios.insiders import ASKING, INSIDERS
from tests.callflow.scenarios.world import MAIN, START, Case, from_outside

from switchboard.call.events import CallEnded, KeyPressed
from switchboard.call.timeline import timeline
from switchboard.engine.simulated.loop import run_virtual
from switchboard.errors import Unavailable
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


class Broken:
    """A store whose key file does not fit."""

    async def secret(self, object_id: int, name: str) -> str | None:
        assert (object_id, name) == (MAIN, DISA_PIN)
        raise Unavailable("the key file does not fit")


def test_a_pin_that_cannot_be_read_lets_nobody_in() -> None:
    call = run_scenario(ASKING, from_outside(f"wait:1 1 wait:1 {PIN}#", pin=PIN), START, secrets=Broken())
    events = run_virtual(call).events
    assert [event.type for event in events if event.type in ("disa_refused", "pin_entered")] == ["disa_refused"]
