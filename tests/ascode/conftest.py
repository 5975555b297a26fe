"""Two tenants of one database, each as empty as a new installation, and something to hear."""

import io
from pathlib import Path

import numpy as np
import pytest
import soundfile
from sqlalchemy import insert

from switchboard.ascode.apply import Tenant
from switchboard.config import LimitSettings
from switchboard.prompts.encoded import Encoded
from switchboard.prompts.library import PromptLibrary
from switchboard.store.db.database import Database
from switchboard.store.db.tables import tenant
from switchboard.store.documents.batch import Batches


def tone(frequency_hz: float, seconds: float = 0.2) -> bytes:
    """A WAV file."""
    samples = 0.3 * np.sin(2 * np.pi * frequency_hz * np.arange(round(8000 * seconds)) / 8000)
    buffer = io.BytesIO()
    soundfile.write(buffer, samples.astype(np.float32), 8000, format="WAV")
    return buffer.getvalue()


@pytest.fixture
def library(tmp_path: Path) -> PromptLibrary:
    return PromptLibrary(tmp_path / "library")


@pytest.fixture
async def sounds(library: PromptLibrary) -> list[Encoded]:
    """Two sounds that are in `library`."""
    return [await library.add(tone(frequency), name="tone.wav") for frequency in (440, 880)]


@pytest.fixture
def origin(database: Database, library: PromptLibrary) -> Tenant:
    return Tenant(Batches(database, 1), library, LimitSettings())


@pytest.fixture
async def copy(database: Database, tmp_path: Path) -> Tenant:
    """Another tenant, with a library of its own."""
    async with database.write() as connection:
        await connection.execute(insert(tenant).values(id=2, name="copy", sip_domain="copy.example"))
    return Tenant(Batches(database, 2), PromptLibrary(tmp_path / "other"), LimitSettings())
