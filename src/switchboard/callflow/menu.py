"""One visit of a menu: the call semantics, section 1."""

from switchboard.callflow.digits import Candidates, Commit, Digits, Ignored, Refused, Wait
from switchboard.callflow.events import Matched, MenuEntered, NoInput, NoMatch
from switchboard.callflow.hop import Hop, OutsideCall
from switchboard.callflow.session import Session
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ToExtension
from switchboard.model.dialplan import Numbers
from switchboard.model.ivr import Ivr, Retry
from switchboard.model.stored import Stored
from switchboard.model.trunk import OutboundRoute

TAIL_QUIET_S = 1.0
"""The next prompt starts after so much quiet, so that nobody waits for a whole digit time-out after a wrong key."""


async def run_menu(session: Session, menu: Stored[Ivr], visit: int) -> Hop:
    """Let the caller choose; returns where to go. `visit` counts the visits of menus in this call."""
    ivr = menu.document
    session.menu = ivr.number
    session.language = ivr.language
    session.emit(
        MenuEntered(
            at=session.now(),
            ivr=menu.id,
            number=ivr.number,
            name=ivr.name,
            revision=menu.revision,
            visit=visit,
        )
    )
    hop = await _Visit(session, ivr).choose()
    session.leave_menu()
    return hop


class _Visit:
    """The state of a visit: the two counters, and what may be dialled."""

    def __init__(self, session: Session, ivr: Ivr) -> None:
        self._session = session
        self._ivr = ivr
        self._no_input = 0
        self._no_match = 0
        self._routes = _permitted_routes(session.configuration, ivr)
        self._options = {option.keys: option.route for option in ivr.options}
        self._candidates = Candidates(
            Numbers(self._options),
            session.configuration.dialable_numbers(ivr),
            tuple(pattern.pattern for route in self._routes for pattern in route.document.patterns),
        )

    async def choose(self) -> Hop:
        """Rounds until one leads somewhere."""
        while True:
            await self._greet()
            entry = await self._collect()
            hop = await self._settle(entry)
            if hop is not None:
                return hop

    async def _greet(self) -> None:
        for prompt in self._ivr.greeting:
            if self._session.key_waits():
                return
            await self._session.play(prompt, stop_on_key=True)

    async def _collect(self) -> Commit | Refused | None:
        """What the caller entered, or None for silence."""
        digits = Digits(
            self._candidates,
            digit_timeout_s=self._ivr.digit_timeout_s,
            ambiguous_wait_s=self._ivr.ambiguous_wait_s,
        )
        decision = await self._first_key(digits)
        while isinstance(decision, Wait):
            key = await self._session.key(decision.timeout_s)
            pressed = digits.expire() if key is None else digits.press(key.digit)
            decision = decision if isinstance(pressed, Ignored) else pressed
        return decision

    async def _first_key(self, digits: Digits) -> Commit | Refused | Wait | None:
        """The first key within the response time-out; a `#` that ends nothing does not stop the timer."""
        until_s = self._session.time_s() + self._ivr.response_timeout_s
        while (key := await self._session.key(until_s - self._session.time_s())) is not None:
            decision = digits.press(key.digit)
            if not isinstance(decision, Ignored):
                return decision
        return None

    async def _settle(self, entry: Commit | Refused | None) -> Hop | None:
        """Go where the entry says, or None for another round."""
        match entry:
            case Commit():
                return await self._matched(entry)
            case Refused():
                return await self._refused(entry)
        self._no_input += 1
        self._session.emit(NoInput(at=self._session.now(), count=self._no_input))
        self._session.call.keys.drop()
        return await self._retry(self._ivr.no_input, self._no_input)

    async def _matched(self, commit: Commit) -> Hop:
        session = self._session
        session.emit(Matched(at=session.now(), entry=commit.entry, by=commit.by))
        if not commit.terminated and not any("#" in keys for keys in self._options):
            session.expect_trailing_hash()
        await session.play_deaf(self._ivr.transfer_prompt)
        return self._chosen(commit)

    def _chosen(self, commit: Commit) -> Hop:
        if commit.by == "option":
            return Hop.by(self._options[commit.entry])
        if commit.by == "extension":
            extension = self._session.configuration.dialable_from(self._ivr)[commit.entry]
            return Hop(ToExtension(extension=extension.id))
        return Hop(OutsideCall(commit.entry, self._routes))

    async def _refused(self, refused: Refused) -> Hop | None:
        session = self._session
        self._no_match += 1
        session.emit(NoMatch(at=session.now(), entry=refused.entry, count=self._no_match))
        session.call.keys.drop()
        if refused.mistyped:
            await self._swallow_tail()
        return await self._retry(self._ivr.no_match, self._no_match)

    async def _swallow_tail(self) -> None:
        """Take the rest of a mistyped number, lest it burns further retries."""
        quiet_s = min(self._ivr.digit_timeout_s, TAIL_QUIET_S)
        while await self._session.key(quiet_s) is not None:
            pass

    async def _retry(self, rule: Retry, count: int) -> Hop | None:
        if count > rule.retries:
            await self._session.play_deaf(rule.final_prompt)
            return Hop.by(rule.route)
        if rule.retry_prompt is not None:
            await self._session.play(rule.retry_prompt, stop_on_key=True)
        return None


def _permitted_routes(configuration: Configuration, ivr: Ivr) -> tuple[Stored[OutboundRoute], ...]:
    if not ivr.outbound_dial.enabled:
        return ()
    return tuple(configuration.outbound_routes(ivr.outbound_dial.routes))
