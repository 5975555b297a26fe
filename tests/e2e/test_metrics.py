"""What Prometheus scrapes of the running product after calls, and of a calls process that runs alone."""

import asyncio
import signal
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

from tests.e2e.phones import Phones, ends
from tests.kit import handover
from tests.kit.ports import reserved_port
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.web import web_client

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

MENU = "6200"
NOBODY = "7999"
SETTINGS = """
[metrics]
tenants = 3
"""


async def scraped(port: int) -> dict[str, Metric]:
    """By name, as Prometheus' own parser reads it."""
    async with web_client() as http:
        answer = await http.get(f"http://127.0.0.1:{port}/metrics")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    return {family.name: family for family in text_string_to_metric_families(answer.text)}


def value(families: dict[str, Metric], name: str, **labels: str) -> float:
    """Of the one sample with these labels."""
    samples = (sample for family in families.values() for sample in family.samples if sample.name == name)
    (found,) = [sample.value for sample in samples if labels.items() <= sample.labels.items()]
    return found


async def test_calls_are_counted_and_measured(product: Product, people: Phones) -> None:
    await people.try_to_call(NOBODY)
    session = await people.call(MENU)
    await session.rtp.hears(20)
    alice = await people.reach_alice(session)
    talking = await scraped(product.api_port)
    assert value(talking, "switchboard_calls", direction="internal", stage="talk") == 1
    assert value(talking, "switchboard_tenant_calls", tenant="1") == 1
    assert value(talking, "switchboard_media_streams", process="media-0") == 2
    await session.bye()
    await ends(alice)

    async def is_digested() -> bool:
        found = await scraped(product.api_port)
        return value(found, "switchboard_calls_outcomes_total", outcome="answered") == 1

    await until(is_digested)
    told = await scraped(product.api_port)
    assert value(told, "switchboard_calls_started_total", direction="internal") == 2
    assert value(told, "switchboard_calls_ended_total", cause="normal") == 1
    assert value(told, "switchboard_calls_ended_total", cause="not-found") == 1
    assert value(told, "switchboard_dials_total", target="extension", outcome="answered") == 1
    assert value(told, "switchboard_answer_seconds_count", by="switchboard") == 1
    assert value(told, "switchboard_calls", direction="internal", stage="talk") == 0
    assert value(told, "switchboard_registrations") == 1
    assert value(told, "switchboard_rtp_packets_total", process="media-0", direction="sent") > 20
    assert value(told, "switchboard_rtp_loss_ratio_count", process="media-0", direction="received") >= 1
    assert value(told, "switchboard_record_write_seconds_count") >= 1
    assert value(told, "switchboard_record_rows_dropped_total") == 0
    assert value(told, "switchboard_database_up") == 1
    for name in ("api", "calls", "media-0"):
        assert value(told, "switchboard_process_up", process=name) == 1
        assert value(told, "switchboard_process_cpu_seconds_total", process=name) > 0
        assert value(told, "switchboard_process_resident_memory_bytes", process=name) > 1_000_000
        assert 0 < value(told, "switchboard_process_open_fds", process=name) < 100
    assert value(told, "switchboard_loop_lag_seconds_count", process="calls") >= 1


async def test_how_the_audio_of_a_call_was_is_in_its_record(product: Product, people: Phones) -> None:
    """Of the caller and of whom he talked to, when both have left."""
    session = await people.call(MENU)
    await session.rtp.hears(20)
    alice = await people.reach_alice(session)
    await alice.rtp.hears(20)
    await session.bye()
    await ends(alice)

    async def audio() -> list[dict[str, Any]]:
        async with product.native() as native:
            newest = (await native.get("/calls?limit=1")).json()["items"][0]["id"]
            told: list[dict[str, Any]] = (await native.get(f"/calls/{newest}")).json()["audio"]
            return told

    async def both() -> bool:
        return len(await audio()) == 2

    await until(both)
    of = {one["side"]: one for one in await audio()}
    assert {side: one["number"] for side, one in of.items()} == {"caller": "1001", "callee": "1000"}
    for one in of.values():
        assert (one["codec"], one["encrypted"], one["trunk"]) == ("PCMU", False, None)
        assert one["sent"]["packets"] >= 20
    assert of["caller"]["received"]["packets"] > 0


async def test_no_label_tells_who_called(product: Product, people: Phones) -> None:
    """Nor what clients have asked for."""
    async with web_client() as http:
        await http.get(f"http://127.0.0.1:{product.api_port}/rest/v1/somebodys-secret")
        text = (await http.get(f"http://127.0.0.1:{product.api_port}/metrics")).text
    labels = [line.partition("}")[0] for line in text.splitlines() if not line.startswith("#")]
    assert not [line for line in labels if any(secret in line for secret in ("1001", MENU, NOBODY, "secret"))]


async def test_a_calls_process_that_runs_alone_is_scraped(tmp_path: Path) -> None:
    """At a port of its own, with its media workers; `/readyz` says so while one is away."""
    port = reserved_port()
    product = Product.prepare(tmp_path, f"workers = 1\n[metrics]\nport = {port}\n")
    await product.cli("objects", "list", "ivr", "--json")  # makes the database
    (product.data / "run").mkdir(exist_ok=True)
    handed = {name: sock for name, sock in product.sockets.items() if name.startswith("sip")}
    media = await asyncio.create_subprocess_exec(*product.command("serve", "--only", "media"))
    calls = await handover.start(product.command("serve", "--only", "calls"), handed)

    async def ready() -> tuple[int, list[str]]:
        async with web_client() as http:
            try:
                answer = await http.get(f"http://127.0.0.1:{port}/readyz")
            except httpx.HTTPError:
                return 0, []
            return answer.status_code, answer.json().get("not_ready", [])

    async def is_ready() -> bool:
        return await ready() == (200, [])

    async def is_without_media() -> bool:
        return await ready() == (503, ["media"])

    await until(is_ready)
    told = await scraped(port)
    assert value(told, "switchboard_process_up", process="calls") == 1
    assert value(told, "switchboard_process_up", process="api") == 0
    assert value(told, "switchboard_draining") == 0
    assert value(told, "switchboard_media_streams", process="media-0") == 0
    media.send_signal(signal.SIGTERM)
    await media.wait()
    await until(is_without_media)
    calls.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(calls.wait(), 30) == 0
