"""The fourteen places where the vendor's pages disagree, numbered as on the page docs/servetel.md."""

import pytest

from .support import MINIMAL, Servetel

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]


async def written(servetel: Servetel, **fields: object) -> dict[str, object]:
    """What is read of an IVR that was written so."""
    id = await servetel.create({**MINIMAL, **fields})
    shown = await servetel.shown(id)
    await servetel.ok("DELETE", f"ivr/{id}")
    return shown


async def refused(servetel: Servetel, **fields: object) -> list[str]:
    return list(await servetel.errors("POST", "ivr", {**MINIMAL, **fields}))


def menu(shown: dict[str, object], key: str) -> list[object]:
    entries = shown["ivr_menu"]
    assert isinstance(entries, list)
    return [entry[key] for entry in entries]


async def test_01_timeout_tries_and_timeout_retries(shared_servetel: Servetel) -> None:
    assert (await written(shared_servetel, timeout_tries=3))["timeout_retries"] == 3
    assert (await written(shared_servetel, timeout_tries=None, timeout_retries=4))["timeout_retries"] == 4
    assert (await written(shared_servetel, timeout_tries=0, timeout_retries="0"))["timeout_retries"] == 0
    assert await refused(shared_servetel, timeout_tries=3, timeout_retries=4) == ["timeout_tries"]
    assert await refused(shared_servetel, timeout_tries=None) == ["timeout_tries"]


async def test_02_what_one_page_demands_and_another_omits(shared_servetel: Servetel) -> None:
    shown = await written(shared_servetel)
    assert (shown["description"], shown["invalid_recording"]) == ("", 0)


async def test_03_options_as_texts_and_as_numbers(shared_servetel: Servetel) -> None:
    assert menu(await written(shared_servetel, option=[1, " 2 "]), "option") == ["1", "2"]
    assert menu(await written(shared_servetel, option=["0", 10.0]), "option") == ["0", "10"]
    assert await refused(shared_servetel, option=[1, "1"]) == ["option"]
    wrong: list[object] = [True, -1, 1.5, "t", "i", "", None, [], "1a"]
    for key in wrong:
        assert await refused(shared_servetel, option=["2", key]) == ["option.1"], key


@pytest.mark.parametrize("field", ["timeout", "incorrect_count", "timeout_tries"])
async def test_04_numbers_as_texts(shared_servetel: Servetel, field: str) -> None:
    answered = {"incorrect_count": "invalid_retries", "timeout_tries": "timeout_retries"}.get(field, field)
    values: list[object] = [7, 7.0, "7", " 7 "]
    for value in values:
        assert (await written(shared_servetel, **{field: value}))[answered] == 7
    wrong: list[object] = [True, 1.5, "1.5", "", "x", "-1", -1, 301, 1e300, [], {}, "٣", "9" * 30]
    for value in wrong:
        assert await refused(shared_servetel, **{field: value}) == [field], value
    assert await refused(shared_servetel, **{field: None}) == [field]


async def test_05_sms_templates_as_numbers_and_as_texts(shared_servetel: Servetel) -> None:
    nothings: list[object] = [None, [], [0], ["0", 0], [None, ""]]
    for nothing in nothings:
        assert menu(await written(shared_servetel, sms_template=nothing), "sms_template_id") == ["0", "0"]
    for template in (80, "80", 80.0, " 080 "):
        shown = await written(shared_servetel, sms_template=[template])
        assert menu(shown, "sms_template_id") == ["80", "0"]


async def test_06_the_timeout_is_the_wait_after_the_prompt(shared_servetel: Servetel) -> None:
    id = await shared_servetel.create({**MINIMAL, "timeout": 9})
    assert (await shared_servetel.stored(id)).response_timeout_s == 9
    await shared_servetel.ok("DELETE", f"ivr/{id}")


async def test_07_and_08_recordings_go_by_their_descriptions(shared_servetel: Servetel) -> None:
    recordings = {
        "invalid_recording": "recording||90",
        "recording_invalid": "recording||91",
        "timeout_retry_recording": "recording||91",
        "timeout_recording": "recording||90",
    }
    id = await shared_servetel.create({**MINIMAL, **recordings})
    ivr = await shared_servetel.stored(id)
    found = [ivr.no_match.retry_prompt, ivr.no_match.final_prompt, ivr.no_input.retry_prompt, ivr.no_input.final_prompt]
    assert [getattr(prompt, "prompt", None) for prompt in found] == [90, 91, 91, 90]
    await shared_servetel.ok("DELETE", f"ivr/{id}")


async def test_09_the_header_with_and_without_bearer(shared_servetel: Servetel) -> None:
    for header in (f"Bearer {shared_servetel.token}", shared_servetel.token):
        response = await shared_servetel.http.get("/v1/ivrs", headers={"authorization": header})
        assert response.status_code == 200


@pytest.mark.parametrize("separator", ["||", "|"])
async def test_10_one_bar_and_two(shared_servetel: Servetel, separator: str) -> None:
    shown = await written(
        shared_servetel, recording=f"recording{separator}91", destination=[f"ivr{separator}50", f"hangup{separator}1"]
    )
    assert shown["recording"] == "91"
    assert menu(shown, "destination_type") == ["ivr", "hangup"]


async def test_11_a_bare_id_is_that_of_an_extension(shared_servetel: Servetel) -> None:
    shown = await written(shared_servetel, destination=["1000", 1001], invalid_destination="0000000086")
    assert menu(shown, "destination_type") == ["extension", "extension"]
    assert menu(shown, "destination_id") == ["1000", "1001"]
    assert (shown["invalid_destination_type"], shown["invalid_destination"]) == ("extension", "1001")


async def test_12_a_bare_id_of_a_recording(shared_servetel: Servetel) -> None:
    for reference in (91, "91", "recording||91", "Recording | 0091"):
        assert (await written(shared_servetel, recording=reference))["recording"] == "91"


async def test_13_the_id_in_the_path(shared_servetel: Servetel) -> None:
    assert (await shared_servetel.shown(50))["id"] == 50
    assert (await shared_servetel.send("GET", "ivr/id")).status_code == 404


async def test_14_spaces_around_the_bar(shared_servetel: Servetel) -> None:
    shown = await written(shared_servetel, recording=" recording || 91 ", destination=["extension || 1000", "ivr | 50"])
    assert shown["recording"] == "91"
    assert menu(shown, "destination_id") == ["1000", "50"]
