"""Comma-separated values (RFC 4180) that a spreadsheet shows as they are."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

_FORMULA: Final = re.compile("[=@\t\r+-]")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")

Cell = str | int | float | None


def csv_lines(rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as text, each with CRLF at its end."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: Cell) -> Cell:
    """What a spreadsheet would carry out gets an apostrophe in front, by which it is text: callers choose their names.

    A number, such as that of a caller with its `+`, stays what it is.
    """
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
