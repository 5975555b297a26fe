"""What programs need to make forms for every kind of object."""

import pytest

from switchboard.model.families import FAMILIES

from ..support import shared
from .support import Native

pytestmark = [pytest.mark.api, shared]


async def test_every_kind_is_there_with_its_schema(shared_native: Native) -> None:
    answer = await shared_native.viewer.get("/kinds")
    content = answer.json()
    kinds = {one["kind"]: one for one in content["kinds"]}
    assert set(kinds) == set(FAMILIES)
    assert all(one["model"] in content["schemas"] for one in kinds.values())
    again = await shared_native.viewer.get("/kinds", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_what_can_be_done_with_a_kind(shared_native: Native) -> None:
    content = (await shared_native.viewer.get("/kinds")).json()
    kinds = {one["kind"]: one for one in content["kinds"]}
    assert kinds["extension"]["numbered"] and kinds["extension"]["table"]
    assert not kinds["prompt"]["table"] and kinds["prompt"]["made_from"] == "sound"
    assert not kinds["inbound_route"]["table"] and kinds["office"]["single"]
    assert {one["name"]: one["member"] for one in kinds["conference"]["secrets"]} == {
        "pin": "pin",
        "moderator-pin": "pin",
    }
    password = {"name": "password", "path": "/trunks/{id}/password", "member": "password", "kept_as": "password"}
    assert kinds["trunk"]["secrets"] == [password]
    assert "action:{action}" in [one["kept_as"] for one in kinds["ivr"]["secrets"]]


async def test_schemas_say_what_members_refer_to_and_mean(shared_native: Native) -> None:
    schemas = (await shared_native.viewer.get("/kinds")).json()["schemas"]
    assert schemas["RingGroup"]["properties"]["members"]["items"]["x-refers"] == "extension"
    assert schemas["Schedule"]["properties"]["timezone"]["anyOf"][0]["x-means"] == "time-zone"
    assert schemas["Ivr"]["properties"]["language"]["x-means"] == "language"
    assert schemas["Prompt"]["properties"]["content"]["readOnly"] is True
