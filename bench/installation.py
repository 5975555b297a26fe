"""`switchboard serve` with what the load needs: a trunk on loopback, two menus that play a tone each, conferences, and
a route to each."""

import asyncio
import os
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soundfile
from tests.kit.product import Product

from bench.report import progress

NUMBER = "7000"
ROOMS = ("7100", "7101", "7102")
FIRST_HZ, SECOND_HZ = 400.0, 1000.0
TONE_S = 20.0
FIRST_RTP_PORT, LAST_RTP_PORT = 10000, 31999
SETTINGS = """
node = "{node}"
log_level = "warning"
database = "{database}"
[api]
host = "127.0.0.1"
port = {api_port}
{api}
[sip]
host = "127.0.0.1"
port = {sip_port}
drain_s = 2.0
max_calls = 10000
[media]
first_port = {first}
last_port = {last}
[portsip]
requests_per_minute = 100000000
"""
PARTS = ("api", "calls", "media")
UTIME, STIME = 11, 12


@dataclass(frozen=True, slots=True)
class Machine:
    """One of several that share a database: they have one `key`. Here they share an address, too, and so have RTP ports
    of their own.
    """

    name: str = ""
    key: Path | None = None
    first_rtp: int = FIRST_RTP_PORT
    last_rtp: int = LAST_RTP_PORT


ALONE = Machine()


def memory_of(pid: int) -> int:
    """KiB that a process has in memory, what it shares with others included."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") // 1024


def cpu_of(pid: int) -> float:
    """User and system seconds of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[UTIME]) + int(fields[STIME])) / os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Installation:
    """A running product."""

    product: Product
    pids: dict[str, list[int]]

    @classmethod
    def of(cls, product: Product) -> "Installation":
        """Of a product that was started."""
        return cls(product, {part: product.children(part) for part in PARTS})

    def cpu_s(self) -> dict[str, float]:
        """Processor seconds so far of each part."""
        return {name: sum(map(cpu_of, pids)) for name, pids in self.pids.items()}

    def memory_kib(self) -> int:
        """Of all parts."""
        return sum(memory_of(pid) for pids in self.pids.values() for pid in pids)

    async def finish(self) -> None:
        """Wait until the product has written and forgotten what it was given: its calls process rests."""
        for _ in range(100):
            before_s, began_s = self.cpu_s()["calls"], time.monotonic()
            await asyncio.sleep(0.3)
            if self.cpu_s()["calls"] - before_s < 0.1 * (time.monotonic() - began_s):
                return


@asynccontextmanager
async def installed(
    *, menus: bool = True, api: str = "", database: str = "", machine: Machine = ALONE
) -> AsyncIterator[Installation]:
    """A product in a directory of its own, `api` among its settings of HTTP, on a database of its own or that one.

    With `menus` NUMBER can be called from anywhere on loopback.
    """
    with TemporaryDirectory(prefix="switchboard-bench-") as name:
        product = Product.bound(Path(name))
        ports = {"api_port": product.api_port, "sip_port": product.sip_port}
        rtp = {"first": machine.first_rtp, "last": machine.last_rtp}
        settings = SETTINGS.format(**ports, **rtp, api=api, database=database, node=machine.name)
        if machine.key is not None:
            product.data.mkdir(mode=0o700)
            shutil.copy(machine.key, product.data)
        (product.directory / "switchboard.toml").write_text(settings)
        if menus:
            await _create_menus(product)
        await product.start()
        try:
            yield Installation.of(product)
        finally:
            await product.stop()


async def _create_menus(product: Product) -> None:
    progress("creating trunk, prompts, menus and route with the command line")
    first = await _tone(product, FIRST_HZ)
    second, trunk = await asyncio.gather(
        _tone(product, SECOND_HZ), _create(product, "trunk", '{"name": "Bench", "host": "127.0.0.1"}')
    )
    next_menu = await _create(product, "ivr", _menu("7001", second, ""))
    option = f'{{"keys": "1", "route": {{"to": {{"kind": "ivr", "ivr": {next_menu}}}}}}}'
    menu = await _create(product, "ivr", _menu(NUMBER, first, option))
    route = f'{{"name": "Bench", "trunks": [{trunk}], "pattern": "{NUMBER}", "to": {{"kind": "ivr", "ivr": {menu}}}}}'
    await _create(product, "inbound_route", route)
    for number in ROOMS:
        await _create_room(product, trunk, number)


async def _create_room(product: Product, trunk: str, number: str) -> None:
    room = f'{{"number": "{number}", "name": "Room {number}", "max_members": 200, "entry": "none"}}'
    to = f'{{"kind": "conference", "conference": {await _create(product, "conference", room)}}}'
    route = f'{{"name": "Room {number}", "trunks": [{trunk}], "pattern": "{number}", "to": {to}}}'
    await _create(product, "inbound_route", route)


def _menu(number: str, prompt: str, options: str) -> str:
    """Plays five times 20 s, 21 times over."""
    greeting = ", ".join([f'{{"kind": "prompt", "prompt": {prompt}}}'] * 5)
    return (
        f'{{"number": "{number}", "name": "Bench {number}", "greeting": [{greeting}], "response_timeout_s": 0,'
        f' "options": [{options}], "no_input": {{"retries": 20}}}}'
    )


async def _create(product: Product, kind: str, document: str) -> str:
    return (await product.cli("objects", "create", kind, document)).strip()


async def _tone(product: Product, frequency_hz: float) -> str:
    """Uploads a tone; the id of the prompt."""
    file = product.directory / f"{frequency_hz:g}.wav"
    seconds = np.arange(int(TONE_S * 8000)) / 8000
    soundfile.write(file, 0.3 * np.sin(2 * np.pi * frequency_hz * seconds), 8000)
    return (await product.cli("prompts", "upload", str(file))).split()[0]
