"""Names in a body that are one slip away from a parameter: refused, because what they say would be lost in silence."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from switchboard.api.yeastar.envelope import Code, Problem, Refusal
from switchboard.api.yeastar.wire import ALIASES, PARAMETERS

MAX_KEYS: Final = 1000
"""In a body; what is compared is bounded by it and by the longest parameter."""

_NAMES: Final = {name: name for name in PARAMETERS} | {alias: name for name, alias in ALIASES.items()}
"""What a parameter may be called -> the parameter."""
_UNDERSTOOD: Final = {*_NAMES, "id"}
_LONGEST: Final = max(map(len, _NAMES))


def refuse_misspelt(body: Mapping[str, object]) -> None:
    """Raises Refusal 40002 for keys that nobody knows and that are one edit away from a parameter of an IVR."""
    if len(body) > MAX_KEYS:
        raise Refusal(Code.PARAMETER_ERROR, Problem(rule="max", reason=f"at most {MAX_KEYS} keys"))
    meant = {key: name for key in body if key not in _UNDERSTOOD and (name := _meant(key))}
    if meant:
        reason = "there is no such parameter; did you mean {}?"
        problems = (Problem(key, rule="unknown", reason=reason.format(name)) for key, name in meant.items())
        raise Refusal(Code.PARAMETER_ERROR, *problems)


def _meant(key: str) -> str | None:
    """The parameter that `key` becomes by one edit: a character more, less or another, or two exchanged."""
    if len(key) > _LONGEST + 1:
        return None
    shorter = list(_without_one(key))
    close = [name for text in (key, *shorter) for name in _SHORTENED.get(text, ())]
    return next((_NAMES[name] for name in (*shorter, *close) if name in _NAMES and _is_one_edit(key, name)), None)


def _without_one(text: str) -> Iterator[str]:
    return (text[:place] + text[place + 1 :] for place in range(len(text)))


def _by_shortened(names: Iterable[str]) -> dict[str, list[str]]:
    """Each name under every text that is left of it without one character: two words that are one edit apart share such
    a text.
    """
    found: dict[str, list[str]] = {}
    for name in names:
        for rest in set(_without_one(name)):
            found.setdefault(rest, []).append(name)
    return found


_SHORTENED: Final = _by_shortened(_NAMES)


def _is_one_edit(key: str, name: str) -> bool:
    if len(key) != len(name):
        return True
    differing = [place for place, (one, other) in enumerate(zip(key, name, strict=True)) if one != other]
    if len(differing) == 2:
        first, second = differing
        return second == first + 1 and key[first : second + 1] == name[second] + name[first]
    return len(differing) == 1
