"""What callers may choose in a menu, and what each choice leads to."""

from typing import assert_never
from weakref import WeakKeyDictionary

from switchboard.call.events import SmsRequested, WebhookRequested
from switchboard.callflow.dialled import to_object
from switchboard.callflow.digits import Candidates, Commit, Digits
from switchboard.callflow.hop import ActionCall, Hop, OutsideCall
from switchboard.callflow.session import Session
from switchboard.callflow.timing import decided
from switchboard.model.action_url import ALL
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ByTime
from switchboard.model.dialplan import Numbers
from switchboard.model.ivr import Ivr
from switchboard.model.stored import Stored
from switchboard.model.trunk import OutboundRoute

_KNOWN: WeakKeyDictionary[Configuration, dict[int, Candidates]] = WeakKeyDictionary()
"""What may be entered in each menu (by id) of a snapshot: the same for all callers, and collecting it takes a while."""


class Choices:
    """All that may be entered in a menu: options, numbers, outbound routes and action URLs.

    An enabled action URL for all keys (`ALL`) switches the options, numbers and routes of the menu off; only the other
    action URLs stay.
    """

    def __init__(self, session: Session, menu: Stored[Ivr]) -> None:
        self._session = session
        self._menu = menu
        ivr = menu.document
        self._actions = tuple(action for action in ivr.actions if action.enabled and action.on == "keys")
        self._takes_all = any(action.mask == ALL for action in self._actions)
        self._routes = () if self._takes_all else _permitted_routes(session.configuration, ivr)
        self._options = {} if self._takes_all else {option.keys: option for option in ivr.options}
        known = _KNOWN.setdefault(session.configuration, {})
        if menu.id not in known:
            known[menu.id] = self._all()
        self._candidates = known[menu.id]

    def _all(self) -> Candidates:
        configuration, ivr = self._session.configuration, self._menu.document
        nothing = Numbers(())
        return Candidates(
            Numbers(self._options),
            nothing if self._takes_all else configuration.dialable_numbers(ivr),
            tuple(pattern.pattern for route in self._routes for pattern in route.document.patterns),
            services=nothing if self._takes_all else configuration.dialable_services(ivr),
            actions=self._actions,
            waits={
                keys: option.ambiguous_timeout_s
                for keys, option in self._options.items()
                if option.ambiguous_timeout_s is not None
            },
        )

    def digits(self) -> Digits:
        """A new collector for one entry."""
        ivr = self._menu.document
        ambiguous_wait_s = ivr.digit_timeout_s if self._takes_all else ivr.ambiguous_wait_s
        return Digits(self._candidates, digit_timeout_s=ivr.digit_timeout_s, ambiguous_wait_s=ambiguous_wait_s)

    @property
    def hash_is_a_key(self) -> bool:
        """Whether some option has `#` among its keys, so that no `#` behind a choice may be swallowed."""
        return any("#" in keys for keys in self._options)

    def hop(self, commit: Commit) -> Hop | None:
        """Returns where an entry leads now; None for an option by time that leads nowhere now."""
        match commit.by:
            case "option":
                return self._by_option(commit.entry)
            case "action_url":
                action = next(one for one in self._candidates.actions_for(commit.entry))
                return Hop(ActionCall(action, commit.entry))
            case "extension" | "service":
                return Hop(to_object(self._session.configuration.dialable_from(self._menu.document)[commit.entry]))
            case "outbound":
                return Hop(OutsideCall(commit.entry, self._routes))
            case _:
                assert_never(commit.by)

    def _by_option(self, keys: str) -> Hop | None:
        route = self._options[keys].route
        if not isinstance(route.to, ByTime):
            return Hop.by(route)
        to = decided(self._session, route.to)
        return None if to is None else Hop(to, route.stop_recording)

    def tell(self, commit: Commit) -> None:
        """Emit the events because of which the option's short message and webhook are sent."""
        option = self._options[commit.entry] if commit.by == "option" else None
        if option is None:
            return
        now, ivr, to = self._session.now(), self._menu.id, self._session.call.info.caller.number
        if option.sms_template is not None and to:
            self._session.emit(SmsRequested(at=now, template=option.sms_template, to=to, ivr=ivr, keys=commit.entry))
        if option.webhook is not None:
            self._session.emit(WebhookRequested(at=now, webhook=option.webhook, ivr=ivr, keys=commit.entry))


def _permitted_routes(configuration: Configuration, ivr: Ivr) -> tuple[Stored[OutboundRoute], ...]:
    if not ivr.outbound_dial.enabled:
        return ()
    return tuple(configuration.outbound_routes(ivr.outbound_dial.routes))
