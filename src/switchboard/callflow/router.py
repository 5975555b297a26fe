"""Where a call goes first, and from there on until it ends."""

import asyncio
from typing import Literal

from switchboard.callflow.dial import call_extension, call_outside
from switchboard.callflow.dialled import first_destination, inside
from switchboard.callflow.events import CallEnded, CallStarted, GoingTo, LoopGuard
from switchboard.callflow.guard import Guard, Which
from switchboard.callflow.hop import Hop, OutsideCall, Over, describe
from switchboard.callflow.menu import run_menu
from switchboard.callflow.session import Services, Session
from switchboard.engine.port import BridgeEnd, Call, Cause, NotAnswered
from switchboard.model.destination import (
    HangUp,
    PlayAndExit,
    PlayAndReturn,
    ToExtension,
    ToExternalNumber,
    ToIvr,
)
from switchboard.model.ivr import Ivr, Route
from switchboard.model.prompt import AnnouncementName, PromptRef
from switchboard.model.stored import Stored

_FAILURES: dict[Cause, AnnouncementName] = {
    Cause.BUSY: "busy",
    Cause.NO_ANSWER: "no-answer",
    Cause.NOT_FOUND: "invalid",
}


async def handle_call(call: Call, services: Services) -> None:
    """Run one call from its first ring to its end. Returns when the call is over; cancel it when the caller leaves."""
    session = Session(call, services)
    _tell_start(session)
    over: Over | None = None
    try:
        over = await _Journey(session).run()
        await call.hang_up(over.cause)
    except Exception:
        over = Over(Cause.FAILED)
        await call.hang_up(over.cause)
        raise
    finally:
        _tell_end(session, over)


def _tell_start(session: Session) -> None:
    info = session.call.info
    session.emit(
        CallStarted(
            at=session.now(),
            caller=info.caller.number,
            caller_name=info.caller.name,
            dialled=info.dialled,
            extension=info.extension,
            trunk=info.trunk,
        )
    )


def _tell_end(session: Session, over: Over | None) -> None:
    by, cause = _who_ended(session.call, over)
    session.emit(
        CallEnded(
            at=session.now(),
            by=by,
            cause=cause,
            menu=session.menu,
            prompt=session.prompt,
            offset_ms=session.offset_ms,
            keys=session.pressed,
        )
    )


def _who_ended(call: Call, over: Over | None) -> tuple[Literal["caller", "callee", "switchboard"], Cause]:
    if over is not None:
        return "callee" if over.callee else "switchboard", over.cause
    if call.ending is None or call.ending.by == "caller":
        return "caller", call.ending.cause if call.ending else Cause.NORMAL
    return "switchboard", call.ending.cause


class _Journey:
    """The way of one caller. `_menu` is the menu whose choice the caller now follows, `_on_failure` its rule."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._guard = Guard(session.limits)
        self._menu: Stored[Ivr] | None = None
        self._on_failure: Route | None = None

    async def run(self) -> Over:
        """From destination to destination."""
        first = first_destination(self._session.configuration, self._session.call.info)
        step = Over(Cause.NOT_FOUND) if first is None else Hop(first)
        while isinstance(step, Hop):
            self._tell(step)
            if step.stop_recording:
                await self._session.forbid_recording()
            step = await self._follow(step)
        return step

    def _tell(self, hop: Hop) -> None:
        about = describe(hop.to, self._session.configuration)
        self._session.emit(
            GoingTo(
                at=self._session.now(),
                kind=hop.to.kind,
                description=about.text,
                number=about.number,
                id=about.id,
            )
        )

    async def _follow(self, hop: Hop) -> Hop | Over:
        match hop.to:
            case HangUp():
                return Over(Cause.NORMAL if self._session.call.answered else Cause.REJECTED)
            case ToIvr(ivr=ivr):
                return await self._visit(ivr)
            case ToExtension(extension=extension):
                alert_info = self._menu.document.alert_info if self._menu else ""
                return await self._after(await call_extension(self._session, extension, alert_info))
            case ToExternalNumber(prefix=prefix, number=number):
                routes = tuple(self._session.configuration.outbound_routes())
                return await self._after(await call_outside(self._session, OutsideCall(prefix + number, routes)))
            case OutsideCall():
                return await self._after(await call_outside(self._session, hop.to))
            case PlayAndExit(prompt=prompt, times=times):
                await self._play(prompt, times)
                return Over(Cause.NORMAL)
            case PlayAndReturn(prompt=prompt, times=times):
                await self._play(prompt, times)
                return Hop(ToIvr(ivr=self._menu.id)) if self._menu else Over(Cause.NORMAL)
        return await self._failed(Cause.UNREACHABLE)

    async def _play(self, prompt: PromptRef, times: int) -> None:
        await self._session.answer()
        for _ in range(times):
            await self._session.play(prompt, stop_on_key=False)

    async def _visit(self, key: int) -> Hop | Over:
        menu = self._session.configuration.get(Ivr, key)
        if menu is None:
            return await self._failed(Cause.UNREACHABLE)
        if which := self._guard.enter(key):
            return await self._stop(which)
        await self._session.answer()
        hop = await self._run(menu)
        if hop is None:
            return await self._stop("time")
        self._menu, self._on_failure = menu, menu.document.transfer_failed
        return hop

    async def _run(self, menu: Stored[Ivr]) -> Hop | None:
        """Where the menu leads, or None when the time for menus is over."""
        began_s = self._session.time_s()
        try:
            async with asyncio.timeout(self._guard.time_left_s) as limit:
                return await run_menu(self._session, menu, self._guard.visits)
        except TimeoutError:
            if not limit.expired():
                raise
            return None
        finally:
            self._guard.time_left_s -= self._session.time_s() - began_s

    async def _stop(self, which: Which) -> Over:
        self._session.leave_menu()
        self._session.emit(LoopGuard(at=self._session.now(), which=which))
        await self._session.say("limit-reached")
        return Over(Cause.NORMAL)

    async def _after(self, result: BridgeEnd | NotAnswered) -> Hop | Over:
        """After a dial: the rule for failures, the number that the caller was sent to, or the end."""
        if isinstance(result, NotAnswered):
            return await self._failed(result.cause)
        if not result.transfer_to:
            return Over(result.cause, callee=result.by == "callee")
        self._menu = self._on_failure = None
        self._session.language = ""
        to = inside(self._session.configuration, result.transfer_to, result.transferred_by)
        return await self._failed(Cause.NOT_FOUND) if to is None else Hop(to)

    async def _failed(self, cause: Cause) -> Hop | Over:
        """The menu's rule, once; else an answered caller is told and any caller is let go."""
        rule, self._on_failure = self._on_failure, None
        if rule is not None:
            return Hop.by(rule)
        if self._session.call.answered:
            await self._session.say(_FAILURES.get(cause, "unavailable"))
        return Over(cause)
