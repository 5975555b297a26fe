"""Keys and numbers that hide one another in a menu, or make callers wait (the call semantics, section 2)."""

from collections.abc import Iterator
from typing import Final

from switchboard.model.action_url import ALL
from switchboard.model.base import FAX_KEY
from switchboard.model.checks.direct_numbers import DirectNumbers
from switchboard.model.checks.finding import Code, Finding
from switchboard.model.checks.survey import Survey
from switchboard.model.code_clashes import hidden_options, hidden_routes
from switchboard.model.configuration import Configuration
from switchboard.model.dialplan import may_grow
from switchboard.model.ivr import Ivr, Option
from switchboard.model.stored import Stored
from switchboard.model.trunk import OutboundRoute

_TOO_SHORT_S: Final = 0.5
"""Nobody presses the next key so soon."""


def codes(survey: Survey) -> Iterator[Finding]:
    for option in hidden_options(survey.configuration):
        place = ("options", option.place, "keys")
        values = {"code": option.code, "feature": option.feature, "keys": option.keys}
        yield Finding.at(option.menu, "code-hides-key", *place, **values)
    for clash in hidden_routes(survey.configuration):
        yield Finding.at(clash.route, "code-before-route", "patterns", code=clash.code, feature=clash.feature)


def keys(survey: Survey) -> Iterator[Finding]:
    numbers = DirectNumbers(survey.configuration)
    for menu in survey.configuration.all(Ivr):
        yield from _Menu(survey.configuration, menu, numbers).findings()


class _Menu:
    """What may be entered in one menu."""

    def __init__(self, configuration: Configuration, menu: Stored[Ivr], numbers: DirectNumbers) -> None:
        self._menu, self._ivr, self._numbers = menu, menu.document, numbers
        self._actions = [one for one in self._ivr.actions if one.enabled and one.on == "keys"]
        self._options = {option.keys: option for option in self._ivr.options}
        wanted = self._ivr.outbound_dial
        routes = (configuration.get(OutboundRoute, id) for id in wanted.routes) if wanted.enabled else ()
        self._patterns = [one.pattern for route in routes if route for one in route.document.patterns]

    def findings(self) -> Iterator[Finding]:
        for place, action in enumerate(self._ivr.actions):
            if action in self._actions and action.mask == ALL:
                if self._ivr.options or self._ivr.direct_dial.mode != "off":
                    yield self._at("all-keys-asked", "actions", place)
                return
        for place, option in enumerate(self._ivr.options):
            if option.keys != FAX_KEY:
                yield from self._option(place, option)
        yield from self._short_times()

    def _option(self, place: int, option: Option) -> Iterator[Finding]:
        if by := self._taken_before(option.keys):
            yield self._at("key-hidden", "options", place, "keys", keys=option.keys, by=by)
            return
        behind = self._behind(option.keys)
        if behind is None:
            return
        wait_s = self._wait_s(option)
        if option.ambiguous_timeout_s == 0 or behind == option.keys:
            yield self._at("number-hidden", "options", place, "keys", keys=option.keys, number=behind)
        elif wait_s >= _TOO_SHORT_S:
            seconds = round(wait_s, 1)
            yield self._at("key-slow", "options", place, "keys", keys=option.keys, number=behind, seconds=seconds)

    def _taken_before(self, keys: str) -> str | None:
        """What is taken at once when callers press `keys` or the first of them; None for nothing."""
        for length in range(1, len(keys) + 1):
            entry = keys[:length]
            action = next((one for one in self._actions if one.fits(entry)), None)
            if action is not None and (length == len(keys) or not any(one.may_grow(entry) for one in self._actions)):
                return action.name
            shorter = self._options.get(entry)
            if length < len(keys) and shorter is not None and shorter.ambiguous_timeout_s == 0:
                return entry
        return None

    def _behind(self, keys: str) -> str | None:
        """A number that callers may dial here and that begins with `keys`; of numbers outside, the pattern."""
        found = self._numbers.first(self._ivr, keys)
        return found or next((pattern for pattern in self._patterns if may_grow(pattern, keys)), None)

    def _wait_s(self, option: Option) -> float:
        own = option.ambiguous_timeout_s
        return self._ivr.ambiguous_wait_s if own is None else own

    def _short_times(self) -> Iterator[Finding]:
        """Only where more than one key can be wanted."""
        ivr = self._ivr
        longer = any(len(keys) > 1 for keys in self._options) or self._numbers.first(ivr, "") or self._patterns
        if longer and ivr.digit_timeout_s < _TOO_SHORT_S:
            yield self._at("no-time-for-keys", "digit_timeout_s", seconds=ivr.digit_timeout_s)
        elif ivr.ambiguous_wait_s < _TOO_SHORT_S and any(map(self._could_grow, ivr.options)):
            yield self._at("no-time-for-keys", "ambiguous_timeout_s", seconds=ivr.ambiguous_wait_s)

    def _could_grow(self, option: Option) -> bool:
        if option.ambiguous_timeout_s is not None:
            return False
        longer = any(other != option.keys and other.startswith(option.keys) for other in self._options)
        return longer or self._behind(option.keys) is not None

    def _at(self, code: Code, *steps: str | int, **values: str | float) -> Finding:
        return Finding.at(self._menu, code, *steps, **values)
