"""What each process loads at its start: libraries that it may never need would take most of it."""

import gc
import json
import subprocess
import sys

import pytest

from switchboard.cli.common import run

pytestmark = pytest.mark.unit

AUDIO = {"numpy", "soundfile", "soxr"}
HTTP_CLIENT = {"httpx"}
CASES = {
    "switchboard.cli.serve": {*AUDIO, *HTTP_CLIENT, "fastapi", "rich", "sqlalchemy"},
    "switchboard.cli.whole": {*AUDIO, *HTTP_CLIENT, "fastapi", "rich", "sqlalchemy"},
    "switchboard.processes.api": {*AUDIO, *HTTP_CLIENT, "fastapi", "alembic", "opentelemetry"},
    "switchboard.processes.calls": {*AUDIO, *HTTP_CLIENT, "fastapi", "starlette", "alembic"},
    "switchboard.processes.media": {*HTTP_CLIENT, "fastapi", "starlette", "sqlalchemy", "soundfile", "soxr"},
}


@pytest.mark.parametrize("module", CASES)
def test_a_start_loads_only_what_it_needs(module: str) -> None:
    program = f"""
import json, sys
from switchboard.cli import load_logging
load_logging()
import {module}
print(json.dumps([*sys.modules]))
"""
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True).stdout
    assert CASES[module] & set(json.loads(loaded)) == set()


async def looks_for_garbage() -> bool:
    return gc.isenabled()


def test_a_command_at_work_looks_for_garbage() -> None:
    gc.disable()
    try:
        assert run(looks_for_garbage())
    finally:
        gc.unfreeze()
        gc.enable()
