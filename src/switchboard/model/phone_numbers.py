"""Telephone numbers as people dial them and as providers write them, brought to one form (E.164)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Final, Literal, assert_never, get_args

from pydantic import AfterValidator, StringConstraints

from switchboard.model.base import Means
from switchboard.model.refused import refused

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

Form = Literal["e164", "e164_bare", "national", "international"]
"""Of a London number: `e164` is +442079460000, `e164_bare` 442079460000, `national` 02079460000, and `international` as
it is dialled from the country of the office, such as 00442079460000."""
WrittenForm = Form | Literal["as_dialled"]
"""`as_dialled`: as it is."""
ReadForm = Form | Literal["any"]
"""`any`: by what the number begins with."""

_NUMBER = re.compile(r"\+?[0-9]{4,20}")
_NOT_DIGITS = re.compile(r"[^0-9]")
_SUBSCRIBER = re.compile(r"[2-9][0-9]{4,}")
"""What an area code may be put in front of: emergency numbers and short codes begin with other digits."""
_INTERNATIONAL_PREFIX = "00"
CACHED = 4096

_Reading = Literal["dialled", "received", "national"]
_DIALLED: Final = "dialled"
_RECEIVED: Final = "received"
_NATIONAL: Final = "national"


def _known(country: str) -> str:
    if country:
        from phonenumbers import SUPPORTED_REGIONS

        if country not in SUPPORTED_REGIONS:
            raise refused("country", "not a country with a numbering plan, by its code of two letters (ISO 3166-1)")
    return country


Country = Annotated[str, StringConstraints(pattern=r"^([A-Z]{2})?$"), AfterValidator(_known), Means("country")]
"""ISO 3166-1 alpha-2; empty: not said."""
AreaCode = Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]{0,5})?$")]
"""Without the prefix that is dialled before it: 30 for Berlin, 212 for Manhattan."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbering plan of an office. What it does not know as a number of the public network stays as it is: short
    codes, emergency numbers, numbers inside, nonsense. Without a `country` it knows only numbers that begin with +.
    """

    country: str = ""
    area_code: str = ""

    def received(self, number: str, form: ReadForm) -> str:
        """A number that came in that form, as E.164 with a plus."""
        return self._read(number, form) or number

    def written(self, number: str, form: WrittenForm) -> str:
        """A number that was dialled here, written in that form."""
        e164 = None if form == "as_dialled" else self._read(number)
        return number if e164 is None or form == "as_dialled" else self._write(e164, form)

    def forms(self, number: str, form: ReadForm | None = None) -> tuple[str, ...]:
        """All ways to write a number, as it came first. It came in `form`, or was dialled here."""
        e164 = self._read(number, form)
        if e164 is None:
            return (number,)
        ways = (number, *(self._write(e164, way) for way in get_args(Form)), *self._local(e164))
        return tuple(dict.fromkeys(ways))

    def same(self, one: str, other: str) -> bool:
        """Whether two numbers, as they are dialled here, are one number of the public network."""
        e164 = self._read(one)
        return e164 is not None and e164 == self._read(other)

    def _read(self, number: str, form: ReadForm | None = None) -> str | None:
        """As E.164. Who dials leaves out his own area code; a provider may leave out the plus, or the prefix."""
        if not _NUMBER.fullmatch(number):
            return None
        if form is None:
            return _e164(number, self.country, self.area_code, _DIALLED)
        reading = {"any": _RECEIVED, "national": _NATIONAL}.get(form, _DIALLED)
        return _e164(_marked(number, form), self.country, "", reading)

    def _local(self, e164: str) -> Iterator[str]:
        """Without the area code of the office, where the number has it."""
        local = e164.partition(self.area_code)[2] if self.area_code else ""
        if _SUBSCRIBER.fullmatch(local) and _e164(local, self.country, self.area_code, _DIALLED) == e164:
            yield local

    def _write(self, e164: str, form: Form) -> str:
        match form:
            case "e164":
                return e164
            case "e164_bare":
                return e164[1:]
            case "national":
                return _national(e164, self.country) or _prefix_abroad(self.country) + e164[1:]
            case "international":
                return _prefix_abroad(self.country) + e164[1:]
            case _:
                assert_never(form)


def _marked(number: str, form: ReadForm) -> str:
    """With a plus where the form says that the country stands in front."""
    if form == "e164_bare" and not number.startswith(("+", "0")):
        return f"+{number}"
    if form == "international" and number.startswith(_INTERNATIONAL_PREFIX):
        return f"+{number[2:]}"
    return number


@lru_cache(maxsize=CACHED)
def _e164(number: str, country: str, area_code: str, reading: _Reading) -> str | None:
    """None for what is no number of the public network. The input is short, and so is what this costs."""
    if not country and not number.startswith("+"):
        return None
    if area_code and _SUBSCRIBER.fullmatch(number) and (local := _parsed(area_code + number, country, _NATIONAL)):
        return local
    return _parsed(number, country, reading)


def _parsed(number: str, country: str, reading: _Reading) -> str | None:
    """What names its country needs only a possible length, for numbering plans grow. The rest is believed only where it
    is a number that somebody can have."""
    import phonenumbers
    from phonenumbers import CountryCodeSource, NumberParseException, PhoneNumberFormat, ValidationResult

    try:
        found = phonenumbers.parse(number, country or None, keep_raw_input=True)
    except NumberParseException:
        return None
    if country and phonenumbers.is_valid_short_number_for_region(found, country):
        return None
    source = found.country_code_source
    if source in (CountryCodeSource.FROM_NUMBER_WITH_PLUS_SIGN, CountryCodeSource.FROM_NUMBER_WITH_IDD):
        known = phonenumbers.is_possible_number_with_reason(found) == ValidationResult.IS_POSSIBLE
    else:
        bare = source == CountryCodeSource.FROM_NUMBER_WITHOUT_PLUS_SIGN
        known = (bare and reading == _RECEIVED) or _is_whole(found, number, country, reading)
        known = known and phonenumbers.is_valid_number(found)
    return phonenumbers.format_number(found, PhoneNumberFormat.E164) if known else None


def _is_whole(found: "PhoneNumber", number: str, country: str, reading: _Reading) -> bool:
    """Whether a number without the code of a country lacks nothing else."""
    import phonenumbers

    plan = phonenumbers.PhoneMetadata.metadata_for_region(country, None)
    prefix = plan.national_prefix if plan is not None else None
    # North America, where the prefix is the code of the country, dials whole numbers without it, too.
    return not prefix or number.startswith(prefix) or prefix == str(found.country_code) or reading == _NATIONAL


@lru_cache(maxsize=CACHED)
def _national(e164: str, country: str) -> str | None:
    """As it is dialled inside the country; None for a number of another one."""
    import phonenumbers

    found = phonenumbers.parse(e164, None)
    if not country or found.country_code != phonenumbers.country_code_for_region(country):
        return None
    return _NOT_DIGITS.sub("", phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.NATIONAL))


@lru_cache(maxsize=512)
def _prefix_abroad(country: str) -> str:
    """What is dialled before the code of another country: 00 in most, 011 in North America."""
    from phonenumbers import PhoneMetadata

    plan = PhoneMetadata.metadata_for_region(country, None) if country else None
    if plan is None:
        return _INTERNATIONAL_PREFIX
    prefix = _NOT_DIGITS.sub("", plan.preferred_international_prefix or "") or plan.international_prefix or ""
    return prefix if prefix.isdecimal() else _INTERNATIONAL_PREFIX
