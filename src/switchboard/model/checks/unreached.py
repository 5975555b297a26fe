"""What no call gets to, and what nothing uses."""

from collections.abc import Iterator
from typing import Final

from switchboard.model.api_dialplan import ApiDialplan
from switchboard.model.base import Document
from switchboard.model.checks.finding import Finding
from switchboard.model.checks.reach import Reach
from switchboard.model.checks.survey import Survey
from switchboard.model.directory import ExtensionGroup
from switchboard.model.holiday import Holiday
from switchboard.model.ivr import Ivr
from switchboard.model.messaging import SmsTemplate
from switchboard.model.music import Music
from switchboard.model.prompt import Prompt
from switchboard.model.queue import Queue
from switchboard.model.time_condition import TimeCondition
from switchboard.model.trunk import InboundRoute

_FOR_OTHERS: Final[tuple[type[Document], ...]] = (Prompt, Music, Holiday, SmsTemplate, ExtensionGroup)
"""Kinds of objects that do nothing by themselves."""
_EVERY_NUMBER: Final = frozenset(("", "!", "."))


def not_reached(survey: Survey, reach: Reach) -> Iterator[Finding]:
    """Whatever has a number can be dialled; these have none."""
    for family in (TimeCondition, ApiDialplan):
        for stored in survey.configuration.all(family):
            if stored.id not in reach.at_all:
                yield Finding.at(stored, "not-reached")


def inside_only(survey: Survey, reach: Reach) -> Iterator[Finding]:
    if not survey.configuration.trunks():
        return
    for family in (Ivr, Queue):
        for stored in survey.configuration.all(family):
            if stored.id not in reach.from_outside:
                yield Finding.at(stored, "inside-only")


def unused(survey: Survey) -> Iterator[Finding]:
    for family in _FOR_OTHERS:
        for stored in survey.configuration.all(family):
            if stored.id not in survey.users:
                yield Finding.at(stored, "unused")


def hidden_routes(survey: Survey) -> Iterator[Finding]:
    """Inbound routes behind one that takes the same numbers, or all, from the same trunks."""
    taken: dict[tuple[str, int | None], str] = {}
    routes = sorted(survey.configuration.all(InboundRoute), key=lambda route: (route.document.position, route.id))
    for route in routes:
        pattern = "" if route.document.pattern in _EVERY_NUMBER else route.document.pattern
        trunks = route.document.trunks or (None,)
        before = [_before(taken, pattern, trunk) for trunk in trunks]
        if all(before):
            yield Finding.at(route, "route-hidden", "pattern", by=before[0] or "")
        for trunk in trunks:
            taken.setdefault((pattern, trunk), route.document.name)


def _before(taken: dict[tuple[str, int | None], str], pattern: str, trunk: int | None) -> str | None:
    """The name of the route that takes all calls to the pattern through the trunk (None: through any)."""
    keys = ((pattern, trunk), (pattern, None), ("", trunk), ("", None))
    return next((taken[key] for key in keys if key in taken), None)
