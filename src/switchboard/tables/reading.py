"""A file of a spreadsheet as rows: UTF-8 with or without a byte order mark, with commas, semicolons or tabs."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from switchboard.errors import Invalid
from switchboard.model.base import Document
from switchboard.tables.columns import Column, columns_of, key_of

MOST_ROWS = 20_000
_LONGEST_CELL = 100_000
_SEPARATORS = ";\t,"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file (its number, from 1), and the cells of the columns that it has."""

    line: int
    cells: Mapping[Column, str]


def read_rows(data: bytes, family: type[Document]) -> list[Row]:
    """The rows below the line of names; lines without any text are left out. Raises Invalid of "body"."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("body", "must be text in UTF-8", rule="encoding") from None
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    csv.field_size_limit(_LONGEST_CELL)
    try:
        columns = _header(next(lines, []), family)
        rows = list(_rows(lines, columns))
    except csv.Error as error:
        raise Invalid("body", f"is no CSV: {error}", rule="csv") from None
    return rows


def _separator(text: str) -> str:
    header = text.partition("\n")[0]
    return max(reversed(_SEPARATORS), key=header.count)


def _header(names: list[str], family: type[Document]) -> list[Column]:
    known = {column.name: column for column in columns_of(family)}
    wanted = [name.strip() for name in names]
    for name in wanted:
        if name not in known:
            raise Invalid("body", f"has a column that is not known: {name[:100]}", rule="column", column=name[:100])
        if wanted.count(name) > 1:
            raise Invalid("body", f"has a column twice: {name}", rule="column", column=name)
    if key_of(family) not in wanted:
        key = key_of(family)
        raise Invalid("body", f"needs the column {key} in its first line", rule="column", column=key)
    return [known[name] for name in wanted]


def _rows(lines: "csv._reader", columns: list[Column]) -> Iterator[Row]:  # type: ignore[name-defined]
    found = 0
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        found += 1
        if found > MOST_ROWS:
            raise Invalid("body", f"must have at most {MOST_ROWS} rows", rule="too-many", max=MOST_ROWS)
        yield Row(lines.line_num, dict(zip(columns, cells, strict=False)))
