"""Runs what the compose file says, without an engine of containers (tests/kit/containers.py)."""

import asyncio
import pwd
import re
import resource
import shutil
import subprocess
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.kit.containers import ROOT, WITHIN_S, Image, Mounted, Running, contained
from tests.kit.postgresql import program_of
from tests.kit.processes import until

COMPOSE = ROOT / "deploy" / "compose"
NODES = ("node-a", "node-b")
_UNHURRIED = {"SWITCHBOARD_SIP__PATIENCE_MS": "0"}
"""No call is refused because the machine of the tests is busy."""

_POSTGRES = """
initdb=$1 postgres=$2 data=$3
"$initdb" -D "$data" -U "$POSTGRES_USER" --pwfile="$POSTGRES_PASSWORD_FILE" --auth=scram-sha-256 --no-sync
echo "CREATE DATABASE $POSTGRES_DB" | "$postgres" --single -D "$data" postgres
exec "$postgres" -D "$data" -c listen_addresses='*' -c unix_socket_directories=/tmp -c fsync=off
"""
"""What the image of PostgreSQL does at its first start."""


def prepare(directory: Path, address: str) -> Path:
    """A copy of the compose file, with the secrets that its script makes."""
    copied = directory / "compose"
    shutil.copytree(COMPOSE, copied, ignore=shutil.ignore_patterns("secrets", ".env"))
    subprocess.run([copied / "prepare", address], check=True)
    return copied


def composed(directory: Path) -> dict[str, Any]:
    """The compose file as an engine reads it, with anchors and variables resolved."""
    variables = dict(line.split("=", 1) for line in (directory / ".env").read_text().splitlines())

    def value(found: re.Match[str]) -> str:
        return variables.get(found["name"]) or (found["default"] or "")

    text = (directory / "compose.yaml").read_text().replace("$$", "\0")
    text = re.sub(r"\$\{(?P<name>[A-Z_]+)(?::-(?P<default>[^}]*)|:\?[^}]*)?\}", value, text).replace("\0", "$")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@dataclass(slots=True)
class Stack:
    """All services of the compose file."""

    directory: Path
    running: dict[str, Running] = field(default_factory=dict)
    _file: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self._file = composed(self.directory)

    def volume(self, name: str) -> Path:
        """Where a volume is on this machine."""
        return self.directory / "volumes" / name

    async def up(self) -> None:
        """Each service after those on which it depends, nodes at once; returns when all are ready."""
        await self._start_postgres()
        await self.start("edge-settings")
        assert await self.running["edge-settings"].ended() == 0, self.running["edge-settings"].printed
        for name in ("edge", *NODES):
            await self.start(name)
        for name in NODES:
            await self.running[name].says("ready to take calls")

    def password(self, number: str) -> str:
        """The one of a phone, from the file in which the node that began the database has left credentials."""
        files = [self.volume(node) / "first-credentials" for node in NODES]
        (text,) = [file.read_text() for file in files if file.exists()]
        found = re.search(rf"SIP account +username {number} +password (\S+)", text)
        assert found is not None, text
        return found[1]

    async def down(self) -> None:
        """Nodes and edge end well when they are told to."""
        for name in (*NODES, "edge"):
            assert await self.running[name].stop() == 0, "\n".join((name, *self.running[name].printed))

    async def kill(self) -> None:
        """Whatever still runs."""
        for one in self.running.values():
            await one.kill()

    async def start(self, name: str) -> None:
        """One service, as its image and the compose file say."""
        service = self._file["services"][name]
        image = Image.of(self.directory / self._containerfile(service))
        environment = {**image.environment, **service.get("environment", {}), **_UNHURRIED}
        words = [*(service.get("entrypoint") or image.entrypoint), *(service.get("command") or image.command)]
        limits = [f"--{limit}={_permitted(limit, number)}" for limit, number in service.get("ulimits", {}).items()]
        mounted = self._mounted(service, image.user)
        command = ["prlimit", *limits, *contained(words, image.user, image.directory, environment, mounted)]
        self.running[name] = await Running.start(name, command)

    async def _start_postgres(self) -> None:
        service = self._file["services"]["postgres"]
        user = pwd.getpwnam("postgres").pw_uid
        mounted = self._mounted(service, user)
        programs = (program_of("initdb"), program_of("postgres"), mounted[0].at)
        environment = {"PATH": "/usr/bin:/bin", **service["environment"]}
        command = contained(["sh", "-ec", _POSTGRES, "-", *programs], user, "/tmp", environment, mounted)
        self.running["postgres"] = await Running.start("postgres", command)
        await self.running["postgres"].says("ready to accept connections")
        _, *check = service["healthcheck"]["test"]
        await until(lambda: _succeeds(check), WITHIN_S)

    def _containerfile(self, service: Mapping[str, Any]) -> Path:
        build = service["build"]
        return COMPOSE / str(build["context"]) / str(build["dockerfile"])

    def _mounted(self, service: Mapping[str, Any], user: int) -> list[Mounted]:
        secrets = {name: self.directory / secret["file"] for name, secret in self._file["secrets"].items()}
        return [
            *(self._volume(text, user) for text in service.get("volumes", ())),
            *(Mounted(f"/run/secrets/{name}", secrets[name]) for name in service.get("secrets", ())),
        ]

    def _volume(self, text: str, user: int) -> Mounted:
        """An engine gives a new volume to whom the directory in the image belongs."""
        name, at, *options = text.split(":")
        source = self.volume(name)
        if not source.exists():
            source.mkdir(parents=True, mode=0o700)
            shutil.chown(source, user, user)
        return Mounted(at, source, writable="ro" not in options)


@asynccontextmanager
async def stack(directory: Path, address: str) -> AsyncIterator[Stack]:
    """All services, ready for calls at that address of this machine; at the end they are stopped well."""
    found = Stack(prepare(directory, address))
    try:
        await found.up()
        yield found
        await found.down()
    finally:
        await found.kill()


def _permitted(limit: str, number: int) -> int:
    """As far as this machine lets us go."""
    most = resource.getrlimit(getattr(resource, f"RLIMIT_{limit.upper()}"))[1]
    return number if most == resource.RLIM_INFINITY else min(number, most)


async def _succeeds(command: Sequence[str]) -> bool:
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet)
    return await process.wait() == 0
