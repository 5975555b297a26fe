"""Errors in our own words."""

from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, Literal, get_args

import pytest
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError, PydanticKnownError
from pydantic_core.core_schema import ErrorType

from switchboard.model.base import HeaderText, Name
from switchboard.model.wording import reason

pytestmark = pytest.mark.unit


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class One(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kind: Literal["one"]


class Two(BaseModel):
    kind: Literal["two"]


def _even(value: int) -> int:
    if value % 2:
        raise ValueError("must be even")
    return value


def _refused(value: int) -> int:
    raise PydanticCustomError("refused", "is refused here")


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (int, "x", "must be an integer"),
        (int, 1.5, "must be an integer"),
        (int, None, "must be an integer"),
        (float, "x", "must be a number"),
        (bool, "x", "must be true or false"),
        (bool, [], "must be true or false"),
        (str, 5, "must be a string"),
        (Annotated[str, Field(pattern=".")], "\ud800", "must be Unicode text"),
        (list[int], 5, "must be an array"),
        (tuple[int, ...], {}, "must be an array"),
        (dict[str, int], [], "must be an object"),
        (One, 5, "must be an object"),
        (One, {}, "is required"),
        (One, {"kind": "one", "more": 1}, "is not known"),
        (Literal["a", "b"], "c", "must be 'a' or 'b'"),
        (Colour, "green", "must be 'red' or 'blue'"),
        (None, 5, "must be null"),
        (Annotated[str, Field(min_length=1)], "", "must have at least 1 character"),
        (Annotated[str, Field(min_length=3)], "", "must have at least 3 characters"),
        (Annotated[str, Field(max_length=2)], "abc", "must have at most 2 characters"),
        (Annotated[list[int], Field(min_length=1)], [], "must have at least 1 entry"),
        (Annotated[list[int], Field(max_length=2)], [1, 2, 3], "must have at most 2 entries"),
        (Annotated[str, Field(pattern="^[{}]$")], "x", "must match ^[{}]$"),
        (HeaderText, "a\x85", "must not have control characters"),
        (Name, "\x1b", "must not have control characters, nor such that turn the direction of text"),
        (Name, "gnp.\u202eexe", "must not have control characters, nor such that turn the direction of text"),
        (Annotated[int, Field(ge=2)], 1, "must be at least 2"),
        (Annotated[int, Field(le=2)], 3, "must be at most 2"),
        (Annotated[int, Field(gt=2)], 2, "must be more than 2"),
        (Annotated[int, Field(lt=2)], 2, "must be less than 2"),
        (Annotated[float, Field(allow_inf_nan=False)], float("inf"), "must be a finite number"),
        (date, "x", "must be a date"),
        (datetime, "x", "must be a date and a time"),
        (AwareDatetime, "2026-01-01T00:00:00", "must have a time zone"),
        (Annotated[One | Two, Field(discriminator="kind")], {"kind": "x"}, "must have as 'kind' one of 'one', 'two'"),
        (Annotated[One | Two, Field(discriminator="kind")], {}, "must have the member 'kind'"),
        (Annotated[int, AfterValidator(_even)], 1, "must be even"),
        (Annotated[int, AfterValidator(_refused)], 1, "is refused here"),
    ],
)
def test_what_is_said(kind: Any, value: object, expected: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    assert [reason(detail) for detail in caught.value.errors(include_url=False)] == [expected]


def test_nothing_is_said_in_the_words_of_the_library() -> None:
    seen = 0
    for kind in get_args(ErrorType):
        try:
            known = PydanticKnownError(kind)
        except TypeError:  # One that needs a context: above.
            continue
        words = reason({"type": kind, "loc": (), "msg": known.message(), "input": None})
        assert words != known.message() and words.startswith(("is ", "must ")), kind
        seen += 1
    assert seen > 30
