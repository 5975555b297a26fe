"""The world beside a scripted call: secrets and web servers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from switchboard.engine.port import Audio
from switchboard.engine.simulated.scenario import NO_PLAN, NOT_ASKED, Scenario
from switchboard.model.action_url import ActionAnswer, ActionQuestion, ActionUrl
from switchboard.model.api_dialplan import ApiDialplan, DialplanAnswer, DialplanQuestion
from switchboard.model.conference import MEMBER_PIN, MODERATOR_PIN
from switchboard.model.ivr import DISA_PIN, PROMPT_PIN
from switchboard.model.stored import Stored
from switchboard.model.voicemail import VOICEMAIL_PIN

_PINS = (DISA_PIN, PROMPT_PIN, VOICEMAIL_PIN, MEMBER_PIN)


RECORDING_S = 2.0


class Surroundings:
    """Answers as the scenario says. What was asked stays readable; nothing leaves."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self.dialplans = SimulatedDialplans(scenario)
        self.asked: list[ActionQuestion] = []

    async def secret(self, object_id: int, name: str) -> str | None:
        if name == MODERATOR_PIN:
            return self._scenario.moderator_pins.get(object_id)
        return self._scenario.pins.get(object_id) if name in _PINS else None

    async def ask(self, ivr: int, action: ActionUrl, question: ActionQuestion) -> ActionAnswer:
        self.asked.append(question)
        scenario = self._scenario
        reply = scenario.replies.get(action.key) or scenario.replies_to_keys.get(question.input, NOT_ASKED)
        await asyncio.sleep(reply.after_s)
        return reply.answer


class SimulatedDialplans:
    """Says what the scenario has for each question, in turn. What was asked stays readable; nothing leaves."""

    def __init__(self, scenario: Scenario) -> None:
        self._replies = {id: iter(replies) for id, replies in scenario.plans.items()}
        self.asked: list[DialplanQuestion] = []

    async def ask(self, plan: Stored[ApiDialplan], question: DialplanQuestion) -> DialplanAnswer:
        self.asked.append(question)
        reply = next(self._replies.get(plan.id, iter(())), NO_PLAN)
        await asyncio.sleep(reply.after_s)
        return reply.answer

    @asynccontextmanager
    async def sound(self, url: str) -> AsyncIterator[Audio | None]:
        """Every recording is there, and takes two seconds."""
        yield Audio("recording", "recording", RECORDING_S)


class SecretsOfLoop:
    """Reads secrets on the loop that owns the database, for a simulation in another thread, which waits meanwhile."""

    def __init__(self, read: Callable[[int, str], Awaitable[str | None]]) -> None:
        self._read = read
        self._loop = asyncio.get_running_loop()

    async def secret(self, object_id: int, name: str) -> str | None:
        """Raises what `read` raises."""
        return asyncio.run_coroutine_threadsafe(self._on_loop(object_id, name), self._loop).result()

    async def _on_loop(self, object_id: int, name: str) -> str | None:
        return await self._read(object_id, name)
