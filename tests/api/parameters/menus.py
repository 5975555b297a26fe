"""How each dialect makes the IVR of a way, and takes it away again."""

from itertools import cycle
from typing import Any, Protocol

from switchboard.api.portsip.naming import object_id
from switchboard.model.ivr import Ivr
from switchboard.model.tenant import DEFAULT_TENANT

from . import portsip, servetel, yeastar
from .company import IN, Company
from .kit import Body


class Menus(Protocol):
    """The IVRs of one endpoint."""

    async def create(self, body: Body) -> int:
        """An IVR on which the base and then the way was set: its id, 0 where 555 leads by itself."""
        ...

    async def delete(self, id: int) -> None: ...

    async def refuse(self, body: Body) -> object:
        """What the API answers to a body that it must refuse."""
        ...


def facts(shown: Any) -> list[str]:
    """An answer as facts of a trace."""
    return [f"- - shown {name} {value}" for name, value in shown.items()]


class YeastarMenus:
    """ivr/create and ivr/update by turns, so that each parameter is set by both."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self._updates = cycle((True, False))

    async def create(self, body: Body) -> int:
        if not next(self._updates):
            return await self._made({**yeastar.BASE, **body})
        id = await self._made(yeastar.BASE)
        answer = await self._company.send("yeastar", "POST", "ivr/update", {"id": id, **body})
        assert answer["errcode"] == 0, answer
        return id

    async def _made(self, body: Body) -> int:
        answer = await self._company.send("yeastar", "POST", "ivr/create", body)
        assert answer["errcode"] == 0, answer
        return int(answer["id"])

    async def delete(self, id: int) -> None:
        assert (await self._company.send("yeastar", "GET", "ivr/delete", id=str(id)))["errcode"] == 0

    async def refuse(self, body: Body) -> object:
        answer = await self._company.send("yeastar", "POST", "ivr/create", {**yeastar.BASE, **body})
        assert answer["errcode"] == 40002
        return answer


class ServetelMenus:
    """`ivr` or `auto_attendant`: made with the base, then replaced by PUT."""

    def __init__(self, company: Company, endpoint: str) -> None:
        self._company = company
        self._path = endpoint
        self._base = servetel.BASE if endpoint == "ivr" else servetel.ATTENDANT

    async def create(self, body: Body) -> int:
        id = (await self._done("POST", self._path, self._base))["id"]
        await self._done("PUT", f"{self._path}/{id}", {**self._base, **body})
        self._company.shown = facts(await self._done("GET", f"{self._path}/{id}"))
        return int(id)

    async def delete(self, id: int) -> None:
        self._company.shown = []
        await self._done("DELETE", f"{self._path}/{id}")

    async def refuse(self, body: Body) -> object:
        answer = await self._company.send("servetel", "POST", self._path, {**self._base, **body})
        assert answer["failed"] == 422
        return answer

    async def _done(self, method: str, path: str, body: object = None) -> Any:
        answer = await self._company.send("servetel", method, path, body)
        assert "failed" not in answer, answer
        return answer


class ServetelNumbers:
    """`my_number/{id}`: 555 leads where the way says."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self._path = f"my_number/{IN}"

    async def create(self, body: Body) -> int:
        answer = await self._company.send("servetel", "PUT", self._path, {**servetel.NUMBER, **body})
        assert "failed" not in answer, answer
        self._company.shown = facts(await self._company.send("servetel", "GET", self._path))
        return 0

    async def delete(self, id: int) -> None:
        self._company.shown = []

    async def refuse(self, body: Body) -> object:
        answer = await self._company.send("servetel", "PUT", self._path, {**servetel.NUMBER, **body})
        assert answer["failed"] == 422
        return answer


def servetel_menus(company: Company, endpoint: str) -> ServetelMenus | ServetelNumbers:
    return ServetelNumbers(company) if endpoint == "my_number" else ServetelMenus(company, endpoint)


class PortSipMenus:
    """A new IVR, or one that is updated, by turns. What the way says of an action URL is set at a URL of the IVR."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self._updates = cycle((True, False))

    async def create(self, body: Body) -> int:
        own = {name: value for name, value in body.items() if name != "action"}
        updates = next(self._updates) and "extension_number" not in own
        id = await self._made(portsip.BASE if updates else {**portsip.BASE, **own})
        if updates:
            assert await self._company.send("portsip", "POST", f"ivrs/{id}", own) is None
        if "action" in body:
            await self._set_action(id, body["action"])
        shown = await self._company.send("portsip", "GET", f"ivrs/{id}")
        self._company.shown = [f"- - description {one['description']}" for one in shown["outbound_caller_ids"]]
        return object_id(id) or 0

    async def _set_action(self, ivr: str, sent: Any) -> None:
        """Made with the base, then updated."""
        made = await self._company.send("portsip", "POST", f"ivrs/{ivr}/action_urls", {**portsip.ACTION, **sent})
        assert "id" in made, made

    async def _made(self, body: Body) -> str:
        answer = await self._company.send("portsip", "POST", "ivrs", body)
        assert "id" in answer, answer
        return str(answer["id"])

    async def delete(self, id: int) -> None:
        self._company.shown = []
        await self._company.of.repository(DEFAULT_TENANT).delete(Ivr, id, author="test")

    async def refuse(self, body: Body) -> object:
        answer = await self._company.send("portsip", "POST", "ivrs", {**portsip.BASE, **body})
        assert answer["failed"] == 400
        return answer


def menus_of(company: Company, dialect: str, endpoint: str) -> Menus:
    if dialect == "yeastar":
        return YeastarMenus(company)
    return servetel_menus(company, endpoint) if dialect == "servetel" else PortSipMenus(company)
