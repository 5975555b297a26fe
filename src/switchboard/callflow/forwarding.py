"""Extensions that send their callers on, by their rules or from their phones (302): where to, with whose permissions,
and how often.
"""

from collections.abc import Mapping
from typing import Literal

from switchboard.call.cause import Cause
from switchboard.call.events import Forwarded, ForwardRefused
from switchboard.callflow.dialled import inside, outside
from switchboard.callflow.hop import Hop, LeaveMessage, Place, describe
from switchboard.callflow.leaving import reason_of, taken
from switchboard.callflow.session import Session
from switchboard.engine.port import CallerId, Diversion, DivertReason, Redirect
from switchboard.model.destination import (
    PlainDestination,
    ToExtension,
    ToExtensionVoicemail,
    ToExternalNumber,
    ToNumber,
)
from switchboard.model.directory import Extension
from switchboard.model.forwarding import RULE_FOR, ForwardRule, RuleName
from switchboard.model.stored import Stored
from switchboard.model.voicemail import Unanswered

MAX_FORWARDS = 5
MAX_DIVERSIONS = 10
"""How often a call may be diverted, here and before it came."""
DIVERT_REASONS: Mapping[RuleName | Literal["phone"], DivertReason] = {
    "always": "unconditional",
    "busy": "user-busy",
    "no_answer": "no-answer",
    "unreachable": "unavailable",
    "on_dnd": "do-not-disturb",
    "phone": "deflection",
}


