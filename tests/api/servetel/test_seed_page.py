"""The example of the vendor's page "Update details of IVR for given id", to the letter."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from switchboard.model.destination import ToExtension
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr, Option, Retry, Route
from switchboard.model.prompt import CustomPrompt, Prompt

from ..support import put
from .support import Servetel, failure, logged_in

pytestmark = pytest.mark.api

REQUEST = (
    '{"name" : "Test IVR Name", "description" : "Test IVR Description", "recording": "recording||1", "timeout" : 30, '
    '"destination" : ["extension||0500000000"], "incorrect_count" : 1, "invalid_recording": "recording||1", '
    '"invalid_destination" : "extension||0500000000", "timeout_retry_recording" : "recording||1", '
    '"timeout_recording" : "recording||1", "timeout_destination" : "extension||0500000000", "timeout_retries" : 1, '
    '"recording_invalid" : "recording||1", "option" : ["1"]}'
)
AGENT = 500_000_000


@pytest.fixture
async def page(database_url: str, tmp_path: Path) -> AsyncIterator[Servetel]:
    """The account of the example: a recording with the id 1, an agent whose eid is 0500000000, and an IVR."""
    async with logged_in(database_url, tmp_path) as servetel:
        await put(servetel.repository, 1, Prompt(name="Greeting", content="0" * 64, duration_ms=1000))
        await put(servetel.repository, 2, Ivr(number="6200", name="Old name"))
        await put(servetel.repository, AGENT, Extension(name="Ann Lee", number="1000"))
        yield servetel


def headers(token: str) -> dict[str, str]:
    return {"accept": "application/json", "authorization": f"Bearer {token}", "content-type": "application/json"}


async def test_update(page: Servetel) -> None:
    response = await page.http.put("/v1/ivr/2", content=REQUEST, headers=headers(page.token))
    assert response.status_code == 200
    assert list(response.json()) == ["success", "message"]
    assert response.json()["success"] is True
    one, agent = CustomPrompt(prompt=1), Route(to=ToExtension(extension=AGENT))
    assert await page.stored(2) == Ivr(
        number="6200",
        name="Test IVR Name",
        description="Test IVR Description",
        greeting=(one,),
        response_timeout_s=30,
        options=(Option(keys="1", route=agent),),
        no_match=Retry(retries=1, retry_prompt=one, final_prompt=one, route=agent),
        no_input=Retry(retries=1, retry_prompt=one, final_prompt=one, route=agent),
    )


async def test_the_generic_sample(page: Servetel) -> None:
    """`/v1/ivr/id`, the bare word as token, an empty object."""
    sample = {"accept": "application/json", "authorization": "Authorization", "content-type": "application/json"}
    response = await page.http.put("/v1/ivr/id", content="{}", headers=sample)
    assert (response.status_code, failure(response)["message"]) == (401, "Unauthenticated.")
    response = await page.http.put("/v1/ivr/id", content="{}", headers=headers(page.token))
    assert response.status_code == 422
    assert failure(response)["errors"] == {
        name: ["is required"]
        for name in (
            *("name", "recording", "timeout", "option", "destination", "incorrect_count", "invalid_recording"),
            *("invalid_destination", "timeout_retry_recording", "timeout_recording", "timeout_destination"),
        )
    }
    response = await page.http.put("/v1/ivr/id", content=REQUEST, headers=headers(page.token))
    assert (response.status_code, failure(response)["errors"]) == (422, {"id": ["does not exist"]})
