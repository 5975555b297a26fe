"""Listening to a scripted line that has answered: exact in virtual time, and without a sound."""

import asyncio

from switchboard.call.answerer import Answerer, GreetingEnd
from switchboard.engine.port import AnswererHeard
from switchboard.engine.simulated.scenario import Line

MACHINE_S = 2.5
"""Nobody says so much in one go who answers a telephone."""
PERSON_PAUSE_S = 0.6
BEEP_S = 0.5
"""From the last word of a greeting to the end of the beep."""


class SimulatedEar:
    """Implements `engine.port.Ear`. It has listened since the answer."""

    def __init__(self, line: Line, most_s: float, greeting_s: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._line = line
        self._since_s = self._loop.time()
        self._most_s = most_s
        self._greeting_s = greeting_s
        self._pressed = asyncio.Event()

    async def who(self) -> AnswererHeard:
        by, known_s = self._known()
        try:
            async with asyncio.timeout_at(self._since_s + known_s):
                await self._pressed.wait()
        except TimeoutError:
            spoken_s = min(self._spoken_s(), known_s)
            return AnswererHeard(by, round(spoken_s * 1000), round(known_s * 1000))
        return AnswererHeard("person", after_ms=round((self._loop.time() - self._since_s) * 1000))

    async def greeting_ended(self) -> GreetingEnd:
        beep_s = self._since_s + (self._line.greeting_s or 0.0) + BEEP_S
        limit_s = self._loop.time() + self._greeting_s
        await asyncio.sleep(min(beep_s, limit_s) - self._loop.time())
        return "beep" if beep_s <= limit_s else "limit"

    def press(self) -> None:
        """A key was pressed: no machine does so."""
        self._pressed.set()

    def _spoken_s(self) -> float:
        return self._line.hello_s if self._line.greeting_s is None else self._line.greeting_s

    def _known(self) -> tuple[Answerer, float]:
        """Who it is, and when that is known."""
        greeting_s, hello_s = self._line.greeting_s, self._line.hello_s
        if greeting_s is not None:
            found: tuple[Answerer, float] = ("machine", min(greeting_s + BEEP_S, MACHINE_S))
        elif hello_s >= MACHINE_S:
            found = "machine", MACHINE_S
        else:
            found = "person", hello_s + PERSON_PAUSE_S if hello_s else self._most_s + 1
        return found if found[1] <= self._most_s else ("unknown", self._most_s)
