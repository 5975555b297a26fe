"""Every face of a running product, for one tenant: reading and writing a menu, and how each says that it cannot."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from tests.kit.product import Product
from tests.kit.web import web_client

SERVETEL: dict[str, object] = {
    "recording": None,
    "timeout": 5,
    "option": ["1"],
    "destination": ["hangup||1"],
    "incorrect_count": 1,
    "invalid_recording": None,
    "invalid_destination": "hangup||1",
    "timeout_retry_recording": None,
    "timeout_recording": None,
    "timeout_destination": "hangup||1",
    "timeout_tries": 1,
}


@dataclass(frozen=True, slots=True)
class Faces:
    """Requests to one api process. `tokens` by face."""

    http: httpx.AsyncClient
    tokens: dict[str, str]

    async def rename(self, face: str, ivr: int, name: str) -> httpx.Response:
        """Give a menu another name."""
        match face:
            case "yeastar":
                body = {"id": ivr, "name": name}
                token = {"access_token": self.tokens[face]}
                return await self.http.post("/openapi/v1.0/ivr/update", params=token, json=body)
            case "servetel":
                body = {**SERVETEL, "name": name}
                return await self.http.put(f"/v1/ivr/{ivr}", headers=self._bearer(face), json=body)
        return await self.http.patch(f"/rest/v1/ivrs/{ivr}", headers=self._bearer(face), json={"name": name})

    async def listed(self, face: str) -> httpx.Response:
        """All menus."""
        if face == "yeastar":
            return await self.http.get("/openapi/v1.0/ivr/list", params={"access_token": self.tokens[face]})
        path = "/v1/ivrs" if face == "servetel" else "/rest/v1/ivrs"
        return await self.http.get(path, headers=self._bearer(face))

    async def read(self, path: str) -> httpx.Response:
        """Anything of the native API."""
        return await self.http.get(f"/rest/v1{path}", headers=self._bearer("native"))

    def _bearer(self, face: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens[face]}"}


FACES = ("yeastar", "servetel", "native")


def is_done(response: httpx.Response) -> bool:
    """Whether a request did what it should."""
    return response.status_code == 200 and response.json().get("errcode", 0) == 0


def is_outage(response: httpx.Response) -> bool:
    """Whether the answer says, in the form of its face, that the database cannot be had now."""
    if response.status_code == 503:
        return response.json().get("code") == "unavailable" or "Try again later" in response.json().get("message", "")
    return response.status_code == 200 and response.json()["errcode"] == -2 and "try again later" in response.text


async def tokens_of(product: Product) -> dict[str, str]:
    """A token of each face that lasts."""
    yeastar = await product.yeastar()
    await yeastar.close()
    native, servetel = await asyncio.gather(
        product.cli("credentials", "new", "--dialect", "native", "--json"),
        product.cli("credentials", "new", "--dialect", "servetel", "--permanent", "--json"),
    )
    return {
        "yeastar": yeastar.token,
        "native": str(json.loads(native)["token"]),
        "servetel": str(json.loads(servetel)["token"]),
    }


@asynccontextmanager
async def faces(port: int, tokens: dict[str, str]) -> AsyncIterator[Faces]:
    """Through the api process at that port."""
    headers = {"User-Agent": "OpenAPI"}
    async with web_client(f"http://127.0.0.1:{port}", headers, timeout_s=60) as http:
        yield Faces(http, tokens)
