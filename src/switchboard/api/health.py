"""Probes. `/livez`: this process turns. `/readyz`, and `/healthz` as ever: whether this machine can serve callers and
clients, as far as anybody here knows.

They are two, because whoever is not alive is killed: a database that is away must kill no node.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Final, NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.store.db.database import Database

States = Mapping[str, str] | None

PROBES: Final = ("/livez", "/readyz", "/healthz")
"""They have no secrets: whoever reaches a port may ask."""


class Trouble(NamedTuple):
    """Why a part of the machine is not ready: `database`, `sip`, `media` or `supervisor`."""

    part: str
    reason: str


async def livez(request: Request) -> Response:
    """200: that it is answered is the answer."""
    return JSONResponse({"status": "ok"})


def readiness(database: Database, states: Callable[[], States]) -> Callable[[Request], Awaitable[Response]]:
    """200 while the database answers and all other processes run and none stops, else 503 with the reasons.

    `states` are those of the supervisor's processes: None where there is none, and nobody knows of calls and media;
    empty when it does not tell.
    """

    async def readyz(request: Request) -> Response:
        known = states()
        troubles = [*await database_troubles(database), *_process_troubles(known)]
        body: dict[str, object] = {"supervised": known is not None}
        if known is not None:
            body["processes"] = dict(known)
        return answer(troubles, body)

    return readyz


def answer(troubles: list[Trouble], body: Mapping[str, object]) -> Response:
    """What a probe is told, with `body` beside it."""
    if not troubles:
        return JSONResponse({"status": "ok", **body})
    reason = "; ".join(trouble.reason for trouble in troubles)
    parts = list(dict.fromkeys(trouble.part for trouble in troubles))
    return JSONResponse({"status": "unavailable", "reason": reason, "not_ready": parts, **body}, 503)


async def database_troubles(database: Database) -> list[Trouble]:
    """Whether it answers."""
    try:
        async with database.read():
            return []
    except errors.Unavailable as error:
        return [Trouble("database", str(error))]


def _process_troubles(states: States) -> Iterator[Trouble]:
    """The processes that do not run. The api process is left out, whatever is said of it: it is here to answer."""
    if states is None:
        return
    if not states:
        yield Trouble("supervisor", "the supervisor does not answer")
    for name, state in states.items():
        if state != "running" and name != "api":
            yield Trouble("sip" if name == "calls" else "media", f"{name} is {state}")
