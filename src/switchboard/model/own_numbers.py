"""Which numbers are a tenant's own: those that its provider has given it, or that it shows."""

from switchboard.model.configuration import Configuration


def own_numbers(configuration: Configuration) -> frozenset[str]:
    """Those of enabled trunks, and those that routes show; without a +."""
    trunks = (trunk.document for trunk in configuration.trunks())
    routes = (route.document.caller_id for route in configuration.outbound_routes())
    of_trunks = (number for trunk in trunks for number in (trunk.caller_id, *trunk.did_numbers))
    return frozenset(number.lstrip("+") for number in (*routes, *of_trunks)) - {""}
