"""The state of trunks, which only the calls process of this machine knows."""

from collections.abc import Mapping

from switchboard.api.common import ApiServices
from switchboard.engine import control
from switchboard.errors import Unavailable
from switchboard.model.trunk import Trunk
from switchboard.status import TrunkState, TrunkStatus


async def known_trunks(services: ApiServices, tenant: int) -> Mapping[int, TrunkStatus]:
    """The trunks of a tenant by id; none while the calls process does not answer."""
    try:
        found = await control.trunk_statuses(services.settings.calls_socket, tenant)
    except Unavailable:
        return {}
    return {one.trunk: one for one in found.items}


def state_of(trunk: Trunk, known: TrunkStatus | None) -> TrunkState | None:
    """The state of a trunk; without the calls process what its document says of it, or None."""
    if not trunk.enabled:
        return "off"
    if known is not None:
        return known.state
    return "unmonitored" if trunk.type == "peer" and not trunk.options_interval_s else None
