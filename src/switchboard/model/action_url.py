"""Action URLs: a web server that decides where a caller of a menu goes. Pure."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from switchboard.model.base import Name
from switchboard.model.refused import refused
from switchboard.model.web_request import WebRequest

ALL = "ALL"
_ENTRY = re.compile(r"(?P<fixed>[0-9#+]*)(?P<any>\**)|(?P<first>[0-9]+)-(?P<last>[0-9]+)")


def _checked(mask: str) -> str:
    if mask != ALL:
        entries = mask.split(";")
        if not all(entry and _ENTRY.fullmatch(entry) for entry in entries):
            raise refused("mask", "not a mask: numbers, ranges such as 3000-4000, and * for any digit, separated by ;")
        if len(entries) != len(set(entries)):
            raise refused("mask", "not a mask: an entry occurs twice")
    return mask


Mask = Annotated[str, StringConstraints(min_length=1, max_length=255), AfterValidator(_checked)]
"""Numbers, ranges, and numbers that end in `*`s for any digits, separated by `;`; or ALL."""


def secret_of_action(key: int | str) -> str:
    """The name under which the password or token of the action URL with that key is kept."""
    return f"action:{key}"


class ActionUrl(WebRequest):
    """Asks `url` what to do when a caller's keys (or with `on` caller, the caller's number) fit `mask`.

    `key` tells the action URLs of a menu apart. Password or token are kept outside the document (`secret_name`).
    """

    key: Annotated[int, Field(ge=1, le=2**31 - 1)]
    name: Name
    enabled: bool = False
    on: Literal["keys", "caller"]
    mask: Mask

    @model_validator(mode="after")
    def _all_is_for_keys(self) -> Self:
        if self.on == "caller" and self.mask == ALL:
            raise refused("mask", "ALL is a mask for keys only", "mask")
        return self

    @property
    def secret_name(self) -> str:
        """The name under which the password or token is kept."""
        return secret_of_action(self.key)

    def fits(self, digits: str) -> bool:
        """Whether the mask takes the whole of `digits`."""
        return self.mask == ALL or any(_fits(entry, digits) for entry in self.mask.split(";"))

    def may_grow(self, digits: str) -> bool:
        """Whether something longer than `digits` begins with them and fits."""
        return self.mask == ALL or any(_may_grow(entry, digits) for entry in self.mask.split(";"))

    def longest(self, most: int) -> int:
        """How many digits the longest string that fits has, `most` where there is no end to it."""
        return most if self.mask == ALL else max(len(entry.partition("-")[0]) for entry in self.mask.split(";"))


@dataclass(frozen=True, slots=True)
class ActionQuestion:
    """What a web server is told: who calls, the menu's number and name, the caller's keys, and the id of the call."""

    caller: str
    caller_name: str
    number: str
    name: str
    input: str
    call: str


@dataclass(frozen=True, slots=True)
class ActionAnswer:
    """What to do, and for `call` the number to dial; `none` when there is no usable answer. `outcome`: in words."""

    action: Literal["call", "hangup", "repeat", "none"]
    destination: str = ""
    outcome: str = ""


def _fits(entry: str, digits: str) -> bool:
    found = _ENTRY.fullmatch(entry)
    if found is None:
        return False
    if found["first"] is not None:
        return digits.isdecimal() and len(digits) == len(found["first"]) and found["first"] <= digits <= found["last"]
    fixed, free = found["fixed"], digits[len(found["fixed"]) :]
    return digits.startswith(fixed) and len(free) == len(found["any"]) and (not free or free.isdecimal())


def _may_grow(entry: str, digits: str) -> bool:
    found = _ENTRY.fullmatch(entry)
    if found is None:
        return False
    if found["first"] is not None:
        size = len(digits)
        return size < len(found["first"]) and found["first"][:size] <= digits <= found["last"][:size]
    if len(digits) >= len(entry):
        return False
    fixed = found["fixed"]
    free = digits[len(fixed) :]
    return fixed.startswith(digits) if not free else digits.startswith(fixed) and free.isdecimal()
