"""The texts of an object by which it is found, and what it leads to."""

from collections.abc import Iterator
from typing import Final, Literal

from switchboard.model.action_url import ActionUrl
from switchboard.model.base import Document
from switchboard.model.destination import ToExternalNumber, ToNumber
from switchboard.model.ivr import MenuCallerId, Option
from switchboard.model.parts import Id, Steps, parts
from switchboard.model.trunk import DialPattern

Where = Literal[
    "number", "name", "alias", "description", "mail", "text", "pattern", "host", "keys", "destination", "reference"
]
"""In what a query was found; `reference`: it names an object that was found."""

_FIELDS: Final[tuple[tuple[str, Where], ...]] = (
    ("number", "number"),
    ("name", "name"),
    ("aliases", "alias"),
    ("description", "description"),
    ("email", "mail"),
    ("mobile", "number"),
    ("text", "text"),
    ("pattern", "pattern"),
    ("host", "host"),
    ("caller_id", "number"),
    ("did_numbers", "number"),
    ("numbers", "number"),
)
"""Fields of documents. No URL, and no header: they may hold secrets, which searching would tell bit by bit."""

Text = tuple[Where, Steps, str]


def texts(document: Document) -> Iterator[Text]:
    """What can be searched for; the number and the name first."""
    for field, where in _FIELDS:
        value = getattr(document, field, None)
        if isinstance(value, str) and value:
            yield where, (field,), value
        elif isinstance(value, tuple):
            yield from ((where, (field, place), one) for place, one in enumerate(value) if isinstance(one, str))


def nested(document: Document) -> Iterator[Text | tuple[Steps, Id]]:
    """The same of the parts of a document, and the ids of the objects that it names."""
    for steps, part in parts(document):
        match part:
            case Id():
                yield steps, part
            case Option(keys=keys) if len(keys) > 1:
                yield "keys", (*steps, "keys"), keys
            case ToNumber(number=number):
                yield "destination", steps, number
            case ToExternalNumber(prefix=prefix, number=number):
                yield "destination", steps, prefix + number
            case DialPattern(pattern=pattern):
                yield "pattern", steps, pattern
            case MenuCallerId(number=number):
                yield "number", steps, number
            case ActionUrl(name=name):
                yield "name", steps, name
