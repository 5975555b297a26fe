"""People log in by a browser, which keeps the session in a cookie; who one is; and where else one is logged in."""

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, source_address
from switchboard.api.login import Login
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.browser_login import BrowserLogin, user_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import Refusal
from switchboard.api.native.routes_objects import Id
from switchboard.api.native.shapes import TenantShown
from switchboard.api.native.shapes_users import BrowserSessions, BrowserSessionShown, Credentials, Me
from switchboard.model.office import OFFICE, Office
from switchboard.store.people.api_tokens import ApiToken
from switchboard.store.people.users import User
from switchboard.store.tenants import Tenants

_TAG = "login"


class SessionRoutes:
    """Sessions of browsers."""

    def __init__(self, services: ApiServices, login: Login) -> None:
        self._clock = services.clock
        self._repository = services.repository
        self._tenants = Tenants(services.database)
        self._login = login
        self._browsers = BrowserLogin(services, login)

    def add_to(self, face: Face) -> None:
        begin = Operation("POST", "/session", "anybody", takes=Credentials, gives=Me)
        face.add(begin, self.begin, _TAG, "begin_session")
        end = Operation("DELETE", "/session", "phone", status=204, first_steps=True)
        face.add(end, self.end, _TAG, "end_session")
        face.add(Operation("GET", "/me", "phone", gives=Me, first_steps=True), self.me, _TAG, "read_me")
        face.add(Operation("GET", "/sessions", "phone", gives=BrowserSessions), self.list, _TAG, "list_sessions")
        one = Operation("DELETE", "/sessions/{id}", "phone", status=204)
        face.add(one, self.end_another, _TAG, "end_another_session")
        everywhere = Operation("POST", "/logout/everywhere", "phone", status=204, first_steps=True)
        face.add(everywhere, self.end_all, _TAG, "log_out_everywhere")

    async def begin(self, request: Request) -> Response:
        """Log in by a browser: the answer sets a cookie, which all endpoints take in place of a token."""
        origin = self._browsers.origins.own(request)
        sent = await body.read(request, Credentials)
        password = sent.password.get_secret_value()
        user = await self._login.authenticate(
            source_address(request), sent.domain, sent.name, password, sent.given_code
        )
        response = json_of(await self._shown(user))
        await self._browsers.begin(request, response, user, origin)
        return response

    async def end(self, request: Request) -> Response:
        """Log out of this browser, at once."""
        session = client_of(request).session
        if session is None:
            raise Refusal(409, "no-session", "this request has no cookie; end the session of a token by /logout")
        await self._login.browsers.end(user_of(request).id, session)
        return self._cleared()

    async def me(self, request: Request) -> Response:
        """Who one is, in which tenant, and what one may do there."""
        return json_of(await self._shown(client_of(request).who))

    async def list(self, request: Request) -> Response:
        """The browsers in which one is logged in."""
        session = client_of(request).session
        found = await self._login.browsers.all(user_of(request).id, self._clock.now())
        shown = [BrowserSessionShown(**asdict(one), current=one.id == session) for one in found]
        return json_of(BrowserSessions(items=shown))

    async def end_another(self, request: Request, id: Id) -> Response:
        """Log out of another browser, at once."""
        await self._login.browsers.end(user_of(request).id, id)
        return Response(status_code=204)

    async def end_all(self, request: Request) -> Response:
        """Log out everywhere, at once: of this and all other browsers, and of programs that have logged in."""
        await self._login.users.log_out_everywhere(user_of(request).id)
        return self._cleared()

    async def _shown(self, who: ApiToken | User) -> Me:
        tenant = TenantShown.model_validate(await self._tenants.get(who.tenant))
        office = await self._repository(who.tenant).find_by_name(Office, OFFICE)
        zone = office.document.timezone if office else Office().timezone
        me = Me(kind="token", id=who.id, name=who.name, role=who.role, rights=who.rights, tenant=tenant, timezone=zone)
        if isinstance(who, ApiToken):
            return me
        of_users = {
            "kind": "user",
            "must_change_password": who.must_change_password,
            "second_factor": who.totp_since is not None,
            "second_factor_needed": self._login.needs_factor(who),
            "extension": who.extension,
        }
        return me.model_copy(update=of_users)

    def _cleared(self) -> Response:
        response = Response(status_code=204)
        self._browsers.cookie.clear(response)
        return response
