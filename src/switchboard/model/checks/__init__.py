"""What is wrong with a configuration, or odd about it. Each rule looks at one kind of thing, and what it says is true
of real calls. Pure.

To add a rule: its code, severity and words in `finding.py`, the rule in the file of its topic, and its place in
`_RULES`. The page words it in its own languages (`web/src/i18n`).
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from switchboard.model.checks.calling import calling
from switchboard.model.checks.dead_ends import nothing_to_press, silent_ends, unset_times
from switchboard.model.checks.emergency import emergency
from switchboard.model.checks.finding import CODES, SEVERITIES, Code, Finding, Severity
from switchboard.model.checks.keys import codes, keys
from switchboard.model.checks.leads_nowhere import (
    missing_objects,
    no_menu_before,
    nobody_there,
    switched_off,
    trunks_off,
    trunks_without_route,
    unreachable_numbers,
)
from switchboard.model.checks.loops import loops
from switchboard.model.checks.numbers import clashes
from switchboard.model.checks.people import missing_pins, open_doors, without_phone
from switchboard.model.checks.prompts import no_greeting, prompts
from switchboard.model.checks.reach import Reach
from switchboard.model.checks.survey import Secrets, Survey
from switchboard.model.checks.times import holidays, schedules
from switchboard.model.checks.unreached import hidden_routes, inside_only, not_reached, unused
from switchboard.model.configuration import Configuration

__all__ = ["CODES", "SEVERITIES", "Code", "Finding", "Secrets", "Severity", "check"]

_RULES: tuple[Callable[[Survey], Iterator[Finding]], ...] = (
    missing_objects,
    clashes,
    loops,
    missing_pins,
    trunks_off,
    trunks_without_route,
    nobody_there,
    switched_off,
    unreachable_numbers,
    no_menu_before,
    codes,
    keys,
    no_greeting,
    prompts,
    silent_ends,
    nothing_to_press,
    unset_times,
    hidden_routes,
    emergency,
    calling,
    schedules,
    holidays,
    without_phone,
    unused,
)
_OF_REACH: tuple[Callable[[Survey, Reach], Iterator[Finding]], ...] = (open_doors, not_reached, inside_only)


def check(configuration: Configuration, now: datetime, secrets: Secrets | None = None) -> tuple[Finding, ...]:
    """All findings, the gravest first. `now` is aware; without `secrets` nothing is said of PINs and phones.

    Takes time linear in the size of the configuration.
    """
    survey = Survey(configuration, now, secrets)
    reach = Reach(survey)
    found = [finding for rule in _RULES for finding in rule(survey)]
    found += [finding for rule in _OF_REACH for finding in rule(survey, reach)]
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))
