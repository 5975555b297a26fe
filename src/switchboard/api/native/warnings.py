"""What is odd about a write that is done all the same: feature codes that take what was meant for something else."""

from collections.abc import Sequence
from typing import Final

from starlette.responses import Response

MOST: Final = 10
"""So many warnings has an answer."""

_MISCELLANEOUS: Final = 299
"""The warn-code for a warning that lasts (RFC 7234, 5.5.7)."""


def warn(response: Response, clashes: Sequence[str]) -> Response:
    """The response with a `Warning` header for each code that clashes with what was written."""
    for text in clashes[:MOST]:
        quoted = text.replace("\\", "\\\\").replace('"', '\\"').encode("ascii", "backslashreplace").decode()
        response.headers.append("Warning", f'{_MISCELLANEOUS} Switchboard "{quoted}"')
    return response
