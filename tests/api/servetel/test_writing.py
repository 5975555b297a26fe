"""What writing an IVR does, and what is refused."""

import asyncio
from collections.abc import Callable

import pytest

from switchboard.api.servetel.destinations import ATTENDANTS, GROUPS, REFUSED, TIMES
from switchboard.api.servetel.naming import ANNOUNCEMENTS
from switchboard.api.servetel.wire import DESTINATIONS
from switchboard.model.api_dialplan import ApiDialplan
from switchboard.model.destination import (
    Destination,
    ToExtension,
    ToExtensionVoicemail,
    ToGroupVoicemail,
    ToIvr,
)
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import Ivr, Retry
from switchboard.model.prompt import Announcement, CustomPrompt, Prompt
from switchboard.model.queue import Queue
from tests.kit.past import revisions

from ..support import put, shared
from .support import MINIMAL, Servetel, failure

pytestmark = pytest.mark.api

RECORDINGS = ("recording", "invalid_recording", "recording_invalid", "timeout_retry_recording", "timeout_recording")
GOODBYE = Announcement(name="goodbye")


async def refused(servetel: Servetel, **fields: object) -> dict[str, list[str]]:
    return await servetel.errors("PUT", "ivr/50", {**MINIMAL, **fields})


async def test_create_answers_the_id_and_takes_the_next_number(servetel: Servetel) -> None:
    await put(servetel.repository, 200, Extension(name="In the way", number="7001"))
    ids = [await servetel.create({**MINIMAL, "name": f"IVR {index}"}) for index in range(3)]
    assert [(await servetel.stored(id)).number for id in ids] == ["7000", "7002", "7003"]
    await servetel.ok("DELETE", f"ivr/{ids[1]}")
    id = await servetel.create({**MINIMAL, "name": "In the gap"})
    assert (await servetel.stored(id)).number == "7002"


async def test_creations_at_once_get_numbers_of_their_own(servetel: Servetel) -> None:
    ids = await asyncio.gather(*(servetel.create({**MINIMAL, "name": f"IVR {index}"}) for index in range(8)))
    numbers = {(await servetel.stored(id)).number for id in ids}
    assert numbers == {str(number) for number in range(7000, 7008)}


async def test_names_are_unique(servetel: Servetel) -> None:
    await servetel.create(MINIMAL)
    assert await servetel.errors("POST", "ivr", MINIMAL) == {"name": ["has already been taken"]}
    assert await refused(servetel) == {"name": ["has already been taken"]}


ATTENDANT = Ivr(
    name="Greeter",
    number="6270",
    greeting=(GOODBYE,),
    response_timeout_s=0,
    no_input=Retry(retries=0),
    no_match=Retry(retries=0),
)
SHOWN_AS = {
    "agent_extension": "extension",
    "department": "ringgroup",
    "timegroup": "time_condition",
    "auto_attendant": "auto_attend",
}
"""Type -> as what it is read back."""


@shared
@pytest.mark.parametrize("kind", DESTINATIONS)
async def test_every_type_of_destination(shared_servetel: Servetel, kind: str) -> None:
    known = {"extension": "1000", "agent_extension": "1001", "ivr": "50", "number": "112", "hangup": "1"}
    known |= {"agent": "1002", "voicemail": "1001", "inbound_queue": "9", "api_dialplan": "10"}
    known |= dict.fromkeys(GROUPS, "71") | dict.fromkeys(TIMES, "72") | dict.fromkeys(ATTENDANTS, "7")
    assert {*known, *REFUSED} == set(DESTINATIONS)
    reference = f"{kind.upper()}||{known.get(kind, '7')}"
    fields = {"destination": [reference] * 2, "invalid_destination": reference, "timeout_destination": reference}
    if kind in known:
        if kind in ATTENDANTS:
            await put(shared_servetel.repository, 7, ATTENDANT)
        if kind == "agent":
            await put(shared_servetel.repository, 8, Extension(name="Cy", number="1002", mobile="+4930123"))
        if kind == "inbound_queue":
            await put(shared_servetel.repository, 9, Queue(name="Support", number="6400"))
        if kind == "api_dialplan":
            plan = ApiDialplan(name="CRM", method="POST", url="https://crm.example/")
            await put(shared_servetel.repository, 10, plan)
        id = await shared_servetel.create({**MINIMAL, **fields})
        shown = await shared_servetel.shown(id)
        assert shown["invalid_destination"] == shown["timeout_destination"] == known[kind]
        assert shown["invalid_destination_type"] == SHOWN_AS.get(kind, kind)
        await shared_servetel.ok("DELETE", f"ivr/{id}")
        if kind in ATTENDANTS:
            await shared_servetel.ok("DELETE", "auto_attendant/7")
        return
    found = await refused(shared_servetel, **fields)
    assert list(found) == ["destination.0", "destination.1", "invalid_destination", "timeout_destination"]
    assert all(reasons == [f"this server has no {REFUSED[kind]}"] for reasons in found.values())


