"""Conditional requests (RFC 9110 §13): the entity tag of an object is its revision."""

import re
from collections.abc import Iterator

from starlette.requests import Request

from switchboard import errors
from switchboard.api.native.problem import Detail, Refusal

_TAG = re.compile(r'\s*(W/)?"([\x21\x23-\x7e\x80-\uffff]*)"\s*(?:,|$)')
_REVISION = re.compile(r"[1-9][0-9]{0,9}")


def entity_tag(revision: int) -> str:
    """The strong tag of a revision, in quotes."""
    return f'"{revision}"'


class Expected:
    """The revisions that a write may be based on, by `If-Match` and by a `revision` in the body; any, where neither is
    sent.
    """

    def __init__(self, request: Request, in_body: int | None = None) -> None:
        header = request.headers.get("if-match")
        self._revisions: frozenset[int] | None = None
        if header is not None and header.strip() != "*":
            self._revisions = frozenset(_revisions("If-Match", header))
        if in_body is not None:
            # An empty set stays empty: a header with weak tags alone names no revision.
            self._revisions = frozenset({in_body}) & (
                frozenset({in_body}) if self._revisions is None else self._revisions
            )

    @property
    def any(self) -> bool:
        return self._revisions is None

    def check(self, actual: int) -> None:
        """Raises errors.RevisionConflict."""
        if self._revisions is not None and actual not in self._revisions:
            raise errors.RevisionConflict(max(self._revisions, default=0), actual)


def is_known(request: Request, tag: str) -> bool:
    """Whether `If-None-Match` says that the client has the entity with that tag (without quotes)."""
    header = request.headers.get("if-none-match")
    if header is None:
        return False
    return header.strip() == "*" or any(found == tag for _, found in _tags("If-None-Match", header))


def _revisions(name: str, header: str) -> Iterator[int]:
    """A weak tag never matches in `If-Match` (§8.8.3.2), nor does one that we never gave."""
    for weak, tag in _tags(name, header):
        if not weak and _REVISION.fullmatch(tag):
            yield int(tag)


def _tags(name: str, header: str) -> Iterator[tuple[bool, str]]:
    at = 0
    while at < len(header) or at == 0:
        found = _TAG.match(header, at)
        if found is None:
            detail = Detail("header", name, 'must be * or entity tags such as "3"', "syntax")
            raise Refusal(400, "malformed-request", f"{name} is malformed", [detail])
        yield found[1] is not None, found[2]
        at = found.end()
