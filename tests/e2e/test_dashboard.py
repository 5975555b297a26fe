"""A real Prometheus scrapes the product during a call: every query of the dashboard finds something, and every rule is
one that Prometheus can follow.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
import yaml

from switchboard.api.metrics.catalogue import CATALOGUE
from tests.e2e.phones import Phones, ends
from tests.kit.ports import reserved_port
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.programs import terminated
from tests.kit.web import web_client

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

DEPLOY = Path(__file__).parents[2] / "deploy"
DASHBOARD = json.loads((DEPLOY / "grafana" / "switchboard.json").read_text())
RULES = DEPLOY / "prometheus" / "switchboard.rules.yml"
QUERIES = [target["expr"] for panel in DASHBOARD["panels"] for target in panel.get("targets", ())]
VARIABLES = {"$job": "switchboard", "$instance": ".*", "$__rate_interval": "1m"}
SUFFIX = re.compile(r"_(bucket|sum|count)$")


def filled(query: str) -> str:
    """As Grafana sends it."""
    for variable, value in VARIABLES.items():
        query = query.replace(variable, value)
    return query


def metrics_in(query: str) -> Iterator[str]:
    for name in re.findall(r"switchboard_\w+", query):
        yield SUFFIX.sub("", name)


@asynccontextmanager
async def prometheus(directory: Path, target: int) -> AsyncIterator[httpx.AsyncClient]:
    """Scrapes the target twice a second."""
    port = reserved_port()
    scrape = {"job_name": "switchboard", "static_configs": [{"targets": [f"127.0.0.1:{target}"]}]}
    settings = {"global": {"scrape_interval": "500ms"}, "rule_files": [str(RULES)], "scrape_configs": [scrape]}
    (directory / "prometheus.yml").write_text(yaml.safe_dump(settings))
    process = await asyncio.create_subprocess_exec(
        "prometheus",
        f"--config.file={directory / 'prometheus.yml'}",
        f"--storage.tsdb.path={directory / 'data'}",
        f"--web.listen-address=127.0.0.1:{port}",
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with web_client(f"http://127.0.0.1:{port}") as http:
            yield http
    finally:
        await terminated(process, 10)


async def finds(http: httpx.AsyncClient, query: str) -> bool:
    """Whether there is an answer that is a number. A query that cannot be read fails the test."""
    try:
        answer = await http.get("/api/v1/query", params={"query": filled(query)})
    except httpx.HTTPError:
        return False  # it still starts
    assert answer.status_code in (200, 503), answer.text
    found = answer.json()["data"]["result"] if answer.status_code == 200 else []
    return any(one["value"][1] != "NaN" for one in found)


async def test_every_query_of_the_dashboard_finds_something_after_a_call(
    product: Product, people: Phones, tmp_path: Path
) -> None:
    async with prometheus(tmp_path, product.api_port) as http:
        await until(lambda: finds(http, "switchboard_calls_started_total"))
        session = await people.call("6200")
        await session.rtp.hears(20)
        await session.rtp.press("9")  # no such choice: a prompt says so
        await session.rtp.hears(20)
        alice = await people.reach_alice(session)
        session.rtp.report(lost=1, round_trip_s=0.05)
        await session.bye()
        await ends(alice)
        for query in QUERIES:
            await until(lambda query=query: finds(http, query))  # type: ignore[misc]
        rules = (await http.get("/api/v1/rules")).json()["data"]["groups"]
    assert [rule["health"] for group in rules for rule in group["rules"] if rule["health"] == "err"] == []


async def test_queries_and_rules_know_only_metrics_that_there_are() -> None:
    rules = [rule["expr"] for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]]
    named = {name for query in (*QUERIES, *rules) for name in metrics_in(query)}
    assert named <= {metric.name for metric in CATALOGUE}
    assert len(QUERIES) > 30 and len(rules) > 10
