"""No object may have a number that calls the emergency services: nobody inside could dial it."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.model.base import Document
from switchboard.model.office import Office
from switchboard.store.db.tables import object_

_LONGEST = 15


async def refuse_emergency_numbers(connection: AsyncConnection, tenant: int, written: Iterable[Document]) -> None:
    """Looks at what was written, and at all objects where the office was. Raises Invalid (rule "emergency")."""
    documents = list(written)
    offices = [document for document in documents if isinstance(document, Office)]
    numbers = [number for document in documents if (number := document.dialled_number()) and len(number) <= _LONGEST]
    if not offices and not numbers:
        return
    mine = object_.c.tenant == tenant
    if offices:
        office = offices[0]
        short = select(object_.c.number).where(mine, func.length(object_.c.number).between(2, _LONGEST))
        numbers = [str(number) for number in await connection.scalars(short)]
    else:
        stored = await connection.scalar(select(object_.c.document).where(mine, object_.c.kind == Office.kind))
        office = Office.model_validate(stored) if stored is not None else Office()
    for number in numbers:
        if office.emergency.has(number, office.country):
            raise _refusal(number, office, by_office=bool(offices))


def _refusal(number: str, office: Office, *, by_office: bool) -> errors.Invalid:
    where = "here" if office.emergency.numbers is not None else f"in {office.country}"
    if by_office:
        field = "country" if office.emergency.numbers is None else "emergency.numbers"
        reason = f"{number} is an emergency number {where}, and something has this number: see emergency.numbers"
    else:
        field, reason = "number", f"is an emergency number {where}: see emergency.numbers of the office"
    return errors.Invalid(field, reason, rule="emergency")
