"""Feature codes that take what was meant for something else. Nothing is refused for it, but who writes it is told."""

from collections.abc import Iterator
from dataclasses import dataclass

from switchboard.model.configuration import Configuration
from switchboard.model.dialplan import takes
from switchboard.model.feature_codes import FEATURES, FeatureName
from switchboard.model.ivr import Ivr
from switchboard.model.stored import Stored
from switchboard.model.trunk import OutboundRoute

_NUMBER = "100"
"""Stands for any number behind a code."""


@dataclass(frozen=True, slots=True)
class HiddenOption:
    """The feature has the keys of the option at `place` in a menu that permits its code."""

    menu: Stored[Ivr]
    place: int
    code: str
    feature: FeatureName

    @property
    def keys(self) -> str:
        return self.menu.document.options[self.place].keys

    def __str__(self) -> str:
        return f"{_called(self)} hides the option {self.keys} of the menu {self.menu.document.number}"


@dataclass(frozen=True, slots=True)
class HiddenRoute:
    """The code of the feature is taken where the outbound route would take it."""

    route: Stored[OutboundRoute]
    code: str
    feature: FeatureName

    def __str__(self) -> str:
        return f"{_called(self)} comes before the outbound route {self.route.document.name}"


def code_clashes(configuration: Configuration) -> list[str]:
    """A sentence for each option of a menu that a code hides, and for each outbound route before which a code comes."""
    return [*map(str, hidden_options(configuration)), *map(str, hidden_routes(configuration))]


def hidden_options(configuration: Configuration) -> Iterator[HiddenOption]:
    codes = configuration.office.feature_codes
    for stored in configuration.all(Ivr):
        permitted = {codes.code_of(name): name for name in stored.document.feature_codes}
        for place, option in enumerate(stored.document.options):
            if name := permitted.get(option.keys):
                yield HiddenOption(stored, place, option.keys, name)


def hidden_routes(configuration: Configuration) -> Iterator[HiddenRoute]:
    codes = configuration.office.feature_codes
    for stored in configuration.outbound_routes():
        for name, feature in FEATURES.items():
            dialled = [codes.code_of(name) + behind for behind in ("", _NUMBER) if feature.takes(behind)]
            if any(_takes(stored.document, one) for one in dialled):
                yield HiddenRoute(stored, codes.code_of(name), name)


def _takes(route: OutboundRoute, dialled: str) -> bool:
    """Whether the route is meant to take that: one for everything is not."""
    meant = [one.pattern for one in route.patterns if one.pattern.startswith(("*", "#", "["))]
    return dialled.startswith(("*", "#")) and any(takes(pattern, dialled) for pattern in meant)


def _called(clash: HiddenOption | HiddenRoute) -> str:
    return f"the feature code {clash.code} ({clash.feature})"
