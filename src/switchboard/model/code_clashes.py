"""Feature codes that take what was meant for something else. Nothing is refused for it, but who writes it is told."""

from collections.abc import Iterator

from switchboard.model.configuration import Configuration
from switchboard.model.dialplan import takes
from switchboard.model.feature_codes import FEATURES, FeatureCodes, FeatureName
from switchboard.model.ivr import Ivr
from switchboard.model.trunk import OutboundRoute

_NUMBER = "100"
"""Stands for any number behind a code."""


def code_clashes(configuration: Configuration) -> list[str]:
    """A sentence for each option of a menu that a code hides, and for each outbound route before which a code comes."""
    codes = configuration.office.feature_codes
    return [*_options(configuration, codes), *_routes(configuration, codes)]


def _options(configuration: Configuration, codes: FeatureCodes) -> Iterator[str]:
    for stored in configuration.all(Ivr):
        permitted = {codes.code_of(name): name for name in stored.document.feature_codes}
        for option in stored.document.options:
            if name := permitted.get(option.keys):
                yield f"{_called(codes, name)} hides the option {option.keys} of the menu {stored.document.number}"


def _routes(configuration: Configuration, codes: FeatureCodes) -> Iterator[str]:
    for stored in configuration.outbound_routes():
        for name, feature in FEATURES.items():
            dialled = [codes.code_of(name) + behind for behind in ("", _NUMBER) if feature.takes(behind)]
            if any(_takes(stored.document, one) for one in dialled):
                yield f"{_called(codes, name)} comes before the outbound route {stored.document.name}"


def _takes(route: OutboundRoute, dialled: str) -> bool:
    """Whether the route is meant to take that: one for everything is not."""
    meant = [one.pattern for one in route.patterns if one.pattern.startswith(("*", "#", "["))]
    return dialled.startswith(("*", "#")) and any(takes(pattern, dialled) for pattern in meant)


def _called(codes: FeatureCodes, name: FeatureName) -> str:
    return f"the feature code {codes.code_of(name)} ({name})"
