"""What the product is to reach, beside Asterisk 22 on the same machine, and the table that says what is met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.report import show

RECORDED = "2026-11-25"
"""When Asterisk was measured: on two shared cores, with an independent generator (SIPp, and a meter of RTP)."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure, Asterisk's, and the one to reach: so much at least, or with `less` at most."""

    title: str
    asterisk: float | None
    goal: float
    unit: str = ""
    less: bool = False

    def is_met(self, value: float) -> bool:
        """Whether a figure of ours is good enough."""
        return value <= self.goal if self.less else value >= self.goal

    def written(self, value: float | None) -> str:
        """A figure with its unit."""
        return "–" if value is None else f"{value:,.4g}{self.unit}"

    @property
    def wanted(self) -> str:
        """The goal in words."""
        return f"{'≤' if self.less else '≥'} {self.written(self.goal)}"


GOALS: Mapping[str, Goal] = {
    "held": Goal("calls held that hear a prompt, callers silent", 1200, 5000),
    "held-cpu": Goal("CPU of a held call, of a core", 0.124, 0.025, " %", less=True),
    "talking": Goal("calls held, callers talking", 750, 3500),
    "rate": Goal("call set-ups a second, sustained", 1200, 800, "/s"),
    "half-p99": Goal("INVITE → 200 at half of that, p99", 4, 50, " ms", less=True),
    "key-p50": Goal("key → next prompt, median", 80.4, 4, " ms", less=True),
    "key-p99": Goal("key → next prompt, p99", None, 10, " ms", less=True),
    "start": Goal("start to ready", None, 1.5, " s", less=True),
    "memory": Goal("memory of a call", 205, 28, " KiB", less=True),
    "page": Goal("the slowest list made anew, of a bare endpoint's rate", None, 0.4),
    "filter": Goal("a PortSIP filter over 10,000, median", None, 3, " ms", less=True),
}


def show_table(ours: Sequence[Mapping[str, float]], asterisk: Mapping[str, float], *, comparable: bool) -> None:
    """One row for each goal that some of the runs have a figure for. Runs that are not `comparable` meet no goal."""
    rows = [
        _row(goal, [run[name] for run in ours if name in run], asterisk.get(name, goal.asterisk), comparable=comparable)
        for name, goal in GOALS.items()
        if any(name in run for run in ours)
    ]
    whose = "measured now" if asterisk else f"recorded on {RECORDED}"
    notes = [f"Asterisk 22: {whose}."]
    if len(ours) > 1:
        notes.append(f"Ours is the median of {len(ours)} runs; spread is from the least to the most, of the median.")
    if not comparable:
        notes.append("Small sizes: they show that the bench works, and meet no goal.")
    show("All in one table", ("", "Asterisk", "ours", "spread", "goal", "met"), rows, *notes)


def _row(goal: Goal, values: list[float], asterisk: float | None, *, comparable: bool) -> list[str]:
    ours = median(values)
    spread = f"{100 * (max(values) - min(values)) / ours:.0f} %" if len(values) > 1 and ours else "–"
    met = ("yes" if goal.is_met(ours) else "no") if comparable else "–"
    return [goal.title, goal.written(asterisk), goal.written(ours), spread, goal.wanted, met]
