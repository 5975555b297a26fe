"""An action URL that asks a real web server."""

from unittest.mock import patch

from switchboard.model.action_url import ActionQuestion, ActionUrl
from switchboard.model.ivr import Ivr
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.outbound import asking, http
from switchboard.outbound.action_url import ActionUrlClient
from tests.kit.answering import Answering

from .company import Company
from .kit import Call

QUESTION = ActionQuestion("+4930777", "", "6299", "Under test", "7", "call-1")


class Asking:
    """In place of calls: the action URL of the IVR is asked, and the facts are those of the request."""

    def __init__(self, company: Company, server: Answering) -> None:
        self._company = company
        self._server = server
        self._menu = 0
        self._action: ActionUrl | None = None

    async def settle(self, ivr: int) -> None:
        self._menu = ivr
        stored = await self._company.of.repository(DEFAULT_TENANT).get(Ivr, ivr)
        (self._action,) = stored.document.actions

    async def call(self, _call: Call) -> list[str]:
        assert self._action is not None
        server, url = self._server, self._action.url.replace("localhost:1", f"localhost:{self._server.port}")
        if any(header.name == "X-Challenge" for header in self._action.headers):
            server.statuses = [401]
        server.posted.clear()
        action = self._action.model_copy(update={"url": url})
        with patch.object(asking, "client", wraps=http.client) as client:
            await ActionUrlClient(["localhost"]).ask(self._menu, action, QUESTION, self._secret)
        waits = client.call_args.args[0]
        asked = server.posted[-1]
        found = [f"- - waits {waits.connect} to connect", f"- - waits {waits.read} for the answer"]
        found.append(f"- - request {asked.method} {asked.path.partition('&from_name')[0]}")
        if asked.method == "POST":
            found.append(f"- - told {asked.json()['input']}")
        return found + [f"- - header {name} {value}" for name, value in asked.headers.items()]

    async def _secret(self, ivr: int, name: str) -> str | None:
        return await self._company.of.credentials.object_secret(DEFAULT_TENANT, ivr, name)
