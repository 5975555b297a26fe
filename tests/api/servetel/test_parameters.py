"""Every field of an IVR: stored and read back under its own name, or refused. Computed from the wire model."""

import pytest

from switchboard.api.servetel.wire import IvrRequest, RecordingRequest
from switchboard.model.destination import HangUp, ToExtension, ToIvr
from switchboard.model.ivr import Option, Route
from switchboard.model.prompt import CustomPrompt

from .support import MINIMAL, Servetel

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]

ENTRY = {"sms_template_id": "0", "webhook_id": "0"}


def menu(**second: str) -> list[dict[str, str]]:
    """The options of MINIMAL, the second with something else."""
    return [
        {"option": "1", "destination_type": "extension", "destination_id": "1000", **ENTRY},
        {"option": "2", "destination_type": "ivr", "destination_id": "50", **ENTRY, **second},
    ]


SETTINGS: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "name": ({"name": "Zentrale Köln"}, {"name": "Zentrale Köln"}),
    "description": ({"description": "a\nb"}, {"description": "a\nb"}),
    "recording": ({"recording": "recording||91"}, {"recording": "91"}),
    "timeout": ({"timeout": 300}, {"timeout": 300}),
    "option": (
        {"option": ["*", "#12"]},
        {
            "ivr_menu": [
                {"option": "*", "destination_type": "extension", "destination_id": "1000", **ENTRY},
                {"option": "#12", "destination_type": "ivr", "destination_id": "50", **ENTRY},
            ]
        },
    ),
    "destination": (
        {"option": ["1"], "destination": ["number||+4930123"]},
        {"ivr_menu": [{"option": "1", "destination_type": "number", "destination_id": "+4930123", **ENTRY}]},
    ),
    "incorrect_count": ({"incorrect_count": 0}, {"invalid_retries": 0}),
    "invalid_recording": ({"invalid_recording": "recording||90"}, {"invalid_retry_recording": "90"}),
    "recording_invalid": ({"recording_invalid": "recording||91"}, {"invalid_recording": 91}),
    "invalid_destination": (
        {"invalid_destination": "ivr||50"},
        {"invalid_destination_type": "ivr", "invalid_destination": "50"},
    ),
    "timeout_retry_recording": ({"timeout_retry_recording": "recording||91"}, {"timeout_retry_recording": "91"}),
    "timeout_recording": ({"timeout_recording": "recording||90"}, {"timeout_recording": "90"}),
    "timeout_destination": (
        {"timeout_destination": "hangup||1"},
        {"timeout_dest_type": "hangup", "timeout_destination": "1"},
    ),
    "timeout_tries": ({"timeout_tries": 9}, {"timeout_retries": 9}),
    "timeout_retries": ({"timeout_tries": None, "timeout_retries": 8}, {"timeout_retries": 8}),
    "sms_template": ({"sms_template": [0, "80"]}, {"ivr_menu": menu(sms_template_id="80")}),
    "webhook_id": ({"webhook_id": [None, 81]}, {"ivr_menu": menu(webhook_id="81")}),
}
"""Field -> what is written, and what of the answer differs then."""

REFUSED_RECORDINGS: dict[str, object] = {"voice": "female", "moh_status": 1}


async def test_no_field_is_forgotten() -> None:
    assert set(SETTINGS) == set(IvrRequest.model_fields)
    assert {"audio_name", "type", "data", "speech", *REFUSED_RECORDINGS} == set(RecordingRequest.model_fields)


@pytest.mark.parametrize("field", SETTINGS)
async def test_update_is_read_back(shared_servetel: Servetel, field: str) -> None:
    servetel, (sent, expected) = shared_servetel, SETTINGS[field]
    id = await servetel.create(MINIMAL)
    before = await servetel.shown(id)
    reply = await servetel.ok("PUT", f"ivr/{id}", {**MINIMAL, **sent})
    assert list(reply) == ["success", "message"]
    assert await servetel.shown(id) == {**before, **expected}
    assert before != {**before, **expected}
    await servetel.ok("DELETE", f"ivr/{id}")


@pytest.mark.parametrize("field", SETTINGS)
async def test_create_is_read_back(shared_servetel: Servetel, field: str) -> None:
    sent, expected = SETTINGS[field]
    id = await shared_servetel.create({**MINIMAL, **sent})
    shown = await shared_servetel.shown(id)
    assert {name: shown[name] for name in expected} == expected
    await shared_servetel.ok("DELETE", f"ivr/{id}")


