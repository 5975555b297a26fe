"""Files that come as multipart/form-data (RFC 7578)."""

from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from switchboard import errors
from switchboard.api.common import read_body
from switchboard.api.yeastar.envelope import Code, Problem, Refusal

_ENVELOPE_BYTES = 64 * 1024
_MAX_PARTS = 16


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a form. `file_name` None: it is a plain text."""

    content: bytes
    file_name: str | None = None


async def read_form(request: Request, limit: int) -> dict[str, Part]:
    """The fields of the form in the body; of one sent twice the first counts.

    Raises Refusal: 40001 for what is no form, 40004 for one with more than `limit` bytes in a field.
    """
    kind, options = parse_options_header(request.headers.get("content-type"))
    boundary = options.get(b"boundary")
    if kind.lower() != b"multipart/form-data" or not boundary:
        raise _malformed("the body must be multipart/form-data")
    try:
        body = await read_body(request, limit + _ENVELOPE_BYTES)
        parts = _parse(body, boundary)
    except errors.LimitReached as error:
        raise _too_large(limit) from error
    except FormParserError as error:
        raise _malformed("the form is malformed") from error
    if any(len(part.content) > limit for part in parts.values()):
        raise _too_large(limit)
    return parts


def _parse(body: bytes, boundary: bytes) -> dict[str, Part]:
    """Raises FormParserError. A field that is cut short, or has no name, is left out."""
    collector = _Collector()
    parser = MultipartParser(
        boundary,
        {
            "on_part_begin": collector.begin,
            "on_header_field": collector.header_name,
            "on_header_value": collector.header_value,
            "on_header_end": collector.header_end,
            "on_part_data": collector.data,
            "on_part_end": collector.end,
        },
    )
    parser.write(body)
    return collector.parts


@dataclass(slots=True)
class _Collector:
    """Takes what the parser finds, piece by piece."""

    parts: dict[str, Part] = field(default_factory=dict)
    _begun: int = 0
    _name: bytes = b""
    _value: bytes = b""
    _disposition: bytes = b""
    _content: bytearray = field(default_factory=bytearray)

    def begin(self) -> None:
        self._begun += 1
        if self._begun > _MAX_PARTS:
            raise FormParserError(f"more than {_MAX_PARTS} parts")
        self._disposition = b""
        self._content = bytearray()

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def header_end(self) -> None:
        if self._name.lower() == b"content-disposition":
            self._disposition = self._value
        self._name = self._value = b""

    def data(self, data: bytes, start: int, end: int) -> None:
        self._content += data[start:end]

    def end(self) -> None:
        _, options = parse_options_header(self._disposition)
        name, file_name = options.get(b"name"), options.get(b"filename")
        if name is not None:
            part = Part(bytes(self._content), None if file_name is None else file_name.decode(errors="replace"))
            self.parts.setdefault(name.decode(errors="replace"), part)


def _too_large(limit: int) -> Refusal:
    return Refusal(Code.FILE_SIZE_EXCEEDED, Problem("file", reason=f"at most {limit} bytes"))


def _malformed(reason: str) -> Refusal:
    return Refusal(Code.PARAMETER_SYNTAX_ERROR, Problem(reason=reason))
