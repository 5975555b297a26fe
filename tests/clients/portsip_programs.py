"""Programs for PortSIP: a console of an operator, and a script that puts a new menu behind a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import httpx

from tests.kit.processes import until

CLIENT_ID: Final = "9a9a5c2d-6e1f-4a40-9a43-0c63ab5f0b2e"
PAGE: Final = 2
"""How many records are read at a time."""

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Console:
    """Places calls, watches them, and finds them in the call detail records."""

    http: httpx.AsyncClient

    @classmethod
    async def signed_in(cls, http: httpx.AsyncClient, username: str, password: str) -> Self:
        """By OAuth, as the vendor's guide has it: a form, and the fixed id of the client."""
        form = {
            "grant_type": "password",
            "username": username,
            "password": password,
            "scope": "all",
            "client_id": CLIENT_ID,
        }
        answer = await http.post("/login/oauth/token", data=form)
        assert answer.status_code == 200, answer.text
        http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return cls(http)

    async def begin(self, caller: str, callee: str, **more: object) -> str:
        """The id of the session."""
        body = {"caller": caller, "callee": callee, "send_sdp": True, **more}
        answer = await self.http.post("/sessions", json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def session(self, id: str) -> Item | None:
        """One of those that go on."""
        found = (await self.http.get("/sessions")).json()
        return next((one for one in found["items"] if one["id"] == id), None)

    async def end(self, id: str) -> None:
        assert (await self.http.post(f"/sessions/{id}/destroy")).status_code == 204

    async def record(self, user_data: str) -> Item:
        """The record of the call that was given these data, once it is over."""
        found: list[Item] = []

        async def is_there() -> bool:
            found[:] = [one for one in await self.everything("cdrs") if one["user_data"] == user_data]
            return bool(found)

        await until(is_there)
        return found[0]

    async def everything(self, path: str) -> list[Item]:
        """A collection, page after page, until all that were counted are there."""
        items: list[Item] = []
        while True:
            page = (await self.http.get(f"/{path}", params={"skip": len(items), "top": PAGE})).json()
            items += page["items"]
            if len(items) >= page["count"] or not page["items"]:
                return items


@dataclass(frozen=True, slots=True)
class Rollout:
    """Creates a menu and leads a number of the only provider to it."""

    http: httpx.AsyncClient

    async def menu(self, name: str, number: str, **fields: object) -> str:
        answer = await self.http.post(
            "/ivrs", json={"name": name, "extension_number": number, "pin": "135791", **fields}
        )
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def lead(self, name: str, did: str, number: str) -> str:
        """The id of the rule."""
        (provider,) = (await self.http.get("/providers")).json()["items"]
        rule = {"action": "FORWARD_TO_NUMBER", "number": number}
        body = {
            "name": name,
            "enabled": True,
            "did_numbers": did,
            "provider_id": provider["id"],
            "office_hours_forward_rule": rule,
            "non_office_hours_forward_rule": rule,
            "holiday_forward_rule": rule,
            "office_hours": {"mode": "GLOBAL"},
            "holidays": [],
        }
        answer = await self.http.post("/inbound_rules", json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])