@pytest.mark.parametrize(("field", "id"), [("sms_template", 80), ("webhook_id", 81)])
async def test_messages_and_webhooks_of_options(shared_servetel: Servetel, field: str, id: int) -> None:
    """A list that is too short says nothing of the rest, none at all keeps what is there."""
    servetel, shown = shared_servetel, "sms_template_id" if field == "sms_template" else field
    ivr = await servetel.create({**MINIMAL, field: [id, str(id)]})
    sent: list[tuple[object, list[str]]] = [
        (None, [str(id)] * 2),
        ([f" {id} "], [str(id), "0"]),
        ([0, id], ["0", str(id)]),
        ([], ["0", "0"]),
    ]
    for value, expected in sent:
        await servetel.ok("PUT", f"ivr/{ivr}", {**MINIMAL, field: value})
        entries = (await servetel.shown(ivr))["ivr_menu"]
        assert isinstance(entries, list)
        assert [entry[shown] for entry in entries] == expected
    wrong: list[object] = [7, "999", 90, "80x", -1, True, 1.5, [], {}, 10**30]
    for reference in wrong:
        assert list(await servetel.errors("PUT", f"ivr/{ivr}", {**MINIMAL, field: [0, reference]})) == [f"{field}.1"]
    assert list(await servetel.errors("PUT", f"ivr/{ivr}", {**MINIMAL, field: ["0"] * 3})) == [field]
    await servetel.ok("DELETE", f"ivr/{ivr}")


async def test_options_keep_what_goes_with_their_keys(shared_servetel: Servetel) -> None:
    body = {**MINIMAL, "sms_template": [80], "webhook_id": [0, 81]}
    id = await shared_servetel.create(body)
    await shared_servetel.ok("PUT", f"ivr/{id}", {**MINIMAL, "option": ["2", "3"], "destination": ["hangup"] * 2})
    assert (await shared_servetel.stored(id)).options == (
        Option(keys="2", route=Route(), webhook=81),
        Option(keys="3", route=Route()),
    )
    await shared_servetel.ok("DELETE", f"ivr/{id}")


async def test_the_list_of_sms_templates(shared_servetel: Servetel) -> None:
    template = {"id": 80, "name": "Address", "text": "Come to 1 High Street.", "sender": ""}
    assert await shared_servetel.ok("GET", "sms_templates") == {"sms_templates": [template]}


@pytest.mark.parametrize("field", REFUSED_RECORDINGS)
async def test_recordings_as_they_cannot_be_had(shared_servetel: Servetel, field: str) -> None:
    body = {"audio_name": "x", "type": "tts", "data": "Hello", field: REFUSED_RECORDINGS[field]}
    found = await shared_servetel.errors("POST", "recording", body)
    assert list(found) == [field]
    assert found[field][0].startswith("this server has no ")


OPTIONAL = ("description", "recording_invalid", "timeout_retries", "sms_template", "webhook_id")


@pytest.mark.parametrize("field", IvrRequest.model_fields)
async def test_what_is_missing(shared_servetel: Servetel, field: str) -> None:
    body = {name: value for name, value in MINIMAL.items() if name != field}
    if field in OPTIONAL:
        await shared_servetel.ok("DELETE", f"ivr/{await shared_servetel.create(body)}")
    else:
        assert await shared_servetel.errors("POST", "ivr", body) == {field: ["is required"]}


async def test_an_answer_has_every_key_in_the_documented_order(shared_servetel: Servetel) -> None:
    shown = await shared_servetel.shown(50)
    assert list(shown) == [
        *("id", "name", "description", "recording", "recording_type", "timeout", "invalid_retries"),
        *("invalid_retry_recording", "invalid_recording", "invalid_destination_type", "invalid_destination"),
        *("timeout_retry_recording", "timeout_recording", "timeout_dest_type", "timeout_destination"),
        *("timeout_retries", "added_by", "ivr_menu"),
    ]
    assert (shown["id"], shown["added_by"], shown["recording"], shown["invalid_recording"]) == (50, 1, "0", 0)


async def test_the_names_are_swapped_between_request_and_answer(shared_servetel: Servetel) -> None:
    body = {**MINIMAL, "invalid_recording": "recording||90", "recording_invalid": "recording||91"}
    id = await shared_servetel.create(body)
    rule = (await shared_servetel.stored(id)).no_match
    assert (rule.retry_prompt, rule.final_prompt) == (CustomPrompt(prompt=90), CustomPrompt(prompt=91))
    shown = await shared_servetel.shown(id)
    assert (shown["invalid_retry_recording"], shown["invalid_recording"]) == ("90", 91)
    await shared_servetel.ok("DELETE", f"ivr/{id}")


async def test_the_mapping_of_the_call_semantics(shared_servetel: Servetel) -> None:
    id = await shared_servetel.create({**MINIMAL, "description": "at the door", "incorrect_count": 1})
    ivr = await shared_servetel.stored(id)
    assert (ivr.name, ivr.description, ivr.number) == ("Front desk", "at the door", "7000")
    assert (ivr.greeting, ivr.response_timeout_s, ivr.digit_timeout_s) == ((CustomPrompt(prompt=90),), 5, 3)
    assert (ivr.no_match.retries, ivr.no_match.route.to) == (1, HangUp())
    assert (ivr.no_input.retries, ivr.no_input.route.to) == (2, ToExtension(extension=86))
    assert ivr.no_input.retry_prompt == CustomPrompt(prompt=90)
    assert ivr.no_input.final_prompt == CustomPrompt(prompt=91)
    assert ivr.options == (
        Option(keys="1", route=Route(to=ToExtension(extension=85))),
        Option(keys="2", route=Route(to=ToIvr(ivr=50))),
    )
    assert ivr.direct_dial.mode == "off"
    await shared_servetel.ok("DELETE", f"ivr/{id}")
