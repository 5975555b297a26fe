"""`recording_url` of call/records, and what it leads to."""

from urllib.parse import urlsplit

import httpx
import pytest

from ..recorded_calls import SOUND, Recorded, record
from .support import Servetel, failure

pytestmark = pytest.mark.api


@pytest.fixture
async def calls(servetel: Servetel) -> list[str]:
    await servetel.services.credentials.set_client_rights(1, servetel.email, ("recordings",))
    return await record(servetel.services, Recorded(files=2), Recorded(files=0, minutes=1))


async def urls(servetel: Servetel) -> list[str | None]:
    """Of all calls, the oldest first."""
    results = (await servetel.ok("GET", "call/records"))["results"]
    assert isinstance(results, list)
    return [row["recording_url"] for row in reversed(results)]


async def heard(servetel: Servetel, url: str | None, method: str = "GET", **headers: str) -> httpx.Response:
    """As a browser opens it, which sends no token of its own."""
    assert url is not None
    parts = urlsplit(url)
    assert f"{parts.scheme}://{parts.netloc}" == str(servetel.http.base_url).rstrip("/")
    return await servetel.http.request(method, f"{parts.path}?{parts.query}", headers=headers)


async def test_a_recorded_call_has_a_link_that_opens_without_a_header(servetel: Servetel, calls: list[str]) -> None:
    recorded, other = await urls(servetel)
    assert other is None
    answer = await heard(servetel, recorded)
    assert (answer.status_code, answer.content) == (200, SOUND)
    part = await heard(servetel, recorded, Range="bytes=-4")
    assert (part.status_code, part.content) == (206, SOUND[-4:])
    assert (await heard(servetel, recorded, "HEAD")).headers["content-length"] == str(len(SOUND))


async def test_a_link_ends(servetel: Servetel, calls: list[str]) -> None:
    recorded, _ = await urls(servetel)
    assert recorded is not None
    assert (await heard(servetel, recorded[:-1] + ("0" if recorded[-1] != "0" else "1"))).status_code == 404
    servetel.move_clock(1799)
    assert (await heard(servetel, recorded)).status_code == 200
    servetel.move_clock(1)
    assert failure(await heard(servetel, recorded))["message"] == "The recording was not found"


async def test_without_the_right_there_is_no_link_and_the_old_ones_end(servetel: Servetel, calls: list[str]) -> None:
    recorded, _ = await urls(servetel)
    await servetel.services.credentials.set_client_rights(1, servetel.email, ())
    assert await urls(servetel) == [None, None]
    assert (await heard(servetel, recorded)).status_code == 404


@pytest.mark.parametrize("token", ["", "?token=", "?token=1-1-1-ffffffff-" + "0" * 64, "?token=%00", "?token=../a"])
async def test_what_is_no_link(servetel: Servetel, calls: list[str], token: str) -> None:
    assert (await servetel.http.get(f"/v1/call/recording{token}")).status_code == 404