@shared
@pytest.mark.parametrize("form", ["hangup", "hangup||", "hangup||0", "hangup||1", "hangup|1", "Hangup"])
async def test_forms_of_hanging_up(shared_servetel: Servetel, form: str) -> None:
    id = await shared_servetel.create({**MINIMAL, "invalid_destination": form})
    shown = await shared_servetel.shown(id)
    assert (shown["invalid_destination_type"], shown["invalid_destination"]) == ("hangup", "1")
    await shared_servetel.ok("DELETE", f"ivr/{id}")


BAD_DESTINATIONS: list[object] = [
    *("extension||999", "extension||50", "extension||Ann", "extension||", "extension||00000085x", "extension||0000050"),
    *("extension||0500000000", "ivr||85", "ivr||-1", "ivr||", "ivr||x", "ivr||99999999999999999999", "ivr||²"),
    *(
        "department||50",
        "ringgroup||999",
        "time_condition||71",
        "timegroup||x",
        "auto_attend||50",
        "auto_attendant||71",
    ),
    *("number||call me", "number||", "hangup||2", "queue||1", "||1", "", "|", "nonsense", "٣"),
    *(None, True, 1.5, [], {}, -1, 50),
]


@shared
@pytest.mark.parametrize("reference", BAD_DESTINATIONS)
async def test_bad_destinations(shared_servetel: Servetel, reference: object) -> None:
    assert list(await refused(shared_servetel, destination=["hangup", reference])) == ["destination.1"]
    assert list(await refused(shared_servetel, timeout_destination=reference)) == ["timeout_destination"]


BAD_RECORDINGS: list[object] = [
    *("recording||85", "recording||999", "recording||none", "recording||", "recording", "prompt||90", "||90", "|"),
    *("outbound_tts||90", "outbound_tts||", "nonsense", "recording||-1", True, False, 1.5, [], {}),
]


@shared
@pytest.mark.parametrize("reference", BAD_RECORDINGS)
async def test_bad_recordings(shared_servetel: Servetel, reference: object) -> None:
    for field in (
        "recording",
        "invalid_recording",
        "recording_invalid",
        "timeout_retry_recording",
        "timeout_recording",
    ):
        assert list(await refused(shared_servetel, **{field: reference})) == [field]


@shared
@pytest.mark.parametrize("nothing", [None, "", " ", 0, "0", "recording||0", "outbound_tts|0"])
async def test_no_recording(shared_servetel: Servetel, nothing: object) -> None:
    id = await shared_servetel.create({**MINIMAL, **dict.fromkeys(RECORDINGS, nothing)})
    shown = await shared_servetel.shown(id)
    answered = ("recording", "invalid_retry_recording", "timeout_retry_recording", "timeout_recording")
    assert [shown[name] for name in (*answered, "invalid_recording")] == ["0"] * 4 + [0]
    await shared_servetel.ok("DELETE", f"ivr/{id}")


async def test_spoken_recordings(servetel: Servetel) -> None:
    await put(servetel.repository, 92, Prompt(name="spoken", content="0" * 64, duration_ms=1, source="speech"))
    for kind in ("outbound_tts", "recording"):
        await servetel.ok("PUT", "ivr/50", {**MINIMAL, "recording": f"{kind}||92"})
        shown = await servetel.shown(50)
        assert (shown["recording"], shown["recording_type"]) == ("92", "outbound_tts")
    await servetel.ok("PUT", "ivr/50", MINIMAL)
    assert (await servetel.shown(50))["recording_type"] == "recording"


