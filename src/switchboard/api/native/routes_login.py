"""Programs log in as people, and out."""

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, source_address
from switchboard.api.login import Login
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import bearer_token, client_of
from switchboard.api.native.browser_login import no_session
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import Refusal
from switchboard.api.native.shapes_users import Credentials, RefreshToken, Session
from switchboard.store.people.tokens import TokenPair
from switchboard.store.people.users import User

_TAG = "login"


class LoginRoutes:
    """Sessions of programs: pairs of tokens."""

    def __init__(self, services: ApiServices, login: Login) -> None:
        self._lifetimes = services.settings.login
        self._login = login

    def add_to(self, face: Face) -> None:
        log_in = Operation("POST", "/login", "anybody", takes=Credentials, gives=Session)
        face.add(log_in, self.log_in, _TAG, "log_in")
        refresh = Operation("POST", "/login/refresh", "anybody", takes=RefreshToken, gives=Session)
        face.add(refresh, self.refresh, _TAG, "refresh_session")
        face.add(Operation("POST", "/logout", "phone", status=204), self.log_out, _TAG, "log_out")

    async def log_in(self, request: Request) -> Response:
        """A session for a name and a password."""
        sent = await body.read(request, Credentials)
        password = sent.password.get_secret_value()
        user = await self._login.authenticate(
            source_address(request), sent.domain, sent.name, password, sent.given_code
        )
        return self._session(await self._login.issue(user))

    async def refresh(self, request: Request) -> Response:
        """The session goes on with new tokens; the old ones end."""
        sent = await body.read(request, RefreshToken)
        token = sent.refresh_token.get_secret_value()
        return self._session(await self._login.refresh(source_address(request), token))

    async def log_out(self, request: Request) -> Response:
        """End the session, at once."""
        client = client_of(request)
        if client.session is not None:
            raise Refusal(409, "no-session", "this is the session of a browser; end it by DELETE /session")
        if not isinstance(client.who, User):
            raise no_session()
        await self._login.sessions.revoke(bearer_token(request))
        return Response(status_code=204)

    def _session(self, pair: TokenPair) -> Response:
        response = json_of(
            Session(
                access_token=pair.access_token,
                expires_in=self._lifetimes.access_token_s,
                refresh_token=pair.refresh_token,
                refresh_expires_in=self._lifetimes.refresh_token_s,
            )
        )
        response.headers["Cache-Control"] = "no-store"
        return response
