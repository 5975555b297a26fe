"""`filter`, `search` and `orderby` (OData 4.01, part 2, section 5.1) read into conditions of the store. Pure.

    or      = and *( "or" and )
    and     = not *( "and" not )
    not     = "not" not / "(" or ")" / "true" / "false" / call [ ( "eq" / "ne" ) ( "true" / "false" ) ] / compare
    call    = ( "startswith" / "endswith" / "contains" ) "(" property "," string ")"
    compare = property operator literal / literal operator property

A moment is written bare or as a text, such as 2026-01-05T12:00:00Z. Operators and properties are written as they are,
the other words in any case. What is false or null drops an item.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal, NoReturn

from switchboard.api.portsip.envelope import invalid
from switchboard.api.portsip.naming import decode
from switchboard.store.documents.criteria import (
    Compare,
    Criterion,
    Every,
    Holds,
    Not,
    Operator,
    Part,
    Search,
    Some,
    Value,
)

LONGEST: Final = 2048
MAX_DEPTH: Final = 20
MAX_CONDITIONS: Final = 50
MAX_WORDS: Final = 20
_LONGEST_NAME: Final = 40
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')"
    r"|(?P<time>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}(?:Z|[+-][0-9]{2}:[0-9]{2})(?![0-9A-Za-z_.:]))"
    r"|(?P<number>-?[0-9]{1,15}(?![0-9A-Za-z_.]))|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign>[(),]))"
)
_OR = re.compile(" or ", re.IGNORECASE)
_AND = re.compile(" and ", re.IGNORECASE)
_MIRRORED: Mapping[str, Operator] = {"eq": "eq", "ne": "ne", "gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}
_PARTS: Mapping[str, Part] = {"startswith": "startswith", "endswith": "endswith", "contains": "contains"}
_CONSTANTS: Mapping[str, bool] = {"true": True, "false": False}
_NOTHING: Criterion = Some()
_EVERYTHING: Criterion = Every()


@dataclass(frozen=True, slots=True)
class Property:
    """What may be filtered and sorted by: `field` of the store. Ids, of the space `space`, can only be compared."""

    field: str
    kind: Literal["text", "integer", "id", "time"] = "text"
    space: str = ""


Properties = Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str

    @property
    def keyword(self) -> str:
        """The word in lower case; empty for anything else."""
        return self.text.lower() if self.kind == "word" else ""


_END = _Token("end", "")


def parse_filter(text: str, properties: Properties) -> Criterion:
    """Raises Refusal 400."""
    if len(text) > LONGEST:
        _refuse(f"has more than {LONGEST} characters")
    return _Parser(_tokens(text), properties).result()


def parse_search(text: str) -> Criterion:
    """Words with `or` and `and` between them, of which `and` binds tighter. Raises Refusal 400."""
    if len(text) > LONGEST:
        raise invalid({"search": f"has more than {LONGEST} characters"})
    one_line = " ".join(text.split())  # With single blanks the patterns need no repeats, and so cost linear time.
    either = [_AND.split(part) for part in _OR.split(one_line)]
    if sum(map(len, either)) > MAX_WORDS:
        raise invalid({"search": f"has more than {MAX_WORDS} words"})
    return Some(tuple(Every(tuple(map(Search, part))) for part in either))


def parse_orderby(text: str, properties: Properties) -> list[tuple[Property, bool]]:
    """Properties in order, each with whether it descends. Raises Refusal 400."""
    found: dict[str, tuple[Property, bool]] = {}
    if len(text) > LONGEST:
        raise invalid({"orderby": f"has more than {LONGEST} characters"})
    for part in text.split(","):
        name, *direction = part.split()[:3] or [""]
        if name not in properties:
            raise invalid({"orderby": f"must be made of {', '.join(properties)}, each with asc or desc"})
        if name in found or [word.lower() for word in direction] not in ([], ["asc"], ["desc"]):
            raise invalid({"orderby": f"must name {name} once, with asc or desc"})
        found[name] = properties[name], bool(direction) and direction[0].lower() == "desc"
    return list(found.values())


class _Parser:
    """Recursive descent over the tokens of a filter."""

    def __init__(self, tokens: Sequence[_Token], properties: Properties) -> None:
        # Reversed, so that the next one is taken off the end at a constant cost.
        self._tokens = list(reversed(tokens))
        self._properties = properties
        self._depth = 0
        self._conditions = 0

    def result(self) -> Criterion:
        found = self._or()
        if self._next() is not _END:
            _refuse("goes on after its end")
        return found

    def _or(self) -> Criterion:
        parts = [self._and()]
        while self._take("or"):
            parts.append(self._and())
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def _and(self) -> Criterion:
        parts = [self._not()]
        while self._take("and"):
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _not(self) -> Criterion:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            _refuse(f"is nested deeper than {MAX_DEPTH}")
        found = Not(self._not()) if self._take("not") else self._primary()
        self._depth -= 1
        return found

    def _primary(self) -> Criterion:
        self._conditions += 1
        if self._conditions > MAX_CONDITIONS:
            _refuse(f"has more than {MAX_CONDITIONS} conditions")
        token, following = self._peek(), self._peek(1)
        if token.text == "(":
            return self._parenthesis()
        if token.keyword in _PARTS and following.text == "(":
            return self._call()
        self._refuse_function()
        if token.keyword in _CONSTANTS and following.text not in _MIRRORED:
            return _EVERYTHING if _CONSTANTS[self._next().keyword] else _NOTHING
        return self._comparison()

    def _parenthesis(self) -> Criterion:
        self._expect("(")
        found = self._or()
        self._expect(")")
        return found

    def _call(self) -> Criterion:
        part = _PARTS[self._next().keyword]
        for argument in (1, 3):
            self._refuse_function(argument)
        opening, name, comma, value, closing = (self._next() for _ in range(5))
        if (opening.text, comma.text, closing.text) != ("(", ",", ")"):
            _refuse(f"must have {part} with a property and a text, such as {part}(name,'x')")
        known, text = self._property(name), _literal(value)
        if known.kind != "text" or not isinstance(text, str):
            _refuse(f"{part} needs a text property and a text")
        return self._whether(part, Holds(known.field, part, text))

    def _whether(self, part: Part, call: Criterion) -> Criterion:
        """A call may be compared with true or false."""
        if self._peek().text not in ("eq", "ne") or self._peek().kind != "word":
            return call
        same, constant = self._next().text == "eq", self._next().keyword
        if constant not in _CONSTANTS:
            _refuse(f"{part} can be compared with true and false only")
        return call if same is _CONSTANTS[constant] else Not(call)

    def _refuse_function(self, ahead: int = 0) -> None:
        """Raises Refusal 400 where a function is called that is not to be had."""
        name = self._peek(ahead)
        if name.kind == "word" and self._peek(ahead + 1).text == "(":
            known = ", ".join(_PARTS)
            _refuse(f"{name.text[:_LONGEST_NAME]} cannot be called here: the functions are {known}")

    def _comparison(self) -> Criterion:
        left, sign = self._next(), self._next()
        self._refuse_function()
        right = self._next()
        if sign.kind != "word" or sign.text not in _MIRRORED:
            _refuse("must have one of eq, ne, gt, ge, lt, le between a property and a value")
        if self._is_property(left):
            # Mirrored twice, a sign is itself, and the type checker knows it for an Operator.
            return _compared(self._property(left), _MIRRORED[_MIRRORED[sign.text]], _literal(right))
        return _compared(self._property(right), _MIRRORED[sign.text], _literal(left))

    def _is_property(self, token: _Token) -> bool:
        return token.kind == "word" and token.keyword not in ("null", *_CONSTANTS)

    def _property(self, token: _Token) -> Property:
        if token.kind != "word" or token.text not in self._properties:
            _refuse(f"can name {', '.join(self._properties)} only")
        return self._properties[token.text]

    def _peek(self, ahead: int = 0) -> _Token:
        return self._tokens[-1 - ahead] if len(self._tokens) > ahead else _END

    def _next(self) -> _Token:
        return self._tokens.pop() if self._tokens else _END

    def _take(self, keyword: str) -> bool:
        if self._peek().keyword != keyword:
            return False
        self._next()
        return True

    def _expect(self, sign: str) -> None:
        token = self._next()
        if token.kind != "sign" or token.text != sign:
            _refuse(f"lacks a {sign}")


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        token = _TOKEN.match(text, position)
        if token is None or token.lastgroup is None:
            _refuse(f"has something unknown at character {position + 1}")
        found.append(_Token(token.lastgroup, token[token.lastgroup]))
        position = token.end()
    return found


def _literal(token: _Token) -> Value:
    if token.kind == "text":
        return token.text[1:-1].replace("''", "'")
    if token.kind == "time":
        return token.text
    if token.kind == "number":
        return int(token.text)
    if token.keyword != "null":
        _refuse("lacks a value: a text in single quotes, a number or null")
    return None


def _moment(text: str) -> datetime:
    """Without a zone it is one of UTC."""
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        _refuse("compares a time with what is none, such as 2026-01-05T12:00:00Z")


def _compared(known: Property, sign: Operator, value: Value) -> Criterion:
    if value is not None and isinstance(value, int) != (known.kind == "integer"):
        _refuse("compares a property with a value of another type")
    if known.kind == "time" and value is not None:
        return Compare(known.field, sign, _moment(str(value)))
    if known.kind != "id" or value is None:
        return Compare(known.field, sign, value)
    id = decode(known.space, str(value))
    if id is not None:
        return Compare(known.field, sign, id)
    if sign in ("gt", "ge", "lt", "le"):
        _refuse("compares an id with what is no id")
    # A text that is no id of ours differs from all ids.
    return _NOTHING if sign == "eq" else _EVERYTHING


def _refuse(reason: str) -> NoReturn:
    raise invalid({"filter": reason})
