"""Emergency numbers: which they are, and who is told when one is dialled."""

from functools import lru_cache
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from switchboard.model.base import CallerNumber, ExtensionId, Frozen, TrunkId
from switchboard.model.directory import EmailAddress

EmergencyNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{2,15}$")]

LONGEST_OF_A_COUNTRY: Final = 6
ASSUMED: Final = ("112", "911")
"""Where nobody has said in which country the office is."""


class Emergency(Frozen):
    """`numbers` null: those of the country of the office. They go out through `trunks`, then through all others.

    `caller_id` tells the emergency services where the call comes from, unless the extension has one of its own. The
    phones of `tell_extensions` ring and say who has called, and a mail goes to `mail_to`.
    """

    numbers: Annotated[tuple[EmergencyNumber, ...], Field(max_length=20)] | None = None
    trunks: Annotated[tuple[TrunkId, ...], Field(max_length=20)] = ()
    caller_id: CallerNumber = ""
    tell_extensions: Annotated[tuple[ExtensionId, ...], Field(max_length=20)] = ()
    mail_to: Annotated[tuple[EmailAddress, ...], Field(max_length=15)] = ()

    def has(self, number: str, country: str) -> bool:
        """Whether that is an emergency number, in a country by its code (ISO 3166-1 alpha-2, or "")."""
        if self.numbers is not None:
            return number in self.numbers
        return bool(country) and len(number) <= LONGEST_OF_A_COUNTRY and _of_country(number, country)

    def may_be(self, number: str, country: str) -> bool:
        """Whether it is one in most countries, where that of the office is not known."""
        return self.numbers is None and not country and number in ASSUMED


@lru_cache(maxsize=1024)
def _of_country(number: str, country: str) -> bool:
    """By the short numbers of the phonenumbers library. Where one dials 911, 112 is only what mobile networks take."""
    from phonenumbers import is_emergency_number

    return is_emergency_number(number, country) and not (number == "112" and is_emergency_number("911", country))
