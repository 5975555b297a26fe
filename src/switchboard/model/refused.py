"""What the validators of documents raise, so that a program knows without reading English what is wrong, and where."""

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic_core import PydanticCustomError

AT = "at"
"""Under which the context of an error has the steps to what is wrong, from the value that was validated."""

T = TypeVar("T")


def refused(code: str, reason: str, *at: str | int, **values: Any) -> PydanticCustomError:
    """The error with that stable `code`. `values` are what a reader is told besides; never what was sent."""
    return PydanticCustomError(code, reason, {AT: at, **values})


def repeated(values: Sequence[T]) -> int | None:
    """The index of the first value that is there before; None where all differ."""
    seen: set[T] = set()
    for index, value in enumerate(values):
        if value in seen:
            return index
        seen.add(value)
    return None
