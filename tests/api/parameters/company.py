"""The company in which parameters have their effect: one server for the three dialects, and calls on virtual time."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from switchboard.api.common import ApiServices
from switchboard.api.servetel import jwt
from switchboard.call.events import ActionAsked, CallEvent, DialStarted, MenuEntered
from switchboard.config import YeastarSettings
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.scenario import Line, PlanReply, Reply, Scenario
from switchboard.engine.simulated.surroundings import SecretsOfLoop
from switchboard.model.action_url import ActionAnswer
from switchboard.model.api_dialplan import ApiDialplan, DialplanAnswer, TransferStep
from switchboard.model.conference import Conference
from switchboard.model.configuration import Configuration
from switchboard.model.destination import HangUp, ToExtension, ToIvr
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import Ivr, Retry
from switchboard.model.organization import Organization
from switchboard.model.prompt import Announcement, Prompt
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.stored import Stored
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.model.trunk import DialPattern, InboundRoute, OutboundRoute, Trunk
from switchboard.simulation import Simulated, run_scenario
from tests.callflow.scenarios.world import timed
from tests.kit.web import web_client

from ..portsip.support import CAROLS, HOLIDAY, add_user
from ..support import EXTENSION, SECOND_EXTENSION, furnish, furnish_services, put, served, services
from .kit import Call

CY, GROUP_BOX, QUEUE, ROOM, PLAN, SELLERS, ATTENDANT, SPOKEN = 87, 73, 74, 75, 76, 77, 78, 92
SECOND_TRUNK, SECOND_ROUTE, IN = 61, 22, 301
ANSWERS: Mapping[str, str] = {"yeastar": "/openapi/v1.0/", "servetel": "/v1/", "portsip": "/api/"}


async def furnish_all(of: ApiServices) -> None:
    """Whatever an IVR can refer to."""
    repository = of.repository(DEFAULT_TENANT)
    await furnish(repository)
    await furnish_services(repository)
    attendant = Retry(retries=0)
    for id, document in {
        CY: Extension(name="Cy", number="1002", mobile="4930999"),
        GROUP_BOX: GroupVoicemail(name="Box", number="6700"),
        QUEUE: Queue(name="Support", number="6800", agents=(QueueAgent(extension=EXTENSION),)),
        ROOM: Conference(name="Board", number="6900"),
        PLAN: ApiDialplan(name="CRM", method="POST", url="https://crm.example/"),
        SELLERS: Organization(name="Sellers", members=(SECOND_EXTENSION,)),
        ATTENDANT: Ivr(
            name="Greeter",
            number="6270",
            greeting=(Announcement(name="goodbye"),),
            response_timeout_s=0,
            no_input=attendant,
            no_match=attendant,
        ),
        SPOKEN: Prompt(name="spoken.wav", content=f"{SPOKEN:064x}", duration_ms=1000, source="speech"),
        SECOND_TRUNK: Trunk(name="Second", host="192.0.2.2"),
        SECOND_ROUTE: OutboundRoute(name="Out2", patterns=(DialPattern(pattern="8X."),), trunks=(SECOND_TRUNK,)),
        HOLIDAY: CAROLS,
        IN: InboundRoute(name="In", pattern="555", to=HangUp()),
    }.items():
        await put(repository, id, document)


@dataclass
class Company:
    """A server and a client of each dialect."""

    of: ApiServices
    http: httpx.AsyncClient
    yeastar_token: str
    bearers: Mapping[str, str]
    configuration: Configuration = field(default_factory=lambda: Configuration.of(()))
    shown: list[str] = field(default_factory=list)
    """What the API says of the IVR, as facts: `- shown NAME VALUE`."""

    async def send(self, dialect: str, method: str, path: str, body: object = None, **query: str) -> Any:
        """The answer's JSON, None where it has none; with the status where that says that it failed."""
        headers = {"User-Agent": "tests"}
        if dialect == "yeastar":
            query["access_token"] = self.yeastar_token
        else:
            headers["Authorization"] = f"Bearer {self.bearers[dialect]}"
        response = await self.http.request(method, ANSWERS[dialect] + path, params=query, json=body, headers=headers)
        if response.status_code >= 400:
            return {"failed": response.status_code, "text": response.text}
        return response.json() if response.content else None

    async def settle(self, ivr: int) -> None:
        """Calls to 555 lead to the IVR with that id from now on, as it is now; 0: where 555 leads by itself."""
        _, everything = await self.of.repository(DEFAULT_TENANT).snapshot()
        self.configuration = Configuration.of(_led_to(ivr, everything))

    async def call(self, call: Call) -> list[str]:
        """What happens to a caller of the IVR."""
        return trace(await self._run(self.configuration, call)) + self.shown

    async def _run(self, configuration: Configuration, call: Call) -> Simulated:
        inside = call.dials != "" and call.dials != "555"
        phones = {number: Line(kind=kind) for number, kind in call.phones}
        scenario = Scenario(
            dialled=call.dials or "555",
            caller="1001" if inside else call.caller,
            extension=SECOND_EXTENSION if inside else None,
            trunk=None if inside else 60,
            script=call.script,
            phones=phones,
            replies_to_keys={"": Reply(ActionAnswer("call", "1001")), "7": Reply(ActionAnswer("hangup"))},
            plans={PLAN: (PlanReply(DialplanAnswer((TransferStep(to=ToExtension(extension=SECOND_EXTENSION)),))),)},
        )
        secrets = SecretsOfLoop(lambda id, name: self.of.credentials.object_secret(DEFAULT_TENANT, id, name))
        run = run_scenario(configuration, scenario, datetime.fromisoformat(call.at), secrets=secrets)
        return await asyncio.to_thread(run_virtual, run)


