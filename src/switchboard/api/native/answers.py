"""Answers that are made of a pydantic model."""

from pydantic import BaseModel
from starlette.responses import Response


def json_of(content: BaseModel, status: int = 200, *, exclude_unset: bool = False) -> Response:
    """The model as JSON."""
    text = content.model_dump_json(by_alias=True, exclude_unset=exclude_unset)
    return Response(text, status, media_type="application/json")
