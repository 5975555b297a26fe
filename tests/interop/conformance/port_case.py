"""How a case of the Call port is written down, and what its flows share."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Literal

from switchboard.call.cause import Cause
from switchboard.engine.port import (
    Answered,
    Audio,
    Call,
    CallerId,
    DialEvent,
    Dialling,
    DialRequest,
    Failed,
    PhoneTarget,
    Ringing,
)
from switchboard.engine.simulated.scenario import Line
from switchboard.model.base import Document
from tests.callflow.scenarios.world import ANN, BOB, GREETING, RETRY, Case, company, content, from_ann, from_outside

NUMBERS = {ANN: "100", BOB: "101"}
TWO_S, FOUR_S = Audio("retry", content(RETRY), 2.0), Audio("greeting", content(GREETING), 4.0)

Tell = Callable[[str], None]
Flow = Callable[[Call, Tell], Coroutine[object, object, None]]


@dataclass(frozen=True, slots=True)
class PortCase:
    """What is done with a call, and what that tells in order. `replaced` are objects of the company."""

    name: str
    script: str
    phones: dict[str, Line]
    flow: Flow
    told: tuple[str, ...]
    replaced: tuple[tuple[int, Document], ...] = ()
    caller: Literal["outside", "Ann"] = "outside"

    @property
    def case(self) -> Case:
        if self.caller == "Ann":
            scenario = from_ann("6500", self.script, phones=self.phones)
        else:
            scenario = from_outside(self.script, phones=self.phones)
        return Case(self.name, company(*self.replaced), scenario, "")

    async def handle(self, call: Call, tell: Tell) -> None:
        """The flow, and a hang-up after it."""
        await self.flow(call, tell)
        await call.hang_up(Cause.NORMAL)


def ring(*extensions: int, ring_time_s: float = 20) -> DialRequest:
    targets = tuple(PhoneTarget(extension, NUMBERS[extension]) for extension in extensions)
    return DialRequest(targets, ring_time_s, CallerId("+4930777"))


def named(event: DialEvent) -> str:
    match event:
        case Ringing(target):
            return f"ringing {target.number}"
        case Answered(leg):
            return f"answered {leg.target.number}"
        case Failed(target, why):
            return f"failed {target.number} {why.cause}"


async def next_answer(dialling: Dialling) -> Answered:
    while not isinstance(event := await dialling.event(), Answered):
        pass
    return event
