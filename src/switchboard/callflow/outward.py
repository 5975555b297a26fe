"""The ways to a number outside: through which trunks, and what each of them is told of the caller."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from switchboard.call.cause import Cause
from switchboard.callflow.hop import OutsideCall
from switchboard.engine.port import CallerId, CallInfo, NotAnswered, Origination, TrunkCondition, TrunkTarget
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import MenuCallerId
from switchboard.model.stored import Stored
from switchboard.model.trunk import OutboundRoute, Trunk
from switchboard.model.ways_out import as_taken

Skip = Callable[[Stored[Trunk], Literal["full", "down"]], None]
"""Is told of a trunk that is passed over for now, and why."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way out: a trunk, the route that leads to it, and the number as it goes out there. `caller_id` is the number
    of ours that is to be shown there; "": as the menu, the route or the trunk says.
    """

    route: Stored[OutboundRoute]
    trunk: Stored[Trunk]
    number: str
    caller_id: str = ""


def caller_id(attempt: Attempt, info: CallInfo, of_menu: Sequence[MenuCallerId] = ()) -> CallerId:
    """The caller id that a trunk is shown: the call semantics, section 7. An empty number means withheld."""
    # Our numbers tell nothing of a caller from outside, but they do of who calls by a phone of ours.
    if info.withheld and info.extension is not None:
        return CallerId("")
    if ours := _our_number(attempt, of_menu):
        return ours
    return info.shown if attempt.trunk.document.keep_caller_id else CallerId("")


def billed_to(attempt: Attempt, of_menu: Sequence[MenuCallerId] = ()) -> str:
    """The number of ours that a trunk is to bill, whoever calls; "" where it is not told, or we know none."""
    trunk = attempt.trunk.document
    if not trunk.send_identity:
        return ""
    ours = _our_number(attempt, of_menu)
    return ours.number if ours else next(iter(trunk.did_numbers), trunk.username)


def as_told(
    configuration: Configuration, attempt: Attempt, info: CallInfo, of_menu: Sequence[MenuCallerId] = ()
) -> tuple[CallerId, str]:
    """The caller id and the number to be billed, written as the trunk wants numbers."""
    trunk = attempt.trunk.document
    shown, billed = caller_id(attempt, info, of_menu), billed_to(attempt, of_menu)
    if billed != trunk.username:
        billed = configuration.shown_number(trunk, billed)
    return replace(shown, number=configuration.shown_number(trunk, shown.number)), billed


def origination(
    configuration: Configuration,
    attempt: Attempt,
    info: CallInfo,
    dialled: str,
    *,
    of_menu: Sequence[MenuCallerId] = (),
    ring_time_s: float | None = None,
    id: str = "",
) -> Origination:
    """A call of ours by that way, which then goes to the number `dialled`. None: it rings as long as the route says."""
    shown, billed = as_told(configuration, attempt, info, of_menu)
    return Origination(
        info.tenant,
        TrunkTarget(attempt.trunk.id, attempt.number),
        ring_time_s or attempt.route.document.ring_time_s,
        shown,
        dialled=dialled,
        billed_to=billed,
        id=id,
    )


def _our_number(attempt: Attempt, of_menu: Sequence[MenuCallerId]) -> CallerId | None:
    if attempt.caller_id:
        return CallerId(attempt.caller_id)
    if own := next((one for one in of_menu if one.trunk == attempt.trunk.id and one.number), None):
        return CallerId(own.number, own.display_name)
    number = attempt.route.document.caller_id or attempt.trunk.document.caller_id
    return CallerId(number) if number else None


def attempts(
    configuration: Configuration, call: OutsideCall, condition_of: Callable[[int], TrunkCondition], skip: Skip
) -> Iterator[Attempt]:
    """The ways out, the best first: those through trunks that are full not at all, those through trunks that are down
    last. A trunk is looked at when its turn comes, and `skip` told if it is passed over."""
    down: list[Attempt] = []
    for attempt in _ways_out(configuration, call):
        condition = condition_of(attempt.trunk.id)
        if condition == "free":
            yield attempt
            continue
        skip(attempt.trunk, condition)
        if condition == "down":
            down.append(attempt)
    yield from down


def _ways_out(configuration: Configuration, call: OutsideCall) -> Iterator[Attempt]:
    """By route, then by trunk."""
    numbering = configuration.office.numbering
    dialled = as_taken(call.number, call.routes, numbering)
    for route in call.routes:
        pattern = next((pattern for pattern in route.document.patterns if pattern.takes(dialled)), None)
        if pattern is None:
            continue
        number = pattern.translate(dialled)
        for id in route.document.trunks:
            trunk = configuration.get(Trunk, id)
            if trunk is not None and trunk.document.enabled:
                written = numbering.written(number, trunk.document.called_number_form)
                yield Attempt(route, trunk, written, call.caller_id)


def is_unusable(outcome: NotAnswered) -> bool:
    """Whether the trunk failed, so that the next may be tried. Busy, declined and no answer are the person's, and
    final.
    """
    if outcome.cause in (Cause.UNREACHABLE, Cause.FAILED):
        return True
    # RFC 3261 §21.4.9 and §21.5: the server timed out or failed. 6xx and 486 are the answer of the person called.
    return outcome.status == 408 or 500 <= outcome.status < 600
