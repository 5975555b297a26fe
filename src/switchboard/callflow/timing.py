"""Destinations by time: one instant for each decision, and an event that says why."""

from switchboard.callflow.events import TimeDecided
from switchboard.callflow.session import Session
from switchboard.model.destination import ByTime, PlainDestination
from switchboard.model.holiday import Holiday
from switchboard.model.time_condition import TimeCondition


def decided(session: Session, rules: ByTime | TimeCondition) -> PlainDestination | None:
    """Where `rules` send callers now; None where they say nothing for this moment."""
    configuration, now = session.configuration, session.now()
    decision = configuration.decide(rules.when, now)
    holiday = configuration.get(Holiday, decision.holiday) if decision.holiday is not None else None
    session.emit(
        TimeDecided(
            at=now,
            rule=decision.rule,
            local=decision.local.replace(tzinfo=None).isoformat(timespec="seconds"),
            zone=configuration.zone_of(rules.when),
            holiday=decision.holiday,
            holiday_name=holiday.document.name if holiday else "",
            by=rules.name if isinstance(rules, TimeCondition) else "",
        )
    )
    return {"holiday": rules.holiday, "open": rules.open, "closed": rules.closed}[decision.rule]
