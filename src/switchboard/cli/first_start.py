"""What a new installation gets: credentials, which are shown this once, and the demo."""

import os
import socket
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from switchboard.cli.terminal import PlainConsole, console
from switchboard.config import ApiSettings
from switchboard.demo import create_demo
from switchboard.installation import Installation
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.db.last_change import last_change
from switchboard.store.people import passwords
from switchboard.store.people.access import has_anybody
from switchboard.store.people.api_tokens import ApiTokens
from switchboard.store.people.credentials import PASSWORD_LENGTH
from switchboard.store.people.users import Users

FIRST_USER = "admin"


async def first_start(opened: Installation) -> None:
    """On a new installation create credentials for the API and the demo, and show them this once."""
    is_new = not await has_anybody(opened.database, DEFAULT_TENANT)
    is_empty = not await last_change(opened.database, DEFAULT_TENANT)
    if not (is_new or is_empty):
        return
    with _shown_to(opened.settings.credentials_file) as shown:
        if is_new:
            await _begin(opened, shown)
        if is_empty:
            demo = await create_demo(
                opened.repository, opened.credentials, opened.library, DEFAULT_TENANT, opened.settings.sip.realm
            )
            _show(demo.passwords, demo.numbers, shown)


@contextmanager
def _shown_to(file: str) -> Iterator[PlainConsole]:
    """Where secrets are shown: in that file, which only its owner can read, or if there is none, where we print.

    What a service prints is kept in a log that others may read.
    """
    if not file:
        yield console
        return
    with open(file, "a", buffering=1, opener=_private) as text:
        yield PlainConsole(file=text)
    console.print(f"Credentials are in {file}: note them, and delete the file")


def _private(file: str, flags: int) -> int:
    return os.open(file, flags | os.O_NOFOLLOW, 0o600)


async def _begin(opened: Installation, shown: PlainConsole) -> None:
    """The first client, token and user."""
    client_id, secret = await opened.credentials.new_api_client(DEFAULT_TENANT, "yeastar", "first")
    _, token = await ApiTokens(opened.database).mint(DEFAULT_TENANT, "first", "admin", datetime.now(UTC))
    shown.print("Credentials, shown only now (more: switchboard credentials new --help)")
    shown.print(f"  Yeastar API   username {client_id}   password {secret}")
    shown.print(f"  Native API    token {token}")
    shown.print(f"  User          username {FIRST_USER}   password {await _first_user(opened)}")
    shown.print(f"  Page          {page_address(opened.settings.api)} (log in as {FIRST_USER})")


async def _first_user(opened: Installation) -> str:
    """Create the user `admin`; returns its password."""
    password = passwords.random_text(PASSWORD_LENGTH)
    users = Users(opened.database)
    await users.create(DEFAULT_TENANT, FIRST_USER, password, "admin", datetime.now(UTC), must_change_password=True)
    return password


def _show(phones: Mapping[str, str], numbers: Iterable[str], shown: PlainConsole) -> None:
    for number, password in phones.items():
        shown.print(f"  SIP account   username {number}   password {password}")
    shown.print(f"  Menus to call: {', '.join(numbers)}")


def page_address(settings: ApiSettings) -> str:
    """Where a browser finds the page: at a public origin, or else where this machine is reached."""
    if settings.origins:
        return f"{settings.origins[0]}/"
    host = settings.host if settings.host not in ("0.0.0.0", "::", "") else _own_address()
    return f"{settings.scheme}://{f'[{host}]' if ':' in host else host}:{settings.port}/"


def _own_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: UDP only looks up the way.
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "localhost"
