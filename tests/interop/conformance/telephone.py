"""Scenarios on the wire: the built-in engine, and a telephone on loopback that plays everybody else."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Self

from switchboard.call.keys import KeyMethod
from switchboard.clock import SystemClock
from switchboard.config import SipSettings
from switchboard.engine.builtin.context import EngineContext
from switchboard.engine.builtin.digest_uri import OurHosts
from switchboard.engine.builtin.engine import BuiltinEngine
from switchboard.engine.builtin.identity import Identity
from switchboard.engine.builtin.message_waiting import MessageWaiting
from switchboard.engine.builtin.quotas import Quota
from switchboard.engine.builtin.trunk_lines import TrunkLines
from switchboard.engine.builtin.who_calls import diversion_headers
from switchboard.engine.simulated.playlist import Heard
from switchboard.engine.simulated.scenario import CONSULTS_AFTER_S, Line, OtherCall, Scenario
from switchboard.engine.simulated.script import Hold, Press, Speak, Step, parse_script
from switchboard.sip.digest import Authenticator
from switchboard.sip.headers import Replaces
from switchboard.sip.identity import PRIVACY_OF_ID
from switchboard.sip.uri import SipUri
from tests.callflow.scenarios.world import Case
from tests.interop.conformance.parts import ANN_PASSWORD, REALM, Fixed, Lines, Names, NoMessages, NoRegistrar, Secrets
from tests.interop.conformance.studio import Studio
from tests.kit.ports import reserved_port
from tests.kit.ua import HOST, Calling, Invited, Session, Telephone

REFUSALS = {"busy": 486, "rejects": 603, "fails": 500}
SETTINGS = SipSettings(host=HOST, port=0, patience_ms=0)


FAX_HZ, FAX_S = 1100.0, 0.5
"""How a fax machine calls."""


class Wired:
    """One scenario, with an engine and a telephone of its own. `method` is how the caller's telephone sends keys."""

    def __init__(self, case: Case, studio: Studio, method: KeyMethod) -> None:
        self.case = case
        self._method = method
        self._studio = studio
        self._tenancy = Fixed(case.configuration)
        self._telephone = Telephone(self._on_invite)
        self.caller = Calling(self._telephone, case.scenario.caller, ANN_PASSWORD)
        self._called: Counter[str] = Counter()
        self._talks: defaultdict[str, list[Session]] = defaultdict(list)
        self._rung: dict[str, Replaces] = {}
        self.caller.more = told(case.scenario)
        self.engine = BuiltinEngine(SETTINGS, self._tenancy)
        self._leaving: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def rigged(self) -> AsyncIterator[Self]:
        """The telephone is there, and the engine complete."""
        await self._telephone.start()
        endpoint = self.engine.endpoint
        ours = OurHosts(frozenset(), REALM, endpoint.is_ours, self._tenancy.owner)
        lines = TrunkLines(Names(self.case.configuration))
        identity = Identity(Authenticator(REALM, b"x" * 32), Secrets(self.case.configuration), lines, ours)
        self._context = self._made_context()
        registrar = NoRegistrar()
        waiting = MessageWaiting(self._context, self._tenancy, registrar, NoMessages())
        self.engine.attach(self._context, identity, registrar, waiting)
        try:
            yield self
        finally:
            await self._telephone.close()

    async def play(self, over: asyncio.Event) -> None:
        script = asyncio.create_task(self._act())
        others = [asyncio.create_task(self._call_meanwhile(other)) for other in self.case.scenario.others]
        try:
            await self.caller.place(self.case.scenario.dialled, self.engine.endpoint.port)
            await over.wait()
            await asyncio.gather(*others)
            for session in self._telephone.sessions:
                await session.ended.wait()
        finally:
            for task in (script, *others):
                task.cancel()
            await asyncio.gather(script, *others, return_exceptions=True)

    def leave(self) -> None:
        self._leaving = asyncio.create_task(self.caller.leave())

    def takes(self) -> Iterable[Path]:
        return self._studio.takes.iterdir()

    def heard(self) -> Sequence[Heard]:
        audio = self.caller.audio
        return [] if audio is None else self._studio.recognised([packet.payload for packet in audio.heard])

    def left_over(self) -> Mapping[str, int]:
        return {
            "legs": len(self._context.dialogs),
            "rooms": len(self._context.rooms),
            "talking": sum(not session.ended.is_set() for session in self._telephone.sessions),
            "faults": self.engine.endpoint.counters.handler_faults,
        }

    def _made_context(self) -> EngineContext:
        lines = Lines(self.case.configuration, self.case.scenario, self._telephone.endpoint.port, reserved_port())
        return EngineContext(
            settings=SETTINGS,
            endpoint=self.engine.endpoint,
            pool=self._studio.pool,
            locator=lines,
            clock=SystemClock(),
            stem=self._stem,
            tune=lambda tenant, url: self._studio.ring(silent=url in self.case.scenario.silent_streams),
            recordings=self._studio.recordings,
            takes=self._studio.takes,
            quota=Quota(calls=10, half_open=10, half_open_of_all=10),
        )

    def _stem(self, content: str) -> Path:
        unreadable = content in self.case.scenario.unreadable
        return self._studio.prompts / (f"missing-{content}" if unreadable else content)

    async def _act(self) -> None:
        """What the caller does. Time begins when the caller hears something."""
        await self.caller.begun.wait()
        await self._follow(self.case.scenario.steps(), self.caller)

    async def _call_meanwhile(self, other: OtherCall) -> None:
        """Another call, to its end."""
        await self.caller.begun.wait()
        await asyncio.sleep(other.after_s)
        calling = Calling(self._telephone, other.number, ANN_PASSWORD)
        script = asyncio.create_task(self._act_meanwhile(calling, other))
        try:
            await calling.place(other.dialled, self.engine.endpoint.port, replaces=self._rung.get(other.picks_up))
            if calling.session is not None:
                await calling.session.ended.wait()
        finally:
            script.cancel()
            await asyncio.gather(script, return_exceptions=True)

    async def _act_meanwhile(self, calling: Calling, other: OtherCall) -> None:
        await calling.begun.wait()
        await self._follow(parse_script(other.script), calling)

    async def _follow(self, steps: Sequence[Step], who: Session | Calling) -> None:
        """Do what a callee, or a caller, does from now on."""
        loop = asyncio.get_running_loop()
        began_s = loop.time()
        for step in steps:
            await asyncio.sleep(began_s + step.at_s - loop.time())
            session = who if isinstance(who, Session) else who.session
            if isinstance(step, Press):
                if session is not None and step.digit == "F":
                    await session.rtp.talk(FAX_HZ, FAX_S)
                elif session is not None:
                    await self._press(session, step.digit)
                elif isinstance(who, Calling) and who.audio is not None:
                    await who.audio.press(step.digit)
            elif isinstance(step, Speak):
                if session is not None:
                    await session.rtp.speak(step.seconds)
            elif isinstance(step, Hold):
                if session is not None:
                    await session.hold(held=step.held)
            elif isinstance(who, Session):
                await who.bye()
            else:
                await who.leave()

    async def _press(self, session: Session, digit: str) -> None:
        if self._method == "info":
            await session.press_by_info(digit)
        else:
            await session.rtp.press(digit)

    async def _on_invite(self, invited: Invited) -> None:
        """How a phone or trunk of the scenario takes a call."""
        scenario, uri = self.case.scenario, invited.uri
        trunk = uri.params.get("trunk")
        line = scenario.phones.get(uri.user or "", Line()) if trunk is None else scenario.trunks.get(int(trunk), Line())
        self._called[uri.user or ""] += 1
        line = line.at(self._called[uri.user or ""])
        if line.kind in ("answers", "no_answer", "rejects"):
            invited.ring()
            self._rung[uri.user or ""] = invited.named
        delay_s = {"no_answer": None, "fails": 0.0}.get(line.kind, line.after_s)
        if not await invited.unless_cancelled(delay_s):
            return
        if line.kind == "answers":
            await self._talk(await invited.answer(), line, uri.user or "")
        elif line.kind == "forwards":
            best_last = enumerate(reversed(line.forwards_to), 1)
            contacts = [("Contact", f"<sip:{number}@{HOST}>;q=0.{index}") for index, number in best_last]
            invited.tx.respond(302, headers=contacts)
        else:
            invited.tx.respond(line.status or REFUSALS[line.kind])

    async def _talk(self, session: Session, line: Line, number: str) -> None:
        self._talks[number].append(session)
        script = asyncio.create_task(self._follow(parse_script(line.script), session))
        consulting = Calling(self._telephone, number, ANN_PASSWORD)
        consultation = asyncio.create_task(self._consult(consulting, line.consults))
        is_left = True
        try:
            await asyncio.wait_for(session.ended.wait(), line.talks_s)
        except TimeoutError:
            if line.consults:
                named = consulting.named
                assert named is not None
                self._expect_accepted(await session.hand_over(named))
                is_left = False
                await session.ended.wait()
            elif line.joins:
                if await session.hand_over(self._talks[number][0].named) != 202:
                    await session.bye()
                await session.ended.wait()
            elif line.transfers_to:
                if await session.refer(line.transfers_to) != 202:
                    await asyncio.sleep(line.talks_s)
                    await session.bye()
            elif line.leaves == "caller":
                await self.caller.leave()
            else:
                await session.bye()
        finally:
            script.cancel()
            if line.consults and is_left:
                await consulting.leave()
            await consultation

    def _expect_accepted(self, status: int) -> None:
        """Of a transfer, unless the caller has gone meanwhile."""
        assert status == 202 or self._leaving is not None, status

    async def _consult(self, calling: Calling, number: str) -> None:
        """The callee calls somebody else, if the line says so."""
        if number:
            await asyncio.sleep(CONSULTS_AFTER_S)
            await calling.place(number, self.engine.endpoint.port)


def wired(
    studio: Studio, method: KeyMethod, kind: type[Wired] = Wired
) -> Callable[[Case], AbstractAsyncContextManager[Wired]]:
    """The factory of rigs whose callers press keys by `method`."""
    return lambda case: kind(case, studio, method).rigged()


def told(scenario: Scenario) -> list[tuple[str, str]]:
    """What the INVITE of a scenario says of the caller besides From."""
    privacy = [PRIVACY_OF_ID] if scenario.withheld else []
    return privacy + diversion_headers(scenario.diversions, SipUri(user=scenario.dialled, host=HOST), HOST)
