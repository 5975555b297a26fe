"""What the checks of a configuration answer. Drafts answer in the same shape."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any, Final, Self

from pydantic import AfterValidator, BaseModel, Field

from switchboard.api.native.pointers import pointer
from switchboard.model.base import Frozen, ObjectId
from switchboard.model.checks import SEVERITIES, Code, Finding, Severity
from switchboard.model.families import FAMILIES

MOST_FINDINGS: Final = 1000
"""So many are told; `counts` counts all."""


def _known(kind: str) -> str:
    if kind not in FAMILIES:
        raise ValueError(f"must be one of {', '.join(sorted(FAMILIES))}")
    return kind


Kind = Annotated[str, AfterValidator(_known), Field(json_schema_extra={"enum": sorted(FAMILIES)})]


class FindingShown(BaseModel):
    """What is wrong, or odd, at a place of an object: `pointer` is a JSON pointer into it, `#` the whole object.

    `code` is stable; `text` says the same in English about the object, and `values` are what it says it of. `id` null:
    the office, as long as none is stored.
    """

    code: Code
    severity: Severity
    kind: Kind
    id: int | None
    name: str
    number: str
    pointer: str
    values: dict[str, str | int | float]
    text: str

    @classmethod
    def of(cls, finding: Finding) -> Self:
        return cls(
            code=finding.code,
            severity=finding.severity,
            kind=finding.kind,
            id=finding.id,
            name=finding.name,
            number=finding.number,
            pointer=pointer(finding.steps),
            values=dict(finding.values),
            text=finding.text,
        )


class FindingCounts(BaseModel):
    """How many there are of each severity."""

    error: int
    warning: int
    hint: int


class Findings(BaseModel):
    """The gravest first; `counts` counts also those that are too many to be told."""

    items: list[FindingShown]
    counts: FindingCounts

    @classmethod
    def of(cls, findings: Sequence[Finding], most: int = MOST_FINDINGS) -> Self:
        counted = Counter[str](finding.severity for finding in findings)
        items = [FindingShown.of(finding) for finding in findings[:most]]
        return cls(items=items, counts=FindingCounts(**{severity: counted[severity] for severity in SEVERITIES}))


class ToCheck(Frozen):
    """An object as it would be: `document` in place of the object with that `id`, or with null a new one; among the
    others as they are, or as they are by a `draft`.
    """

    kind: Kind
    id: ObjectId | None = None
    document: dict[str, Any]
    draft: ObjectId | None = None
