"""Credentials minted on the command line are taken by the server."""

import asyncio
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from .support import logged_in

pytestmark = pytest.mark.api


def test_credentials(migrated_sqlite: Path, tmp_path: Path) -> None:
    (tmp_path / "switchboard.db").write_bytes(migrated_sqlite.read_bytes())
    plain, permanent = (minted(tmp_path, *options) for options in ((), ("--permanent",)))
    assert list(plain) == ["dialect", "email", "password"]
    assert list(permanent) == ["dialect", "email", "password", "token"]
    assert asyncio.run(statuses(tmp_path, plain, permanent)) == [200, 200, 200]


def minted(data: Path, *options: str) -> dict[str, str]:
    command = ["--data", str(data), "credentials", "new", "--dialect", "servetel", "--json", *options]
    done = subprocess.run([sys.executable, "-m", "switchboard", *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


async def statuses(data: Path, *credentials: dict[str, str]) -> list[int]:
    """Of a log-in with each, and of a request with the token, which counts from when it was minted."""
    async with logged_in(f"sqlite+aiosqlite:///{data / 'switchboard.db'}", data) as servetel:
        servetel.move_clock((datetime.now(UTC) - servetel.services.clock.now()).total_seconds())
        found = [await servetel.log_in(email=one["email"], password=one["password"]) for one in credentials]
        found += [await servetel.send("GET", "ivrs", token=one["token"]) for one in credentials if "token" in one]
        return [response.status_code for response in found]
