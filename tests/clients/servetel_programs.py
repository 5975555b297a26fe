"""Programs for Servetel: a CRM, and a web page that has visitors called back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx

from tests.kit.processes import until

PAGE: Final = 2
"""How many records the CRM reads at a time: few, so that there are several pages."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Crm:
    """Connects agents with customers, follows each call while it goes on, and files it when it is over."""

    http: httpx.AsyncClient

    async def is_connected(self) -> bool:
        """The button "test connection": all three lists must be there."""
        answers = [await self.http.get(path) for path in ("/my_number", "/ivrs", "/users")]
        if any(answer.status_code != 200 for answer in answers):
            return False
        numbers, menus, users = (answer.json() for answer in answers)
        return isinstance(numbers, list) and bool(menus["ivrs"]) and bool(users["data"])

    async def numbers(self) -> list[str]:
        """The caller ids to choose from."""
        found: list[Row] = (await self.http.get("/my_number")).json()
        return [row["did"] or row["alias"] for row in found]

    async def agents(self) -> Mapping[str, str]:
        """Names by number; page after page."""
        found: dict[str, str] = {}
        seen = "0"
        while True:
            page = (await self.http.get("/users", params={"limit": 3, "last_seen_id": seen})).json()
            found |= {row["agent"]["name"]: row["extension"] for row in page["data"]}
            if not page["has_more"]:
                return found
            seen = page["data"][-1]["id"]

    async def call(self, agent: str, customer: str, **own: object) -> str:
        """The reference of the call; whoever answers without one has failed."""
        body = {"agent_number": agent, "destination_number": customer, "async": 1, **own}
        answer = (await self.http.post("/click_to_call", json=body)).json()
        assert answer["success"] is True, answer
        return str(answer["ref_id"])

    async def live(self, number: str) -> Row | None:
        """The call in which a number is, by its last digits, whoever is called of several."""
        for row in await self.all_live():
            called = [row["customer_number"], *row["destination"].split(",")]
            if any(_digits(one).endswith(_digits(number)[-9:]) for one in called):
                return row
        return None

    async def answered(self, number: str) -> Row:
        """The same, as soon as somebody talks with that number."""
        found: list[Row] = []

        async def talks() -> bool:
            row = await self.live(number)
            found[:] = [row] if row is not None and row["state"] == "Answered" else []
            return bool(found)

        await until(talks)
        return found[0]

    async def all_live(self) -> list[Row]:
        rows: list[Row] = (await self.http.get("/live_calls")).json()
        return rows

    async def hang_up(self, row: Row) -> bool:
        answer = await self.http.post("/call/hangup", json={"call_id": row["call_id"]})
        return bool(answer.json()["success"])

    async def filed(self, reference: str) -> Row:
        """The record of a call, once it is over."""
        found: list[Row] = []

        async def is_there() -> bool:
            found[:] = [row for row in await self.records() if row["ref_id"] == reference]
            return bool(found)

        await until(is_there)
        return found[0]

    async def records(self) -> list[Row]:
        """All of them, until a page is not full."""
        rows: list[Row] = []
        page = 1
        while True:
            query: dict[str, str | int] = {"from_date": "2026-01-01 00:00:00", "page": page, "limit": PAGE}
            answer = (await self.http.get("/call/records", params=query)).json()
            rows += answer["results"]
            if len(answer["results"]) < PAGE or page * PAGE >= answer["count"]:
                return rows
            page += 1

    async def menus(self) -> Mapping[str, int]:
        """Ids by name."""
        return {row["name"]: row["id"] for row in (await self.http.get("/ivrs")).json()["ivrs"]}

    async def lead(self, number: str, menu: int) -> bool:
        """Lead an inbound number to a menu."""
        rows: list[Row] = (await self.http.get("/my_number")).json()
        (row,) = [one for one in rows if number in (one["did"], one["alias"])]
        body = {"name": row["name"], "description": row["description"], "destination": f"ivr||{menu}"}
        return bool((await self.http.put(f"/my_number/{row['id']}", json=body)).json()["success"])


@dataclass(frozen=True, slots=True)
class CallBack:
    """A form on a web page: who leaves a number is called back. It has a key and no token."""

    http: httpx.AsyncClient
    key: str

    async def submit(self, number: str, **own: object) -> httpx.Response:
        body = {"api_key": self.key, "customer_number": number, "async": 1, "customer_ring_timeout": 20, **own}
        return await self.http.post("/click_to_call_support", json=body)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
