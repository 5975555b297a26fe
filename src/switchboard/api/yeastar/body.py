"""Reading parameters as a Go server does: strict JSON bodies, decimal integers in the query."""

import json
import re
from collections.abc import Mapping
from typing import TypeVar

from starlette.requests import HTTPConnection, Request

from switchboard import errors
from switchboard.api.common import read_body
from switchboard.api.kit.placed_calls import plain_number
from switchboard.api.yeastar.envelope import Code, Problem, Refusal

BODY_LIMIT = 256 * 1024
ACCESS = "access_token"
LARGEST_INTEGER = 2**63 - 1
_INTEGER = re.compile(r"[+-]?[0-9]{1,40}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONTEXTS = {
    "Expecting value": "looking for beginning of value",
    "Illegal trailing comma before end of object": "looking for beginning of object key string",
    "Illegal trailing comma before end of array": "looking for beginning of value",
    "Expecting property name enclosed in double quotes": "looking for beginning of object key string",
    "Expecting ':' delimiter": "after object key",
    "Expecting ',' delimiter": "after object key:value pair",
    "Extra data": "after top-level value",
    "Invalid control character at": "in string literal",
    "Invalid \\escape": "in string escape code",
    "Invalid \\uXXXX escape": "in \\u hexadecimal character escape",
}
"""What the parser of Python complains of -> what the one of Go says after the character."""


async def read_object(request: Request) -> dict[str, object]:
    """The JSON object in the body, without the keys that are null: to Go they are as good as not sent.

    Raises Refusal: -2 for what is no JSON, 40001 for JSON that is no object, 40004 for too much of it.
    """
    try:
        raw = await read_body(request, BODY_LIMIT)
    except errors.LimitReached as error:
        raise Refusal(Code.FILE_SIZE_EXCEEDED, Problem(reason=str(error))) from error
    value = parse_json(raw.decode(errors="replace"))
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem(reason="the body must be a JSON object"))
    return {key: item for key, item in value.items() if item is not None}


def body_id(body: Mapping[str, object]) -> int:
    """The parameter `id` of a body. Raises Refusal 40001, 40002."""
    id = body.get("id")
    if id is None:
        raise Refusal(Code.PARAMETER_ERROR, Problem("id", rule="required"))
    # A JSON value can have the wrong type (40001). In a query all is text, so that an `id` has a wrong value (40002).
    if not isinstance(id, int) or isinstance(id, bool):
        raise Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem("id", id, reason="must be an integer"))
    return id


def parse_json(text: str) -> object:
    """The value that `text` denotes. Raises Refusal -2 with the message of Go's decoder."""
    try:
        value: object = json.loads(text, parse_int=_number, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _malformed(_complaint(error, text)) from error
    except RecursionError as error:
        raise _malformed("exceeded max depth") from error
    return value


def _number(digits: str) -> int | float:
    """An integer of Go's int64; anything longer is a float, so that it is refused where an integer is due."""
    # int() of a text takes the square of its length.
    return int(digits) if len(digits) <= 20 and abs(int(digits)) <= LARGEST_INTEGER else float(digits)


def _no_constant(name: str) -> float:
    raise _malformed(f"invalid character {name.lstrip('-')[0]!r} looking for beginning of value")


def _malformed(message: str) -> Refusal:
    return Refusal(Code.INTERNAL_SERVER_ERROR, Problem(value=message))


def _complaint(error: json.JSONDecodeError, text: str) -> str:
    if error.msg.startswith("Unterminated string") or error.pos >= len(text):
        return "unexpected end of JSON input"
    return f"invalid character {text[error.pos]!r} {_CONTEXTS.get(error.msg, 'looking for beginning of value')}"


ChoiceT = TypeVar("ChoiceT", bound=str)


class Query:
    """The query string; of a parameter sent twice the first counts, an empty one is as good as not sent."""

    def __init__(self, request: HTTPConnection) -> None:
        self._values: Mapping[str, str] = dict(reversed(request.query_params.multi_items()))

    @property
    def question(self) -> str:
        """All parameters but the token, in one form."""
        return repr(sorted(item for item in self._values.items() if item[0] != ACCESS))

    def raw(self, name: str) -> str:
        """The value whatever it holds, empty when it is missing."""
        return self._values.get(name, "")

    def text(self, name: str) -> str:
        """The value, empty when it is missing. Control characters are refused with 40002."""
        value = self.raw(name)
        if _CONTROL.search(value):
            raise Refusal(Code.PARAMETER_ERROR, Problem(name, value, "format", "control characters are not allowed"))
        return value

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise Refusal(Code.PARAMETER_ERROR, Problem(name, rule="required"))
        return value

    def integer(self, name: str) -> int | None:
        """The value as a decimal integer, None when it is missing. Raises Refusal 40002."""
        value = self.text(name)
        return to_integer(name, value) if value else None

    def bounded(self, name: str, low: int, high: int) -> int | None:
        """As `integer`, and from `low` to `high`."""
        value = self.integer(name)
        if value is not None and value < low:
            raise Refusal(Code.PARAMETER_ERROR, Problem(name, value, "min", f"at least {low}"))
        if value is not None and value > high:
            raise Refusal(Code.PARAMETER_ERROR, Problem(name, value, "max", f"at most {high}"))
        return value

    def one_of(self, name: str, allowed: tuple[ChoiceT, ...]) -> ChoiceT:
        """The value, or the first of `allowed` when it is missing. Raises Refusal 40002."""
        value = self.text(name) or allowed[0]
        for choice in allowed:
            if choice == value:
                return choice
        raise Refusal(Code.PARAMETER_ERROR, Problem(name, value, "oneof", f"one of: {', '.join(allowed)}"))


def to_integer(name: str, text: str) -> int:
    """`text` as a decimal integer. Raises Refusal 40002 naming the parameter."""
    if not _INTEGER.fullmatch(text):
        raise Refusal(Code.PARAMETER_ERROR, Problem(name, text, "numeric", "not an integer"))
    return int(text)


def number_of(body: Mapping[str, object], name: str, *, required: bool = True) -> str:
    """A telephone number of the body, without what people write between its digits. Raises Refusal 40001, 40002."""
    text = text_of(body, name)
    number = plain_number(text.replace("/", ""))
    if number is None:
        raise Refusal(Code.PARAMETER_ERROR, Problem(name, text, "format", "must be a number"))
    if required and not number:
        raise Refusal(Code.PARAMETER_ERROR, Problem(name, rule="required"))
    return number


def text_of(body: Mapping[str, object], name: str) -> str:
    """A text of the body, "" where it was not sent. Raises Refusal 40001."""
    value = body.get(name, "")
    if not isinstance(value, str):
        raise Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem(name, value, reason="must be a text"))
    return value
