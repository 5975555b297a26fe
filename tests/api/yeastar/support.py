"""What tests of writing in the Yeastar dialect share."""

from switchboard.model.ivr import Ivr

from ..support import Api, fields

OK = {"errcode": 0, "errmsg": "SUCCESS"}


async def stored(api: Api, id: int) -> Ivr:
    return (await api.repository.get(Ivr, id)).document


async def refused(api: Api, **body: object) -> list[tuple[object, object]]:
    """What is wrong with an update of IVR 50, field by field."""
    reply = await api.post("ivr/update", {"id": 50, **body})
    assert reply["errcode"] == 40002, reply
    return fields(reply)
