"""Auto attendants: one recording, then one destination."""

import pytest

from switchboard.model.destination import ToExtension, ToIvr
from switchboard.model.ivr import Ivr, Option, Retry, Route
from switchboard.model.prompt import CustomPrompt, Prompt

from ..support import put, shared
from .support import MINIMAL, Servetel, failure

pytestmark = pytest.mark.api

GREETER: dict[str, object] = {
    "name": "Greeter",
    "description": "says where we moved",
    "recording_ID": 90,
    "recording_type": "recording",
    "destination_type": "extension",
    "destination_id": "1000",
}


async def created(servetel: Servetel, **fields: object) -> int:
    return int(str((await servetel.ok("POST", "auto_attendant", {**GREETER, **fields}))["id"]))


async def test_it_is_an_ivr_that_waits_for_nothing(servetel: Servetel) -> None:
    id = await created(servetel)
    rule = Retry(retries=0, route=Route(to=ToExtension(extension=85)))
    assert await servetel.stored(id) == Ivr(
        name="Greeter",
        number="7000",
        description="says where we moved",
        greeting=(CustomPrompt(prompt=90),),
        response_timeout_s=0,
        no_input=rule,
        no_match=rule,
    )


async def test_it_is_read_back(servetel: Servetel) -> None:
    id = await created(servetel)
    shown = {"id": id, **GREETER, "recording_ID": "90"}
    assert await servetel.ok("GET", f"auto_attendant/{id}") == shown
    assert await servetel.ok("GET", "auto_attendants") == {"auto_attendants": [shown]}
    assert (await servetel.send("GET", "auto_attendant/")).json() == [shown]
    await servetel.ok("PUT", f"auto_attendant/{id}", {**shown, "destination_type": "HangUp", "destination_id": 1})
    changed = {**shown, "destination_type": "hangup", "destination_id": "1"}
    assert await servetel.ok("GET", f"auto_attendant/{id}") == changed
    await servetel.ok("DELETE", f"auto_attendant/{id}")
    assert await servetel.ok("GET", "auto_attendants") == {"auto_attendants": []}


async def test_ivrs_and_numbers_lead_to_it(servetel: Servetel) -> None:
    id = await created(servetel)
    for kind in ("auto_attend", "auto_attendant", "ivr"):
        await servetel.ok("PUT", "ivr/50", {**MINIMAL, "destination": [f"{kind}||{id}", "hangup"]})
        assert (await servetel.stored(50)).options[0].route.to == ToIvr(ivr=id)
        menu = (await servetel.shown(50))["ivr_menu"]
        assert isinstance(menu, list)
        assert (menu[0]["destination_type"], menu[0]["destination_id"]) == ("auto_attend", str(id))
    assert (await servetel.send("DELETE", f"auto_attendant/{id}")).status_code == 422


async def test_with_options_it_is_an_ivr_only(servetel: Servetel) -> None:
    id = await created(servetel)
    await servetel.ok("PUT", f"ivr/{id}", MINIMAL)
    for method in ("GET", "DELETE"):
        assert (await servetel.send(method, f"auto_attendant/{id}")).status_code == 404
    assert await servetel.errors("PUT", f"auto_attendant/{id}", GREETER) == {"id": ["does not exist"]}
    assert [option.keys for option in (await servetel.stored(id)).options] == ["1", "2"]


@shared
async def test_what_an_answer_of_an_ivr_says_of_it_changes_nothing(shared_servetel: Servetel) -> None:
    id = await created(shared_servetel)
    before = await shared_servetel.stored(id)
    shown = await shared_servetel.shown(id)
    assert (shown["recording"], shown["timeout"], shown["ivr_menu"]) == ("90", 1, [])
    body = {**MINIMAL, "option": [], "destination": [], "timeout": 1, "timeout_tries": 0, "incorrect_count": 0}
    nothing = dict.fromkeys(("invalid_recording", "timeout_retry_recording", "timeout_recording"), "0")
    to = dict.fromkeys(("invalid_destination", "timeout_destination"), "extension||1000")
    await shared_servetel.ok("PUT", f"ivr/{id}", {**body, **nothing, **to, "name": "Greeter"})
    assert await shared_servetel.stored(id) == before
    await shared_servetel.ok("DELETE", f"ivr/{id}")


