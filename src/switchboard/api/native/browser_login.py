"""How a browser is logged in: a session, and the cookie that holds its token."""

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, source_address
from switchboard.api.login import Login
from switchboard.api.native.auth import client_of
from switchboard.api.native.cookie import SessionCookie
from switchboard.api.native.origins import Origins
from switchboard.api.native.problem import Refusal
from switchboard.network_address import shortened
from switchboard.store.people.users import User


class BrowserLogin:
    """Begins sessions of browsers."""

    def __init__(self, services: ApiServices, login: Login) -> None:
        self.cookie = SessionCookie(services.settings)
        self.origins = Origins(services.settings.api.origins)
        self._clock = services.clock
        self._login = login

    async def begin(self, request: Request, response: Response, user: User, origin: str) -> None:
        """Begins a session, whose cookie `response` gives to the browser at `origin`. Raises Unauthenticated."""
        address, browser = shortened(source_address(request)), request.headers.get("user-agent", "")
        token = await self._login.browsers.begin(user, self._clock.now(), address, browser)
        self.cookie.set(response, token, origin)
        response.headers["Cache-Control"] = "no-store"

    async def go_on(self, request: Request, response: Response, user: User) -> None:
        """All sessions of the user were ended: the browser that asked for it gets another. Raises Unauthenticated."""
        if client_of(request).session is not None:
            await self.begin(request, response, user, self.origins.own(request))


def no_session() -> Refusal:
    """409 for a minted token where a session is meant."""
    return Refusal(409, "no-session", "the token was minted; revoke it under /tokens")


def user_of(request: Request) -> User:
    """Who has logged in. Raises Refusal 409 for a minted token."""
    who = client_of(request).who
    if not isinstance(who, User):
        raise no_session()
    return who
