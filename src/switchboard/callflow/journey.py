"""Follows one caller from destination to destination, until the call is over."""

from collections.abc import Coroutine
from dataclasses import replace
from typing import Any, TypeVar, assert_never

from switchboard.call.cause import Cause
from switchboard.call.events import GoingTo, LoopGuard, TransferRecalled, Transferred
from switchboard.callflow.actions import ask, question_at_entry
from switchboard.callflow.answering import call_extension
from switchboard.callflow.conference.course import confer
from switchboard.callflow.conference.door import NotAdmitted
from switchboard.callflow.dial import call_mobile, call_outside, ring_extension
from switchboard.callflow.dial_by_name import dial_by_name
from switchboard.callflow.dialled import first_destination, inside, ours
from switchboard.callflow.dialplans import Onward, follow_plan
from switchboard.callflow.disa import dial_in
from switchboard.callflow.emergency import call_emergency
from switchboard.callflow.features import carry_out
from switchboard.callflow.forwarding import Forwards
from switchboard.callflow.front_door import at_the_door
from switchboard.callflow.guard import Guard, Which
from switchboard.callflow.hop import (
    ActionCall,
    DialplanCourse,
    EmergencyCall,
    FeatureCall,
    Hop,
    LeaveMessage,
    OutsideCall,
    Over,
    describe,
)
from switchboard.callflow.leaving import NotTaken, ToOperator, leave_message
from switchboard.callflow.menu import run_menu
from switchboard.callflow.moving import SentOn
from switchboard.callflow.night import night_hop
from switchboard.callflow.parking import Unclaimed, reclaim
from switchboard.callflow.queueing import NotServed, wait_in_queue
from switchboard.callflow.ringgroup import ring_group
from switchboard.callflow.session import Session
from switchboard.callflow.timing import decided
from switchboard.callflow.within import within
from switchboard.engine.port import BridgeEnd, NotAnswered
from switchboard.model.api_dialplan import ApiDialplan
from switchboard.model.conference import Conference
from switchboard.model.destination import (
    ByTime,
    DialByName,
    Disa,
    HangUp,
    PlayAndExit,
    PlayAndReturn,
    Repeat,
    ToApiDialplan,
    ToConference,
    ToExtension,
    ToExtensionVoicemail,
    ToExternalNumber,
    ToGroupVoicemail,
    ToIvr,
    ToNumber,
    ToQueue,
    ToRingGroup,
    ToTimeCondition,
)
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr, Route
from switchboard.model.prompt import AnnouncementName, PromptRef
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.stored import Stored
from switchboard.model.time_condition import TimeCondition

_FAILURES: dict[Cause, AnnouncementName] = {
    Cause.BUSY: "busy",
    Cause.NO_ANSWER: "no-answer",
    Cause.NOT_FOUND: "invalid",
}

S = TypeVar("S")

RECALL = "transfer-recall"
"""The Alert-Info by which a phone knows that a caller comes back."""

Outward = ToExtension | ToRingGroup | ToExternalNumber | OutsideCall
"""Places where somebody may answer."""


