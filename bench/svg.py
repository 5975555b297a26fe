"""Plots of a few lines as SVG, so that the documentation shows what was measured; a library for that is 40 MB."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from pathlib import Path

Points = Sequence[tuple[float, float]]

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 40, 48
COLOURS = ("#1f6feb", "#d9730d", "#2da44e", "#8250df")
STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#24292f}.title{font-weight:600;font-size:14px}"
    ".grid{stroke:#d0d7de;stroke-width:1}.line{fill:none;stroke-width:2}"
)
TICKS = 5


@dataclass(frozen=True, slots=True)
class Axis:
    """From zero to a round number beyond `most`, drawn from pixel `begin` to pixel `end`."""

    label: str
    most: float
    begin: float
    end: float

    @property
    def step(self) -> float:
        """The round number (1, 2 or 5 times a power of ten) between two ticks."""
        raw = (self.most or 1.0) / TICKS
        power = 10.0 ** floor(log10(raw))
        return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw)

    @property
    def ticks(self) -> list[float]:
        """Where lines of the grid are."""
        return [number * self.step for number in range(ceil((self.most or 1.0) / self.step) + 1)]

    def at(self, value: float) -> float:
        """The pixel of a value."""
        return self.begin + (self.end - self.begin) * value / self.ticks[-1]


def write_plot(file: Path, title: str, across: str, up: str, lines: Mapping[str, Points]) -> None:
    """A plot of the lines, by their names."""
    points = [point for line in lines.values() for point in line]
    x = Axis(across, max(point[0] for point in points), LEFT, WIDTH - RIGHT)
    y = Axis(up, max(point[1] for point in points), HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}"><style>{STYLE}</style><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text class="title" x="{LEFT}" y="20">{escape(title)}</text>',
        *_grid(x, y),
        *(part for number, (name, line) in enumerate(lines.items()) for part in _line(number, name, line, x, y)),
        "</svg>\n",
    ]
    file.write_text("\n".join(parts))


def _grid(x: Axis, y: Axis) -> list[str]:
    bottom = HEIGHT - BOTTOM
    parts = []
    for tick in x.ticks:
        parts.append(f'<line class="grid" x1="{x.at(tick):.1f}" x2="{x.at(tick):.1f}" y1="{TOP}" y2="{bottom}"/>')
        parts.append(f'<text text-anchor="middle" x="{x.at(tick):.1f}" y="{bottom + 16}">{tick:,g}</text>')
    for tick in y.ticks:
        parts.append(
            f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y.at(tick):.1f}" y2="{y.at(tick):.1f}"/>'
        )
        parts.append(f'<text text-anchor="end" x="{LEFT - 6}" y="{y.at(tick) + 4:.1f}">{tick:,g}</text>')
    parts.append(
        f'<text text-anchor="middle" x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}">{escape(x.label)}</text>'
    )
    middle = (TOP + bottom) / 2
    parts.append(f'<text text-anchor="middle" transform="translate(14 {middle}) rotate(-90)">{escape(y.label)}</text>')
    return parts


def _line(number: int, name: str, points: Points, x: Axis, y: Axis) -> list[str]:
    colour = COLOURS[number % len(COLOURS)]
    path = " ".join(f"{x.at(across):.1f},{y.at(up):.1f}" for across, up in points)
    legend = LEFT + 8 + 150 * number
    return [
        f'<polyline class="line" stroke="{colour}" points="{path}"/>',
        *(f'<circle cx="{x.at(across):.1f}" cy="{y.at(up):.1f}" r="3" fill="{colour}"/>' for across, up in points),
        f'<rect x="{legend}" y="{TOP - 12}" width="10" height="3" fill="{colour}"/>',
        f'<text x="{legend + 14}" y="{TOP - 7}">{escape(name)}</text>',
    ]