async def test_announcements_of_the_product(servetel: Servetel) -> None:
    id = next(id for id, announcement in ANNOUNCEMENTS.items() if announcement == GOODBYE)
    body = {**MINIMAL, "recording": "recording||goodbye", "recording_invalid": id}
    await servetel.ok("PUT", "ivr/50", body)
    ivr = await servetel.stored(50)
    assert (ivr.greeting, ivr.no_match.final_prompt) == ((GOODBYE,), GOODBYE)
    shown = await servetel.shown(50)
    assert (shown["recording"], shown["invalid_recording"]) == (str(id), id)


@shared
@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "a\tb"}, "name"),
        ({"name": 5}, "name"),
        ({"name": "\ud800"}, "name"),
        ({"description": "x" * 501}, "description"),
        ({"description": "\0"}, "description"),
        ({"timeout": 0}, "timeout"),
        ({"timeout": 301}, "timeout"),
        ({"incorrect_count": 11}, "incorrect_count"),
        ({"timeout_tries": 11}, "timeout_tries"),
        ({"option": [], "destination": []}, "option"),
        ({"option": "1"}, "option"),
        ({"option": ["1"]}, "destination"),
        ({"destination": ["hangup"]}, "destination"),
        ({"destination": "hangup"}, "destination"),
        ({"option": [*range(1001)], "destination": ["hangup"] * 1000}, "option"),
        ({"option": ["1" * 17, "2"]}, "option.0"),
    ],
)
async def test_limits(shared_servetel: Servetel, fields: dict[str, object], wrong: str) -> None:
    """The body goes in ASCII, so that it can hold half a surrogate pair."""
    assert list(await shared_servetel.errors("POST", "ivr", {**MINIMAL, **fields})) == [wrong]


@pytest.mark.parametrize(
    ("id", "to", "shown"),
    [
        ("1001", ToExtensionVoicemail(extension=86), "1001"),
        ("00000086", ToExtensionVoicemail(extension=86), "1001"),
        ("200", ToGroupVoicemail(group_voicemail=200), "200"),
        ("201", ToExtensionVoicemail(extension=300), "201"),
    ],
)
async def test_voicemail_of_extensions_and_groups(servetel: Servetel, id: str, to: Destination, shown: str) -> None:
    for key in (200, 201):
        await put(servetel.repository, key, GroupVoicemail(name=str(key), number=f"63{key}"))
    await put(servetel.repository, 300, Extension(name="As a group", number="201"))
    key = await servetel.create({**MINIMAL, "timeout_destination": f"voicemail||{id}"})
    assert (await servetel.stored(key)).no_input.route.to == to
    answer = await servetel.shown(key)
    assert (answer["timeout_dest_type"], answer["timeout_destination"]) == ("voicemail", shown)


async def test_only_an_ivr_without_options_may_stay_so(servetel: Servetel) -> None:
    none: dict[str, object] = {"option": [], "destination": []}
    await servetel.ok("PUT", "ivr/50", {**MINIMAL, **none, "name": "Other"})
    await servetel.ok("PUT", "ivr/50", MINIMAL)
    assert await refused(servetel, **none) == {"option": ["must have an entry"]}


async def test_all_that_is_wrong_is_named_at_once(servetel: Servetel) -> None:
    found = await refused(servetel, name="", timeout="x", destination=["hangup", "queue||"])
    assert list(found) == ["name", "timeout", "destination.1"]
    found = await refused(servetel, recording="recording||1", destination=["ivr||1", "voicemail||1"])
    assert list(found) == ["recording", "destination.0", "destination.1"]
    assert await servetel.stored(50) == Ivr(number="6250", name="Other")


async def test_an_ivr_may_lead_to_itself(servetel: Servetel) -> None:
    await servetel.ok("PUT", "ivr/50", {**MINIMAL, "destination": ["ivr||50", "ivr||50"]})
    await servetel.ok("DELETE", "ivr/50")


