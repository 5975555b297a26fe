"""Objects as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from switchboard.model.base import Document
from switchboard.tables.cells import Show, cell_of
from switchboard.tables.columns import Column, columns_of

BYTE_ORDER_MARK = "\ufeff"
"""Without it the usual spreadsheet takes UTF-8 for something else."""


def write_table(family: type[Document], documents: Iterable[Document], show: Show, separator: str) -> str:
    """A line of names, and a line for each object; taken in again, it changes nothing."""
    columns = columns_of(family)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow([column.name for column in columns])
    for document in documents:
        members = document.model_dump(mode="json")
        writer.writerow([cell_of(value_in(members, column), column, show) for column in columns])
    return BYTE_ORDER_MARK + text.getvalue()


def value_in(members: Mapping[str, Any], column: Column) -> object:
    """What a document, as JSON, has where the column leads."""
    here: Any = members
    for step in column.path:
        here = here[step]
    return here
