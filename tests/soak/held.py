"""What the processes of a running product hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.kit.processes import processes
from tests.kit.product import Product


@dataclass(frozen=True, slots=True)
class Held:
    """Open descriptors, but those of sounds, which stay open to be played again, and resident memory (VmRSS)."""

    descriptors: int
    resident_kib: int

    def __str__(self) -> str:
        return f"{self.descriptors} descriptors, {self.resident_kib / 1024:.1f} MiB"


def held(product: Product) -> Mapping[str, Held]:
    """By each of its processes."""
    sounds = str(product.data / "prompts")
    return {name: _held_by(pid, sounds) for name, pid in processes(product).items()}


def _held_by(pid: int, sounds: str) -> Held:
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    descriptors = [_name(one) for one in Path(f"/proc/{pid}/fd").iterdir()]
    return Held(sum(not one.startswith(sounds) for one in descriptors), int(status["VmRSS"].split()[0]))


def _name(descriptor: Path) -> str:
    try:
        return str(descriptor.readlink())
    except FileNotFoundError:
        return ""
