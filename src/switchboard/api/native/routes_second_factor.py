"""The second factor of users: set up, removed, and reset by an admin who was asked for help."""

from io import BytesIO

from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.login import Login
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.browser_login import BrowserLogin, user_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import Refusal, refused_member
from switchboard.api.native.routes_objects import Id
from switchboard.api.native.shapes_users import NewFactor, OneCode, OwnPassword, RecoveryCodes, SecondFactorShown
from switchboard.security_log import tell
from switchboard.store.people import totp
from switchboard.store.people.users import User

_TAG = "second factor"


class SecondFactorRoutes:
    """Of oneself, and for admins of others. What a stolen session must not suffice for needs the password."""

    def __init__(self, services: ApiServices, login: Login) -> None:
        self._clock = services.clock
        self._login = login
        self._factors = login.factors
        self._browsers = BrowserLogin(services, login)

    def add_to(self, face: Face) -> None:
        own = "/me/second-factor"
        read = Operation("GET", own, "phone", gives=SecondFactorShown, first_steps=True)
        face.add(read, self.read, _TAG, "read_second_factor")
        begin = Operation("POST", own, "phone", takes=OwnPassword, gives=NewFactor, first_steps=True)
        face.add(begin, self.begin, _TAG, "begin_second_factor")
        confirm = Operation("PUT", own, "phone", takes=OneCode, gives=RecoveryCodes, first_steps=True)
        face.add(confirm, self.confirm, _TAG, "confirm_second_factor")
        remove = Operation("POST", f"{own}/remove", "phone", takes=OwnPassword, status=204)
        face.add(remove, self.remove, _TAG, "remove_second_factor")
        renew = Operation("POST", f"{own}/recovery-codes", "phone", takes=OwnPassword, gives=RecoveryCodes)
        face.add(renew, self.renew_codes, _TAG, "renew_recovery_codes")
        reset = Operation("DELETE", "/users/{id}/second-factor", "admin", status=204)
        face.add(reset, self.reset, _TAG, "reset_second_factor")

    async def read(self, request: Request) -> Response:
        """Whether one's own log-in needs a code, and how many recovery codes are left."""
        user = user_of(request)
        left = await self._factors.codes_left(user)
        return json_of(SecondFactorShown(since=user.totp_since, recovery_codes=left))

    async def begin(self, request: Request) -> Response:
        """A secret for an app; it counts once a code has shown that the app has it."""
        user = await self._confirmed(request)
        secret = await self._factors.begin(user)
        uri = totp.uri(secret, f"{user.name}@{request.url.hostname}")
        return _unstored(json_of(NewFactor(secret=secret, uri=uri, qr=_qr(uri))))

    async def confirm(self, request: Request) -> Response:
        """From now on one's log-in needs a code; the answer has codes for the loss of the app. Other sessions end."""
        user, sent = user_of(request), await body.read(request, OneCode)
        try:
            codes = await self._factors.confirm(user, sent.code.get_secret_value(), self._clock.now())
        except errors.WrongCode:
            raise refused_member("#/code", "is not what the app shows now", "wrong") from None
        response = _unstored(json_of(RecoveryCodes(codes=codes)))
        await self._browsers.go_on(request, response, user)
        return response

    async def remove(self, request: Request) -> Response:
        """From now on one's password suffices."""
        await self._factors.remove(await self._confirmed(request))
        return Response(status_code=204)

    async def renew_codes(self, request: Request) -> Response:
        """Ten new recovery codes; the old ones end."""
        user = await self._confirmed(request)
        if user.totp_since is None:
            raise Refusal(409, "second-factor-inactive", "set up a second factor first")
        return _unstored(json_of(RecoveryCodes(codes=await self._factors.renew_codes(user))))

    async def reset(self, request: Request, id: Id) -> Response:
        """Remove the second factor of another user, who has lost it; all their sessions end."""
        client = client_of(request)
        if isinstance(client.who, User) and client.who.id == id:
            raise Refusal(409, "own-second-factor", "remove your own by your password")
        user = await self._login.users.get(client.tenant, id)
        await self._factors.remove(user)
        await self._login.users.log_out_everywhere(user.id)
        about: dict[str, str | int] = {"tenant": user.tenant, "user": user.name}
        tell("second-factor-reset", source_address(request), **about, by=client.author)
        return Response(status_code=204)

    async def _confirmed(self, request: Request) -> User:
        """Who asks, with the password in the body. Raises Refusal, LockedOut."""
        user, sent = user_of(request), await body.read(request, OwnPassword)
        try:
            await self._login.confirm(source_address(request), user, sent.password.get_secret_value())
        except errors.LoginFailed:
            raise refused_member("#/password", "is another one", "wrong") from None
        return user


def _unstored(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _qr(text: str) -> str:
    """A QR code as an SVG on white, which scanners need."""
    import segno  # Few ever need it.

    drawn = BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(
        drawn, kind="svg", border=3, light="#fff", xmldecl=False, nl=False, omitsize=True, svgclass=None, lineclass=None
    )
    return drawn.getvalue().decode()
