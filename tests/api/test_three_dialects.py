"""An IVR that is written in one dialect, read in the others, edited there, and read again where it came from.

What an editor sends is what it was shown, with another name: nothing may be lost that the first dialect can express.
"""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from switchboard.api.portsip.holidays import NewHoliday
from switchboard.api.portsip.naming import object_id, wire_id
from switchboard.api.portsip.tenant import TenantFields
from switchboard.api.portsip.wire_action import NewAction
from switchboard.api.portsip.wire_ivr import NewIvr
from switchboard.api.servetel import jwt
from switchboard.api.servetel.attendant import AttendantRequest
from switchboard.api.servetel.wire import IvrRequest, RecordingRequest
from switchboard.api.yeastar.wire import PARAMETERS
from switchboard.model.ivr import PROMPT_PIN, Ivr
from switchboard.model.tenant import DEFAULT_TENANT
from tests.kit.examples import examples

from .portsip import support as portsip_support
from .portsip.support import PortSip
from .portsip.test_properties import as_request as portsip_request
from .portsip.test_properties import valid as valid_in_portsip
from .servetel import support as servetel_support
from .servetel.support import Servetel
from .servetel.support import as_request as servetel_request
from .servetel.test_properties import valid as valid_in_servetel
from .support import MINIMAL, Api, furnish_services
from .yeastar.test_properties import valid as valid_in_yeastar

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]

Json = dict[str, object]
NEW_NAME = "Renamed"


class Dialect(Protocol):
    """One dialect: objects are known by their ids in the store."""

    async def create(self, body: Json) -> int: ...

    async def shown(self, id: int) -> Json: ...

    async def rename(self, id: int, shown: Json) -> None:
        """Send back what was shown under another name."""
        ...


@dataclass
class InYeastar:
    api: Api

    async def create(self, body: Json) -> int:
        reply = await self.api.post("ivr/create", body)
        assert reply["errcode"] == 0, reply
        return int(str(reply["id"]))

    async def shown(self, id: int) -> Json:
        return await self.api.shown(id)

    async def rename(self, id: int, shown: Json) -> None:
        reply = await self.api.post("ivr/update", {**shown, "id": id, "name": NEW_NAME})
        assert reply["errcode"] == 0, reply


@dataclass
class InServetel:
    api: Servetel

    async def create(self, body: Json) -> int:
        return await self.api.create(body)

    async def shown(self, id: int) -> Json:
        return await self.api.shown(id)

    async def rename(self, id: int, shown: Json) -> None:
        await self.api.ok("PUT", f"ivr/{id}", {**servetel_request(shown), "name": NEW_NAME})


@dataclass
class InPortSip:
    api: PortSip

    async def create(self, body: Json) -> int:
        id = object_id(await self.api.create({**body, "extension_number": "7123"}))
        assert id is not None
        return id

    async def shown(self, id: int) -> Json:
        return await self.api.shown(wire_id(id))

    async def rename(self, id: int, shown: Json) -> None:
        """The PIN of an IVR that has none cannot be sent."""
        body = {name: value for name, value in portsip_request(shown).items() if (name, value) != ("pin", None)}
        await self.api.update(wire_id(id), {**body, "name": NEW_NAME})


@dataclass
class Server:
    """One server, and a client of each dialect."""

    portsip: PortSip
    dialects: dict[str, Dialect]

    async def forget(self, id: int) -> None:
        await self.portsip.repository.delete(Ivr, id, author="test")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    directory = tmp_path_factory.mktemp("three")
    file = shutil.copy(migrated_sqlite, directory / "switchboard.db")
    async with portsip_support.logged_in(f"sqlite+aiosqlite:///{file}", directory) as portsip:
        await portsip_support.furnish_all(portsip.repository)
        await furnish_services(portsip.repository)
        yield Server(
            portsip,
            {
                "yeastar": InYeastar(await _yeastar(portsip)),
                "servetel": InServetel(await _servetel(portsip)),
                "portsip": InPortSip(portsip),
            },
        )


async def _yeastar(portsip: PortSip) -> Api:
    credentials, now = portsip.services.credentials, portsip.services.clock.now()
    client_id, secret = await credentials.new_api_client(DEFAULT_TENANT, "yeastar", "three")
    client = (await credentials.api_clients(DEFAULT_TENANT))[-1]
    pair = await credentials.issue(client, 1800, 1800, now, 8)
    return Api(portsip.services, portsip.http, client_id, secret, pair.access_token)


async def _servetel(portsip: PortSip) -> Servetel:
    credentials, now = portsip.services.credentials, portsip.services.clock.now()
    email, password = await credentials.new_api_client(DEFAULT_TENANT, "servetel", "three")
    client = (await credentials.api_clients(DEFAULT_TENANT))[-1]
    token = jwt.encode(await credentials.issue(client, 3600, 3600, now, 8), client.id, now, expires=True)
    return Servetel(portsip.services, portsip.http, email, password, token, "")


