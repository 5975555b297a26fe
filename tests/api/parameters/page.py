"""docs/parameters.md, made of the tables."""

from collections.abc import Iterator
from itertools import groupby

from . import action_urls
from .kit import Parameter, Refused
from .tables import PARAMETERS, REFUSED

NAMES = {"yeastar": "Yeastar", "servetel": "Servetel", "portsip": "PortSIP"}
INTRODUCTION = """\
# Every parameter and value of the vendors' IVR pages

`make trace` writes this page from the tables in `tests/api/parameters`, and `make check` fails when it is not up to
date. A test holds that there is a row for each parameter and each enumerated value that the APIs accept, and no other.

The test of a row sets the value through the API of its dialect and has somebody call; the effect must be there, and it
must not be there with any other value of the parameter. `call` is `test_call[…]` of
`tests/api/parameters/test_effects.py`, with the heading of the endpoint and the parameter between the brackets, and
`request` is `test_request[…]`, in which a web server is asked. Calls are simulated: real call flow on virtual time.
"""
ELSEWHERE = """\
What vendors document outside their IVR pages, and this server does not have, answers that there is no such path:
call flows, paging groups, phonebooks, faxes, phones and their provisioning, users and roles of a PBX, licences, and
the vendors' reports other than those in [yeastar.md](yeastar.md#reports). No IVR can name any of them.
"""


def page() -> str:
    """The page."""
    parts = [INTRODUCTION]
    for (dialect, endpoint), found in groupby(_sorted(), key=lambda one: (one.dialect, one.endpoint)):
        parts.append(f"## {NAMES[dialect]}: {endpoint}\n")
        parts.append("| parameter | value | effect | test |\n|---|---|---|---|")
        parts.append("\n".join(line for one in found for line in _lines(one)) + "\n")
    parts.append("## Refused, with the reason\n")
    parts.append("| dialect | endpoint | parameter | value | reason |\n|---|---|---|---|---|")
    parts.append("\n".join(map(_refused, REFUSED)) + "\n")
    return "\n".join([*parts, ELSEWHERE])


def _sorted() -> list[Parameter]:
    """Endpoints together, in the order of the tables."""
    order = list(dict.fromkeys((one.dialect, one.endpoint) for one in PARAMETERS))
    return sorted(PARAMETERS, key=lambda one: order.index((one.dialect, one.endpoint)))


def _lines(parameter: Parameter) -> Iterator[str]:
    asked = parameter.name in {one.name for one in action_urls.parameters()}
    kind = "request" if asked and parameter.endpoint == action_urls.ENDPOINT else "call"
    for way in parameter.ways:
        value = f"`{way.value}`".replace("|", "\\|") if way.value else "(empty)"
        yield f"| `{parameter.name}` | {value} | {way.effect} | {kind} |"


def _refused(one: Refused) -> str:
    return f"| {NAMES[one.dialect]} | {one.endpoint} | `{one.name}` | `{one.value}` | {one.reason} |"
