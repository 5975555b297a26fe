"""What feature codes change in the extension that dials them."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

import pytest
from tests.callflow.scenarios.world import ANN, BOB, START, company, from_ann, told

from switchboard.engine.simulated.edits import SimulatedEdits
from switchboard.engine.simulated.loop import run_virtual
from switchboard.errors import Unavailable
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ToExtension, ToNumber
from switchboard.model.directory import Extension
from switchboard.model.forwarding import Forwarding, ForwardRule
from switchboard.model.stored import Stored
from switchboard.simulation import run_scenario

pytestmark = pytest.mark.unit

D = TypeVar("D", bound=Document)

TO_BOB = ForwardRule(to=ToExtension(extension=BOB), confirm=True)
BEFORE = Forwarding(busy=TO_BOB, max_calls=2)


def by_number(number: str) -> ForwardRule:
    return ForwardRule(to=ToNumber(number=number))


def dialled(*codes: str) -> Forwarding:
    """How Ann's extension forwards after she has dialled these, one after the other."""
    configuration = company((ANN, Extension(name="Ann", number="100", forwarding=BEFORE)))
    edits = SimulatedEdits(configuration)

    async def work() -> None:
        for code in codes:
            await run_scenario(configuration, from_ann(code), START, edits=edits)

    run_virtual(work())
    assert set(edits.authors) <= {"phone:100"}
    changed = edits.edited.get(ANN, configuration.all(Extension)[0].document)
    assert isinstance(changed, Extension)
    return changed.forwarding


@pytest.mark.parametrize(
    ("codes", "changes"),
    [
        (("*312000",), {"always": by_number("2000")}),
        (("*312000", "*031"), {}),
        (("*3295551234",), {"busy": by_number("95551234")}),
        (("*032",), {"busy": None}),
        (("*332000",), {"no_answer": by_number("2000")}),
        (("*332000", "*033"), {}),
        (("*75",), {"dnd": True}),
        (("*75", "*075"), {}),
        (("*31004912345",), {}),
        (("*31" + "9" * 40,), {}),
        (("*75", "*312000"), {"dnd": True, "always": by_number("2000")}),
    ],
)
def test_what_a_code_changes(codes: tuple[str, ...], changes: dict[str, object]) -> None:
    assert dialled(*codes) == BEFORE.model_copy(update=changes)


class Away(SimulatedEdits):
    """The database is away."""

    async def edit(self, family: type[D], id: int, change: Callable[[D], D], author: str) -> Stored[D]:
        raise Unavailable("the database is away")


def test_a_code_that_cannot_be_written_is_refused() -> None:
    async def work(configuration: Configuration) -> list[str]:
        return told((await run_scenario(configuration, from_ann("*75"), START, edits=Away(configuration))).events)

    events = run_virtual(asyncio.wait_for(work(company()), 60))
    assert events == ["going_to feature_code *75", "call_ended switchboard unreachable"]