async def test_an_ivr_in_use_cannot_be_deleted(servetel: Servetel) -> None:
    id = await servetel.create(MINIMAL)
    response = await servetel.send("DELETE", "ivr/50")
    assert response.status_code == 422
    assert failure(response)["message"] == f"The ivr is in use by ivr {id} (options[1].route.to.ivr)"


async def test_absent_optional_fields_are_kept(servetel: Servetel) -> None:
    await servetel.ok("PUT", "ivr/50", {**MINIMAL, "description": "kept", "recording_invalid": "recording||91"})
    await servetel.ok("PUT", "ivr/50", {**MINIMAL, "description": None})
    ivr = await servetel.stored(50)
    assert (ivr.description, ivr.no_match.final_prompt) == ("kept", CustomPrompt(prompt=91))
    await servetel.ok("PUT", "ivr/50", {**MINIMAL, "description": "", "recording_invalid": "0"})
    ivr = await servetel.stored(50)
    assert (ivr.description, ivr.no_match.final_prompt) == ("", None)


async def test_an_extension_by_number_and_by_id(servetel: Servetel) -> None:
    await put(servetel.repository, 1000, Extension(name="Confusing", number="0000086"))
    await put(servetel.repository, 1001, Extension(name="Long", number="00000085"))
    numbers = (("1000", 85), ("0000086", 1000), ("00000086", 86), ("00000085", 1001), ("050000000086", None))
    for reference, id in numbers:
        body = {**MINIMAL, "destination": [f"extension||{reference}", "hangup"]}
        if id is None:
            assert list(await servetel.errors("PUT", "ivr/50", body)) == ["destination.0"]
        else:
            await servetel.ok("PUT", "ivr/50", body)
            assert (await servetel.stored(50)).options[0].route.to == ToExtension(extension=id)


async def test_an_agent_is_a_mobile_number(servetel: Servetel) -> None:
    """That which the extension has when the call comes; it must have one when it is named."""
    no_mobile = {"destination.0": ["the agent's extension has no mobile number"]}
    assert await refused(servetel, destination=["agent||1000", "hangup"]) == no_mobile
    ann = Extension(name="Ann Lee", number="1000", mobile="+4930123")
    await servetel.repository.update(85, ann, expected_revision=None, author="test")
    await servetel.ok("PUT", "ivr/50", {**MINIMAL, "destination": ["agent||1000", "agent||00000085"]})
    to = ToExtension(extension=85, mobile=True)
    assert [option.route.to for option in (await servetel.stored(50)).options] == [to, to]
    menu = (await servetel.shown(50))["ivr_menu"]
    assert isinstance(menu, list)
    assert [(entry["destination_type"], entry["destination_id"]) for entry in menu] == [("agent", "1000")] * 2
    await servetel.ok("PUT", "ivr/50", {**MINIMAL, "destination": ["extension||1000", "hangup"]})
    assert (await servetel.stored(50)).options[0].route.to == ToExtension(extension=85)


async def test_who_wrote_is_in_the_history(servetel: Servetel) -> None:
    await servetel.ok("PUT", "ivr/50", MINIMAL)
    assert [one.author for one in await revisions(servetel.repository, 50)] == ["test", "servetel:tests"]


async def test_unknown_fields_are_ignored(servetel: Servetel) -> None:
    await servetel.ok("PUT", "ivr/50", {**MINIMAL, "colour": {"any": "thing"}, "id": 7, "added_by": 3})
    assert (await servetel.stored(50)).options[1].route.to == ToIvr(ivr=50)


async def test_an_update_reads_what_it_refers_to_once(servetel: Servetel, statements: Callable[[], list[str]]) -> None:
    """The IVR; by id and by number all that the request names; and, to write it, the IVR as it is then,
    and the office, whose emergency numbers it may not have.
    """
    id = await servetel.create(MINIMAL)
    statements()
    sent = {**MINIMAL, "invalid_destination": "extension||1000", "timeout_destination": "extension||1001"}
    await servetel.ok("PUT", f"ivr/{id}", sent)
    assert sum(one.startswith("SELECT") and "object.document" in one for one in statements()) == 5
