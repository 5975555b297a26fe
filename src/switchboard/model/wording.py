"""What is wrong with a value, in the words of this product and not of the library that found out."""

from collections.abc import Mapping
from typing import Any, Final, get_args

from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from switchboard.model.base import NAME

_LIBRARY: Final = frozenset(get_args(ErrorType))
_TEXTS: Final[Mapping[str, str]] = {
    "missing": "is required",
    "extra_forbidden": "is not known",
    "none_required": "must be null",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be an integer",
    "int_parsing": "must be an integer",
    "int_parsing_size": "must be an integer that is not so long",
    "int_from_float": "must be an integer",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "string_type": "must be a string",
    "string_sub_type": "must be a string",
    "string_unicode": "must be Unicode text",
    "string_pattern_mismatch": "must match {pattern}",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be {expected}",
    "enum": "must be {expected}",
    "list_type": "must be an array",
    "tuple_type": "must be an array",
    "set_type": "must be an array",
    "dict_type": "must be an object",
    "mapping_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "date_type": "must be a date",
    "date_parsing": "must be a date",
    "date_from_datetime_parsing": "must be a date",
    "datetime_type": "must be a date and a time",
    "datetime_parsing": "must be a date and a time",
    "datetime_from_date_parsing": "must be a date and a time",
    "timezone_aware": "must have a time zone",
    "union_tag_invalid": "must have as {discriminator} one of {expected_tags}",
    "union_tag_not_found": "must have the member {discriminator}",
    "json_invalid": "must be valid JSON",
}
_NO_CONTROL: Final = r"^[^\x00-\x1f\x7f-\x9f]"
"""How the patterns of texts begin in which anything else is allowed."""
_LENGTHS: Final = {
    "string_too_short": ("at least", "min_length", "character"),
    "string_too_long": ("at most", "max_length", "character"),
    "too_short": ("at least", "min_length", "entry"),
    "too_long": ("at most", "max_length", "entry"),
}


def reason(detail: ErrorDetails) -> str:
    """What the value must be; `detail` is with its context. A validator of our own has said it in our words already."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in ("value_error", "assertion_error"):
        return str(context["error"])
    if kind == "string_pattern_mismatch" and context["pattern"] in (f"{_NO_CONTROL}*$", f"{_NO_CONTROL}+$"):
        return "must not have control characters"
    if kind == "string_pattern_mismatch" and context["pattern"] == NAME:
        return "must not have control characters, nor such that turn the direction of text"
    if kind in _LENGTHS:
        bound, name, unit = _LENGTHS[kind]
        return _length(bound, name, "character" if is_of_secret(context) else unit, context)
    if kind in _TEXTS:
        return _TEXTS[kind].format_map(context)
    return "is not valid" if kind in _LIBRARY else detail["msg"]


def is_of_secret(context: Mapping[str, Any]) -> bool:
    """Whether a length is that of a secret: the library tells of it as of a list, without saying which."""
    return context.get("field_type") == "Value"


def _length(bound: str, name: str, unit: str, context: Mapping[str, Any]) -> str:
    many = unit.removesuffix("y") + "ies" if unit.endswith("y") else f"{unit}s"
    return f"must have {bound} {context[name]} {unit if context[name] == 1 else many}"
