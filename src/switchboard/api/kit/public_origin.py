"""By which origin others reach this server, for links in answers."""

from collections.abc import Sequence
from urllib.parse import urlsplit


def public_origin(scheme: str, host: str, origins: Sequence[str]) -> str:
    """The origin for links: that of the request (`host` is its Host header) as `api.origins` has it, since a proxy may
    end TLS before us. If they do not have it, a proxy has changed the header, and the first of them is meant.
    """
    as_public = next((one for one in origins if urlsplit(one).netloc == host.lower()), None)
    return as_public or next(iter(origins), f"{scheme}://{host}")
