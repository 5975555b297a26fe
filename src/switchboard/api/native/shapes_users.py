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
    """Whose token the request has: of a user who is logged in, or one that was minted."""

    kind: Literal["user", "token"]
    id: int
    name: str
    role: Role
    rights: tuple[Right, ...]
    tenant: TenantShown


class NewUser(Frozen):
    """A user to be made."""

    name: UserName
    password: ChosenPassword
    role: Role
    rights: Rights = ()


class EditedUser(Frozen):
    """What can be changed about a user."""

    role: Role
    rights: Rights = ()


class NewPassword(Frozen):
    """`old_password` is for one's own password."""

    password: ChosenPassword
    old_password: SentPassword | None = None


class UserShown(BaseModel):
    """What is known of a user."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    role: Role
    rights: tuple[Right, ...]
    created_at: datetime


class Users(BaseModel):
    """All users of the tenant."""

    items: list[UserShown]
