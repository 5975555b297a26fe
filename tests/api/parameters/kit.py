"""How the tables are written: parameters, their ways to be set, and what callers must meet then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from switchboard.model.scenario import LineKind

Dialect = Literal["yeastar", "servetel", "portsip"]
Body = Mapping[str, object]
NOON = "2026-01-05T12:00:00+00:00"
"""A Monday, in the hours of the tenant."""


@dataclass(frozen=True)
class Call:
    """A call into the IVR, and what happens then: `expects` are events in their order, `; ` between. It tells no calls
    apart.

    An event is its type and main fields as in the scenarios of call flow; `@4` before it: at that second. `!` before
    it: it does not happen at all. Facts that are no events begin with `-`: see `trace` in company.py. `dials` is what
    the caller dials if not the number of the IVR itself.
    """

    script: str
    expects: str = field(compare=False)
    dials: str = ""
    at: str = NOON
    caller: str = "+4930777"
    phones: tuple[tuple[str, LineKind], ...] = ()


@dataclass(frozen=True)
class Way:
    """One value of a parameter, what is sent to set it, and its effect as users read it."""

    value: str
    body: Body
    effect: str
    calls: tuple[Call, ...]
    same_as: str = ""
    """The value of another way that means the same."""


@dataclass(frozen=True)
class Parameter:
    """A parameter with all its ways. No way's calls may go as they should when another way was set."""

    dialect: Dialect
    endpoint: str
    name: str
    ways: tuple[Way, ...]

    @property
    def key(self) -> str:
        return f"{self.dialect} {self.endpoint} {self.name}"


@dataclass(frozen=True)
class Refused:
    """A value that the vendor documents and this server refuses; `says` is in the answer, `reason` for users."""

    dialect: Dialect
    endpoint: str
    name: str
    value: str
    body: Body
    says: str
    reason: str


def goes(trace: Sequence[str], expects: str) -> bool:
    """Whether what is expected happens in that order, and what is not does not happen."""
    left = iter(trace)
    for wanted in (one for one in expects.split("; ") if one):
        if wanted.startswith("!"):
            if any(_is(line, wanted[1:]) for line in trace):
                return False
        elif not any(_is(line, wanted) for line in left):
            return False
    return True


def _is(line: str, wanted: str) -> bool:
    if wanted.startswith("@"):
        return f"@{line} ".startswith(wanted + " ")
    return f"{line.partition(' ')[2]} ".startswith(wanted + " ")


def way(value: object, body: Body, effect: str, *calls: tuple[str, str] | Call, same_as: str = "") -> Way:
    """A row: calls are scripts with what is expected."""
    made = (one if isinstance(one, Call) else Call(*one) for one in calls)
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return Way(shown, body, effect, tuple(made), same_as)
