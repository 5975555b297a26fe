"""Where callers get no further, and are not told why."""

from collections.abc import Iterator
from typing import Final

from switchboard.model.base import Document
from switchboard.model.checks.finding import Finding
from switchboard.model.checks.survey import Survey
from switchboard.model.destination import ByTime, HangUp
from switchboard.model.ivr import Ivr, Retry
from switchboard.model.stored import Stored
from switchboard.model.time_condition import TimeCondition

_CASES: Final = ("holiday", "open", "closed")


def silent_ends(survey: Survey) -> Iterator[Finding]:
    for menu in survey.configuration.all(Ivr):
        if _ends_at_once(menu.document.no_match) and _can_choose(menu.document):
            yield Finding.at(menu, "wrong-key-ends", "no_match", "route")
        if _ends_at_once(menu.document.no_input):
            yield Finding.at(menu, "silence-ends", "no_input", "route")


def _ends_at_once(rule: Retry) -> bool:
    """Whoever has heard the greeting again knows that something was expected."""
    return rule.retries == 0 and isinstance(rule.route.to, HangUp) and rule.final_prompt is None


def nothing_to_press(survey: Survey) -> Iterator[Finding]:
    for menu in survey.configuration.all(Ivr):
        if not _can_choose(menu.document):
            yield Finding.at(menu, "nothing-to-press", "options")


def _can_choose(ivr: Ivr) -> bool:
    dial = ivr.direct_dial
    return bool(
        ivr.options
        or ivr.feature_codes
        or dial.mode != "off"
        or dial.services != "off"
        or ivr.outbound_dial.enabled
        or any(action.enabled and action.on == "keys" for action in ivr.actions)
    )


def unset_times(survey: Survey) -> Iterator[Finding]:
    """An option by time that leads nowhere at a moment is no choice then, which is often meant."""
    for condition in survey.configuration.all(TimeCondition):
        yield from _unset(condition, condition.document)
    for timed in survey.timed:
        if timed.steps[0] != "options":
            yield from _unset(timed.holder, timed.rules, *timed.steps)


def _unset(holder: Stored[Document], rules: TimeCondition | ByTime, *steps: str | int) -> Iterator[Finding]:
    for case in _CASES:
        if getattr(rules, case) is None and (case != "holiday" or rules.when.holidays):
            yield Finding.at(holder, "time-unset", *steps, case)
