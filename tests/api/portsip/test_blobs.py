"""Uploads in parts, and downloads."""

import hashlib
from dataclasses import replace
from urllib.parse import quote, unquote
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from switchboard.api.portsip.naming import FILE, decode
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.db.tables import tenant
from switchboard.store.files import uploads as store
from switchboard.store.files.files import File, Files
from tests.kit.examples import examples

from ..support import shared
from .support import LIMITS, PortSip, add_user, failures, fields
from .uploading import UPLOADS, send, start, uploaded, wav

pytestmark = pytest.mark.api
ABSENT = "11111111-2222-3333-4444-555555555555"
KEYS = r"[0-9]{1,17}\.(90|[0-9]{1,17})\.[0-9a-f]{64}|[0-9a-f]{64}|[A-Za-z0-9_-]{43}"


async def stored(portsip: PortSip, id: str) -> File:
    """What the store knows of a file."""
    files = Files(portsip.services.database, portsip.services.settings.files)
    return await files.get(DEFAULT_TENANT, decode(FILE, id) or 0, portsip.services.clock.now())


async def after(portsip: PortSip, seconds: float) -> PortSip:
    """The same some time later, with a new session."""
    portsip.move_clock(seconds)
    token = (await portsip.sign_in()).json()["access_token"]
    return replace(portsip, tokens={"admin": token})


async def test_a_file_comes_in_parts(portsip: PortSip) -> None:
    data = wav()
    upload, token = await start(portsip)
    assert str(UUID(upload)) == upload
    first = await send(portsip, f"/{upload}/append", data[:1000], token)
    assert (first.status_code, first.headers["Range"], first.content) == (203, "0-999", b"")
    assert first.headers["PortSIP-Upload-ID"] == upload
    second = first.headers["PortSIP-Upload-Token"]
    assert second != token
    status = await send(portsip, f"/{upload}/status", method="GET")
    assert (status.status_code, status.headers["Range"]) == (204, "0-999")
    assert status.headers["PortSIP-Upload-Token"] == second
    digest = hashlib.sha256(data).hexdigest()
    last = await send(portsip, f"/{upload}/complete?digest={digest}", data[1000:], second)
    assert last.status_code == 201
    assert list(last.json()) == ["id"]
    assert (await portsip.send("GET", f"blobs/{digest}")).content == data
    shown = await portsip.get(f"files/{last.json()['id']}")
    assert shown == {
        "id": last.json()["id"],
        "name": "menu.wav",
        "size": len(data),
        "media_type": "audio/vnd.wave",
        "created_at": "2026-01-05T12:00:00Z",
    }
    assert (await send(portsip, f"/{upload}/status", method="GET")).status_code == 404


async def test_only_the_newest_token_counts(portsip: PortSip) -> None:
    upload, token = await start(portsip)
    newest = (await send(portsip, f"/{upload}/append", b"ab", token)).headers["PortSIP-Upload-Token"]
    for stale in (token, "x", ""):
        assert fields(await send(portsip, f"/{upload}/append", b"cd", stale)) == ["token"]
    assert fields(await send(portsip, f"/{upload}/append", b"cd")) == ["PortSIP-Upload-Token"]
    assert (await send(portsip, f"/{upload}/complete", b"", newest)).status_code == 201


async def test_another_digest_is_refused_and_the_upload_goes_on(portsip: PortSip) -> None:
    upload, token = await start(portsip)
    assert fields(await send(portsip, f"/{upload}/complete?digest={'0' * 64}", b"data", token)) == ["digest"]
    assert fields(await send(portsip, f"/{upload}/complete?digest=short", b"data", token)) == ["digest"]
    assert fields(await send(portsip, f"/{upload}/complete", b"", token)) == ["body"]
    assert (await send(portsip, f"/{upload}/complete", b"data", token)).status_code == 201


async def test_a_file_has_a_limit(portsip: PortSip) -> None:
    upload, token = await start(portsip)
    full = await send(portsip, f"/{upload}/append", b"x" * LIMITS.upload_bytes, token)
    token = full.headers["PortSIP-Upload-Token"]
    for path in ("append", "complete"):
        for data in (b"x", b"x" * (LIMITS.upload_bytes + 1)):
            answer = await send(portsip, f"/{upload}/{path}", data, token)
            assert answer.status_code == 400
            assert str(LIMITS.upload_bytes) in str(failures(answer)[0]["message"])
    assert (await send(portsip, f"/{upload}/complete", b"", token)).status_code == 201


