"""What an extension dials to reach the emergency services."""

from collections.abc import Iterable

from switchboard.model.configuration import Configuration
from switchboard.model.emergency import ASSUMED, Emergency

LONGEST = 24
LONGEST_WITH_ACCESS_CODE = 9
"""Of a number that is one of a country."""


def emergency_number(configuration: Configuration, dialled: str) -> str | None:
    """The emergency number that was dialled, also behind the digits by which an outbound route gives a line; else None.

    What is only assumed to be one, and what has such digits in front, may also be the number of an object, which counts
    then. Any other emergency number comes before everything.
    """
    if not (dialled.isascii() and dialled.isdecimal() and len(dialled) <= LONGEST):
        return None
    office = configuration.office
    emergency, country = office.emergency, office.country
    if emergency.has(dialled, country):
        return dialled
    if configuration.by_number(dialled) is not None:
        return None
    if emergency.may_be(dialled, country):
        return dialled
    behind = (dialled.removeprefix(code) for code in _access_codes(configuration) if dialled.startswith(code))
    return next((one for one in behind if emergency.has(one, country) or emergency.may_be(one, country)), None)


def may_be_emergency(configuration: Configuration, dialled: str) -> bool:
    """Whether it is an emergency number, or would be one if the office had not named its own."""
    country = configuration.office.country
    by_default = dialled in ASSUMED or Emergency().has(dialled, country)
    return by_default or emergency_number(configuration, dialled) is not None


def is_emergency_somewhere(configurations: Iterable[Configuration], dialled: str) -> bool:
    """Whether it is an emergency number for one of them: asked where nobody knows yet which of them it is about."""
    may_be_of_country = len(dialled) <= LONGEST_WITH_ACCESS_CODE
    return any(
        emergency_number(one, dialled) is not None
        for one in configurations
        if may_be_of_country or one.office.emergency.numbers is not None
    )


def _access_codes(configuration: Configuration) -> frozenset[str]:
    """Such as 9 or 0: the digits that routes remove, so that nobody has to think of them in an emergency."""
    patterns = [pattern for route in configuration.outbound_routes() for pattern in route.document.patterns]
    codes = (pattern.pattern[: pattern.strip] for pattern in patterns if not pattern.prepend)
    return frozenset(code for code in codes if code.isdecimal())
