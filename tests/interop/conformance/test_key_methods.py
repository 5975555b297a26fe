"""Keys as telephones send them: by two methods at once, and in the forms of SIP INFO."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest
import pytest_asyncio

from switchboard.call.events import KeyPressed, PromptEnded
from switchboard.call.keys import KeyMethod
from switchboard.engine.builtin.context import EngineContext
from tests.callflow.scenarios import ALL
from tests.callflow.scenarios.world import DIAL_OUT, Case, from_outside, told, with_main
from tests.interop.conformance.rig import Outcome, perform
from tests.interop.conformance.studio import Studio, studio
from tests.interop.conformance.telephone import Wired
from tests.kit.punctual import Stage
from tests.kit.ua import Session

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="module")]

RELAY, PLAIN, NORTEL = "application/dtmf-relay", "application/dtmf", "application/vnd.nortelnetworks.digits"
FORMS = {
    "0": ("Signal= 0\r\nDuration= 160\r\n", RELAY, 200),
    "1": ("signal=1\nDuration=160\n", f"{RELAY}; charset=utf-8", 200),
    "2": ("2", RELAY.upper(), 200),
    "3": ("3\r\n", PLAIN, 200),
    "4": ("Signal=4\r\nDuration=160\r\n", PLAIN, 200),
    "5": ("Signal=5\r\n", "application/dtmf-info", 200),
    "6": ("p=Digit-Collection\r\ny=Digits\r\n\r\nd=6\r\n", NORTEL, 200),
    "#": ("Signal=11\r\nDuration=250\r\n", RELAY, 200),
    "A": ("Signal=!\r\n", RELAY, 200),
    "B": ("Signal=\r\n", RELAY, 400),
    "C": ("<key>7</key>", "application/xml", 415),
}


class BothWays(Wired):
    """Sends each key as an event, and as INFO when it is released."""

    async def _press(self, session: Session, digit: str) -> None:
        await session.rtp.press(digit)
        await session.press_by_info(digit)


class Slow(Wired):
    """Says nothing for half a minute after an answer, or to the caller's first packet or key."""

    def _made_context(self) -> EngineContext:
        return replace(super()._made_context(), answer_silence_s=30.0)


class InForms(Wired):
    """Sends what `FORMS` has for each key."""

    def __init__(self, case: Case, studio: Studio, method: KeyMethod) -> None:
        super().__init__(case, studio, method)
        self.statuses: dict[str, int] = {}

    async def _press(self, session: Session, digit: str) -> None:
        body, content_type, _ = FORMS[digit]
        self.statuses[digit] = await session.inform(body, content_type)


TYPE_AHEAD, DIALLED = "type-ahead through two menus", "1 against 100: the extension is dialled"
AT_ONCE, LEAVES = "an option that nothing else begins with commits at once", "hanging up during the greeting"
FORMS_SCRIPT = " ".join(f"wait:0.3 {key}" for key in (*"ABC", *"0123456#"))
IN_FORMS = Case(
    "forms of INFO",
    with_main(outbound_dial=DIAL_OUT, options=(), digit_timeout_s=3),
    from_outside(f"wait:0.5 {FORMS_SCRIPT} wait:1 hangup"),
    "",
)
CASES = {case.name: case for case in (*ALL, IN_FORMS)}

Key = tuple[type[Wired], str, KeyMethod]
PERFORMANCES: tuple[Key, ...] = (
    (BothWays, TYPE_AHEAD, "rfc4733"),
    (BothWays, DIALLED, "rfc4733"),
    (Slow, AT_ONCE, "rfc4733"),
    (Slow, AT_ONCE, "info"),
    (Slow, LEAVES, "rfc4733"),
    (InForms, IN_FORMS.name, "info"),
)


@dataclass(frozen=True, slots=True)
class Performed:
    """How a scenario went, on which rig."""

    outcome: Outcome
    rig: Wired


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def performed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Key, Performed]:
    """All at once: they wait most of the time."""
    stage = Stage()

    async def perform_one(key: Key, on: Studio) -> Performed:
        kind, name, method = key
        rig = kind(CASES[name], on, method)
        return Performed(await perform(CASES[name], lambda _: rig.rigged()), rig)

    async def punctually(key: Key, on: Studio) -> Performed:
        """The scenarios whose callers say what they say, whenever they do, are no matter of time."""
        case = CASES[key[1]]
        timeless = case.name in (LEAVES, IN_FORMS.name)
        return await stage.punctual(
            lambda: perform_one(key, on), lambda one: timeless or told(one.outcome.events) == case.told
        )

    async with studio(tmp_path_factory.mktemp("studio")) as on:
        return dict(
            zip(PERFORMANCES, await asyncio.gather(*(punctually(key, on) for key in PERFORMANCES)), strict=True)
        )


def pressed(outcome: Outcome) -> list[tuple[str, KeyMethod]]:
    return [(event.digit, event.method) for event in outcome.events if isinstance(event, KeyPressed)]


@pytest.mark.parametrize("name", [TYPE_AHEAD, DIALLED])
async def test_an_event_and_info_at_its_release_are_one_key(performed: Mapping[Key, Performed], name: str) -> None:
    outcome = performed[BothWays, name, "rfc4733"].outcome
    assert told(outcome.events) == CASES[name].told
    assert {method for _, method in pressed(outcome)} == {"rfc4733"}


@pytest.mark.parametrize("method", ["rfc4733", "info"])
async def test_a_key_counts_before_anything_is_said(performed: Mapping[Key, Performed], method: KeyMethod) -> None:
    outcome = performed[Slow, AT_ONCE, method].outcome
    first = next(event for event in outcome.events if isinstance(event, PromptEnded))
    assert (first.finished, first.offset_ms) == (False, 0)
    assert told(outcome.events) == CASES[AT_ONCE].told


async def test_who_leaves_before_anything_is_said_has_heard_nothing(performed: Mapping[Key, Performed]) -> None:
    outcome = performed[Slow, LEAVES, "rfc4733"].outcome
    assert not any(event.type == "prompt_started" for event in outcome.events)
    assert (outcome.events[-1].type, outcome.left_over["legs"]) == ("call_ended", 0)


async def test_the_forms_of_info(performed: Mapping[Key, Performed]) -> None:
    one = performed[InForms, IN_FORMS.name, "info"]
    assert isinstance(one.rig, InForms)
    assert one.rig.statuses == {key: status for key, (_, _, status) in FORMS.items()}
    assert pressed(one.outcome) == [(digit, "info") for digit in "0123456#"]
