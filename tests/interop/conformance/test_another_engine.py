"""The calls process runs whatever is an `Engine`: here one that the product has never heard of."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from switchboard.config import Settings
from switchboard.engine.call_control import hang_up
from switchboard.engine.control import report
from switchboard.engine.port import CallerId, CallInfo
from switchboard.engine.remote_control import CallsProcesses
from switchboard.errors import NotFound
from switchboard.installation import opened_database
from switchboard.model.destination import ToIvr
from switchboard.model.ivr import Ivr
from switchboard.model.trunk import InboundRoute, Trunk
from switchboard.processes.calls import CallsProcess
from switchboard.processes.playable import PlayableMessages
from switchboard.processes.radios import Radios
from switchboard.prompts.library import PromptLibrary
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database
from switchboard.store.documents.configurations import Configurations
from switchboard.store.documents.repository import Repository
from tests.interop.conformance.kiosk import Kiosk, Visit
from tests.kit.processes import until

pytestmark = pytest.mark.interop

TENANT = 1


@dataclass(frozen=True, slots=True)
class Site:
    """An installation with one menu, whose calls come through a kiosk. `trunk` stands for its door, and is recorded."""

    settings: Settings
    database: Database
    trunk: int
    kiosk: Kiosk

    @property
    def log(self) -> CallLog:
        return CallLog(self.database, self.settings.node_name)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The calls process, in this loop; afterwards it has drained and written everything."""
        configurations, library = Configurations(self.database), PromptLibrary(self.settings.prompts)
        calls = CallsProcess(
            self.settings,
            self.database,
            configurations,
            library,
            self.kiosk,
            PlayableMessages(library.stem, self.settings.takes),
            Radios(self.settings.music, (), self.settings.radio),
        )
        stop, ready = asyncio.Event(), asyncio.Event()
        process = asyncio.create_task(calls.run(stop, ready))
        await ready.wait()
        yield
        stop.set()
        await process

    def visit(self, call: str) -> Visit:
        info = CallInfo(call, TENANT, CallerId("door"), "1", datetime.now(UTC), trunk=self.trunk)
        return self.kiosk.visit(info)

    async def has_calls(self, number: int) -> bool:
        return self.kiosk.calls == number

    async def is_in_menu(self, call: str) -> bool:
        """Whether the log has it."""
        try:
            return "menu_entered" in [row.type for row in (await self.log.get(TENANT, call))[1]]
        except NotFound:
            return False


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    settings = Settings(data=tmp_path)
    async with opened_database(settings) as database:
        repository = Repository(database, TENANT)
        trunk = (await repository.create(Trunk(name="door", host="192.0.2.1", record=True), author="test")).id
        menu = await repository.create(Ivr(name="hall", number="6500", digit_timeout_s=10), author="test")
        route = InboundRoute(name="in", trunks=(trunk,), to=ToIvr(ivr=menu.id))
        await repository.create(route, author="test")
        yield Site(settings, database, trunk, Kiosk())


async def test_the_record_has_what_the_engine_tells(site: Site) -> None:
    async with site.running():
        await site.kiosk.followed.wait()
        assert site.trunk in {trunk.id for trunk in site.kiosk.configurations[-1][TENANT].trunks()}
        site.visit("first").keys.put("7", "inband")
        await site.kiosk.idle()
    record, events = await site.log.get(TENANT, "first")
    assert (record.state, record.cause, record.dtmf_methods) == ("ended", "normal", ("inband",))
    assert record.recording == "kiosk-first.wav"
    assert [row.data["digit"] for row in events if row.type == "key_pressed"] == ["7"]
    assert site.kiosk.closed
    modes = [path.stat().st_mode & 0o777 for path in (site.settings.recordings_directory, site.settings.takes)]
    assert modes == [0o700, 0o700]


async def test_a_command_hangs_up_and_a_stop_drains(site: Site) -> None:
    async with site.running():
        for call in ("first", "second"):
            site.visit(call)
            await until(partial(site.is_in_menu, call))
        await hang_up(site.log, CallsProcesses(site.settings.node_name, site.settings.calls_socket), TENANT, "first")
        await until(partial(site.has_calls, 1))
        figures = (await report(site.settings.calls_socket)).figures
        assert (figures.calls.now, figures.calls.started, figures.calls.ended) == (1, 2, {"released": 1})
        assert figures.sip is None
    causes = [(await site.log.get(TENANT, call))[0].cause for call in ("first", "second")]
    assert causes == ["released", "draining"]
    assert site.kiosk.calls == 0