async def test_only_so_many_are_open(portsip: PortSip, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MAX_OPEN", 1)
    upload, _ = await start(portsip)
    assert "at most 1 open uploads" in str(failures(await send(portsip, "?filename=a.wav"))[0]["message"])
    destroyed = await send(portsip, f"/{upload}/destroy")
    assert (destroyed.status_code, destroyed.content) == (204, b"")
    await start(portsip)


async def test_an_unfinished_upload_expires(portsip: PortSip) -> None:
    upload, token = await start(portsip)
    later = await after(portsip, 3600)
    for method, path in (("POST", "append"), ("POST", "complete"), ("GET", "status"), ("POST", "destroy")):
        assert (await send(later, f"/{upload}/{path}", b"x", token, method=method)).status_code == 404
    await start(later)
    assert not (portsip.services.settings.uploads / upload).exists()


async def test_a_temporary_file_expires(portsip: PortSip) -> None:
    id, stays = await uploaded(portsip, b"x", query="&temporary=true"), await uploaded(portsip, b"y")
    url = (await stored(portsip, id)).key
    later = await after(portsip, 86400)
    assert (await later.send("GET", f"files/{id}")).status_code == 404
    assert (await later.http.get(f"/api/blobs/{url}")).status_code == 404
    assert (await later.send("GET", f"files/{stays}")).status_code == 200


@pytest.mark.parametrize("query", ["", "?filename=", "?filename=a%2Fb", "?filename=a%00", "?filename=" + "x" * 129])
async def test_a_file_needs_a_name(portsip: PortSip, query: str) -> None:
    assert fields(await send(portsip, query)) == ["filename"]


async def test_temporary_is_a_boolean(portsip: PortSip) -> None:
    assert fields(await send(portsip, "?filename=a&temporary=1")) == ["temporary"]


async def test_who_has_the_url_may_download(portsip: PortSip) -> None:
    id = await uploaded(portsip, b"<script>", "Men%C3%BC%20%221%22%3B.html")
    answer = await portsip.http.get(f"/api/blobs/{(await stored(portsip, id)).key}")
    assert (answer.status_code, answer.content) == (200, b"<script>")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith('attachment; filename="Men_ _1__.html"; ')
    assert unquote(disposition.partition("UTF-8''")[2]) == 'Menü "1";.html'


async def test_a_digest_is_no_secret(portsip: PortSip) -> None:
    await uploaded(portsip, b"secret")
    digest = hashlib.sha256(b"secret").hexdigest()
    assert (await portsip.http.get(f"/api/blobs/{digest}")).status_code == 401
    for spelling in (digest, digest.upper()):
        answer = await portsip.send("GET", f"blobs/{spelling}", token=portsip.tokens["viewer"])
        assert answer.content == b"secret"
    assert (await portsip.send("GET", f"blobs/{'0' * 64}")).status_code == 404


async def test_tenants_are_apart(portsip: PortSip) -> None:
    async with portsip.services.database.write() as connection:
        await connection.execute(insert(tenant).values(id=2, name="neighbour", sip_domain="n.example"))
    portsip.tokens["neighbour"] = (await add_user(portsip.services, 2, "other", "admin"))[1]
    upload, token = await start(portsip)
    for method, path in (("POST", "append"), ("POST", "complete"), ("GET", "status"), ("POST", "destroy")):
        assert (await send(portsip, f"/{upload}/{path}", b"x", token, "neighbour", method)).status_code == 404
    await uploaded(portsip, b"secret")
    digest = hashlib.sha256(b"secret").hexdigest()
    neighbour = portsip.tokens["neighbour"]
    assert (await portsip.send("GET", f"blobs/{digest}", token=neighbour)).status_code == 404


async def test_a_viewer_only_looks(portsip: PortSip) -> None:
    upload, token = await start(portsip, role="editor")
    for path in ("?filename=a", f"/{upload}/append", f"/{upload}/complete", f"/{upload}/destroy"):
        assert (await send(portsip, path, b"x", token, "viewer")).status_code == 403
    assert (await send(portsip, f"/{upload}/status", role="viewer", method="GET")).status_code == 403
    assert (await portsip.http.post(f"{UPLOADS}?filename=a")).status_code == 401


@settings(max_examples=examples(24), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    key=st.text(st.characters(exclude_characters="/?#.", exclude_categories=("Cc", "Cs")), min_size=1, max_size=80)
    | st.from_regex(KEYS, fullmatch=True)
)
@shared
async def test_no_key_leads_anywhere_by_chance(shared_portsip: PortSip, key: str) -> None:
    answer = await shared_portsip.http.get(f"/api/blobs/{quote(key, errors='replace')}")
    assert answer.status_code in (401, 404)
    failures(answer)


@settings(max_examples=examples(24), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from(["append", "complete", "status", "destroy"]),
    st.text(st.characters(exclude_characters="/?#.", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60)
    | st.just(ABSENT),
    st.from_regex(r"[!-~]{0,80}", fullmatch=True),
    st.binary(max_size=50),
)
@shared
async def test_no_upload_is_found_by_chance(
    shared_portsip: PortSip, action: str, upload: str, token: str, data: bytes
) -> None:
    path = f"/{quote(upload, errors='replace')}/{action}"
    answer = await send(shared_portsip, path, data, token, method="GET" if action == "status" else "POST")
    assert answer.status_code == 404
    failures(answer)


async def test_a_file_is_on_disk_for_its_owner_only(portsip: PortSip) -> None:
    id = await uploaded(portsip, b"x")
    file = portsip.services.settings.files / (await stored(portsip, id)).key
    assert file.read_bytes() == b"x"
    assert file.stat().st_mode & 0o077 == 0
