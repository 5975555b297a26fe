"""What the native API gives and takes where people log in and are managed."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from switchboard.api.native.shapes import Rights, TenantShown
from switchboard.model.base import Frozen, Name
from switchboard.store.db.storable import MAX_ID
from switchboard.store.people.api_tokens import ClientRight, Right, Role
from switchboard.store.people.users import MAX_NAME, MAX_PASSWORD, MIN_PASSWORD, User

UserName = Annotated[str, StringConstraints(min_length=1, max_length=MAX_NAME)]
SentPassword = Annotated[SecretStr, Field(min_length=1, max_length=MAX_PASSWORD)]
ChosenPassword = Annotated[SecretStr, Field(min_length=MIN_PASSWORD, max_length=MAX_PASSWORD)]
SentCode = Annotated[SecretStr, Field(min_length=1, max_length=64)]
ExtensionId = Annotated[int, Field(ge=1, le=MAX_ID)]


class Credentials(Frozen):
    """Who logs in. `domain` is the SIP domain of the tenant; without it, it is the default tenant. `code` is for users
    with a second factor: of their app, or a recovery code.
    """

    name: UserName
    password: SentPassword
    domain: Annotated[str, StringConstraints(max_length=253)] = ""
    code: SentCode | None = None

    @property
    def given_code(self) -> str:
        return self.code.get_secret_value() if self.code else ""


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
    that, read this, and log out. `second_factor`: log-in needs a code as well; `second_factor_needed`: it must be set
    up before anything else works. `extension` is the id of one's own, `timezone` that of the office.
    """

    kind: Literal["user", "token"]
    id: int
    name: str
    role: Role
    rights: tuple[Right, ...]
    tenant: TenantShown
    timezone: str
    must_change_password: bool = False
    second_factor: bool = False
    second_factor_needed: bool = False
    extension: int | None = None


class OwnPassword(Frozen):
    """One's password, for what a session alone must not suffice for."""

    password: SentPassword


class OneCode(Frozen):
    """A code that the app shows."""

    code: SentCode


class NewFactor(BaseModel):
    """The `secret` to type into an app, or `uri` and `qr` (an SVG) to scan. Shown this once."""

    secret: str
    uri: str
    qr: str


class RecoveryCodes(BaseModel):
    """Each logs in once in place of a code of the app. Shown this once."""

    codes: list[str]


class SecondFactorShown(BaseModel):
    """Since when a log-in needs a code; null: it does not. And how many recovery codes are left."""

    since: datetime | None
    recovery_codes: int


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
    """A user to be made. `must_change_password`: the page asks for another password at the first log-in. `extension` is
    the id of their own, which the role `phone` needs.
    """

    name: UserName
    password: ChosenPassword
    role: Role
    rights: Rights = ()
    extension: ExtensionId | None = None
    must_change_password: bool = True


class EditedUser(Frozen):
    """What can be changed about a user. `extension` is the id of their own."""

    role: Role
    rights: Rights = ()
    extension: ExtensionId | None = None


class NewPassword(Frozen):
    """`old_password` is for one's own password, `must_change_password` for somebody else's: whether the page asks that
    user for another one.
    """

    password: ChosenPassword
    old_password: SentPassword | None = None
    must_change_password: bool | None = None


class UserShown(BaseModel):
    """What is known of a user."""

    id: int
    name: str
    role: Role
    rights: tuple[Right, ...]
    created_at: datetime
    must_change_password: bool
    second_factor: bool
    extension: int | None

    @classmethod
    def of(cls, user: User) -> Self:
        return cls(**asdict(user), second_factor=user.totp_since is not None)


class Users(BaseModel):
    """All users of the tenant."""

    items: list[UserShown]


Dialect = Literal["yeastar", "servetel"]
"""Those whose programs log in as clients. PortSIP's log in as users."""


class NewApiClient(Frozen):
    """A program that uses the API of a vendor."""

    dialect: Dialect
    name: Name
    rights: tuple[ClientRight, ...] = ()


class EditedApiClient(Frozen):
    """All that the program may do besides."""

    rights: tuple[ClientRight, ...]


class ApiClientShown(BaseModel):
    """What is known of such a program; `client_id` is by which it logs in."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    dialect: Dialect
    name: str
    client_id: str
    rights: tuple[ClientRight, ...]


class ApiClientMinted(ApiClientShown):
    """The only answer that holds the `secret`, with which it logs in."""

    secret: str


class ApiClients(BaseModel):
    """All of the tenant."""

    items: list[ApiClientShown]
