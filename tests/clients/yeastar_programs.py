"""Programs for Yeastar: a dialler, a listener to events, and a synchronizer of address books and presence."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import httpx
from websockets.asyncio.client import ClientConnection

Row = Mapping[str, Any]

HEARTBEAT: Final = "heartbeat"


@dataclass(frozen=True, slots=True)
class Pbx:
    """What all of them do: get a token, and send it in the query."""

    http: httpx.AsyncClient
    token: str

    @classmethod
    async def logged_in(cls, http: httpx.AsyncClient, username: str, password: str) -> Self:
        http.headers["User-Agent"] = "OpenAPI"
        answer = (await http.post("/get_token", json={"username": username, "password": password})).json()
        assert answer["errcode"] == 0 and answer["access_token_expire_time"] > 0
        return cls(http, answer["access_token"])

    async def get(self, path: str, **query: str | int) -> Row:
        answer = await self.http.get(path, params={"access_token": self.token, **query})
        found: Row = answer.json()
        return found

    async def post(self, path: str, **body: object) -> Row:
        answer = await self.http.post(f"{path}?access_token={self.token}", json=body)
        found: Row = answer.json()
        return found


@dataclass(frozen=True, slots=True)
class Dialler(Pbx):
    """Dials from lists: an agent first, then the customer; it looks for its call at once, and ends it."""

    async def dial(self, agent: str, customer: str) -> str:
        answer = await self.post("/call/dial", caller=agent, callee=customer, auto_answer="yes")
        assert answer["errcode"] == 0, answer
        return str(answer["call_id"])

    async def own(self, **asked: str) -> Row:
        """Its own call, which is the first that is listed."""
        call: Row = (await self.get("/call/query", **asked))["data"][0]
        return call

    async def outside(self, **asked: str) -> Row:
        """The member of its own call who is outside."""
        member: Row = (await self.own(**asked))["members"][1]["outbound"]
        return member

    async def end(self, **named: str) -> Row:
        return await self.post("/call/hangup", **named)

    async def send_on(self, channel_id: str, number: str, permission: str) -> Row:
        """Let a member of a call go elsewhere, such as to a queue; whoever it talks to is hung up."""
        return await self.post(
            "/call/transfer", type="blind", channel_id=channel_id, number=number, dial_permission=permission
        )


@dataclass(frozen=True, slots=True)
class Synchronizer(Pbx):
    """Sets presence by calendars, and copies address books."""

    async def say(self, number: str, state: str) -> None:
        """Of all extensions, set the presence of the one with that number."""
        rows = (await self.get("/extension/search"))["data"]
        id = next(row["id"] for row in rows if row["number"] == number)
        answer = await self.post("/extension/update", id=id, presence_status=state)
        assert answer["errcode"] == 0, answer

    async def says(self, number: str) -> str:
        rows = (await self.get("/extension/list", page=1, page_size=1000, sort_by="id", order_by="asc"))["data"]
        return next(str(row["presence_status"]) for row in rows if row["number"] == number)

    async def contacts(self) -> list[Row]:
        """The rows of both address books, page after page."""
        found: list[Row] = []
        for path in ("/company_contact/list", "/phonebook/list"):
            answer = await self.get(path, page=1, page_size=100)
            assert (answer["errcode"], answer["total_number"]) == (0, len(answer["data"])), answer
            found += answer["data"]
        return found


@dataclass(frozen=True, slots=True)
class Listener:
    """Hears events, by topic; says that it is there as often as the vendor demands."""

    socket: ClientConnection

    async def subscribe(self, *topics: int) -> None:
        await self.socket.send(json.dumps({"topic_list": topics}))
        assert json.loads(await self.socket.recv())["errcode"] == 0

    async def is_heard(self) -> bool:
        """Whether the heartbeat is answered."""
        await self.socket.send(HEARTBEAT)
        return "heartbeat" in str(await self.socket.recv())

    async def until(self, topic: int, call_id: str) -> list[tuple[int, Row]]:
        """All events of a call up to the first of a topic; what `msg` holds is a text in which there is JSON."""
        heard: list[tuple[int, Row]] = []
        while not heard or heard[-1][0] != topic:
            event = json.loads(await self.socket.recv())
            content = json.loads(event["msg"]) if isinstance(event["msg"], str) else event["msg"]
            if content.get("call_id") == call_id:
                heard.append((int(event["type"]), content))
        return heard


def halves(call_id: str) -> tuple[float, float]:
    """A call id as a script in JavaScript takes it: two numbers."""
    first, second = call_id.split(".")
    return float(first), float(second)


@dataclass(frozen=True, slots=True)
class Transcriber(Pbx):
    """Fetches the recordings of calls, for a service that writes down what was said."""

    async def newest(self, number: str, call_id: str) -> Row:
        """The recording of a call with a number: the id of the call stands in the name of the file."""
        rows = (await self.get("/recording/list", page=1, page_size=100, sort_by="time", order_by="desc"))["data"]
        found: Row = next(
            row for row in rows if number in (row["call_from_number"], row["call_to_number"]) and call_id in row["file"]
        )
        return found

    async def sound(self, **named: str | int) -> bytes:
        """A WAV file; the path in the answer is to be asked for with the token. Short files count as none."""
        answer = await self.get("/recording/download", **named)
        assert answer["errcode"] == 0, answer
        url = self.http.base_url.copy_with(path=answer["download_resource_url"])
        assert "?" not in answer["download_resource_url"]
        found = await self.http.get(f"{url}?access_token={self.token}")
        assert found.headers["content-type"].startswith("audio/wav") and len(found.content) >= 1000
        return found.content


@dataclass(frozen=True, slots=True)
class Archive(Pbx):
    """Copies call detail records, and reports of menus."""

    async def probe(self) -> int:
        """How many rows there are."""
        return int((await self.get("/cdr/list", page=1, page_size=1))["total_number"])

    async def rows(self, page_size: int, **asked: str | int) -> list[Row]:
        """All rows that match, page after page until as many are there as were announced."""
        found: list[Row] = []
        page = 1
        while True:
            answer = await self.get("/cdr/search", page=page, page_size=page_size, **asked)
            assert answer["errcode"] == 0, answer
            found += answer.get("data") or []
            if len(found) >= answer["total_number"]:
                return found
            page += 1

    async def presses(self, menu: int, start: str, end: str) -> tuple[Row, list[Row]]:
        """How often each key was pressed in a menu, and each of the calls; both must be whole."""
        period = {"start_time": start, "end_time": end}
        counted = await self.get("/call_report/list", type="ivr", ivr_id_list=str(menu), **period)
        assert counted["errcode"] == 0 and counted["total_number"] == len(counted["ivr_list"]), counted
        (row,) = counted["ivr_list"]
        detail = await self.get("/call_report/detail", type="ivr", ivr_num=row["ivr_num"], **period)
        assert detail["errcode"] == 0, detail
        rows: list[Row] = next(value for value in detail.values() if isinstance(value, list))
        assert detail["total_number"] == len(rows)
        return row, rows
