"""What is odd about a write that is done all the same: feature codes that take what was meant for something else."""

from typing import Final

from starlette.responses import Response

from switchboard.model.base import Document
from switchboard.model.code_clashes import code_clashes
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import Ivr
from switchboard.model.office import Office
from switchboard.model.stored import Stored
from switchboard.model.trunk import OutboundRoute
from switchboard.store.documents.repository import Repository

MOST: Final = 10
"""So many warnings has an answer."""

_MISCELLANEOUS: Final = 299
"""The warn-code for a warning that lasts (RFC 7234, 5.5.7)."""


async def warn(response: Response, repository: Repository, stored: Stored[Document]) -> Response:
    """The response with a `Warning` header for each code that clashes with what was written."""
    for text in (await _clashes(repository, stored))[:MOST]:
        quoted = text.replace("\\", "\\\\").replace('"', '\\"').encode("ascii", "backslashreplace").decode()
        response.headers.append("Warning", f'{_MISCELLANEOUS} Switchboard "{quoted}"')
    return response


async def _clashes(repository: Repository, stored: Stored[Document]) -> list[str]:
    match stored.document:
        case Ivr() | OutboundRoute():
            offices = (await repository.page(Office)).items
            return code_clashes(Configuration.of((stored, *offices)))
        case Office():
            _, everything = await repository.snapshot()
            return code_clashes(Configuration.of(everything))
    return []
