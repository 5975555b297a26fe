"""Keys as telephones send them: by two methods at once, and in the forms of SIP INFO."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from switchboard.call.events import KeyPressed, PromptEnded
from switchboard.call.keys import KeyMethod
from switchboard.engine.builtin.context import EngineContext
from tests.callflow.scenarios import ALL
from tests.callflow.scenarios.world import DIAL_OUT, Case, from_outside, told, with_main
from tests.interop.conformance.rig import perform
from tests.interop.conformance.studio import Studio, studio
from tests.interop.conformance.telephone import Wired, wired
from tests.kit.ua import Session

pytestmark = [pytest.mark.interop]

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


@pytest.mark.parametrize("name", ["type-ahead through two menus", "1 against 100: the extension is dialled"])
async def test_an_event_and_info_at_its_release_are_one_key(name: str, tmp_path: Path) -> None:
    case = next(case for case in ALL if case.name == name)
    async with studio(tmp_path) as on:
        outcome = await perform(case, wired(on, "rfc4733", BothWays))
    assert told(outcome.events) == case.told
    assert {event.method for event in outcome.events if isinstance(event, KeyPressed)} == {"rfc4733"}


@pytest.mark.parametrize("method", ["rfc4733", "info"])
async def test_a_key_counts_before_anything_is_said(method: KeyMethod, tmp_path: Path) -> None:
    case = next(case for case in ALL if case.name == "an option that nothing else begins with commits at once")
    async with studio(tmp_path) as on:
        outcome = await perform(case, wired(on, method, Slow))
    first = next(event for event in outcome.events if isinstance(event, PromptEnded))
    assert (first.finished, first.offset_ms) == (False, 0)
    assert told(outcome.events) == case.told


async def test_who_leaves_before_anything_is_said_has_heard_nothing(tmp_path: Path) -> None:
    case = next(case for case in ALL if case.name == "hanging up during the greeting")
    async with studio(tmp_path) as on:
        outcome = await perform(case, wired(on, "rfc4733", Slow))
    assert not any(event.type == "prompt_started" for event in outcome.events)
    assert (outcome.events[-1].type, outcome.left_over["legs"]) == ("call_ended", 0)


async def test_the_forms_of_info(tmp_path: Path) -> None:
    script = " ".join(f"wait:0.3 {key}" for key in (*"ABC", *"0123456#"))
    case = Case(
        "forms of INFO",
        with_main(outbound_dial=DIAL_OUT, options=(), digit_timeout_s=3),
        from_outside(f"wait:0.5 {script} wait:1 hangup"),
        "",
    )
    async with studio(tmp_path) as on:
        rig = InForms(case, on, "info")
        outcome = await asyncio.wait_for(perform(case, lambda _: rig.rigged()), 30)
    assert rig.statuses == {key: status for key, (_, _, status) in FORMS.items()}
    keys = [(event.digit, event.method) for event in outcome.events if isinstance(event, KeyPressed)]
    assert keys == [(digit, "info") for digit in "0123456#"]
