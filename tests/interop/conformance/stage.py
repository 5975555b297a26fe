"""Performs a scenario of the call flow on the wire: the built-in engine against a telephone on loopback."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from switchboard.call.events import CallEvent
from switchboard.call.keys import KeyMethod
from switchboard.callflow.memory import Memory
from switchboard.callflow.router import handle_call
from switchboard.callflow.session import Services
from switchboard.clock import LoopClock, SystemClock
from switchboard.config import SipSettings
from switchboard.engine.builtin.context import EngineContext
from switchboard.engine.builtin.digest_uri import OurHosts
from switchboard.engine.builtin.engine import BuiltinEngine
from switchboard.engine.builtin.identity import Identity
from switchboard.engine.builtin.quotas import Quota
from switchboard.engine.builtin.trunk_lines import TrunkLines
from switchboard.engine.port import Call
from switchboard.engine.simulated.pins import SimulatedPins
from switchboard.engine.simulated.scenario import Line
from switchboard.engine.simulated.script import Press
from switchboard.engine.simulated.surroundings import Surroundings
from switchboard.simulation import NOMINAL_ANNOUNCEMENTS
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.digest import Authenticator
from tests.callflow.scenarios.world import START, Case
from tests.interop.conformance.parts import ANN_PASSWORD, REALM, Fixed, Lines, Names, NoRegistrar, Secrets
from tests.interop.conformance.studio import Studio
from tests.kit.ports import reserved_port
from tests.kit.ua import HOST, Calling, Invited, Session, Telephone

LIMIT_S = 60.0
REFUSALS = {"busy": 486, "rejects": 603, "fails": 500}


@dataclass(slots=True)
class Outcome:
    """What the engine told, what the caller got, and what was left over."""

    events: list[CallEvent] = field(default_factory=list)
    status: int = 0
    legs_left: int = 0
    talking_left: int = 0
    faults: int = 0


class Stage:
    """One scenario, with an engine and a telephone of its own. `method` is how the caller's telephone sends keys."""

    def __init__(self, case: Case, studio: Studio, method: KeyMethod) -> None:
        self._case = case
        self._method = method
        self._studio = studio
        self._over = asyncio.Event()
        self._engine = BuiltinEngine(self._handle, Fixed(case.configuration))
        self._endpoint = SipEndpoint(self._engine, user_agent="Switchboard", trying=False)
        self._telephone = Telephone(self._on_invite)
        self._caller = Calling(self._telephone, case.scenario.caller, ANN_PASSWORD)
        self._around = Surroundings(case.scenario)
        self.outcome = Outcome()

    async def perform(self) -> Outcome:
        """From the first INVITE until nothing is left."""
        await self._telephone.start()
        await self._endpoint.start(HOST, 0, tcp=True)
        context, lines = self._context(), TrunkLines(Names(self._case.configuration))
        ours = OurHosts(frozenset(), REALM, self._endpoint.is_ours, Fixed(self._case.configuration).owner)
        identity = Identity(Authenticator(REALM, b"x" * 32), Secrets(), lines, ours)
        self._engine.attach(context, identity, NoRegistrar())
        try:
            async with asyncio.timeout(LIMIT_S):
                await self._call()
            await self._engine.drain(LIMIT_S)
        finally:
            await self._endpoint.close()
            await self._telephone.close()
        self.outcome.legs_left = len(context.legs)
        self.outcome.talking_left = sum(not session.ended.is_set() for session in self._telephone.sessions)
        self.outcome.faults = self._endpoint.counters.handler_faults
        return self.outcome

    def _context(self) -> EngineContext:
        lines = Lines(self._case.configuration, self._case.scenario, self._telephone.endpoint.port, reserved_port())
        return EngineContext(
            settings=SipSettings(host=HOST),
            endpoint=self._endpoint,
            pool=self._studio.pool,
            locator=lines,
            clock=SystemClock(),
            stem=self._stem,
            recordings=self._studio.recordings,
            quota=Quota(calls=10, half_open=10, half_open_of_all=10),
        )

    def _stem(self, content: str) -> Path:
        unreadable = content in self._case.scenario.unreadable
        return self._studio.prompts / (f"missing-{content}" if unreadable else content)

    async def _handle(self, call: Call) -> None:
        services = Services(
            configuration=self._case.configuration,
            clock=LoopClock(START, asyncio.get_running_loop()),
            emit=self.outcome.events.append,
            announcements=NOMINAL_ANNOUNCEMENTS,
            limits=self._case.limits,
            secrets=self._around,
            actions=self._around,
            pins=SimulatedPins(),
            memory=Memory(),
        )
        try:
            await handle_call(call, services)
        finally:
            self._over.set()

    async def _call(self) -> None:
        script = asyncio.create_task(self._act())
        try:
            self.outcome.status = await self._caller.place(self._case.scenario.dialled, self._endpoint.port)
            await self._over.wait()
            for session in self._telephone.sessions:
                await session.ended.wait()
        finally:
            script.cancel()
            await asyncio.gather(script, return_exceptions=True)

    async def _act(self) -> None:
        """What the caller does. Time begins when the caller hears something."""
        await self._caller.begun.wait()
        loop = asyncio.get_running_loop()
        began_s = loop.time()
        for step in self._case.scenario.steps():
            await asyncio.sleep(began_s + step.at_s - loop.time())
            if not isinstance(step, Press):
                await self._caller.leave()
            elif self._caller.session is not None:
                await self._press(self._caller.session, step.digit)

    async def _press(self, session: Session, digit: str) -> None:
        if self._method == "info":
            await session.press_by_info(digit)
        else:
            await session.rtp.press(digit)

    async def _on_invite(self, invited: Invited) -> None:
        """How a phone or trunk of the scenario takes a call."""
        scenario, uri = self._case.scenario, invited.uri
        trunk = uri.params.get("trunk")
        line = scenario.phones.get(uri.user or "", Line()) if trunk is None else scenario.trunks.get(int(trunk), Line())
        if line.kind in ("answers", "no_answer", "rejects"):
            invited.ring()
        delay_s = {"no_answer": None, "fails": 0.0}.get(line.kind, line.after_s)
        if not await invited.unless_cancelled(delay_s):
            return
        if line.kind == "answers":
            await self._talk(await invited.answer(), line)
        elif line.kind == "forwards":
            best_last = enumerate(reversed(line.forwards_to), 1)
            contacts = [("Contact", f"<sip:{number}@{HOST}>;q=0.{index}") for index, number in best_last]
            invited.tx.respond(302, headers=contacts)
        else:
            invited.tx.respond(line.status or REFUSALS[line.kind])

    async def _talk(self, session: Session, line: Line) -> None:
        try:
            await asyncio.wait_for(session.ended.wait(), line.talks_s)
        except TimeoutError:
            if line.transfers_to:
                assert await session.refer(line.transfers_to) == 202
            elif line.leaves == "caller":
                await self._caller.leave()
            else:
                await session.bye()
