"""The built page over HTTP: which file, in which coding, for how long, and what browsers may do with it."""

import gzip
import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from switchboard.api.codings import Coding, preferred
from switchboard.api.page import NOT_BUILT, Page

from .support import Api

pytestmark = pytest.mark.api

INDEX = b"<!doctype html><title>Switchboard</title>"
SCRIPT = b"export const menus = 25;" * 10_000
PACKED = gzip.compress(SCRIPT)
ALL: tuple[Coding, ...] = ("br", "gzip", "identity")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    assets = tmp_path / "static" / "assets"
    assets.mkdir(parents=True)
    (assets / "index-1a2b.js").write_bytes(SCRIPT)
    (assets / "index-1a2b.js.gz").write_bytes(PACKED)
    (assets / "index-1a2b.js.br").write_bytes(b"as if it were brotli")
    (assets.parent / "favicon.svg").write_bytes(b"<svg/>")
    (assets.parent / "index.html").write_bytes(INDEX)
    (tmp_path / "secret.key").write_bytes(b"secret")
    return assets.parent


@pytest.fixture
async def page(built: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette()
    Page(built).add_to(app)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as client:
        client.headers["Accept-Encoding"] = "identity"
        yield client


@pytest.mark.parametrize("path", ["", "index.html", "menus", "menus/12/keys", "a.js", "assets.html"])
async def test_what_is_no_file_is_a_view_of_the_page(page: httpx.AsyncClient, path: str) -> None:
    answer = await page.get(f"/page/{path}")
    assert (answer.status_code, answer.content) == (200, INDEX)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


async def test_the_way_to_the_page(page: httpx.AsyncClient) -> None:
    for path in ("/", "/page"):
        answer = await page.get(path)
        assert (answer.status_code, answer.headers["location"]) == (302, "/page/")


async def test_names_with_a_hash_are_kept_for_ever(page: httpx.AsyncClient) -> None:
    answer = await page.get("/page/assets/index-1a2b.js")
    assert (answer.status_code, answer.content) == (200, SCRIPT)
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-length"] == str(len(SCRIPT))


async def test_an_asset_of_another_version_is_not_the_index(page: httpx.AsyncClient) -> None:
    assert (await page.get("/page/assets/index-0000.js")).status_code == 404


async def test_each_client_gets_the_coding_that_it_knows(page: httpx.AsyncClient) -> None:
    async def coded(accepted: str) -> tuple[str | None, str]:
        request = page.build_request("GET", "/page/assets/index-1a2b.js", headers={"Accept-Encoding": accepted})
        answer = await page.send(request, stream=True)
        await answer.aclose()
        assert answer.headers["vary"] == "Accept-Encoding"
        return answer.headers.get("content-encoding"), answer.headers["etag"]

    br, packed, plain = await coded("gzip, deflate, br, zstd"), await coded("gzip"), await coded("zstd")
    assert (br[0], packed[0], plain[0]) == ("br", "gzip", None)
    assert len({br[1], packed[1], plain[1]}) == 3
    answer = await page.get("/page/assets/index-1a2b.js", headers={"Accept-Encoding": "gzip"})
    assert answer.content == SCRIPT


@pytest.mark.parametrize(
    ("accepted", "best"),
    [
        ("", "identity"),
        ("*", "br"),
        ("gzip;q=1, br;q=0.5", "gzip"),
        ("br;q=0, *", "gzip"),
        ("br;q=0,gzip;q=0.0", "identity"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("*;q=0", "identity"),
        ("GZIP ; Q=0.3", "gzip"),
        ("x-gzip", "gzip"),
        ("br;q=much, gzip;q=", "identity"),
        ("br;q=nan", "identity"),
        ("," * 5000 + "br", "identity"),
    ],
)
def test_weights_of_codings(accepted: str, best: Coding) -> None:
    assert preferred([accepted], ALL) == best


async def test_what_a_client_has_is_not_sent_again(page: httpx.AsyncClient) -> None:
    tag = (await page.get("/page/")).headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = await page.get("/page/menus", headers={"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag and answer.headers["vary"] == "Accept-Encoding"
    assert (await page.get("/page/", headers={"If-None-Match": '"other"'})).status_code == 200


async def test_head_says_what_get_would_send(page: httpx.AsyncClient) -> None:
    answer = await page.head("/page/assets/index-1a2b.js")
    assert (answer.status_code, answer.content, answer.headers["content-length"]) == (200, b"", str(len(SCRIPT)))
    assert (await page.post("/page/")).status_code == 405


@pytest.mark.parametrize("path", ["../secret.key", "%2e%2e/secret.key", "..%2fsecret.key", "assets/../../secret.key"])
async def test_no_path_leads_out_of_the_page(page: httpx.AsyncClient, path: str) -> None:
    request = page.build_request("GET", "/page/")
    request.url = request.url.copy_with(raw_path=f"/page/{path}".encode())
    answer = await page.send(request)
    assert b"secret" not in answer.content


async def test_browsers_run_nothing_but_the_page(page: httpx.AsyncClient) -> None:
    for path in ("/page/", "/page/assets/index-1a2b.js", "/page/assets/none.js"):
        headers = (await page.get(path)).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["permissions-policy"].startswith("microphone=(self)")


@pytest.mark.parametrize(
    ("host", "proxy", "sent"),
    [("127.0.0.1:8088", "", True), ("localhost", "", True), ("pbx.example", "", False), ("pbx.example", "https", True)],
)
async def test_an_opener_s_policy_is_sent_where_browsers_take_it(
    page: httpx.AsyncClient, host: str, proxy: str, sent: bool
) -> None:
    headers = {"Host": host, **({"X-Forwarded-Proto": proxy} if proxy else {})}
    answer = await page.get("/page/", headers=headers)
    assert ("cross-origin-opener-policy" in answer.headers) == sent


async def test_what_is_built_meanwhile_is_served(page: httpx.AsyncClient, built: Path) -> None:
    assert (await page.get("/page/")).content == INDEX
    (built / "index.html").write_bytes(b"newer")
    os.utime(built / "index.html", ns=(1, 1))
    assert (await page.get("/page/")).content == b"newer"


async def test_a_page_that_is_not_built_says_how_to_build_it(tmp_path: Path) -> None:
    app = Starlette()
    Page(tmp_path / "static").add_to(app)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as client:
        answer = await client.get("/page/menus")
        assert (answer.status_code, answer.text) == (404, NOT_BUILT)


async def test_answers_of_the_api_are_no_documents(api: Api) -> None:
    """Somebody may have stored what a browser would run at the origin of the page."""
    for path in ("/healthz", "/rest/v1/openapi.json", "/openapi/v1.0/ivr/list", "/api/nothing", "/nothing"):
        headers = (await api.http.get(path)).headers
        assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'", path
        assert headers.get_list("x-content-type-options") == ["nosniff"]
        assert "strict-transport-security" not in headers


async def test_the_page_is_at_the_port_of_the_api_alone(api: Api) -> None:
    assert (await api.http.get("/")).headers["location"] == "/page/"
