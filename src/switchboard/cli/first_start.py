"""What a new installation gets: credentials, which are shown this once, and the demo."""

import socket
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from switchboard.cli.terminal import console
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
    if not await has_anybody(opened.database, DEFAULT_TENANT):
        client_id, secret = await opened.credentials.new_api_client(DEFAULT_TENANT, "yeastar", "first")
        _, token = await ApiTokens(opened.database).mint(DEFAULT_TENANT, "first", "admin", datetime.now(UTC))
        console.print("Credentials, shown only now (more: switchboard credentials new --help)")
        console.print(f"  Yeastar API   username {client_id}   password {secret}")
        console.print(f"  Native API    token {token}")
        console.print(f"  User          username {FIRST_USER}   password {await _first_user(opened)}")
        console.print(f"  Page          {page_address(opened.settings.api)} (log in as {FIRST_USER})")
    if not await last_change(opened.database, DEFAULT_TENANT):
        demo = await create_demo(
            opened.repository, opened.credentials, opened.library, DEFAULT_TENANT, opened.settings.sip.realm
        )
        _show(demo.passwords, demo.numbers)


async def _first_user(opened: Installation) -> str:
    """Create the user `admin`; returns its password."""
    password = passwords.random_text(PASSWORD_LENGTH)
    users = Users(opened.database)
    await users.create(DEFAULT_TENANT, FIRST_USER, password, "admin", datetime.now(UTC), must_change_password=True)
    return password


def _show(phones: Mapping[str, str], numbers: Iterable[str]) -> None:
    for number, password in phones.items():
        console.print(f"  SIP account   username {number}   password {password}")
    console.print(f"  Menus to call: {', '.join(numbers)}")


def page_address(settings: ApiSettings) -> str:
    """Where a browser finds the page: at a public origin, or else where this machine is reached."""
    if settings.origins:
        return f"{settings.origins[0]}/"
    host = settings.host if settings.host not in ("0.0.0.0", "::", "") else _own_address()
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}/"


def _own_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: UDP only looks up the way.
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "localhost"
