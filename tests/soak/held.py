"""What the processes of a running product hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.kit.processes import processes
from tests.kit.product import Product


@dataclass(frozen=True, slots=True)
class Held:
    """Open descriptors, and memory that is resident (VmRSS)."""

    descriptors: int
    resident_kib: int

    def __str__(self) -> str:
        return f"{self.descriptors} descriptors, {self.resident_kib / 1024:.1f} MiB"


def held(product: Product) -> Mapping[str, Held]:
    """By each of its processes."""
    return {name: _held_by(pid) for name, pid in processes(product).items()}


def _held_by(pid: int) -> Held:
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    descriptors = sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    return Held(descriptors, int(status["VmRSS"].split()[0]))
