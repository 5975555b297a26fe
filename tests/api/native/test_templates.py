"""Sets of objects from a few answers."""

from collections.abc import Mapping

import pytest

from switchboard.model.ivr import Ivr
from switchboard.model.prompt import Prompt
from switchboard.templates.form import forms, texts

from ..support import EXTENSION, SECOND_EXTENSION, shared
from .support import Native, places, problem

pytestmark = pytest.mark.api

ANN: dict[str, object] = {"kind": "extension", "extension": EXTENSION}
KEYS = [{"key": "1", "label": "sales", "to": ANN}, {"key": "#", "label": "nobody {company}", "to": {"kind": "hang_up"}}]
RECEPTION: dict[str, object] = {"company": "Miller & Sons", "keys": KEYS, "people": [EXTENSION, SECOND_EXTENSION]}
AFTER_HOURS: dict[str, object] = {"company": "Miller", "open_to": ANN, "people": [EXTENSION]}
TWO_LANGUAGES: dict[str, object] = {
    "company": "Miller",
    "language_1": "de",
    "keys_1": [{"key": "1", "label": "den Verkauf", "to": ANN}],
    "language_2": "en",
    "keys_2": [{"key": "1", "label": "sales", "to": ANN}],
}
ALL = {"reception": RECEPTION, "after_hours": AFTER_HOURS, "two_languages": TWO_LANGUAGES}


async def used(native: Native, name: str, answers: Mapping[str, object], **more: object) -> dict[str, object]:
    answer = await native.editor.post(f"/templates/{name}", json={"answers": answers, **more})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def made(reply: Mapping[str, object]) -> list[tuple[str, str, str | None]]:
    objects = reply["objects"]
    assert isinstance(objects, list)
    return [(one["kind"], one["name"], one["number"]) for one in objects]


@shared
async def test_each_language_has_words_for_everything(shared_native: Native) -> None:
    for language, words in texts().items():
        listed = (await shared_native.viewer.get("/templates", params={"language": language})).json()
        assert [one["name"] for one in listed["items"]] == list(ALL)
        assert [one["title"] for one in listed["items"]] == [words.forms[name].title for name in ALL]
        assert {"tag": language, "name": words.language} in listed["languages"]
        assert words.texts.keys() == texts()["en"].texts.keys()
        for form in forms().values():
            assert form.questions.keys() <= words.questions.keys()


@shared
@pytest.mark.parametrize("name", ALL)
async def test_a_dry_run_tells_what_would_be_made_and_makes_nothing(shared_native: Native, name: str) -> None:
    before = await shared_native.repository.snapshot()
    reply = await used(shared_native, name, ALL[name], dry_run=True)
    assert reply["written"] is False
    objects = reply["objects"]
    assert isinstance(objects, list) and {one["id"] for one in objects} == {None}
    assert await shared_native.repository.snapshot() == before


async def test_a_reception(native: Native) -> None:
    reply = await used(native, "reception", RECEPTION)
    assert made(reply) == [
        ("prompt", "Reception greeting", None),
        ("ring_group", "Reception desk", "6300"),
        ("ivr", "Reception", "6200"),
    ]
    objects, entry = reply["objects"], reply["entry"]
    assert isinstance(objects, list) and isinstance(entry, dict)
    assert objects[0]["text"] == (
        "Welcome to Miller & Sons. For sales, press 1. For nobody {company}, press the hash key. "
        "To speak to us, please stay on the line."
    )
    menu = (await native.repository.get(Ivr, entry["id"])).document
    assert [option.keys for option in menu.options] == ["1", "#"]
    assert menu.no_input.route.to.model_dump() == {"kind": "ring_group", "ring_group": objects[1]["id"]}
    greeting = (await native.repository.get(Prompt, objects[0]["id"])).document
    assert native.services.prompts.exists(greeting.content) and greeting.duration_ms > 3000
    revisions = (await native.viewer.get(f"/ivrs/{entry['id']}/revisions")).json()["items"]
    assert (revisions[0]["author"], revisions[0]["note"]) == ("native:editor", "template reception")


async def test_after_hours_and_its_announcements(native: Native) -> None:
    reply = await used(native, "after_hours", AFTER_HOURS, prompts="announcements", language="de-AT")
    assert made(reply) == [
        ("group_voicemail", "Nachrichten außerhalb der Geschäftszeiten", "6500"),
        ("ivr", "Außerhalb der Geschäftszeiten", "6400"),
        ("time_condition", "Öffnungszeiten", None),
    ]
    entry = reply["entry"]
    assert isinstance(entry, dict)
    for at, to in (("2026-03-02T10:00:00Z", ANN | {"mobile": False}), ("2026-03-01T10:00:00Z", {"kind": "ivr"})):
        decided = (await native.viewer.get(f"/time-conditions/{entry['id']}/explain", params={"at": at})).json()
        assert to.items() <= decided["to"].items()


async def test_two_languages_each_in_its_own_words(native: Native) -> None:
    reply = await used(native, "two_languages", TWO_LANGUAGES)
    objects = reply["objects"]
    assert isinstance(objects, list)
    assert [one["text"] for one in objects if one["text"]] == [
        "Willkommen bei Miller. Für Deutsch drücken Sie die 1.",
        "For English, press 2.",
        "Für den Verkauf drücken Sie die 1.",
        "For sales, press 1.",
    ]
    answer = await native.editor.post(
        "/templates/two_languages", json={"answers": TWO_LANGUAGES, "prompts": "announcements"}
    )
    assert places(problem(answer, 422, "invalid")) == [("#/prompts", "unsupported")]


async def test_a_second_use_takes_names_and_numbers_that_are_free(native: Native) -> None:
    await used(native, "reception", RECEPTION, prompts="announcements")
    again = await used(native, "reception", RECEPTION, prompts="announcements")
    assert made(again) == [("ring_group", "Reception desk 2", "6301"), ("ivr", "Reception 2", "6201")]


@pytest.mark.parametrize("dry_run", [False, True])
async def test_what_cannot_be_made_leaves_nothing(native: Native, dry_run: bool) -> None:
    before = await native.repository.snapshot()

    async def refused(answers: Mapping[str, object], **more: object) -> dict[str, object]:
        body = {"answers": answers, "dry_run": dry_run, **more}
        answer = await native.editor.post("/templates/reception", json=body)
        return dict(answer.json())

    assert (await refused(RECEPTION | {"number": "1000"}))["code"] == "duplicate"
    elsewhere = [{"key": "1", "label": "x", "to": {"kind": "extension", "extension": 4711}}]
    assert places(await refused(RECEPTION | {"keys": elsewhere})) == [
        ("#/answers/keys/0/to/extension", "reference"),
    ]
    twice = [KEYS[0], KEYS[0]]
    assert places(await refused(RECEPTION | {"keys": twice})) == [("#/answers/keys/1/key", "twice")]
    assert places(await refused({"keys": KEYS, "else": 1})) == [
        ("#/answers/company", "required"),
        ("#/answers/else", "unknown"),
    ]
    assert await native.repository.snapshot() == before
    problem(await native.editor.post("/templates/none", json={"answers": {}}), 404, "not-found")


async def test_objects_of_another_tenant_are_not_there(native: Native) -> None:
    answer = await native.neighbour.post("/templates/reception", json={"answers": RECEPTION})
    problem(answer, 422, "invalid")


async def test_viewers_may_read_them_alone(native: Native) -> None:
    answer = await native.viewer.post("/templates/reception", json={"answers": RECEPTION, "dry_run": True})
    problem(answer, 403, "forbidden")