@shared
@pytest.mark.parametrize("field", GREETER)
async def test_every_field_is_required(shared_servetel: Servetel, field: str) -> None:
    for body in ({**GREETER, field: None}, {name: value for name, value in GREETER.items() if name != field}):
        assert await shared_servetel.errors("POST", "auto_attendant", body) == {field: ["is required"]}


@shared
@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"name": "Other"}, "name"),
        ({"description": 5}, "description"),
        ({"recording_ID": 0}, "recording_ID"),
        ({"recording_ID": "85"}, "recording_ID"),
        ({"recording_ID": ""}, "recording_ID"),
        ({"recording_ID": True}, "recording_ID"),
        ({"recording_type": "music"}, "recording_type"),
        ({"recording_type": "outbound_tts"}, "recording_ID"),
        ({"destination_type": "queue"}, "destination_type"),
        ({"destination_type": "voicemail", "destination_id": "999"}, "destination_id"),
        ({"destination_type": 7}, "destination_type"),
        ({"destination_type": "hangup", "destination_id": "2"}, "destination_id"),
        ({"destination_type": "number", "destination_id": "call me"}, "destination_id"),
        ({"destination_id": "999"}, "destination_id"),
        ({"destination_id": []}, "destination_id"),
        ({"recording_ID": 85, "destination_id": 999}, "recording_ID destination_id"),
    ],
)
async def test_what_is_wrong_is_named(shared_servetel: Servetel, fields: dict[str, object], wrong: str) -> None:
    assert list(await shared_servetel.errors("POST", "auto_attendant", {**GREETER, **fields})) == wrong.split()


async def test_spoken_recordings_and_other_spellings(servetel: Servetel) -> None:
    await put(servetel.repository, 92, Prompt(name="spoken", content="0" * 64, duration_ms=1, source="speech"))
    body = {name: value for name, value in GREETER.items() if name != "recording_ID"}
    sent = {**body, "recording_id": "92", "recording_type": "Outbound_TTS"}
    for path in ("auto_attendant", "auto_attendant/", "auto_attendants", "auto_attendants/"):
        id = (await servetel.ok("POST", path, {**sent, "name": path}))["id"]
        shown = await servetel.ok("GET", f"auto_attendant/{id}/")
        assert (shown["recording_ID"], shown["recording_type"]) == ("92", "outbound_tts")
        await servetel.ok("PUT", f"auto_attendant/{id}/", {**sent, "name": path})
        await servetel.ok("DELETE", f"auto_attendant/{id}/")


@shared
@pytest.mark.parametrize("id", ["50", "85", "999", "id"])
async def test_other_ids(shared_servetel: Servetel, id: str) -> None:
    for method in ("GET", "DELETE"):
        response = await shared_servetel.send(method, f"auto_attendant/{id}")
        assert (response.status_code, list(failure(response))) == (404, ["success", "message"])
    assert await shared_servetel.errors("PUT", f"auto_attendant/{id}", GREETER) == {"id": ["does not exist"]}


async def test_a_destination_made_elsewhere_stays(servetel: Servetel) -> None:
    id = await created(servetel)
    stored = await servetel.stored(id)
    rule = Retry(retries=0, route=Route(to=ToExtension(extension=86), stop_recording=True))
    native = stored.model_copy(update={"no_input": rule, "no_match": rule, "language": "de"})
    await servetel.repository.update(id, native, expected_revision=None, author="test")
    shown = await servetel.ok("GET", f"auto_attendant/{id}")
    await servetel.ok("PUT", f"auto_attendant/{id}", {**shown, "name": "Touched"})
    assert await servetel.stored(id) == native.model_copy(update={"name": "Touched"})
    with_option = native.model_copy(update={"options": (Option(keys="1", route=Route()),)})
    await servetel.repository.update(id, with_option, expected_revision=None, author="test")
    assert (await servetel.ok("GET", "auto_attendants"))["auto_attendants"] == []