def _led_to(ivr: int, everything: list[Stored[Any]]) -> list[Stored[Any]]:
    """Calls to 555 lead to the IVR; with 0 they lead where they are led."""
    if not ivr:
        return everything
    led = InboundRoute(name="In", pattern="555", to=ToIvr(ivr=ivr))
    return [Stored(IN, 1, led) if one.id == IN else one for one in everything]


def trace(ran: Simulated) -> list[str]:
    """Events with their seconds, and besides what they do not tell: `- name` of menus, `- sound` with its language,
    `- alert_info` and `- caller_id` of dialled numbers.
    """
    found = timed(ran.events)
    found += [f"- - name {event.name}" for event in ran.events if isinstance(event, MenuEntered)]
    found += [f"- - action {event.name}" for event in ran.events if isinstance(event, ActionAsked)]
    found += [f"- - sound {audio.content}" for audio in ran.call.played]
    for request in ran.call.dialled:
        shown = request.caller_id
        found += [f"- - alert_info {request.alert_info}", f"- - caller_id {shown.number} {shown.name}".rstrip()]
    found += [f"- - through {target.id}" for event in ran.events for target in _trunks(event)]
    return found


def _trunks(event: CallEvent) -> list[Any]:
    if not isinstance(event, DialStarted):
        return []
    return [target for target in event.targets if target.kind == "trunk"]


@asynccontextmanager
async def opened(directory: Path) -> AsyncIterator[Company]:
    """The company, on a database of its own."""
    url = f"sqlite+aiosqlite:///{directory / 'switchboard.db'}"
    async with services(url, directory, YeastarSettings()) as of, served(of) as base, web_client(base) as http:
        await furnish_all(of)
        now = of.clock.now()
        for dialect in ("yeastar", "servetel"):
            await of.credentials.new_api_client(DEFAULT_TENANT, dialect, "tests")
        yeastar, servetel = await of.credentials.api_clients(DEFAULT_TENANT)
        pair = await of.credentials.issue(yeastar, 3600, 3600, now, 8)
        token = jwt.encode(await of.credentials.issue(servetel, 3600, 3600, now, 8), servetel.id, now, expires=True)
        _, session = await add_user(of, DEFAULT_TENANT, "admin", "admin")
        yield Company(of, http, pair.access_token, {"servetel": token, "portsip": session})
