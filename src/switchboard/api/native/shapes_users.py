"""What the native API gives and takes where people log in and are managed."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from switchboard.api.native.shapes import Rights, TenantShown
from switchboard.model.base import Frozen
from switchboard.store.people.api_tokens import Right, Role
from switchboard.store.people.users import MAX_NAME, MAX_PASSWORD, MIN_PASSWORD

UserName = Annotated[str, StringConstraints(min_length=1, max_length=MAX_NAME)]
SentPassword = Annotated[SecretStr, Field(min_length=1, max_length=MAX_PASSWORD)]
ChosenPassword = Annotated[SecretStr, Field(min_length=MIN_PASSWORD, max_length=MAX_PASSWORD)]


class Credentials(Frozen):
    """Who logs in. `domain` is the SIP domain of the tenant; without it, it is the default tenant."""

    name: UserName
    password: SentPassword
    domain: Annotated[str, StringConstraints(max_length=253)] = ""


class RefreshToken(Frozen):
    """What came with the access token."""

    refresh_token: Annotated[SecretStr, Field(min_length=1, max_length=256)]


class Session(BaseModel):
    """A pair of tokens; seconds until each ends."""

    access_token: str
    expires_in: int
    refresh_token: str
    refresh_expires_in: int


class Me(BaseModel):
    """Whose token the request has: of a user who is logged in, or one that was minted.

    `must_change_password`: somebody else knows the password. Until the user has chosen another, a browser can only do
    that, read this, and log out.
    """

    kind: Literal["user", "token"]
    id: int
    name: str
    role: Role
    rights: tuple[Right, ...]
    tenant: TenantShown
    must_change_password: bool = False


class BrowserSessionShown(BaseModel):
    """A browser in which one is logged in: since when, when it was last used, from which network.

    `browser` is its User-Agent; `current`: this request comes from it.
    """

    id: int
    began_at: datetime
    used_at: datetime
    address: str
    browser: str
    current: bool


class BrowserSessions(BaseModel):
    """All of one's own, the one that was used last first."""

    items: list[BrowserSessionShown]


class NewUser(Frozen):
    """A user to be made. `must_change_password`: the page asks for another password at the first log-in."""

    name: UserName
    password: ChosenPassword
    role: Role
    rights: Rights = ()
    must_change_password: bool = True


class EditedUser(Frozen):
    """What can be changed about a user."""

    role: Role
    rights: Rights = ()


class NewPassword(Frozen):
    """`old_password` is for one's own password, `must_change_password` for somebody else's: whether the page asks that
    user for another one.
    """

    password: ChosenPassword
    old_password: SentPassword | None = None
    must_change_password: bool | None = None


class UserShown(BaseModel):
    """What is known of a user."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    role: Role
    rights: tuple[Right, ...]
    created_at: datetime
    must_change_password: bool


class Users(BaseModel):
    """All users of the tenant."""

    items: list[UserShown]
