"""Destinations by time: one instant decides, and an event says why."""

from switchboard.call.events import TimeDecided
from switchboard.callflow.explain import explain, place
from switchboard.callflow.session import Session
from switchboard.model.destination import ByTime, PlainDestination
from switchboard.model.time_condition import TimeCondition


def decided(session: Session, rules: ByTime | TimeCondition) -> PlainDestination | None:
    """Returns where `rules` send callers now; None for a moment for which they have no destination."""
    # The clock, not the even time of the call's events: opening hours follow a clock that was set.
    why = explain(session.configuration, rules.when, session.time_of_day())
    session.emit(
        TimeDecided(
            at=session.now(),
            rule=why.rule,
            local=why.local.replace(tzinfo=None).isoformat(timespec="seconds"),
            zone=why.zone,
            holiday=why.holiday,
            holiday_name=why.holiday_name,
            by=rules.name if isinstance(rules, TimeCondition) else "",
            for_a_while=why.closure is not None,
        )
    )
    return place(rules, why)
