"""Test signals, and files of them made by soundfile and by SoX."""

import io
import shutil
import subprocess
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]


def need(program: str) -> str:
    """The program's path; its absence fails the test."""
    path = shutil.which(program)
    assert path, f"{program} is not installed"
    return path


def program(directory: Path, script: str, name: str = "speaker") -> str:
    """A shell script in the place of a program."""
    path = directory / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def sine(frequency_hz: float, duration_s: float, rate_hz: int, amplitude: float = 0.3) -> FloatArray:
    seconds = np.arange(round(duration_s * rate_hz)) / rate_hz
    return (amplitude * np.sin(2 * np.pi * frequency_hz * seconds)).astype(np.float32)


def file_of(
    values: FloatArray | NDArray[np.int16], rate_hz: int, container: str = "WAV", subtype: str | None = None
) -> bytes:
    """An audio file; columns are channels."""
    buffer = io.BytesIO()
    soundfile.write(buffer, values, rate_hz, format=container, subtype=subtype)
    return buffer.getvalue()


def sox_tone(options: str, frequency_hz: float = 1000, duration_s: float = 1.0, rate_hz: int = 8000) -> bytes:
    """A tone of SoX in the format that `options` ask for."""
    command = f"{need('sox')} -n -r {rate_hz} -c 1 {options} - synth {duration_s} sine {frequency_hz} vol 0.3"
    return subprocess.run(command.split(), capture_output=True, check=True).stdout


def tone_of(values: FloatArray | NDArray[np.int16], rate_hz: int) -> tuple[float, float]:
    """The strongest frequency, and its share of the power (with the neighbouring 20 Hz)."""
    spectrum = np.abs(np.fft.rfft(values * np.hanning(len(values)))) ** 2
    frequencies = np.fft.rfftfreq(len(values), 1 / rate_hz)
    strongest = frequencies[int(spectrum.argmax())]
    near = np.abs(frequencies - strongest) <= 20
    return float(strongest), float(spectrum[near].sum() / spectrum.sum())
