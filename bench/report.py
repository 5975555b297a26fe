"""What every measurement prints: the machine, and tables whose first column says what was measured."""

import os
import platform
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

console = Console(highlight=False, width=118)


def machine() -> str:
    """The machine that the figures belong to, in one line, and how busy it was."""
    loads = ", ".join(f"{load:.2f}" for load in os.getloadavg())
    parts = (
        f"{os.cpu_count()} cores, {_cpu_model()}",
        f"Python {platform.python_version()}",
        f"{platform.system()} {platform.release()}",
        f"load average before the run {loads}",
    )
    return "; ".join(parts)


def _cpu_model() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"


def show(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *notes: str) -> None:
    """A table, and below it what its floor or peer is."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    console.print()
    console.print(table)
    for note in notes:
        console.print(f"  {note}", style="dim")


def progress(text: str) -> None:
    """One line about what goes on."""
    console.print(f"… {text}", style="dim")


def ratio(ours: float, floor: float) -> str:
    """How much of the floor's rate is reached."""
    return f"{ours / floor:.3f}" if floor else "-"


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


class Findings:
    """The figures that the measurements of one run have found, by the names of `bench/goals.py`."""

    def __init__(self) -> None:
        self.figures: dict[str, float] = {}

    def figure(self, name: str, value: float) -> None:
        """Note a figure."""
        self.figures[name] = value

    def take(self) -> dict[str, float]:
        """What was found so far, which is forgotten here."""
        figures, self.figures = self.figures, {}
        return figures


findings = Findings()
