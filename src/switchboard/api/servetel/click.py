"""Calls that are asked for with a click: what a request for one says. Pure."""

import json
from collections.abc import Collection, Mapping
from typing import Final

from switchboard.api.kit.placed_calls import plain_number
from switchboard.api.servetel.envelope import invalid
from switchboard.engine.placed_call_control import LONGEST_NOTE, MOST_NOTES

LONGEST_NOTES: Final = 1024
"""Of all notes together, as JSON in bytes."""
RINGS_S: Final = (10, 30)
"""How long a customer may ring, at least and at most."""
_CUSTOMER_DIGITS: Final = (10, 15)


def number(body: Mapping[str, object], name: str, *, required: bool = True) -> str:
    """Raises Refusal 422."""
    value = body.get(name, "")
    is_written = isinstance(value, str | int) and not isinstance(value, bool)
    found = plain_number(str(value)) if is_written else None
    if found is None:
        raise invalid({name: "must be a number"})
    if required and not found:
        raise invalid({name: "is required"})
    return found


def customer(body: Mapping[str, object]) -> str:
    """The number of somebody outside. Raises Refusal 422."""
    found, (least, most) = number(body, "customer_number"), _CUSTOMER_DIGITS
    digits = found.removeprefix("+")
    if not (digits.isdecimal() and least <= len(digits) <= most):
        raise invalid({"customer_number": f"must have {least} to {most} digits"})
    return found


def seconds(body: Mapping[str, object], name: str, least: int = 1, most: int = 86_400) -> float | None:
    """None where nothing is sent. Raises Refusal 422."""
    value = body.get(name)
    if value is None or value == "":
        return None
    text = str(value)
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and least <= int(text) <= most):
        raise invalid({name: f"must be a number of seconds from {least} to {most}"})
    return float(text)


def must_not_wait(body: Mapping[str, object]) -> None:
    """Raises Refusal 422: nobody is told of the end of a call by the answer to a request."""
    if str(body.get("async", 1)) not in ("1", "True"):
        raise invalid({"async": "must be 1"})


def notes(body: Mapping[str, object], known: Collection[str]) -> dict[str, str]:
    """What else is sent, which the client finds in records and webhooks again. Raises Refusal 422."""
    found = {name: _note(name, value) for name, value in body.items() if name not in known and value is not None}
    if len(found) > MOST_NOTES:
        raise invalid({sorted(found)[0][:LONGEST_NOTE]: f"is one of more than {MOST_NOTES} fields of your own"})
    if len(json.dumps(found)) > LONGEST_NOTES:
        raise invalid({next(iter(found)): f"and your other own fields have more than {LONGEST_NOTES} bytes"})
    return found


def _note(name: str, value: object) -> str:
    """A value as a text; a number is shown as JSON has it."""
    text = value if isinstance(value, str) else json.dumps(value) if isinstance(value, int | float) else ""
    fits = len(name) <= LONGEST_NOTE and len(text) <= LONGEST_NOTE and (name + text).isprintable()
    if not fits or not isinstance(value, str | int | float):
        reason = f"must be a number or a text of at most {LONGEST_NOTE} printable characters"
        raise invalid({name[:LONGEST_NOTE]: reason})
    return text
