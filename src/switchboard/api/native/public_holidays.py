"""Public holidays of a country, from the package `holidays`, which is optional."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from itertools import count
from typing import Any

from switchboard.api.native.problem import Refusal, refused_member
from switchboard.api.native.shapes import HolidayImport
from switchboard.model.holiday import Holiday, Moment
from switchboard.model.stored import Stored
from switchboard.store.documents.batch import Current
from switchboard.store.documents.writing import Batch

_LONGEST_NAME = 90


@dataclass(frozen=True)
class Import(Batch):
    """What is created, and how many were there already under their names."""

    skipped: int


def public_holidays(wanted: HolidayImport) -> list[Holiday]:
    """The public holidays of some years, one for each day, in order. Raises Refusal: 422 for what no calendar has, 501
    without the package.
    """
    package = _package()
    region, calendar = _country(package, wanted.country)
    language = wanted.language or calendar.default_language
    if wanted.language and wanted.language not in (calendar.default_language, *calendar.supported_languages):
        raise refused_member("#/language", f"must be one of {', '.join(calendar.supported_languages)}")
    try:
        days = package.country_holidays(
            wanted.country, subdiv=wanted.subdivision or None, years=wanted.years, language=language
        )
    except NotImplementedError:
        raise refused_member("#/subdivision", f"must be one of {', '.join(calendar.subdivisions)}") from None
    return list(_named(region, sorted(days.items())))


def plan(current: Current, found: Iterable[Holiday]) -> Import:
    """The holidays whose names are not there yet. One that is there may have been edited, and stays."""
    names = {one.document.name for one in current.objects if isinstance(one.document, Holiday)}
    everything = list(found)
    new = [holiday for holiday in everything if holiday.name not in names]
    created = [Stored(current.free_id + index, 1, holiday) for index, holiday in enumerate(new)]
    return Import(created, (), (), len(everything) - len(new))


def _package() -> Any:
    try:
        return import_module("holidays")
    except ModuleNotFoundError:
        reason = "the package holidays is not installed: pip install 'switchboard-ivr[holidays]'"
        raise Refusal(501, "not-installed", reason) from None


def _country(package: Any, code: str) -> tuple[str, Any]:
    """Alpha-3 code and calendar of a country that is known by either code."""
    for _, alpha_2, alpha_3, *_ in package.registry.COUNTRIES.values():
        if code in (alpha_2, alpha_3):
            return alpha_3, package.country_holidays(code)
    raise refused_member("#/country", "must be a country in ISO 3166-1, such as DE or DEU")


def _named(region: str, days: Iterable[tuple[date, str]]) -> Iterator[Holiday]:
    taken: set[str] = set()
    for day, text in days:
        base = f"{text[:_LONGEST_NAME].strip()} {day.year}"
        name = next(one for one in _numbered(base) if one not in taken)
        taken.add(name)
        first = Moment(year=day.year, month=day.month, day=day.day)
        last = first.model_copy(update={"hour": 23, "minute": 59})
        yield Holiday(name=name, region=region, first=first, last=last)


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name} ({number})" for number in count(2))
