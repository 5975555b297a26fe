"""`switchboard prompts`: what is odd about a file is said."""

from pathlib import Path

import pytest
from tests.prompts.signals import file_of, sine

from .conftest import Run

pytestmark = pytest.mark.interop


@pytest.mark.parametrize(("amplitude", "said"), [(0.3, []), (0.002, ["very-quiet"])])
def test_an_upload_says_what_is_odd(run: Run, tmp_path: Path, amplitude: float, said: list[str]) -> None:
    file = tmp_path / "welcome.wav"
    file.write_bytes(file_of(sine(440, 1.0, 16_000, amplitude), 16_000))
    first, *warnings = run("prompts", "upload", str(file)).stdout.splitlines()
    assert first.endswith("welcome.wav 1.0 s")
    assert [line.partition(":")[0] for line in warnings] == said
