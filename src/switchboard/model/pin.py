"""PINs, and which of them are too easy to guess. Pure; what is refused is never told."""

import re
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr
from pydantic_core import PydanticCustomError

PROMPT_PASSWORD = re.compile(r"[0-9]{3,15}")
"""With which the greeting of a menu is changed by telephone. It is often written down for several people."""

_DIGITS = re.compile(r"[0-9]{6,10}")
_RUNS = ((0, 0), (1, 1), (-1, -1))
"""Steps between three digits, as in 111, 012 and 987."""


def is_good_pin(digits: str) -> bool:
    """Whether it may be a PIN."""
    return _fault(digits) is None


def _fault(digits: str) -> PydanticCustomError | None:
    if not _DIGITS.fullmatch(digits):
        return PydanticCustomError("pin", "must be 6 to 10 digits")
    steps = [int(after) - int(before) for before, after in pairwise(digits)]
    if any(pair in _RUNS for pair in pairwise(steps)):
        return PydanticCustomError("pin", "must have no repeated or sequential digits, such as 111, 012 or 987")
    return None


def _checked(pin: SecretStr) -> SecretStr:
    if fault := _fault(pin.get_secret_value()):
        raise fault
    return pin


Pin = Annotated[SecretStr, AfterValidator(_checked), Field(json_schema_extra={"pattern": "^[0-9]{6,10}$"})]
"""6 to 10 digits without three in a row that are equal or count up or down."""


def _password(password: SecretStr) -> SecretStr:
    if not PROMPT_PASSWORD.fullmatch(password.get_secret_value()):
        raise PydanticCustomError("password", "must be 3 to 15 digits")
    return password


PromptPassword = Annotated[
    SecretStr, AfterValidator(_password), Field(json_schema_extra={"pattern": f"^{PROMPT_PASSWORD.pattern}$"})
]
"""3 to 15 digits."""
