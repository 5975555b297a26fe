"""Foreign keys between documents, read from the annotations of the model."""

from dataclasses import dataclass

from pydantic import BaseModel

from switchboard.model.parts import Id, dotted, parts


@dataclass(frozen=True, slots=True)
class Reference:
    """The field, a path such as `options[3].route.to.extension`, holds the id `target` of an object of `kind`."""

    field: str
    kind: str
    target: int


def references(document: BaseModel) -> list[Reference]:
    """Every reference that a document holds, in the order of its fields."""
    return [Reference(dotted(steps), id.kind, id.target) for steps, id in parts(document) if isinstance(id, Id)]
