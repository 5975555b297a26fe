"""Extensions of the product played by SIPp, and what the product wrote about their calls."""

import asyncio
import json
import re
import tomllib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from switchboard.call.record import CallRecord, EventRow
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.calls.log import CallLog
from tests.kit import sipp_steps as steps
from tests.kit.ports import reserved_port, udp_ports_in_use
from tests.kit.product import Product
from tests.kit.rtp import RtpEnd
from tests.kit.sipp import Sipp

_AUDIO = re.compile(r"^m=audio (\d+) ", re.MULTILINE)

RECORD_S = 15.0


@dataclass(slots=True)
class Phones:
    """All SIPp phones of one test."""

    product: Product
    directory: Path
    since: datetime = field(default_factory=lambda: datetime.now(UTC))
    """A call of an earlier test may be written while this one goes on already."""
    known: set[str] = field(default_factory=set)
    running: list[Sipp] = field(default_factory=list)

    async def registers(self, number: str, contact: str, *, status: int = 200, password: str = "") -> None:
        """Send a REGISTER of `number` with that Contact header."""
        phone = await self._start(
            "registrar",
            reserved_port(),
            contact=contact,
            user=number,
            password=password or self.product.sip_password(number),
            status=status,
        )
        await phone.succeeds()

    async def callee(self, number: str, *then: str, rtp_port: int = 9, alone: bool = True) -> Sipp:
        """A registered phone of `number` that waits for a call; `alone` drops the extension's other contacts."""
        port = reserved_port()
        if alone:
            await self.registers(number, "Contact: *\nExpires: 0")
        await self.registers(number, f"Contact: <sip:{number}@[local_ip]:{port}>\nExpires: 300")
        return await self._start("callee", port, then="\n".join(then), rtp_port=rtp_port)

    async def caller(
        self,
        user: str,
        number: str,
        *then: str,
        rtp_port: int = 9,
        headers: str = "",
        via: str = "",
        sdp: str | None = None,
    ) -> Sipp:
        """Extension `user` calls `number`; `sdp` "" is an INVITE without an offer. `via` stands in each INVITE."""
        offer = steps.sdp() if sdp is None else sdp
        lines = [via, headers, steps.SDP_HEADERS if offer else "Content-Length: 0"]
        return await self._start(
            "caller",
            reserved_port(),
            then="\n".join(then),
            headers="\n".join(line for line in lines if line),
            first_headers="\n".join(line for line in (via, "Content-Length: 0") if line),
            sdp=offer,
            user=user,
            password=self.product.sip_password(user),
            number=number,
            rtp_port=rtp_port,
        )

    async def stranger(
        self, method: str, number: str, status: int, *then: str, headers: str = "X-Test: 1", to_tag: str = ""
    ) -> Sipp:
        """One request without credentials; it has come to its end."""
        phone = await self._start(
            "outside",
            reserved_port(),
            then="\n".join(then),
            method=method,
            number=number,
            status=status,
            headers=headers,
            to_tag=to_tag,
        )
        await phone.succeeds()
        return phone

    async def succeed(self) -> None:
        """Every scenario must go as written."""
        try:
            await asyncio.gather(*(phone.succeeds() for phone in self.running))
        except BaseException:
            for phone in self.running:
                if not phone.log.name.startswith("registrar"):
                    print(f"=== {phone.log.name}, status {phone.process.returncode}", phone.report(), sep="\n")
            print("=== product", *self.product.output[-10:], sep="\n")
            raise

    async def record(self) -> CallRecord:
        """The record of this test's last call, once it has ended."""
        return (await self.ended())[0]

    async def ended(self) -> tuple[CallRecord, list[EventRow]]:
        """The record of this test's last call, once it has ended, and its events."""
        async with self.product.database() as database, asyncio.timeout(RECORD_S):
            return await self._ended(CallLog(database, ""))

    async def _ended(self, log: CallLog) -> tuple[CallRecord, list[EventRow]]:
        while True:
            newest = next(iter(await log.page(DEFAULT_TENANT, limit=1)), None)
            if newest is not None and self._is_new(newest) and newest.state == "ended":
                self.known.add(newest.id)
                return await log.get(DEFAULT_TENANT, newest.id)
            await asyncio.sleep(0.02)

    def _is_new(self, call: CallRecord) -> bool:
        return call.started_at >= self.since and call.id not in self.known

    async def set_ring_time(self, number: str, ring_time_s: int) -> None:
        """Let the extension ring that long."""
        found = json.loads(await self.product.cli("objects", "list", "extension", "--search", number, "--json"))
        await self.product.cli(
            "objects", "update", "extension", str(found[0]["id"]), f'{{"ring_time_s":{ring_time_s}}}'
        )

    async def _start(self, scenario: str, port: int, **keys: str | int) -> Sipp:
        phone = await Sipp.start(self.directory, scenario, self.product.sip_port, local_port=port, tcp=False, **keys)
        self.running.append(phone)
        return phone