VALID = {"yeastar": valid_in_yeastar(), "servetel": valid_in_servetel(), "portsip": valid_in_portsip()}


@pytest.mark.parametrize("editor", VALID)
@pytest.mark.parametrize("origin", VALID)
@settings(max_examples=examples(4), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_an_edit_elsewhere_loses_nothing(server: Server, origin: str, editor: str, data: st.DataObject) -> None:
    here, there = server.dialects[origin], server.dialects[editor]
    id = await here.create(data.draw(VALID[origin]))
    before = await here.shown(id)
    others = {name: await dialect.shown(id) for name, dialect in server.dialects.items()}
    stored = await server.portsip.repository.get(Ivr, id)
    await there.rename(id, others[editor])
    assert await here.shown(id) == {**before, "name": NEW_NAME}
    for name, dialect in server.dialects.items():
        assert await dialect.shown(id) == {**others[name], "name": NEW_NAME}
    edited = await server.portsip.repository.get(Ivr, id)
    assert edited.document == stored.document.model_copy(update={"name": NEW_NAME})
    await server.forget(id)


@settings(max_examples=examples(4), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), way=st.permutations(sorted(VALID)))
async def test_a_way_through_all_of_them_loses_nothing(server: Server, data: st.DataObject, way: list[str]) -> None:
    """Written in the first, then edited in each of the others in turn."""
    first = server.dialects[way[0]]
    id = await first.create(data.draw(VALID[way[0]]))
    before = await first.shown(id)
    for name in way[1:]:
        dialect = server.dialects[name]
        await dialect.rename(id, await dialect.shown(id))
    assert await first.shown(id) == {**before, "name": NEW_NAME}
    await server.forget(id)


@pytest.mark.parametrize("editor", VALID)
async def test_the_password_for_prompts_stays_wherever_the_ivr_is_edited(server: Server, editor: str) -> None:
    body = {**MINIMAL, "number": "7999", "name": "With a password", "prompt_manger_password": "plugh-1"}
    id = await server.dialects["yeastar"].create(body)
    dialect = server.dialects[editor]
    shown = {name: await one.shown(id) for name, one in server.dialects.items()}
    assert "plugh" not in str(shown)
    await dialect.rename(id, shown[editor])
    credentials = server.portsip.services.credentials
    assert await credentials.object_secrets(DEFAULT_TENANT, id) == {PROMPT_PIN: "plugh-1"}
    await server.forget(id)


WORDS_OF_LIBRARIES = ("Input ", "should ", "Field required", "Value error", "Extra inputs", "pydantic", "dictionary")
WRONG: list[object] = [None, True, 5, 1.5, "", "x" * 300, "\x07", [], [5], [{}], {}, {"action": 5}, {"mode": "x"}]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
async def test_no_face_speaks_in_the_words_of_a_library(server: Server, wrong: object) -> None:
    yeastar = server.dialects["yeastar"]
    servetel = server.dialects["servetel"]
    assert isinstance(yeastar, InYeastar) and isinstance(servetel, InServetel)
    texts = [str(await yeastar.api.post("ivr/create", {**MINIMAL, **dict.fromkeys(PARAMETERS, wrong)}))]
    for path, fields in (
        ("ivr", IvrRequest.model_fields),
        ("recording", RecordingRequest.model_fields),
        ("auto_attendant", ("recording_ID", *AttendantRequest.model_fields)),
    ):
        texts.append((await servetel.api.send("POST", path, dict.fromkeys(fields, wrong))).text)
    for path in ("ivrs", "holidays", "tenant", f"ivrs/{wire_id(50)}/action_urls"):
        names = {*NewIvr.model_fields, *NewHoliday.model_fields, *TenantFields.model_fields, *NewAction.model_fields}
        texts.append((await server.portsip.send("POST", path, dict.fromkeys(names, wrong))).text)
    assert not [word for text in texts for word in WORDS_OF_LIBRARIES if word in text]


async def test_a_name_that_turns_the_text_beside_it_is_refused_in_each(server: Server) -> None:
    """U+202E: what follows it is shown from right to left, so `invoice-\u202egnp.exe` seems to be a picture."""
    yeastar, servetel = server.dialects["yeastar"], server.dialects["servetel"]
    assert isinstance(yeastar, InYeastar)
    assert isinstance(servetel, InServetel)
    turned = "invoice-\u202egnp.exe"
    reply = await yeastar.api.post("ivr/create", {**MINIMAL, "number": "6299", "name": turned})
    assert (reply["errcode"], str(reply["errmsg"]).split()[0]) == (40002, "PARAMETER")
    assert "name" in await servetel.api.errors("POST", "ivr", {**servetel_support.MINIMAL, "name": turned})
    refused = {**portsip_support.MINIMAL, "name": turned, "extension_number": "7299"}
    assert await server.portsip.refused("POST", "ivrs", refused) == ["name"]