class Forwards:
    """The extensions that have forwarded one caller, and where the caller goes if that was in vain.

    Until the caller gets somewhere, each extension may forward the caller once, and `MAX_FORWARDS` extensions in all.
    With `confirm` whoever answers is to be asked for a key. `_waiting` are numbers of phones still to be tried, each
    with the extension. `_behind` are all extensions that did not answer, the last one last, each with the reason; None
    where it is that of whoever was called for it.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._by: set[int] = set()
        self._waiting: list[tuple[Stored[Extension], str]] = []
        self._behind: dict[int, Unanswered | None] = {}
        self.confirm = False

    @property
    def followed(self) -> bool:
        """Whether the caller is on the way to a place to which an extension has forwarded the call."""
        return bool(self._session.forwarded_by)

    @property
    def _too_many(self) -> bool:
        """Whether nobody may forward the caller any more. Two exchanges that forward to each other never see more than
        their own part of the chain, but for what the call says of the rest."""
        before = sum(one.times for one in self._session.call.info.diversions)
        return len(self._by) >= MAX_FORWARDS or before + len(self._by) >= MAX_DIVERSIONS

    def comes_back_to(self, extension: Stored[Extension]) -> bool:
        """Whether this extension has forwarded the caller before. Its voicemail is the first one then."""
        if extension.id not in self._by:
            return False
        self._behind[extension.id] = self._behind.pop(extension.id, None)
        return True

    def always(self, extension: Stored[Extension]) -> Hop | None:
        """Where the rule `always` leads, if it is followed now."""
        hop = self._by_rule(extension, "always", None)
        if hop is not None:
            self._behind[extension.id] = None
        return hop

    def unanswered(self, extension: Stored[Extension], reason: Unanswered) -> Hop | None:
        """Where the rule for `reason` leads, if it is followed now. `after` knows what comes then."""
        self._behind[extension.id] = reason
        return self._by_rule(extension, RULE_FOR[reason], reason)

    def redirected(self, extension: Stored[Extension], redirect: Redirect) -> bool:
        """Take the numbers that a phone answered; they are tried before those that were waiting, and `after` begins.

        Returns whether they are taken.
        """
        # RFC 3261 §8.1.3.4 lets a redirection be followed again and again; two phones could keep a caller for ever.
        if self._too_many:
            for number in redirect.numbers:
                self._refuse(extension, number, "loop")
            return False
        self._by.add(extension.id)
        self._behind[extension.id] = None
        self._waiting[:0] = [(extension, number) for number in redirect.numbers]
        return True

    def after(self, cause: Cause) -> Hop | None:
        """Where the caller goes when nobody answers for `cause`: to the next number that a phone has answered, else to
        the voicemail of the last extension that takes such callers."""
        if hop := self._next_number():
            return hop
        while self._behind:
            extension, reason = self._behind.popitem()
            mailbox = taken(self._session.configuration, extension, reason or reason_of(cause))
            if mailbox is not None:
                return Hop(mailbox)
        return None

    def forget(self) -> None:
        """Start anew: the caller has got somewhere, or goes elsewhere."""
        self._by.clear()
        self._waiting.clear()
        self._behind.clear()
        self.confirm = False
        self._session.forwarded_by = ()

    def _by_rule(self, extension: Stored[Extension], name: RuleName, reason: Unanswered | None) -> Hop | None:
        """A rule whose number the extension may not dial itself is as if it were not there: its owner gives callers no
        more than he has."""
        rule = extension.document.forwarding.rule(name)
        if rule is None or extension.id in self._by or not in_force(self._session, rule):
            return None
        about = describe(rule.to, self._session.configuration)
        to = about.number or about.text
        place = self._place(extension, rule.to, reason)
        if place is None or self._too_many:
            self._refuse(extension, to, "not_permitted" if place is None else "loop")
            return None
        self._by.add(extension.id)
        self.confirm = self.confirm or rule.confirm
        return self._send(extension, place, to, name)

    def _place(self, extension: Stored[Extension], to: PlainDestination, reason: Unanswered | None) -> Place | None:
        """What a rule leads to. Numbers go out by the routes of its extension; None: by no route."""
        configuration = self._session.configuration
        match to:
            case ToNumber(number=number):
                return inside(configuration, number, extension.id, "diverted")
            case ToExternalNumber(prefix=prefix, number=number):
                return outside(configuration, prefix + number, configuration.outbound_routes_for(extension.id))
            case ToExtension(extension=id, mobile=True):
                owner = configuration.get(Extension, id)
                mobile = owner.document.mobile if owner else ""
                return outside(configuration, mobile, configuration.outbound_routes_for(extension.id))
            case ToExtensionVoicemail():
                return LeaveMessage(to, reason)
            case _:
                return to

    def _next_number(self) -> Hop | None:
        """The next number that a phone has answered, passing over those that its extension may not dial itself."""
        while self._waiting:
            extension, number = self._waiting.pop(0)
            place = inside(self._session.configuration, number, extension.id, "diverted")
            if place is None or self._has_sent_on(place):
                self._refuse(extension, number, "not_permitted" if place is None else "loop")
                continue
            return self._send(extension, place, number, "phone")
        return None

    def _send(self, extension: Stored[Extension], place: Place, to: str, rule: RuleName | Literal["phone"]) -> Hop:
        by = extension.document
        self._session.forwarded_by += (Diversion(CallerId(by.number, by.name), DIVERT_REASONS[rule]),)
        now = self._session.now()
        self._session.emit(Forwarded(at=now, extension=extension.id, number=by.number, to=to, rule=rule))
        return Hop(place)

    def _refuse(self, extension: Stored[Extension], to: str, reason: Literal["not_permitted", "loop"]) -> None:
        number = extension.document.number
        now = self._session.now()
        self._session.emit(ForwardRefused(at=now, extension=extension.id, number=number, to=to, reason=reason))

    def _has_sent_on(self, place: Place) -> bool:
        return isinstance(place, ToExtension) and place.extension in self._by


def in_force(session: Session, rule: ForwardRule) -> bool:
    """Whether a rule is for this caller and this hour."""
    if rule.callers != "all" and rule.callers != ("outside" if session.call.info.extension is None else "inside"):
        return False
    return rule.hours is None or session.configuration.decide(rule.hours, session.time_of_day()).rule == "open"
