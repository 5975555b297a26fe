"""Containers without an engine: processes that see the files, variables, user and privileges which they would have in
one (bubblewrap). Only the image is not there: the programs are those of this machine.
"""

import asyncio
import os
import re
import shlex
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
WITHIN_S = 120.0
_SYSTEM = ("usr", "etc", "bin", "sbin", "lib", "lib64")
_HOME = "/opt/switchboard"
"""Where images have the program."""


@dataclass(frozen=True, slots=True)
class Image:
    """What the last stage of a Containerfile says of all its containers."""

    environment: Mapping[str, str]
    user: int
    directory: str
    entrypoint: Sequence[str]
    command: Sequence[str]

    @classmethod
    def of(cls, file: Path) -> "Image":
        stage = re.split(r"^FROM .*$", file.read_text(), flags=re.MULTILINE)[-1].replace("\\\n", " ")
        said = dict(re.findall(r"^(USER|WORKDIR|ENTRYPOINT|CMD|ENV) +(.*)$", stage, re.MULTILINE))
        environment = dict(word.split("=", 1) for word in shlex.split(said.get("ENV", "")))
        environment["PATH"] = environment.get("PATH", "$PATH").replace("$PATH", os.environ["PATH"])
        user = int(said["USER"].partition(":")[0])
        return cls(
            environment,
            user,
            said.get("WORKDIR", "/"),
            yaml.safe_load(said["ENTRYPOINT"]),
            yaml.safe_load(said["CMD"]),
        )


@dataclass(frozen=True, slots=True)
class Mounted:
    """What is where in a container, and from where it comes."""

    at: str
    source: Path
    writable: bool = False


def contained(
    command: Sequence[str], user: int, directory: str, environment: Mapping[str, str], mounted: Sequence[Mounted]
) -> list[str]:
    """The command line that runs it so: nothing but its mounts and /tmp can be written, and it has no privileges."""
    system = [path for name in _SYSTEM if (path := Path("/", name)).exists()]
    links = [word for path in system if path.is_symlink() for word in ("--symlink", str(path.readlink()), str(path))]
    all_mounted = [*(Mounted(str(path), path) for path in system if not path.is_symlink()), *_program(), *mounted]
    # What bubblewrap makes by itself on the way to a mount, only root may enter.
    above = sorted({str(path) for one in all_mounted for path in Path(one.at).parents} - {"/"})
    directories = [word for path in above for word in ("--dir", path)]
    binds = [
        word for one in all_mounted for word in ("--bind" if one.writable else "--ro-bind", str(one.source), one.at)
    ]
    variables = [word for pair in {**environment, "PYTHONPATH": "/source"}.items() for word in ("--setenv", *pair)]
    return [
        *("bwrap", "--die-with-parent", "--unshare-pid", "--unshare-ipc", "--clearenv"),
        *("--proc", "/proc", "--dev", "/dev"),
        *("--perms", "1777", "--tmpfs", "/tmp", "--perms", "1777", "--tmpfs", "/dev/shm"),
        *(*links, *directories, *binds, *variables, "--chdir", directory, "--"),
        *("setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", "--bounding-set=-all", "--no-new-privs"),
        *command,
    ]


def _program() -> list[Mounted]:
    """This checkout and its virtual environment, where an image has what was installed."""
    bases = {sys.prefix, sys.base_prefix} - {"/usr"}
    return [
        *(Mounted(base, Path(base)) for base in sorted(bases)),
        Mounted(_HOME, Path(sys.prefix)),
        Mounted("/source", ROOT / "src"),
    ]


@dataclass(slots=True)
class Running:
    """A process in a container, and what it prints."""

    name: str
    process: asyncio.subprocess.Process
    printed: list[str] = field(default_factory=list)
    _said: asyncio.Condition = field(default_factory=asyncio.Condition)
    _reader: "asyncio.Task[None] | None" = None

    @classmethod
    async def start(cls, name: str, command: Sequence[str]) -> "Running":
        process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        found = cls(name, process)
        found._reader = asyncio.create_task(found._read())
        return found

    async def says(self, words: str, within_s: float = WITHIN_S) -> None:
        """Wait until it has printed them; AssertionError with all that it printed if it does not."""

        def is_over() -> bool:
            return self._has_said(words) or self.process.returncode is not None

        try:
            async with asyncio.timeout(within_s), self._said:
                await self._said.wait_for(is_over)
        except TimeoutError:
            pass
        assert self._has_said(words), "\n".join((self.name, *self.printed))

    async def ended(self) -> int:
        """Its exit status, once it has ended."""
        status = await asyncio.wait_for(self.process.wait(), WITHIN_S)
        assert self._reader is not None
        await self._reader
        return status

    async def stop(self) -> int:
        """SIGTERM to the process in the container, as an engine does; the exit status."""
        for pid in self._command():
            os.kill(pid, signal.SIGTERM)
        return await self.ended()

    async def kill(self) -> None:
        """With all that is in the container."""
        if self.process.returncode is None:
            self.process.kill()
        await self.ended()

    def _command(self) -> list[int]:
        """Its process id: the child of the container's init."""
        return [pid for init in _children(self.process.pid) for pid in _children(init)]

    def _has_said(self, words: str) -> bool:
        return any(words in line for line in self.printed)

    async def _read(self) -> None:
        assert self.process.stdout is not None
        async for raw in self.process.stdout:
            async with self._said:
                self.printed.append(raw.decode(errors="replace").rstrip())
                self._said.notify_all()
        await self.process.wait()
        async with self._said:
            self._said.notify_all()


def _children(pid: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
