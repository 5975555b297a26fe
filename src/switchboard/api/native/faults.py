"""What is wrong with a value, as a code and values that a program can word in any language: docs/native.md lists them.

Validators of our own have their code already (`model/refused.py`). The many codes of the library become few.
"""

from collections.abc import Mapping
from typing import Any, Final, get_args

from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from switchboard.api.common import Json
from switchboard.model.base import NAME
from switchboard.model.refused import AT
from switchboard.model.wording import is_of_secret

Fault = tuple[str, dict[str, Json]]

_LIBRARY: Final = frozenset(get_args(ErrorType))
_EXPECTED: Final[Mapping[str, tuple[str, ...]]] = {
    "null": ("none_required",),
    "boolean": ("bool_type", "bool_parsing"),
    "integer": ("int_type", "int_parsing", "int_parsing_size", "int_from_float"),
    "number": ("float_type", "float_parsing", "finite_number"),
    "string": ("string_type", "string_sub_type", "string_unicode"),
    "array": ("list_type", "tuple_type", "set_type", "frozen_set_type"),
    "object": ("dict_type", "mapping_type", "model_type", "model_attributes_type"),
    "date": ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"),
    "moment": ("datetime_type", "datetime_parsing", "datetime_from_date_parsing", "timezone_aware"),
    "json": ("json_invalid", "json_type"),
}
_TYPES: Final = {code: expected for expected, codes in _EXPECTED.items() for code in codes}
_BOUNDS: Final = {
    "greater_than": ("min", "gt", True),
    "greater_than_equal": ("min", "ge", False),
    "less_than": ("max", "lt", True),
    "less_than_equal": ("max", "le", False),
}
_LENGTHS: Final = {
    "string_too_short": ("too-short", "min", "min_length"),
    "string_too_long": ("too-long", "max", "max_length"),
    "too_short": ("too-few", "min", "min_length"),
    "too_long": ("too-many", "max", "max_length"),
}
_SECRETS: Final = {"too-few": "too-short", "too-many": "too-long"}
"""The library tells of the length of a secret as of that of a list."""
_CHOICES: Final = {
    "literal_error": "expected",
    "enum": "expected",
    "union_tag_invalid": "expected_tags",
}
_PLAIN: Final = {
    "missing": "required",
    "union_tag_not_found": "required",
    "extra_forbidden": "unknown",
}


def fault_of(detail: ErrorDetails) -> Fault:
    """The code and the values; `detail` is with its context."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _TYPES:
        return "type", {"expected": _TYPES[kind]}
    if kind in _BOUNDS:
        code, name, exclusive = _BOUNDS[kind]
        return code, {code: context[name], "exclusive": exclusive}
    if kind in _LENGTHS:
        code, bound, name = _LENGTHS[kind]
        return _SECRETS.get(code, code) if is_of_secret(context) else code, {bound: context[name]}
    if kind in _CHOICES:
        return "choice", {"allowed": _listed(context[_CHOICES[kind]])}
    if kind == "string_pattern_mismatch" and context["pattern"] == NAME:
        return "unseen", {}
    if kind == "string_pattern_mismatch":
        return "pattern", {"pattern": context["pattern"]}
    if kind in _PLAIN:
        return _PLAIN[kind], {}
    return ("invalid", {}) if kind in _LIBRARY else (kind, _own(context))


def _own(context: Mapping[str, Any]) -> dict[str, Json]:
    return {name: value for name, value in context.items() if name != AT}


def _listed(words: str) -> list[str]:
    """The library gives a text such as "'in_order' or 'random'"; no value of ours has a quote or a comma in it."""
    return [word.strip(" '") for part in words.split(",") for word in part.split(" or ")]
