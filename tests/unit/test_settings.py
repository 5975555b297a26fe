"""Where settings come from, and which goes over which."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from switchboard.config import Settings, load

pytestmark = pytest.mark.unit


@pytest.fixture
def credentials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory of files that hold credentials."""
    directory = tmp_path / "credentials"
    directory.mkdir()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(directory))
    return directory


def test_a_file_of_credentials_goes_over_the_settings(credentials: Path, tmp_path: Path) -> None:
    file = tmp_path / "switchboard.toml"
    file.write_text('database = "of the file"\n[sip]\nport = 1\n')
    (credentials / "SWITCHBOARD_DATABASE").write_text("postgresql+asyncpg://ann:secret@db/name\n")
    (credentials / "SWITCHBOARD_MAIL__PASSWORD").write_text("secret")
    settings = load(file)
    assert settings.database == "postgresql+asyncpg://ann:secret@db/name"
    assert settings.mail.password.get_secret_value() == "secret"
    assert settings.sip.port == 1


def test_the_environment_goes_over_a_file_of_credentials(credentials: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (credentials / "SWITCHBOARD_DATABASE").write_text("of the credentials")
    monkeypatch.setenv("SWITCHBOARD_DATABASE", "of the environment")
    assert load().database == "of the environment"


def test_files_for_others_are_left_alone(credentials: Path) -> None:
    (credentials / "certificate.pem").write_bytes(b"\xff")
    (credentials / "SWITCHBOARD_SIP").mkdir()
    assert load().model_dump() == Settings().model_dump()


def test_a_mistake_in_a_file_of_credentials_is_told(credentials: Path) -> None:
    (credentials / "SWITCHBOARD_SIP__PORT").write_text("many")
    with pytest.raises(ValidationError, match=r"sip\.port"):
        load()


def test_a_directory_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "none"))
    with pytest.raises(FileNotFoundError):
        load()