@asynccontextmanager
async def phones_of(product: Product, directory: Path) -> AsyncIterator[Phones]:
    """Phones for one test; afterwards no leg may be left: every RTP port that it took is closed."""
    phones = Phones(product, directory)
    before = open_rtp_ports(product)
    try:
        yield phones
        await no_leg_left(product, before)
    finally:
        for phone in phones.running:
            await phone.kill()


def kinds(events: Sequence[EventRow]) -> list[str]:
    """What happened, by name."""
    return [event.type for event in events]


def data_of(events: Sequence[EventRow], kind: str) -> list[Mapping[str, object]]:
    """The data of every event of that kind."""
    return [event.data for event in events if event.type == kind]


@asynccontextmanager
async def talking(*pairs: tuple[RtpEnd, float]) -> AsyncIterator[None]:
    """Each end sends its tone."""
    tasks = [asyncio.create_task(end.talk(frequency_hz)) for end, frequency_hz in pairs]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def rtp_ends(*codecs: str) -> AsyncIterator[list[RtpEnd]]:
    """One RTP end for each codec."""
    ends = [await RtpEnd.open(codec) for codec in codecs]
    try:
        yield ends
    finally:
        for end in ends:
            end.close()


async def audio_of(phone: Sipp) -> tuple[str, int]:
    """Where the product wants that phone's audio, as the last description that it sent says; waits for the first."""

    def ports(messages: str) -> list[str]:
        received = [part.partition("message sent")[0] for part in messages.split("message received")[1:]]
        return [port for message in received for port in _AUDIO.findall(message)]

    await phone.sees(lambda messages: bool(ports(messages)))
    return "127.0.0.1", int(ports(phone.messages)[-1])


async def sees(phone: Sipp, text: str) -> None:
    """Wait until a message with that text has come to the phone or gone from it."""
    await phone.sees(lambda messages: text in messages)


async def eventually(condition: Callable[[], bool], within_s: float = 8.0) -> None:
    """Wait for something that can only be looked at."""
    async with asyncio.timeout(within_s):
        while True:
            if condition():
                return
            await asyncio.sleep(0.02)


async def no_leg_left(product: Product, before: set[int]) -> None:
    """Wait until the product holds no other RTP ports than `before`, as it does while a leg lives."""
    try:
        await eventually(lambda: open_rtp_ports(product) <= before)
    except TimeoutError:
        raise AssertionError(f"legs are left on ports {sorted(open_rtp_ports(product) - before)}") from None


def media_is_connected(product: Product) -> bool:
    """Whether a media worker serves the calls process: the connected end of its control socket bears its path (3)."""
    run = str(product.data.resolve() / "run" / "media-")
    lines = [line.split() for line in Path("/proc/net/unix").read_text().splitlines()[1:]]
    return any(line[5] == "03" and line[-1].startswith(run) for line in lines)


def open_rtp_ports(product: Product) -> set[int]:
    """The UDP ports of the product's RTP range that are bound now."""
    media = tomllib.loads((product.directory / "switchboard.toml").read_text())["media"]
    return {port for port in udp_ports_in_use() if media["first_port"] <= port <= media["last_port"]}
