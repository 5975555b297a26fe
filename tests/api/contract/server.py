"""A furnished server in a thread of its own: Schemathesis sends its requests from the thread of the test."""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx

from switchboard.api.common import ApiServices
from switchboard.api.portsip.routes_blobs import HEADER
from switchboard.api.servetel import jwt
from switchboard.call.message import MessageDraft
from switchboard.call.record import OpenedRow
from switchboard.config import LimitSettings, ServetelSettings, Settings
from switchboard.model.action_url import ActionUrl
from switchboard.model.api_dialplan import ApiDialplan
from switchboard.model.caller_list import CallerList
from switchboard.model.conference import Conference
from switchboard.model.destination import HangUp
from switchboard.model.do_not_call import DoNotCallList
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.holiday import Holiday, Moment
from switchboard.model.ivr import Ivr
from switchboard.model.messaging import SmsTemplate, Webhook
from switchboard.model.office import Office
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.model.time_condition import TimeCondition
from switchboard.model.trunk import InboundRoute
from switchboard.prompts.library import PromptLibrary
from switchboard.store.calls.feed import CallFeed
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.mailboxes.blobs import Blobs, Content
from switchboard.store.mailboxes.messages import Messages
from switchboard.store.people.api_tokens import ApiTokens, Right
from switchboard.store.people.credentials import Credentials
from switchboard.store.people.sessions import Sessions
from switchboard.store.people.users import User, Users

from ..support import EXTENSION, SetClock, furnish, put, served
from ..trunk_states import knowing, trunk_status
from .login import PASSWORD, USER

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
MANY = 10_000
TRUNK = 60
CRM = "https://crm.example/"
ASKED = ActionUrl(key=1, name="CRM", on="keys", mask="1", method="GET", url=CRM)
MORE = {
    100: GroupVoicemail(name="Desk", number="6320"),
    92: RingGroup(name="Support", number="6400"),
    93: Holiday(name="Day off", first=Moment(month=1, day=1), last=Moment(month=1, day=1), every_year=True),
    94: TimeCondition(name="Hours"),
    95: Office(),
    96: SmsTemplate(name="Missed", text="You missed a call"),
    97: Webhook(name="CRM", url=CRM),
    99: Ivr(name="Asking", number="6260", actions=(ASKED,)),
    102: DoNotCallList(name="Objections", numbers=("+442079460199",)),
    103: Queue(name="Help", number="6410"),
    104: Conference(name="Board", number="6420"),
    105: CallerList(name="Pests"),
    101: ApiDialplan(name="CRM", method="POST", url=CRM),
    98: InboundRoute(name="Main", to=HangUp()),
}
"""Objects under ids of their own, besides the furniture."""

LEFT = MessageDraft(
    tenant=DEFAULT_TENANT,
    owner=EXTENSION,
    sound="",
    caller="1001",
    caller_name="",
    called="1000",
    call="c1",
    received_at=NOON,
)

LIMITS = LimitSettings(upload_bytes=100_000, prompt_seconds=30)


class Server:
    """Runs until `stop` is set in its loop."""

    def __init__(self, directory: Path, file: Path) -> None:
        self._directory = directory
        self._url = f"sqlite+aiosqlite:///{file}"
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._services: ApiServices | None = None
        self._user: User | None = None
        self.base = ""

    def token(self, face: str) -> str:
        """A new one: some operations end those in use."""
        return asyncio.run_coroutine_threadsafe(self._mint(face), self._loop).result()

    def document(self, path: str) -> dict[str, object]:
        """An OpenAPI document, as anybody can read it."""
        response = httpx.get(f"{self.base}{path}")
        response.raise_for_status()
        return dict(response.json())

    def upload(self) -> dict[str, str]:
        """The parameters of an upload in the PortSIP dialect that has just been opened."""
        headers = {"Authorization": f"Bearer {self.token('portsip')}"}
        response = httpx.post(f"{self.base}/api/blobs/uploads", params={"filename": "a.wav"}, headers=headers)
        return {"upload": response.headers["PortSIP-Upload-ID"], HEADER: response.headers[HEADER]}

    @contextmanager
    def running(self) -> Iterator["Server"]:
        thread = threading.Thread(target=self._loop.run_until_complete, args=(self._run(),))
        thread.start()
        self._ready.wait()
        try:
            yield self
        finally:
            self._loop.call_soon_threadsafe(self._stop.set)
            thread.join()
            self._loop.close()

    async def _run(self) -> None:
        database = Database(self._url)
        await database.connect()
        settings = Settings(data=self._directory, limits=LIMITS, servetel=ServetelSettings(fetch_timeout_s=1))
        credentials = Credentials(database, self._directory / "key")
        library = PromptLibrary(self._directory / "prompts", LIMITS)
        self._services = ApiServices(
            database,
            settings,
            credentials,
            SetClock(),
            lambda tenant: Repository(database, tenant),
            library,
            CallFeed(database),
            Blobs(database),
        )
        repository = self._services.repository(DEFAULT_TENANT)
        await furnish(repository)
        for id, document in MORE.items():
            await put(repository, id, document)
        await CallLog(database, "node").write(
            [OpenedRow("c1", DEFAULT_TENANT, NOON, "1000", "Ann Lee", "6200", EXTENSION)]
        )
        await Messages(database).put(LEFT, Content.of(b"RIFF"), {EXTENSION: None}, NOON)
        self._user = await Users(database).create(DEFAULT_TENANT, USER, PASSWORD, "admin", NOON)
        for dialect in ("yeastar", "servetel"):
            await credentials.new_api_client(DEFAULT_TENANT, dialect, "contract")
        trunks = {TRUNK: trunk_status(TRUNK, "up")}
        async with knowing(self._services, trunks), served(self._services) as self.base:
            self._ready.set()
            await self._stop.wait()
        await database.close()

    async def _mint(self, face: str) -> str:
        assert self._services is not None and self._user is not None
        database, credentials, now = self._services.database, self._services.credentials, self._services.clock.now()
        if face == "native":
            rights: tuple[Right, ...] = ("messages",)
            return (await ApiTokens(database).mint(DEFAULT_TENANT, "contract", "admin", now, rights=rights))[1]
        if face == "portsip":
            return (await Sessions(database).issue(self._user, 3600, 3600, now, MANY)).access_token
        (client,) = (one for one in await credentials.api_clients(DEFAULT_TENANT) if one.dialect == face)
        pair = await credentials.issue(client, 3600, 3600, now, MANY)
        return jwt.encode(pair, client.id, now, expires=True) if face == "servetel" else pair.access_token


@contextmanager
def furnished(directory: Path, migrated: Path) -> Iterator[Server]:
    """On a database of its own."""
    file = Path(shutil.copy(migrated, directory / "switchboard.db"))
    with Server(directory, file).running() as server:
        yield server
