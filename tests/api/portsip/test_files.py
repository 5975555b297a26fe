"""Files, and the prompts that they become."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from switchboard import errors
from switchboard.api.portsip.naming import object_id, wire_id
from switchboard.api.portsip.prompts import FilePrompts
from switchboard.model.ivr import Ivr
from switchboard.model.prompt import CustomPrompt, Prompt
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.db.tables import tenant
from tests.kit.examples import examples

from ..support import shared
from .support import MINIMAL, NOTHING, PortSip, add_user, failures, fields
from .uploading import uploaded, wav

pytestmark = pytest.mark.api


async def prompt_for(portsip: PortSip, id: str, of: int = DEFAULT_TENANT) -> int:
    return await FilePrompts(portsip.services).prompt_for(of, id, field="prompt_file_id", author="test")


async def prompt(portsip: PortSip, id: int) -> Prompt:
    return (await portsip.repository.get(Prompt, id)).document


async def add(portsip: PortSip, name: str, data: bytes) -> int:
    """A prompt that came another way."""
    encoded = await portsip.services.prompts.add(data, name=name)
    document = Prompt(name=name, content=encoded.content, duration_ms=encoded.duration_ms)
    return (await portsip.repository.create(document, author="test")).id


async def play(portsip: PortSip, id: int) -> Ivr:
    menu = Ivr(name="Menu", number="6500", greeting=(CustomPrompt(prompt=id),))
    return (await portsip.repository.create(menu, author="test")).document


async def names(portsip: PortSip, **query: str | int) -> list[object]:
    reply = await portsip.get("files", **query)
    items = reply["items"]
    assert isinstance(items, list)
    return [one["name"] for one in items]


@pytest.mark.parametrize("rate_hz", [16_000, 32_000, 48_000])
async def test_a_file_becomes_one_prompt_that_sounds_as_by_another_way(portsip: PortSip, rate_hz: int) -> None:
    data = wav(rate_hz)
    id = await uploaded(portsip, data)
    made = await prompt_for(portsip, id)
    assert await prompt_for(portsip, id) == made
    headers = {"Authorization": f"Bearer {portsip.tokens['admin']}"}
    other = await portsip.http.post("/rest/v1/prompts", files={"file": ("other.wav", data)}, headers=headers)
    assert other.status_code == 201, other.text
    assert (await prompt(portsip, made)).content == other.json()["content"]
    assert portsip.services.prompts.exists(other.json()["content"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (wav(8_000), "8000 Hz"),
        (wav(44_100), "44100 Hz"),
        (wav(channels=2), "2 channels"),
        (wav(subtype="PCM_24"), "PCM_24"),
        (wav(container="FLAC"), "FLAC"),
        (b"text", "no WAV"),
        (wav()[:-3000], "cut short"),
    ],
)
async def test_what_no_phone_plays_is_refused_when_it_is_used(portsip: PortSip, data: bytes, reason: str) -> None:
    id = await uploaded(portsip, data)
    with pytest.raises(errors.Invalid, match=reason) as refused:
        await prompt_for(portsip, id)
    assert refused.value.field == "prompt_file_id"


async def test_prompts_of_one_name_get_names_of_their_own(portsip: PortSip) -> None:
    ids = [await uploaded(portsip, wav(seconds=seconds), "IVR.wav") for seconds in (0.2, 0.4)]
    assert [(await prompt(portsip, await prompt_for(portsip, id))).name for id in ids] == [
        "IVR (2).wav",
        "IVR (3).wav",
    ]
    long = await uploaded(portsip, wav(), "x" * 124 + ".wav")
    assert (await prompt(portsip, await prompt_for(portsip, long))).name == "x" * 100


@pytest.mark.parametrize("id", [NOTHING, "", "x", "\0", "\ud800", wire_id(85)])
async def test_what_is_no_file_is_no_prompt(portsip: PortSip, id: str) -> None:
    with pytest.raises(errors.Invalid, match="no such file"):
        await prompt_for(portsip, id)


async def test_a_file_is_shown_for_its_prompt(portsip: PortSip) -> None:
    data = wav(48_000)
    id = await uploaded(portsip, data, "Menu.wav")
    made = await prompt_for(portsip, id)
    shown = (await FilePrompts(portsip.services).shown(DEFAULT_TENANT, [made, made, 12345]))[made]
    assert (shown.id, shown.name, shown.size) == (id, "Menu.wav", len(data))
    assert (await portsip.http.get(shown.url)).content == data


async def test_a_prompt_that_came_another_way_is_a_file_too(portsip: PortSip) -> None:
    made = await add(portsip, "Grüße.gsm", wav())
    id = wire_id(made)
    assert await prompt_for(portsip, id) == made
    shown = (await FilePrompts(portsip.services).shown(DEFAULT_TENANT, [made]))[made]
    assert (shown.id, shown.name) == (id, "Grüße.wav")
    answer = await portsip.http.get(shown.url)
    assert (answer.status_code, len(answer.content)) == (200, shown.size)
    assert (await portsip.services.prompts.add(answer.content, name="a.wav")).content == (
        await prompt(portsip, made)
    ).content
    assert await portsip.get(f"files/{id}") == {
        "id": id,
        "name": "Grüße.wav",
        "size": shown.size,
        "media_type": "audio/vnd.wave",
        "created_at": None,
    }
    tampered = shown.url[:-1] + ("0" if shown.url[-1] != "0" else "1")
    assert (await portsip.http.get(tampered)).status_code == 404


async def test_a_prompt_outlives_its_temporary_file(portsip: PortSip) -> None:
    id = await uploaded(portsip, wav(48_000), "Menu.wav", "&temporary=true")
    made = await prompt_for(portsip, id)
    portsip.move_clock(86_400)
    shown = (await FilePrompts(portsip.services).shown(DEFAULT_TENANT, [made]))[made]
    assert (shown.id, shown.name) == (wire_id(made), "Menu.wav")
    assert len((await portsip.http.get(shown.url)).content) == shown.size
    with pytest.raises(errors.Invalid, match="no such file"):
        await prompt_for(portsip, id)


async def test_a_changed_prompt_is_no_longer_its_file(portsip: PortSip) -> None:
    id = await uploaded(portsip, wav(), "Menu.wav")
    made = await prompt_for(portsip, id)
    old = await prompt(portsip, made)
    url = (await FilePrompts(portsip.services).shown(DEFAULT_TENANT, [made]))[made].url
    other = await prompt(portsip, await add(portsip, "other.wav", wav(seconds=0.4)))
    await portsip.repository.update(
        made, other.model_copy(update={"name": "Menu.wav"}), expected_revision=None, author="test"
    )
    shown = (await FilePrompts(portsip.services).shown(DEFAULT_TENANT, [made]))[made]
    assert shown.id == wire_id(made)
    assert shown.url != url
    again = await prompt_for(portsip, id)
    assert again != made
    assert (await prompt(portsip, again)).content == old.content
    renamed = old.model_copy(update={"name": "Renamed.wav"})
    await portsip.repository.update(again, renamed, expected_revision=None, author="test")
    assert await prompt_for(portsip, id) == again


async def test_a_menu_plays_the_file(portsip: PortSip) -> None:
    data = wav(48_000)
    id = await uploaded(portsip, data, "Menu.wav")
    ivr = await portsip.create({**MINIMAL, "prompt_file_id": id})
    shown = await portsip.shown(ivr)
    assert (shown["prompt_file_name"], shown["prompt_file_size"]) == ("Menu.wav", len(data))
    assert (await portsip.http.get(str(shown["prompt_file_url"]))).content == data
    (greeting,) = (await portsip.stored(ivr)).greeting
    assert isinstance(greeting, CustomPrompt)
    assert greeting.prompt == await prompt_for(portsip, id)
    assert (await portsip.send("POST", f"files/{id}/destroy")).status_code == 400
    await portsip.update(ivr, {"prompt_file_id": None})
    await portsip.destroy(id, "files")
    narrow = await uploaded(portsip, wav(8_000))
    answer = await portsip.send("POST", f"ivrs/{ivr}", {"prompt_file_id": narrow})
    assert fields(answer) == ["prompt_file_id"]
    assert "8000 Hz" in str(failures(answer)[0]["message"])


async def test_a_file_in_use_stays(portsip: PortSip) -> None:
    id = await uploaded(portsip, wav())
    made = await prompt_for(portsip, id)
    await play(portsip, made)
    for one in (id, wire_id(made)):
        answer = await portsip.send("POST", f"files/{one}/destroy")
        assert answer.status_code == 400
        assert "is in use by ivr 'Menu'" in str(failures(answer)[0]["message"])
    assert (await portsip.send("GET", f"files/{id}")).status_code == 200


async def test_a_file_goes_with_its_prompt(portsip: PortSip) -> None:
    id = await uploaded(portsip, wav())
    made = await prompt_for(portsip, id)
    await portsip.destroy(id, "files")
    with pytest.raises(errors.NotFound):
        await prompt(portsip, made)
    assert list(portsip.services.settings.files.iterdir()) == []
    other = await add(portsip, "other.wav", wav())
    await portsip.destroy(wire_id(other), "files")
    with pytest.raises(errors.NotFound):
        await prompt(portsip, other)
    for gone in (id, wire_id(other), NOTHING, "x"):
        assert (await portsip.send("POST", f"files/{gone}/destroy")).status_code == 404
        assert (await portsip.send("GET", f"files/{gone}")).status_code == 404


async def test_files_are_listed_with_the_prompts_that_came_another_way(portsip: PortSip) -> None:
    ids = [await uploaded(portsip, b"x" * size, name) for size, name in ((3, "b.txt"), (1, "A.txt"), (2, "c.txt"))]
    await prompt_for(portsip, await uploaded(portsip, wav(), "d.wav"))
    assert await names(portsip) == ["IVR.wav", "demo.wav", "b.txt", "A.txt", "c.txt", "d.wav"]
    assert (await portsip.get("files", top=1, skip=1))["count"] == 6
    assert await names(portsip, orderby="name desc", top=2) == ["IVR.wav", "demo.wav"]
    assert await names(portsip, filter="media_type eq 'text/plain'", orderby="size") == ["A.txt", "c.txt", "b.txt"]
    assert await names(portsip, filter="size gt 1 and size le 3") == ["b.txt", "c.txt"]
    assert await names(portsip, filter=f"id eq '{ids[0]}' or id eq '{wire_id(90)}'") == ["IVR.wav", "b.txt"]
    assert await names(portsip, filter="created_at eq null") == ["IVR.wav", "demo.wav"]
    assert await names(portsip, filter="not startswith(created_at,'2026')") == []
    assert (await names(portsip, orderby="created_at desc"))[-2:] == ["IVR.wav", "demo.wav"]
    assert await names(portsip, search="a.t or DEMO") == ["demo.wav", "A.txt"]
    assert fields(await portsip.send("GET", "files", query={"filter": "secret eq 1"})) == ["filter"]


async def test_tenants_and_roles(portsip: PortSip) -> None:
    async with portsip.services.database.write() as connection:
        await connection.execute(insert(tenant).values(id=2, name="neighbour", sip_domain="n.example"))
    neighbour = (await add_user(portsip.services, 2, "other", "admin"))[1]
    id = await uploaded(portsip, wav())
    made = await prompt_for(portsip, id)
    assert (await portsip.send("GET", "files", token=neighbour)).json() == {"count": 0, "items": []}
    for one in (id, wire_id(made)):
        assert (await portsip.send("GET", f"files/{one}", token=neighbour)).status_code == 404
        assert (await portsip.send("POST", f"files/{one}/destroy", token=neighbour)).status_code == 404
        with pytest.raises(errors.Invalid):
            await prompt_for(portsip, one, of=2)
        assert (await portsip.send("GET", f"files/{one}", token=portsip.tokens["viewer"])).status_code == 200
        assert (await portsip.send("POST", f"files/{one}/destroy", token=portsip.tokens["viewer"])).status_code == 403
    assert object_id(wire_id(made)) == made


@settings(max_examples=examples(24), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    id=st.text(st.characters(exclude_characters="/?#.", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40)
    | st.integers(1, 10**6).map(wire_id)
)
@shared
async def test_any_text_is_a_file_or_none(shared_portsip: PortSip, id: str) -> None:
    answer = await shared_portsip.send("GET", f"files/{quote(id, errors='replace')}")
    assert answer.status_code in (200, 404)


@settings(max_examples=examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(min_size=1, max_size=80), st.integers(0, 60), st.booleans())
@shared
async def test_any_content_becomes_a_prompt_or_is_refused(
    shared_portsip: PortSip, noise: bytes, at: int, cut: bool
) -> None:
    good = wav()
    id = await uploaded(shared_portsip, good[:at] + noise + (b"" if cut else good[at + len(noise) :]))
    try:
        made = await prompt_for(shared_portsip, id)
    except errors.Invalid as refused:
        assert refused.field == "prompt_file_id"
    else:
        assert shared_portsip.services.prompts.exists((await prompt(shared_portsip, made)).content)
    await shared_portsip.destroy(id, "files")
