"""The numbers that callers of menus may dial, by the digits with which they begin."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, get_args

from switchboard.model.configuration import Configuration
from switchboard.model.dialplan import NumberRanges
from switchboard.model.directory import Extension
from switchboard.model.families import Numbered
from switchboard.model.ivr import DirectDial, Ivr, Member

_LOOKED_AT: Final = 50
"""So many numbers are looked at, one of which might be permitted: what is told of a menu shall cost little."""


class DirectNumbers:
    """All numbers in order, so that those which begin with the same digits stand together. The rules of the menus are
    asked about few of them: an index for each menu would cost menus times extensions.
    """

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._members: dict[tuple[Member, ...], frozenset[int]] = {}
        extensions: list[tuple[str, int]] = []
        services: list[tuple[str, int]] = []
        for family in get_args(Numbered):
            listed = extensions if family is Extension else services
            listed += [(stored.document.number, stored.id) for stored in configuration.all(family)]
        self._extensions, self._services = sorted(extensions), sorted(services)

    def first(self, ivr: Ivr, keys: str) -> str | None:
        """A number that begins with `keys` (or is just these) and may be dialled in the menu; None if none is found."""
        rule = ivr.direct_dial
        excluded = NumberRanges((one.first, one.last) for one in rule.exclude)
        found = (*self._by_extension(rule, keys), *self._by_service(rule, keys))
        return next((number for number in found if number not in excluded and number != ivr.number), None)

    def _by_extension(self, rule: DirectDial, keys: str) -> Iterator[str]:
        if rule.mode == "off":
            return
        listed = self._named(rule.allow) if rule.mode == "allow" else self._named(rule.restrict)
        for number, id in _beginning(self._extensions, keys):
            if rule.mode == "all" or (id in listed) == (rule.mode == "allow"):
                yield number

    def _by_service(self, rule: DirectDial, keys: str) -> Iterator[str]:
        if rule.services == "off":
            return
        allowed = {*rule.ring_groups, *rule.queues, *rule.conferences}
        for number, id in _beginning(self._services, keys):
            if rule.services == "all" or id in allowed:
                yield number

    def _named(self, members: tuple[Member, ...]) -> frozenset[int]:
        """Many menus name the same people."""
        if members not in self._members:
            self._members[members] = self._configuration.members(members)
        return self._members[members]


def _beginning(numbers: Sequence[tuple[str, int]], keys: str) -> Iterator[tuple[str, int]]:
    start = bisect_left(numbers, (keys, 0))
    for number, id in islice(numbers, start, start + _LOOKED_AT):
        if not number.startswith(keys):
            return
        yield number, id
