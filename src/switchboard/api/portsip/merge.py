"""An update compared with what is shown, and completed by it where it leaves members of rules or weeks out. Pure."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

_RULES: Final = ("timeout_forward_rule", "failure_forward_rule", "night_mode_forward_rule")
_ENTRIES: Final = "custom_forward_rules"
_ENTRY_RULES: Final = ("office_hours_forward_rule", "non_office_hours_forward_rule", "holiday_forward_rule")
_HOURS: Final = "office_hours"

Object = Mapping[str, object]


def differing(body: Object, shown: Object) -> dict[str, object]:
    """The body without the members that are sent just as they are shown: they stay as they are, and are not checked."""
    return {name: value for name, value in body.items() if name not in shown or _text(value) != _text(shown[name])}


def merged(sent: Object, shown: Object) -> dict[str, object]:
    """The body with its rules completed: members that they leave out are as `shown`.

    The list of menu entries replaces the whole list; only the rules and hours that an entry sends are completed, from
    the entry of the same keys as it is now.
    """
    found = _with_rules(sent, shown, _RULES)
    entries, known = sent.get(_ENTRIES), shown.get(_ENTRIES)
    if isinstance(entries, list) and isinstance(known, list):
        by_keys = {_keys(one): one for one in known if isinstance(one, Mapping)}
        found[_ENTRIES] = [
            timed(one, by_keys.get(_keys(one), {})) if isinstance(one, Mapping) else one for one in entries
        ]
    return found


def _text(value: object) -> str:
    """A value as a text to compare by: true is not 1, and 1 is not 1.0."""
    return json.dumps(value, sort_keys=True)


def timed(sent: Object, shown: Object) -> dict[str, object]:
    """Something that leads callers on by time, with its rules and hours completed."""
    found = _with_rules(sent, shown, _ENTRY_RULES)
    hours, known = sent.get(_HOURS), shown.get(_HOURS)
    if isinstance(hours, Mapping) and isinstance(known, Mapping):
        found[_HOURS] = {**known, **{name: _rule(value, known.get(name)) for name, value in hours.items()}}
    return found


def _with_rules(sent: Object, shown: Object, names: Sequence[str]) -> dict[str, object]:
    return {name: _rule(value, shown.get(name)) if name in names else value for name, value in sent.items()}


def _rule(sent: object, shown: object) -> object:
    return {**shown, **sent} if isinstance(sent, Mapping) and isinstance(shown, Mapping) else sent


def _keys(entry: Object) -> str:
    """The keys of an entry, without the `#` that asks for a wait: an entry that only gains or loses it stays the same
    entry.
    """
    text = str(entry.get("user_input"))
    return text.removesuffix("#") or text
