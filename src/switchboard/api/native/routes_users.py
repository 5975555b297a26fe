"""The people who may log in to the tenant."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.login import Login
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of, forbidden
from switchboard.api.native.browser_login import BrowserLogin
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import refused_member
from switchboard.api.native.routes_objects import Id
from switchboard.api.native.shapes_users import EditedUser, NewPassword, NewUser, Users, UserShown
from switchboard.store.people.users import User

_TAG = "users"


class UserRoutes:
    """The users of the tenant, for admins; everybody may change their own password."""

    def __init__(self, services: ApiServices, login: Login) -> None:
        self._clock = services.clock
        self._login = login
        self._users = login.users
        self._browsers = BrowserLogin(services, login)

    def add_to(self, face: Face) -> None:
        one = "/users/{id}"
        face.add(Operation("GET", "/users", "admin", gives=Users), self.list, _TAG, "list_users")
        create = Operation("POST", "/users", "admin", takes=NewUser, gives=UserShown, status=201)
        face.add(create, self.create, _TAG, "create_user")
        face.add(Operation("GET", one, "admin", gives=UserShown), self.read, _TAG, "read_user")
        patch = Operation("PATCH", one, "admin", EditedUser, body.MERGE_PATCH[0], UserShown)
        face.add(patch, self.patch, _TAG, "patch_user")
        face.add(Operation("DELETE", one, "admin", status=204), self.delete, _TAG, "delete_user")
        password = Operation("PUT", f"{one}/password", "phone", takes=NewPassword, status=204, first_steps=True)
        face.add(password, self.set_password, _TAG, "set_password")

    async def list(self, request: Request) -> Response:
        """All users in the order of their names."""
        found = await self._users.all(client_of(request).tenant)
        return json_of(Users(items=[UserShown.of(user) for user in found]))

    async def create(self, request: Request) -> Response:
        """A new user."""
        wanted = await body.read(request, NewUser)
        password = wanted.password.get_secret_value()
        user = await self._users.create(
            client_of(request).tenant,
            wanted.name,
            password,
            wanted.role,
            self._clock.now(),
            wanted.rights,
            must_change_password=wanted.must_change_password,
            extension=wanted.extension,
        )
        response = json_of(UserShown.of(user), 201)
        response.headers["Location"] = f"{request.scope.get('root_path', '')}/users/{user.id}"
        return response

    async def read(self, request: Request, id: Id) -> Response:
        """What is known of a user."""
        return json_of(UserShown.of(await self._users.get(client_of(request).tenant, id)))

    async def patch(self, request: Request, id: Id) -> Response:
        """Give a user another role, other rights or another extension, at once also in their sessions."""
        patch = await body.read_object(request, body.MERGE_PATCH)
        tenant = client_of(request).tenant
        user = await self._users.get(tenant, id)
        before = {"role": user.role, "rights": list(user.rights), "extension": user.extension}
        merged = body.merge(before, patch)
        wanted = body.parse(EditedUser, merged if isinstance(merged, dict) else {})
        if wanted != EditedUser.model_validate(before):
            user = await self._users.edit(tenant, id, lambda old: replace(old, **wanted.model_dump()))
        return json_of(UserShown.of(user))

    async def delete(self, request: Request, id: Id) -> Response:
        """Remove a user, whose sessions end at once."""
        await self._users.delete(client_of(request).tenant, id)
        return Response(status_code=204)

    async def set_password(self, request: Request, id: Id) -> Response:
        """A new password; all sessions of the user end. Whoever changes their own in a browser goes on there."""
        who = client_of(request).who
        own = isinstance(who, User) and who.id == id
        if who.role != "admin" and not own:
            raise forbidden("the role admin")
        wanted = await body.read(request, NewPassword)
        password = wanted.password.get_secret_value()
        if isinstance(who, User) and own:
            return await self._set_own(request, who, wanted)
        if wanted.old_password is not None:
            raise refused_member("#/old_password", "is for one's own password", "unexpected")
        await self._users.set_password(who.tenant, id, password, must_change=wanted.must_change_password is not False)
        return Response(status_code=204)

    async def _set_own(self, request: Request, user: User, wanted: NewPassword) -> Response:
        if wanted.must_change_password is not None:
            raise refused_member("#/must_change_password", "is for the password of another user", "unexpected")
        await self._confirm(source_address(request), user, wanted)
        if wanted.password == wanted.old_password:
            raise refused_member("#/password", "is the old one", "unchanged")
        await self._users.set_password(user.tenant, user.id, wanted.password.get_secret_value())
        response = Response(status_code=204)
        await self._browsers.go_on(request, response, user)
        return response

    async def _confirm(self, address: str, user: User, wanted: NewPassword) -> None:
        """Raises Refusal 422 without the old password, LockedOut."""
        if wanted.old_password is None:
            raise refused_member("#/old_password", "is needed for one's own password", "required")
        try:
            await self._login.confirm(address, user, wanted.old_password.get_secret_value())
        except errors.LoginFailed:
            raise refused_member("#/old_password", "is another one", "wrong") from None
