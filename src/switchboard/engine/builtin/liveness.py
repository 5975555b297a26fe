"""Whether the peer of a leg is still there: the session timer (RFC 4028), and a question to one that is silent.

Silence alone says nothing: a muted phone may send no packet for hours.
"""

import asyncio
from typing import Protocol

import structlog

from switchboard.call.cause import Cause
from switchboard.engine.builtin.context import ALLOW, Background
from switchboard.sip.aio.client_transaction import ClientTransaction
from switchboard.sip.dialog import Dialog
from switchboard.sip.errors import SipError
from switchboard.sip.message import Message, Request, Response
from switchboard.sip.session_timer import SessionTimer, read_response

log = structlog.get_logger()

GONE = (408, 481)
AGAIN_S = 5.0
"""How long to wait after a refused refresh, for instance because both sides had sent one, before the next try."""


class Watched(Protocol):
    """The leg, as far as it is watched."""

    dialog: Dialog

    @property
    def ended(self) -> bool: ...

    @property
    def offering(self) -> bool:
        """Whether an offer of ours is not answered yet."""
        ...

    async def reoffer(self) -> Response:
        """Send a re-INVITE with the description currently agreed; returns the final response, which is acknowledged."""
        ...

    def ask(self, request: Request) -> ClientTransaction:
        """Send a request in the dialog."""
        ...

    def finish(self, cause: Cause, *, bye: bool = True) -> None:
        """The dialog ends now."""
        ...


class Liveness:
    """Watches one leg, and finishes it when its peer is gone.

    `takes_update` is to be set where the peer knows UPDATE, which is then the question that it is asked.
    """

    def __init__(self, leg: Watched, background: Background) -> None:
        self.takes_update = False
        self._leg: Watched | None = leg
        self._background = background
        self._session: SessionTimer | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._asking = False

    def arm(self, session: SessionTimer | None) -> None:
        """Start the session timer that an INVITE, UPDATE or the answer to one settled; None for no timer."""
        self.stop()
        self._session = session
        if session is None or self._leg is None or self._leg.ended:
            return
        loop = asyncio.get_running_loop()
        if session.refresher == "local":
            self._timer = loop.call_later(session.refresh_after_s, self._start_refresh, self._leg)
        else:
            self._timer = loop.call_later(session.expires_after_s, self._expire, self._leg)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def end(self) -> None:
        """The leg has ended: nothing is watched, and neither keeps the other in memory."""
        self.stop()
        self._leg = None

    def on_silence(self) -> None:
        """No packet came for a while.

        The worker repeats this, so it may be ignored while another question is under way.
        """
        leg = self._leg
        if leg is not None and not (leg.ended or self._asking or leg.offering):
            self._asking = True
            self._background.spawn(self._ask(leg), "ask-silent-peer")

    async def _ask(self, leg: Watched) -> None:
        try:
            request = question(leg.dialog, self._session if self.takes_update else None)
            asked = leg.ask(request)
            response = await asked.final()
        finally:
            self._asking = False
        if response.status in GONE or not asked.heard:
            log.info("a silent peer is gone", status=response.status)
            leg.finish(Cause.MEDIA_LOST, bye=response.status != 481)
        elif request.method == "UPDATE" and response.is_success:
            self._refreshed(leg, response)

    def _refreshed(self, leg: Watched, response: Response) -> None:
        """Our UPDATE has refreshed the session."""
        try:
            leg.dialog.refresh_target(response)
            self.arm(read_response(response))
        except SipError as error:
            log.warning("unusable answer to a session refresh", reason=error.reason)

    def tell(self, header: tuple[str, str]) -> None:
        """Send an UPDATE with that header, if the peer knows UPDATE; whatever comes of it changes nothing."""
        if self.takes_update and self._leg is not None and not self._leg.ended:
            self._background.spawn(self._tell(self._leg, header), "update")

    async def _tell(self, leg: Watched, header: tuple[str, str]) -> None:
        response = await leg.ask(update(leg.dialog, self._session, header)).final()
        if response.is_success:
            self._refreshed(leg, response)

    def _start_refresh(self, leg: Watched) -> None:
        self._background.spawn(self._refresh(leg), "session-refresh")

    async def _refresh(self, leg: Watched) -> None:
        response = await leg.reoffer()
        if response.is_success:
            self.arm(read_response(response))
        elif response.status in GONE:
            leg.finish(Cause.FAILED, bye=response.status != 481)
        elif not leg.ended:
            self._timer = asyncio.get_running_loop().call_later(AGAIN_S, self._start_refresh, leg)

    def _expire(self, leg: Watched) -> None:
        log.info("session expired without a refresh")
        leg.finish(Cause.FAILED)


def takes_update(message: Message) -> bool:
    """Whether the sender of an INVITE, or of its answer, knows UPDATE (RFC 3311 §4)."""
    return "update" in message.option_tags("Allow")


def question(dialog: Dialog, session: SessionTimer | None) -> Request:
    """A request that changes nothing: an UPDATE that refreshes the session, else OPTIONS (RFC 3261 §11).

    Whoever answers it, with whatever status but 408 and 481, is there.
    """
    if session is None:
        return dialog.request("OPTIONS", headers=[("Accept", "application/sdp")])
    return update(dialog, session)


def update(dialog: Dialog, session: SessionTimer | None, *more: tuple[str, str]) -> Request:
    """An UPDATE without an offer, which refreshes the session if that has a timer (RFC 4028 §7.4)."""
    headers = [("Contact", str(dialog.local_contact)), ("Allow", ALLOW), ("Supported", "timer")]
    if session is not None:
        refresher = "uac" if session.refresher == "local" else "uas"
        headers.append(("Session-Expires", f"{session.interval_s};refresher={refresher}"))
    return dialog.request("UPDATE", headers=[*headers, *more])
