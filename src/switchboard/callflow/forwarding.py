"""Phones that forward their callers (302): to which numbers, with whose permissions, and how often."""

from typing import Literal

from switchboard.call.events import Forwarded, ForwardRefused
from switchboard.callflow.dialled import inside
from switchboard.callflow.hop import Hop, Place
from switchboard.callflow.session import Session
from switchboard.engine.port import CallerId, Redirect
from switchboard.model.destination import ToExtension
from switchboard.model.directory import Extension

MAX_FORWARDS = 5


class Forwards:
    """The numbers to which phones have forwarded one caller, and which are still to be tried.

    Until the caller gets somewhere, each extension may forward the caller once, and `MAX_FORWARDS` extensions in all.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: list[tuple[int, str]] = []
        self._by: set[int] = set()

    @property
    def followed(self) -> bool:
        """Whether the caller is on the way to a number to which a phone has forwarded the call."""
        return self._session.diverted_by is not None

    def take(self, redirect: Redirect) -> None:
        """Take the numbers that a phone answered; they are tried before those that were waiting."""
        # RFC 3261 §8.1.3.4 lets a redirection be followed again and again; two phones could keep a caller for ever.
        if redirect.extension in self._by or len(self._by) >= MAX_FORWARDS:
            for number in redirect.numbers:
                self._refuse(redirect.extension, number, "loop")
            return
        self._by.add(redirect.extension)
        self._waiting[:0] = [(redirect.extension, number) for number in redirect.numbers]

    def next(self) -> Hop | None:
        """The next place to try, or None.

        Numbers that the forwarding extension may not dial itself are passed over: a phone cannot give its callers more
        than its owner has.
        """
        while self._waiting:
            extension, number = self._waiting.pop(0)
            place = inside(self._session.configuration, number, extension, "diverted")
            if place is None or self._has_sent_on(place):
                self._refuse(extension, number, "not_permitted" if place is None else "loop")
                continue
            by = self._by_whom(extension)
            self._session.diverted_by = by
            self._session.emit(Forwarded(at=self._session.now(), extension=extension, number=by.number, to=number))
            return Hop(place)
        return None

    def _refuse(self, extension: int, to: str, reason: Literal["not_permitted", "loop"]) -> None:
        number = self._by_whom(extension).number
        self._session.emit(
            ForwardRefused(at=self._session.now(), extension=extension, number=number, to=to, reason=reason)
        )

    def _by_whom(self, extension: int) -> CallerId:
        by = self._session.configuration.get(Extension, extension)
        return CallerId("") if by is None else CallerId(by.document.number, by.document.name)

    def forget(self) -> None:
        """Start anew: the caller has got somewhere, or goes elsewhere."""
        self._waiting.clear()
        self._by.clear()
        self._session.diverted_by = None

    def _has_sent_on(self, place: Place) -> bool:
        return isinstance(place, ToExtension) and place.extension in self._by
