"""A client of every face for one tenant, and the pages that show the IVRs and extensions of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from switchboard.api.common import ApiServices
from switchboard.api.servetel.auth import permanent_token
from switchboard.store.people.api_tokens import ApiTokens
from switchboard.store.people.sessions import Sessions
from switchboard.store.people.users import Users
from tests.kit.web import web_client

IVR_PAGES = (
    "/openapi/v1.0/ivr/list?page_size=20",
    "/openapi/v1.0/ivr/search?search_value=menu&sort_by=number&order_by=desc&page_size=20",
    "/v1/ivrs",
    "/api/ivrs?top=20",
    "/api/ivrs?search=menu%20or%20x&orderby=name%20desc&top=20",
    "/api/ivrs?filter=contains(name,'enu')%20and%20id%20ne%20'x'",
    "/rest/v1/ivrs",
    "/rest/v1/ivrs?search=menu&sort=-name&limit=20&total=true",
)
EXTENSION_PAGES = (
    "/openapi/v1.0/extension/list?page_size=20",
    "/openapi/v1.0/extension/search?search_value=a&page_size=20",
    "/rest/v1/extensions?search=a",
)
PAGES = (*IVR_PAGES, *EXTENSION_PAGES)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads pages as who has these tokens."""

    http: httpx.AsyncClient
    yeastar: str
    servetel: str
    native: str
    portsip: str

    async def get(self, page: str) -> httpx.Response:
        """A page, with the token of its face."""
        if page.startswith("/openapi"):
            return await self.http.get(f"{page}&access_token={self.yeastar}")
        token = {"rest": self.native, "api": self.portsip, "v1": self.servetel}[page.split("/")[1].split("?")[0]]
        return await self.http.get(page, headers={"Authorization": f"Bearer {token}"})

    async def text(self, page: str) -> str:
        """A page that must come."""
        response = await self.get(page)
        assert response.status_code == 200, response.text
        assert '"errcode"' not in response.text or response.json()["errcode"] == 0, response.text
        return response.text


@asynccontextmanager
async def reader(of: ApiServices, base: str, tenant: int) -> AsyncIterator[Reader]:
    """With new tokens of that tenant."""
    now = of.clock.now()
    _, native = await ApiTokens(of.database).mint(tenant, "reader", "admin", now)
    for dialect in ("yeastar", "servetel"):
        await of.credentials.new_api_client(tenant, dialect, "reader")
    clients = {client.dialect: client for client in await of.credentials.api_clients(tenant)}
    pair = await of.credentials.issue(clients["yeastar"], 1800, 86400, now, 8)
    servetel = await permanent_token(of.credentials, clients["servetel"], now)
    user = await Users(of.database).create(tenant, "reader", "correct horse 17", "viewer", now)
    session = await Sessions(of.database).issue(user, 1800, 86400, now, 8)
    async with web_client(base) as http:
        yield Reader(http, pair.access_token, servetel, native, session.access_token)
