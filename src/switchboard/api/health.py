"""`/healthz`: whether this machine can serve callers and clients, as far as anybody here knows."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.store.db.database import Database

States = Mapping[str, str] | None


def health(database: Database, states: Callable[[], States]) -> Callable[[Request], Awaitable[Response]]:
    """200 while the database answers and all other processes run, else 503 with the reasons.

    `states` are those of the supervisor's processes: None where there is none, and nobody knows of calls and media;
    empty when it does not tell.
    """

    async def healthz(request: Request) -> Response:
        known = states()
        reasons = [*await _database_trouble(database), *_process_troubles(known)]
        body: dict[str, object] = {"status": "unavailable" if reasons else "ok", "supervised": known is not None}
        if reasons:
            body["reason"] = "; ".join(reasons)
        if known is not None:
            body["processes"] = dict(known)
        return JSONResponse(body, status_code=503 if reasons else 200)

    return healthz


async def _database_trouble(database: Database) -> list[str]:
    try:
        async with database.read():
            return []
    except errors.Unavailable as error:
        return [str(error)]


def _process_troubles(states: States) -> list[str]:
    """The processes that do not run. The api process is left out, whatever is said of it: it is here to answer."""
    if states is None:
        return []
    if not states:
        return ["the supervisor does not answer"]
    return [f"{name} is {state}" for name, state in states.items() if state != "running" and name != "api"]
