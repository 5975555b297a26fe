"""Group voicemails, which this dialect looks up."""

import pytest

from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import ExtensionMember

from ..support import EXTENSION, Api, put

pytestmark = pytest.mark.api
DESK, NIGHT = 300, 301


async def test_a_group_voicemail_as_it_is_shown(api: Api) -> None:
    members = (ExtensionMember(extension=EXTENSION),)
    await put(api.repository, DESK, GroupVoicemail(name="Desk", number="6700", members=members))
    await put(api.repository, NIGHT, GroupVoicemail(name="Night", number="6701", delivery="copies"))
    desk = {"id": DESK, "number": "6700", "name": "Desk", "mode": "share"}
    night = {"id": NIGHT, "number": "6701", "name": "Night", "mode": "broadcast"}
    assert (await api.get("vm_group/list"))["vm_group_list"] == [desk, night]
    assert (await api.get("vm_group/list", sort_by="mode", page=1, page_size=1))["vm_group_list"] == [night]
    assert (await api.get("vm_group/search", search_value="670"))["total_number"] == 2
    ann = {"text": "Ann Lee", "text2": "1000", "value": str(EXTENSION), "type": "extension"}
    assert (await api.get("vm_group/get", id=DESK))["data"] == desk | {"member_list": [ann]}
    assert (await api.get("vm_group/query", ids=f"{NIGHT}"))["data"] == [night | {"member_list": []}]
    assert (await api.get("vm_group/get", id=EXTENSION))["errcode"] == 60001
