"""Which routes would take a number, without a call. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from switchboard.model.configuration import Configuration
from switchboard.model.dialplan import takes
from switchboard.model.trunk import Trunk
from switchboard.model.ways_out import as_taken


@dataclass(frozen=True, slots=True)
class TriedRoute:
    """A route that takes the number by `pattern`; `sent` is what goes to the trunk `trunk` (both empty for a route in).

    A route out is there once for each of its trunks.
    """

    route: int
    pattern: str
    sent: str = ""
    trunk: int | None = None


def tried_in(configuration: Configuration, number: str, trunk: int) -> Iterator[TriedRoute]:
    """The inbound routes that take a number that was called through a trunk: callers go where the first leads."""
    through = configuration.get(Trunk, trunk)
    ways = configuration.called_forms(through.document, number) if through else (number,)
    for route in configuration.inbound_routes(trunk):
        pattern = route.document.pattern
        if any(takes(pattern, way) for way in ways):
            yield TriedRoute(route.id, pattern)


def tried_out(configuration: Configuration, number: str, extension: int | None) -> Iterator[TriedRoute]:
    """The ways out for a number that an extension dials (None: by any route), in the order in which they are tried."""
    routes = configuration.outbound_routes() if extension is None else configuration.outbound_routes_for(extension)
    numbering = configuration.office.numbering
    dialled = as_taken(number, routes, numbering)
    for route in routes:
        pattern = next((one for one in route.document.patterns if one.takes(dialled)), None)
        for trunk in route.document.trunks if pattern else ():
            line = configuration.get(Trunk, trunk)
            if pattern and line and line.document.enabled:
                sent = numbering.written(pattern.translate(dialled), line.document.called_number_form)
                yield TriedRoute(route.id, pattern.pattern, sent, trunk)
