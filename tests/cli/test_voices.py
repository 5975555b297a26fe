"""`switchboard voices`: who speaks, and whether that works."""

import json
from pathlib import Path

import pytest
from tests.prompts.signals import file_of, program, sine

from .conftest import Run

pytestmark = pytest.mark.interop


def test_voices_are_tried(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "default   espeak-ng         yes" in run("voices").stdout
    monkeypatch.setenv("SWITCHBOARD_SPEECH__VOICES", '{"de": {"engine": "piper"}}')
    shown = json.loads(run("voices", "--json", fails=True).stdout)
    assert [voice["works"] for voice in shown["voices"]] == [True, False]
    assert "no: piper has no voice for de" in " ".join(run("voices", fails=True).stdout.split())


def test_a_prompt_is_spoken_by_the_voice_of_its_language(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tone.wav").write_bytes(file_of(sine(440, 7.0, 16_000), 16_000))
    voice = {"engine": "command", "command": [program(tmp_path, f"cat {tmp_path}/tone.wav")]}
    monkeypatch.setenv("SWITCHBOARD_SPEECH__VOICES", json.dumps({"en": voice}))
    assert run("prompts", "speak", "en.wav", "Closed.", "--language", "en-GB").stdout.endswith(" 7.0 s\n")
    assert not run("prompts", "speak", "de.wav", "Zu.", "--language", "de").stdout.endswith(" 7.0 s\n")
