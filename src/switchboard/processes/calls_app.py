"""What a calls process that runs alone says over HTTP: probes and `/metrics`, of itself and its media workers."""

from collections.abc import Awaitable, Callable, Iterator

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.health import Trouble, answer, database_troubles, livez
from switchboard.api.metrics.scraping import Scraping
from switchboard.api.status import Machine, machine_without_api
from switchboard.config import Settings
from switchboard.status import CallsReport
from switchboard.store.db.database import Database


def calls_app(settings: Settings, database: Database, report: Callable[[], Awaitable[CallsReport]]) -> Starlette:
    """`report` asks the process how it is."""

    async def measure() -> Machine:
        return machine_without_api(settings, await report())

    async def readyz(request: Request) -> Response:
        return answer([*await database_troubles(database), *_troubles(await report())], {"supervised": False})

    app = Starlette()
    for path, probe in (("/livez", livez), ("/readyz", readyz), ("/healthz", readyz)):
        app.add_route(path, probe, methods=["GET"])
    app.add_route("/metrics", Scraping(settings.metrics, measure).answer, methods=["GET"])
    return app


def _troubles(report: CallsReport) -> Iterator[Trouble]:
    if report.measures is not None and report.measures.draining:
        yield Trouble("sip", "calls are drained")
    for index, worker in enumerate(report.media):
        if worker is None:
            yield Trouble("media", f"media-{index} does not answer")
