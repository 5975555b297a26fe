"""Internet radio is fetched by the rules for servers that tenants name, and nothing but sound comes out."""

import asyncio

import pytest

from switchboard.outbound import listening
from switchboard.outbound.listening import IcyMetadata, listened
from switchboard.outbound.reply import CannotReach
from tests.kit.station import Station, reply, station, titled

pytestmark = pytest.mark.interop

SOUND = bytes(range(256)) * 200
LOCAL = frozenset({"localhost"})


async def fetched(url: str, size: int = len(SOUND)) -> bytes:
    data = b""
    async with asyncio.timeout(20), listened(url, LOCAL) as sound:
        async for part in sound:
            data += part
            if len(data) >= size:
                break
    return data[:size]


async def refused(on_air: Station, path: str) -> str:
    with pytest.raises(CannotReach) as refusal:
        await fetched(on_air.url(path))
    assert str(on_air.port) not in str(refusal.value)
    return str(refusal.value)


async def test_every_way_to_send_sound_is_understood() -> None:
    async with station(SOUND) as one:
        one.lasts_s = 1
        chunked = b"".join(b"%x;why\r\n%b\r\n" % (len(part), part) for part in (SOUND[:1000], SOUND[1000:]))
        chunked += b"0\r\n\r\n"
        one.heads |= {
            "/icy": reply("ICY 200 OK", icy_name="Radio", content_type="audio/mpeg"),
            "/list": reply(Content_Type="audio/x-mpegurl") + b"#EXTM3U\n" + one.url().encode() + b"\n",
            "/pls": reply(Content_Type="audio/x-scpls") + b"[playlist]\nFile1=" + one.url("/icy").encode() + b"\n",
            "/moved": reply("HTTP/1.1 307 Moved", Location="/icy"),
        }
        for path in ("/radio", "/icy", "/moved", "/list", "/pls"):
            assert await fetched(one.url(path)) == SOUND, path
        one.heads["/chunked"] = reply("HTTP/1.1 200 OK", Transfer_Encoding="chunked") + chunked
        assert await fetched(one.url("/chunked")) == SOUND
        one.heads["/titles"] = reply(icy_metaint="1000")
        one.title_every = 1000
        assert await fetched(one.url("/titles")) == SOUND


async def test_what_is_no_sound_is_refused_with_the_reason() -> None:
    async with station(SOUND) as one:
        one.lasts_s = 1
        one.heads |= {
            "/gone": reply("HTTP/1.1 404 Not Found"),
            "/page": reply(Content_Type="text/html"),
            "/aac": reply(Content_Type="audio/aacp"),
            "/hls": reply(Content_Type="audio/mpegurl") + b"#EXTM3U\n#EXT-X-VERSION:3\n",
            "/gzip": reply(Content_Encoding="gzip"),
            "/empty": reply(Content_Type="audio/x-scpls") + b"[playlist]\n",
            "/circle": reply("HTTP/1.1 302 Found", Location="/circle"),
            "/long": reply(**{f"X{number}": "x" * 1000 for number in range(40)}),
            "/odd": b"SSH-2.0-x\r\n\r\n",
        }
        reasons = {path: await refused(one, path) for path in one.heads if path != "/radio"}
    assert reasons == {
        "/gone": "the server there answers with status 404",
        "/page": "the server there sends no sound",
        "/aac": "it is AAC, which is not played: take the station's MP3 or Ogg",
        "/hls": "it comes in segments (HLS or DASH), which are not played",
        "/gzip": "the server there sends a compressed stream",
        "/empty": "the play list there names no stream",
        "/circle": "too many redirects",
        "/long": "the server there answers at too great a length",
        "/odd": "the server there speaks no HTTP",
    }


async def test_no_way_leads_to_a_private_address() -> None:
    async with station(SOUND) as one:
        one.lasts_s = 1
        inside = one.url(host="127.0.0.1")
        one.heads |= {
            "/moved": reply("HTTP/1.1 301 Moved", Location=inside),
            "/list": reply(Content_Type="audio/x-mpegurl") + inside.encode() + b"\n",
            "/file": reply("HTTP/1.1 301 Moved", Location="file:///etc/passwd"),
        }
        assert await refused(one, "/moved") == await refused(one, "/list") == "the host has no public address"
        assert await refused(one, "/file") == "must be an http or https URL without a user"
        assert [path for path, _ in one.asked] == ["/moved", "/list", "/file"]


async def test_a_server_that_sends_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "_STEP_S", 0.2)
    async with station(b"") as one:
        one.lasts_s = 1e9
        one.sound = bytes(10)
        assert await refused(one, "/radio") == "nothing came for 0.2 s"


@pytest.mark.parametrize("step", [1, 7, 100, 5000])
def test_titles_are_taken_out_however_they_come(step: int) -> None:
    data, metadata = titled(SOUND, 700), IcyMetadata(700)
    assert b"".join(metadata.removed(data[at : at + step]) for at in range(0, len(data), step)) == SOUND