class Journey:
    """The way of one caller.

    `_menu` is the menu that the caller has left last: it is set when the caller leaves a menu, never on entry, and is
    None before the first menu and after a transfer. `_back` says whether the caller may go back to it (not at night).
    `_on_failure` is its rule for failures, None once it was used. `_asked` are the menus whose action URL was already
    asked about this caller. `_mailbox` is where the caller comes back to if the operator of that mailbox fails, and
    `_plan` where an API dial plan goes on if nobody can be reached where it has sent him.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._guard = Guard(session.limits)
        self._menu: Stored[Ivr] | None = None
        self._back = False
        self._on_failure: Route | None = None
        self._asked: set[int] = set()
        self._forwards = Forwards(session)
        self._mailbox: LeaveMessage | None = None
        self._plan: Hop | None = None

    async def run(self, first: Hop | None = None) -> Over:
        """Follow destinations to the end of the call, beginning at `first`, or where the dialled number leads."""
        step = first or await self._unless_sent_on(self._first())
        while isinstance(step, Hop):
            step = await self._unless_sent_on(self._go(step))
        return step

    async def _go(self, step: Hop) -> Hop | Over:
        self._tell(step)
        if step.stop_recording:
            await self._session.recording.forbid()
        return await self._follow(step) if self._guard.go_on() else await self._stop("hops")

    async def _unless_sent_on(self, work: Coroutine[Any, Any, Hop | Over]) -> Hop | Over:
        """What follows; or where somebody sends the caller meanwhile, who talks to nobody."""
        session = self._session
        result = await session.moving.unless_sent_on(work)
        if not isinstance(result, SentOn):
            return result
        await session.call.let_go()
        session.leave_menu()
        session.call.keys.drop()
        at = session.now()
        session.emit(Transferred(at=at, to=result.number, by=result.rights_of, asked_by=result.asked_by))
        return await self._after(BridgeEnd("callee", transfer_to=result.number, transferred_by=result.rights_of))

    async def _first(self) -> Hop | Over:
        if turned_away := await at_the_door(self._session):
            return turned_away
        first = first_destination(self._session.configuration, self._session.call.info)
        return Over(Cause.NOT_FOUND) if first is None else Hop(first)

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
                return self._hang_up()
            case ToIvr(ivr=id):
                return await self._visit(id)
            case PlayAndExit(prompt=prompt, times=times):
                if not await self._session.is_audible():
                    await self._session.answer()
                await self._play(prompt, times)
                return Over(Cause.NORMAL)
            case PlayAndReturn(prompt=prompt, times=times):
                await self._session.answer()
                await self._play(prompt, times)
                return self._again()
            case Repeat():
                return self._again()
            case Disa() | ActionCall() as to:
                return await self._for_the_menu(to)
            case DialByName():
                return await dial_by_name(self._session) or await self._failed(Cause.NOT_FOUND, words="goodbye")
            case ByTime() | ToTimeCondition() | ToNumber() as to:
                return await self._resolve(to)
            case ToExtension() | ToRingGroup() | ToExternalNumber() | OutsideCall() as to:
                return await self._call(to)
            case EmergencyCall() as to:
                with self._session.moving.forbidden():
                    return await self._after(await call_emergency(self._session, to))
            case ToExtensionVoicemail() | ToGroupVoicemail() as owner:
                return await self._leave_message(LeaveMessage(owner))
            case ToQueue(queue=id, priority=priority):
                return await self._wait_in_queue(id, priority)
            case ToConference(conference=id):
                return await self._confer(id)
            case ToApiDialplan(api_dialplan=id):
                return await self._follow_plan(DialplanCourse(id))
            case DialplanCourse() as to:
                return await self._follow_plan(to)
            case LeaveMessage() as to:
                return await self._leave_message(to)
            case FeatureCall() as to:
                return await self._carry_out(to)
            case _ as never:
                assert_never(never)

    async def _carry_out(self, to: FeatureCall) -> Hop | Over:
        result = await carry_out(self._session, to)
        if isinstance(result, Unclaimed):
            result = await reclaim(self._session, self._forwards, result.parker)
        return result if isinstance(result, Hop | Over) else await self._after(result)

    def _hang_up(self) -> Over:
        return Over(Cause.NORMAL if self._session.call.answered else Cause.REJECTED)

    def _again(self) -> Hop | Over:
        """Returns to the menu that the caller comes from; without such a menu the call ends."""
        return Hop(ToIvr(ivr=self._menu.id)) if self._menu is not None and self._back else self._hang_up()

    async def _resolve(self, to: ByTime | ToTimeCondition | ToNumber) -> Hop | Over:
        """The place that a number, a schedule or a time condition stands for at this moment."""
        configuration = self._session.configuration
        match to:
            case ToNumber(number=number):
                place = ours(configuration, number) or OutsideCall(number, tuple(configuration.outbound_routes()))
                return Hop(place)
            case ByTime():
                rules: ByTime | TimeCondition = to
            case ToTimeCondition(time_condition=id):
                condition = configuration.get(TimeCondition, id)
                if condition is None:
                    return await self._failed(Cause.UNREACHABLE)
                rules = condition.document
            case _:
                assert_never(to)
        there = decided(self._session, rules)
        return self._hang_up() if there is None else Hop(there)

    async def _for_the_menu(self, to: Disa | ActionCall) -> Hop | Over:
        """Carry out what only makes sense for a menu: DISA with its PIN, or asking one of its action URLs."""
        if self._menu is None:
            return await self._failed(Cause.UNREACHABLE)
        match to:
            case Disa():
                result = await dial_in(self._session, self._menu)
            case ActionCall():
                result = await ask(self._session, self._menu, to)
            case _:
                assert_never(to)
        return await self._failed(result.cause) if isinstance(result, NotAnswered) else result

    async def _call(self, to: Outward) -> Hop | Over:
        session, menu = self._session, self._menu.document if self._menu else None
        match to:
            case ToExtension(extension=extension, mobile=True):
                return await self._after(await call_mobile(session, extension, menu.caller_ids if menu else ()))
            case ToExtension(extension=extension):
                result = await call_extension(session, self._forwards, extension, menu.alert_info if menu else "")
                return result if isinstance(result, Hop) else await self._after(result)
            case ToRingGroup(ring_group=id):
                return await self._ring(id, menu.alert_info if menu else "")
            case ToExternalNumber(prefix=prefix, number=number):
                outside = OutsideCall(prefix + number, tuple(session.configuration.outbound_routes()))
            case OutsideCall():
                outside = to
            case _:
                assert_never(to)
        # Who forwards calls in his own name, not in that of the menu.
        shown = menu.caller_ids if menu and not self._forwards.followed else ()
        return await self._after(await call_outside(session, outside, shown, confirm=self._forwards.confirm))

    async def _leave_message(self, to: LeaveMessage) -> Hop | Over:
        """Let the caller leave a message. An operator who fails leads back to the greeting, once."""
        result = await leave_message(self._session, to)
        match result:
            case Over() | Hop():
                return result
            case NotTaken():
                return await self._failed(result.cause, told=result.told)
            case ToOperator():
                self._forwards.forget()
                self._session.recall = None
                if result.left:
                    self._guard.arrived()
                self._mailbox = None if result.left else replace(to, operator=False)
                return result.hop
            case _ as never:
                assert_never(never)

    async def _ring(self, id: int, alert_info: str) -> Hop | Over:
        """Ring a group. If nobody answers, the caller goes to its failover; a failover that hangs up is none."""
        group = self._session.configuration.get(RingGroup, id)
        if group is None:
            return await self._failed(Cause.UNREACHABLE)
        result = await ring_group(self._session, group.document, alert_info)
        if isinstance(result, NotAnswered) and not isinstance(group.document.failover, HangUp):
            return Hop(group.document.failover)
        return await self._after(result)

    async def _wait_in_queue(self, id: int, priority: int) -> Hop | Over:
        """Let the caller wait for an agent. A failover that hangs up is none, as with ring groups."""
        queue = self._session.configuration.get(Queue, id)
        if queue is None:
            return await self._failed(Cause.UNREACHABLE)
        menu = self._menu.document if self._menu else None
        result = await wait_in_queue(self._session, queue, priority, menu.alert_info if menu else "")
        match result:
            case Hop():
                return result
            case NotServed(cause=cause, failover=failover):
                return await self._failed(cause) if isinstance(failover, HangUp) else Hop(failover)
            case BridgeEnd():
                return await self._after(result)
            case _ as never:
                assert_never(never)

    async def _confer(self, id: int) -> Hop | Over:
        conference = self._session.configuration.get(Conference, id)
        if conference is None:
            return await self._failed(Cause.UNREACHABLE)
        result = await confer(self._session, conference)
        return await self._failed(result.cause, told=True) if isinstance(result, NotAdmitted) else result

    async def _follow_plan(self, course: DialplanCourse) -> Hop | Over:
        plan = self._session.configuration.get(ApiDialplan, course.dialplan)
        if plan is None:
            return await self._failed(Cause.UNREACHABLE)
        step = await self._in_time(follow_plan(self._session, plan, course))
        if isinstance(step, Onward):
            self._plan = step.otherwise
            return step.hop
        return step or await self._stop("time")

    async def _play(self, prompt: PromptRef, times: int) -> None:
        for _ in range(times):
            await self._session.play(prompt, stop_on_key=False)

    async def _visit(self, id: int) -> Hop | Over:
        menu = self._session.configuration.get(Ivr, id)
        if menu is None:
            return await self._failed(Cause.UNREACHABLE)
        # Before the guard counts a visit, and before the answer: the caller does not get into the menu.
        if hop := self._instead(menu):
            return hop
        if which := self._guard.enter(id):
            return await self._stop(which)
        self._forwards.forget()
        self._mailbox = self._plan = self._session.recall = None
        self._session.set_language(menu.document.language)
        await self._session.answer()
        if menu.document.record:
            await self._session.recording.start()
        hop = await self._in_time(run_menu(self._session, menu, self._guard.visits))
        if hop is None:
            return await self._stop("time")
        self._comes_from(menu)
        return hop

    def _instead(self, menu: Stored[Ivr]) -> Hop | None:
        """Where the caller goes instead of into the menu, before hearing anything: to its night route or, once for
        each menu in a call, to the web server that is asked about callers. None if the caller may come in.
        """
        if hop := night_hop(self._session, menu):
            self._comes_from(menu, back=False)
            return hop
        if menu.id in self._asked or (call := question_at_entry(self._session, menu.document)) is None:
            return None
        self._asked.add(menu.id)
        self._comes_from(menu)
        return Hop(call)

    def _comes_from(self, menu: Stored[Ivr], *, back: bool = True) -> None:
        self._menu, self._back, self._on_failure = menu, back, menu.document.transfer_failed
        self._session.set_language(menu.document.language)

    async def _in_time(self, dialogue: Coroutine[Any, Any, S]) -> S | None:
        """Carry out a dialogue; None when the call's time in dialogues is over."""
        began_s = self._session.time_s()
        try:
            return await within(self._guard.time_left_s, dialogue)
        finally:
            self._guard.time_left_s -= self._session.time_s() - began_s

    async def _stop(self, which: Which) -> Over:
        self._session.leave_menu()
        self._session.emit(LoopGuard(at=self._session.now(), which=which))
        if await self._session.is_audible():
            await self._session.say("limit-reached")
        return Over(Cause.NORMAL if self._session.call.answered else Cause.UNREACHABLE)

    async def _after(self, result: BridgeEnd | NotAnswered) -> Hop | Over:
        """Returns what follows a dial: a failure, the number to which a party has transferred, or the end."""
        if isinstance(result, NotAnswered):
            return await self._failed(result.cause)
        if not result.transfer_to:
            return Over(result.cause, callee=result.by == "callee")
        if result.by == "caller":
            await self._session.recording.go_on_with_callee()
        # Who transferred decides from here on: the menu before has no say any more.
        self._menu = self._on_failure = self._mailbox = self._plan = None
        self._session.set_language("")
        self._guard.arrived()
        self._forwards.forget()
        to = inside(self._session.configuration, result.transfer_to, result.transferred_by, "diverted")
        if to is None:
            return await self._failed(Cause.NOT_FOUND)
        self._session.recall = None if result.recalled else result.transferred_by
        return Hop(to)

    async def _failed(self, cause: Cause, *, told: bool = False, words: AnnouncementName | None = None) -> Hop | Over:
        """Returns what follows a failure, in this order: the next number that a phone has forwarded to; the voicemail
        of an extension that was called and takes such callers; the mailbox from which the caller went to its operator;
        whoever has transferred the caller; the next step of the API dial plan that has sent him there; the menu's rule,
        which is used once; words about the cause, for a caller who can hear them and has not been told, and the end.
        """
        if hop := self._forwards.after(cause):
            return hop
        self._forwards.forget()
        mailbox, self._mailbox = self._mailbox, None
        if mailbox is not None:
            return Hop(mailbox)
        if (result := await self._recalled()) is not None:
            return await self._after(result)
        plan, self._plan = self._plan, None
        if plan is not None:
            return plan
        rule, self._on_failure = self._on_failure, None
        if rule is not None:
            return Hop.by(rule)
        if not told and await self._session.is_audible():
            await self._session.say(words or _FAILURES.get(cause, "unavailable"))
        return Over(cause)

    async def _recalled(self) -> BridgeEnd | None:
        """Give the caller back to who transferred in vain, if the office says so; None if nobody talks to him then."""
        session = self._session
        extension, session.recall = session.recall, None
        stored = session.configuration.get(Extension, extension) if extension is not None else None
        if stored is None or stored.document.forwarding.dnd or not session.configuration.office.transfer_recall:
            return None
        session.emit(TransferRecalled(at=session.now(), extension=stored.id, to=stored.document.number))
        result = await ring_extension(session, stored, RECALL)
        return None if isinstance(result, NotAnswered) else result
