"""One visit of a menu: the call semantics, section 1."""

from collections.abc import Iterator
from contextlib import contextmanager

from switchboard.call.events import Matched, MenuEntered, NoInput, NoMatch
from switchboard.callflow.choice import Choices
from switchboard.callflow.connecting import announce_transfer
from switchboard.callflow.digits import Commit, Refused, Wait
from switchboard.callflow.hop import Hop
from switchboard.callflow.session import Session
from switchboard.model.base import FAX_KEY
from switchboard.model.ivr import Ivr, Retry
from switchboard.model.stored import Stored

TAIL_QUIET_S = 1.0
"""How long no key must come after a mistyped number before the next prompt (a digit time-out, if that is shorter)."""


async def run_menu(session: Session, menu: Stored[Ivr], visit: int) -> Hop:
    """Run one visit of a menu; returns where the caller goes. `visit` numbers the visits in this call, from 1."""
    ivr = menu.document
    session.menu = ivr.number
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
    with _fax_heard(session, ivr):
        hop = await _Visit(session, menu).choose()
    session.leave_menu()
    return hop


@contextmanager
def _fax_heard(session: Session, ivr: Ivr) -> Iterator[None]:
    """Listening takes time and packets, so only a menu that knows what to do with a fax machine listens for one."""
    if not any(option.keys == FAX_KEY for option in ivr.options):
        yield
        return
    session.call.hear_fax(True)
    try:
        yield
    finally:
        session.call.hear_fax(False)


class _Visit:
    """One visit: its two counters, and what may be chosen."""

    def __init__(self, session: Session, menu: Stored[Ivr]) -> None:
        self._session = session
        self._ivr = menu.document
        self._no_input = 0
        self._no_match = 0
        self._choices = Choices(session, menu)

    async def choose(self) -> Hop:
        """Round after round, until one leads somewhere."""
        while True:
            await self._greet()
            entry = await self._collect()
            hop = await self._settle(entry)
            if hop is not None:
                return hop

    async def _greet(self) -> None:
        # Before each prompt: a key that was typed ahead, or stopped the prompt before, skips the rest of the greeting.
        for prompt in self._ivr.greeting:
            if self._session.key_waits():
                return
            await self._session.play(prompt, stop_on_key=True)

    async def _collect(self) -> Commit | Refused | None:
        """Collect one entry after the greeting: what it means, or None for silence."""
        digits = self._choices.digits()
        key = await self._session.key(self._ivr.response_timeout_s)
        if key is None:
            return None
        decision = digits.press(key.digit)
        while isinstance(decision, Wait):
            key = await self._session.key(decision.timeout_s)
            decision = digits.expire() if key is None else digits.press(key.digit)
        return decision

    async def _settle(self, entry: Commit | Refused | None) -> Hop | None:
        """Returns where the entry, or silence (None), leads; None for another round."""
        match entry:
            case Commit():
                return await self._matched(entry)
            case Refused():
                return await self._refused(entry)
        self._no_input += 1
        self._session.emit(NoInput(at=self._session.now(), count=self._no_input))
        self._session.call.keys.drop()
        return await self._retry(self._ivr.no_input, self._no_input)

    async def _matched(self, commit: Commit) -> Hop | None:
        """Returns where a choice leads; None for another round.

        An option by time that leads nowhere at this moment counts as no match.
        """
        session, hop = self._session, self._choices.hop(commit)
        if hop is None:
            return await self._refused(Refused(commit.entry))
        session.emit(Matched(at=session.now(), entry=commit.entry, by=commit.by))
        self._choices.tell(commit)
        if not commit.terminated and not self._choices.hash_is_a_key:
            session.expect_trailing_hash(len(commit.entry))
        await announce_transfer(session, self._ivr, hop.to)
        return hop

    async def _refused(self, refused: Refused) -> Hop | None:
        session = self._session
        self._no_match += 1
        session.emit(NoMatch(at=session.now(), entry=refused.entry, count=self._no_match))
        # Otherwise waiting keys stay: in a menu of single keys they are the correction.
        if refused.mistyped:
            session.call.keys.drop()
            await self._swallow_tail()
        return await self._retry(self._ivr.no_match, self._no_match)

    async def _swallow_tail(self) -> None:
        """Swallow the rest of a mistyped number, which would otherwise count as further wrong entries.

        This is called only if some candidate is longer than the entry. Otherwise no rest can follow, and what the
        caller presses next is a correction that has to be heard.
        """
        quiet_s = min(self._ivr.digit_timeout_s, TAIL_QUIET_S)
        while await self._session.key(quiet_s) is not None:
            pass

    async def _retry(self, rule: Retry, count: int) -> Hop | None:
        if count > rule.retries:
            await self._session.play_deaf(rule.final_prompt)
            return Hop.by(rule.route)
        if rule.retry_prompt is not None and not self._session.key_waits():
            await self._session.play(rule.retry_prompt, stop_on_key=True)
        return None
