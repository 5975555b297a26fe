"""Calls that somebody asks for: who is called first, and where he goes once he has answered. The call semantics,
section 24.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from switchboard.call.answerer import AfterAnswer
from switchboard.call.cause import Cause
from switchboard.callflow.answerer import past_machine
from switchboard.callflow.dialled import Ours, for_client
from switchboard.callflow.hop import Hop, OutsideCall, Over
from switchboard.callflow.journey import Journey
from switchboard.callflow.may_call import Barred, barred
from switchboard.callflow.outward import Skip, attempts, origination
from switchboard.callflow.session import Session
from switchboard.callflow.within import within
from switchboard.engine.port import CallerId, CallInfo, Origination, PhoneTarget, TrunkCondition
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ToExtension, ToIvr
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr, MenuCallerId
from switchboard.model.own_numbers import own_numbers
from switchboard.model.prompt import CustomPrompt, Prompt
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk

Unplaceable = Literal[
    "no-such-caller",
    "no-such-callee",
    "no-such-extension",
    "nobody-to-call",
    "caller-id-not-ours",
    "no-such-prompt",
]
"""Why a wish cannot be carried out: the number of `first` leads nowhere, or that of `then`; nobody has the number
whose rights were to be used; neither of the two is somebody who can be called first; the caller id is none of the
tenant's numbers; a prompt does not exist.
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """Call whoever has the number `first`, and let him go on to the number `then` once he has answered.

    Where `first` is a menu, a group or a queue, it is `then` who is called first, and the other is where he goes.
    With `prompts` (ids) he hears these instead, all of them for so many `times`, and that is all. The call goes on for
    `longest_s` at most; None: as long as he likes. `after_answer` is what becomes of it where a machine has answered.

    Numbers outside are called by the routes that are open to the extension with the number `rights_of`; "": to the
    extension that is called first. `caller_id` is what a trunk is shown, one of our own numbers; "": as the route says.
    """

    first: str
    then: str = ""
    rights_of: str = ""
    caller_id: str = ""
    ring_time_s: float | None = None
    longest_s: float | None = None
    auto_answer: bool = False
    after_answer: AfterAnswer = "ignore"
    prompts: tuple[int, ...] = ()
    times: int = 1


class Line(Protocol):
    """What is asked of an engine to know the ways out."""

    def trunk_condition(self, trunk: int) -> TrunkCondition: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """How a wish is carried out: `info` is what is known of the call at once, and `to` is where it goes, None for what
    only plays prompts. `ways` are those to whoever is called first, the best first.
    """

    info: CallInfo
    to: Ours | OutsideCall | None
    ways: Callable[[Skip], Iterator[Origination]]
    wish: Wish

    async def flow(self, session: Session) -> Over:
        """From the answer to the end of the call."""
        return await within(self.wish.longest_s, self._course(session)) or Over(Cause.NORMAL)

    async def _course(self, session: Session) -> Over:
        if over := await past_machine(session, self.wish.after_answer):
            return over
        if self.to is not None:
            return await Journey(session).run(Hop(self.to))
        for _ in range(self.wish.times):
            for prompt in self.wish.prompts:
                await session.play(CustomPrompt(prompt=prompt), stop_on_key=False)
        return Over(Cause.NORMAL)


def plan_of(wish: Wish, info: CallInfo, configuration: Configuration, line: Line) -> Plan | Barred | Unplaceable:
    """How a wish can be carried out; else why not. `info` has the id, the tenant and the time of the call."""
    rights = _rights(wish, configuration)
    if wish.rights_of and rights is None:
        return "no-such-extension"
    if wish.caller_id and wish.caller_id.lstrip("+") not in own_numbers(configuration):
        return "caller-id-not-ours"
    if any(configuration.get(Prompt, prompt) is None for prompt in wish.prompts):
        return "no-such-prompt"
    first = _resolved(wish.first, wish, configuration, rights)
    then = None if wish.prompts else _resolved(wish.then, wish, configuration, rights)
    if first is None or (then is None and not wish.prompts):
        return "no-such-caller" if first is None else "no-such-callee"
    if isinstance(first, Barred):
        return first
    if isinstance(then, Barred):
        return then
    goes_to = wish.first if wish.prompts else wish.then
    if not isinstance(first, ToExtension | OutsideCall) and then is not None:
        first, then, goes_to = then, first, wish.first
    info = replace(info, dialled=goes_to)
    match first:
        case ToExtension(extension=id):
            return _to_phone(wish, info, configuration, id, then)
        case OutsideCall():
            is_barred = barred(configuration, first, info.received_at)
            return is_barred or _outward(wish, info, configuration, line, first, then)
        case _:
            return "nobody-to-call"


def _rights(wish: Wish, configuration: Configuration) -> int | None:
    """The extension by whose routes outside numbers are called."""
    stored = configuration.by_number(wish.rights_of or wish.first)
    return stored.id if stored is not None and isinstance(stored.document, Extension) else None


def _menus_numbers(configuration: Configuration, then: Ours | OutsideCall | None) -> Sequence[MenuCallerId]:
    """What a menu that calls is shown as, where those numbers are ours."""
    menu = configuration.get(Ivr, then.ivr) if isinstance(then, ToIvr) else None
    own = own_numbers(configuration)
    return [] if menu is None else [one for one in menu.document.caller_ids if one.number.lstrip("+") in own]


def _resolved(
    number: str, wish: Wish, configuration: Configuration, rights: int | None
) -> Ours | OutsideCall | Barred | None:
    """What the number leads to; None for nothing."""
    found = for_client(configuration, number, rights)
    if found == "not-permitted":
        return Barred("no_route", number)
    return replace(found, caller_id=wish.caller_id) if isinstance(found, OutsideCall) else found


def _to_phone(
    wish: Wish, info: CallInfo, configuration: Configuration, id: int, then: Ours | OutsideCall | None
) -> Plan | Unplaceable:
    """The phones of an extension, which are shown whom the call is going to reach."""
    called = configuration.get(Extension, id)
    if called is None:
        return "nobody-to-call"
    extension = called.document
    stored = configuration.by_number(info.dialled)
    ring = Origination(
        info.tenant,
        PhoneTarget(id, extension.number),
        wish.ring_time_s or extension.ring_time_s,
        CallerId(info.dialled, "" if stored is None else stored.document.name),
        dialled=info.dialled,
        name=extension.name,
        auto_answer=wish.auto_answer,
        id=info.id,
    )
    known = replace(info, caller=CallerId(extension.number, extension.name), extension=id)
    ways = () if extension.forwarding.dnd else (ring,)
    return Plan(known, then, lambda skip: iter(ways), wish)


def _outward(
    wish: Wish,
    info: CallInfo,
    configuration: Configuration,
    line: Line,
    call: OutsideCall,
    then: Ours | OutsideCall | None,
) -> Plan | Barred:
    """Through one trunk after another."""

    def ways(skip: Skip) -> Iterator[Origination]:
        of_menu = _menus_numbers(configuration, then)
        for attempt in attempts(configuration, call, line.trunk_condition, skip):
            yield origination(
                configuration,
                attempt,
                info,
                info.dialled,
                of_menu=of_menu,
                ring_time_s=wish.ring_time_s,
                id=info.id,
            )

    first = next(attempts(configuration, call, lambda trunk: "free", _nothing_skipped), None)
    if first is None:
        return Barred("no_route", call.number)
    return Plan(replace(info, caller=CallerId(call.number), trunk=first.trunk.id), then, ways, wish)


def _nothing_skipped(trunk: Stored[Trunk], why: str) -> None:
    raise AssertionError("all are free")
