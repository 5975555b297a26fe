"""From bytes to messages: datagrams by `parse_message`, streams by `StreamParser` (RFC 3261 §7, §18.3).

Lenient in what does no harm (bare LF, compact and odd-case names, spaces before the colon, folding); strict about
whatever decides where a message ends or which transaction it belongs to.
"""

from __future__ import annotations

import re
from enum import Enum

from switchboard.sip.errors import MalformedHeader, MalformedMessage
from switchboard.sip.header_fields import Headers, canonical_name, known_name
from switchboard.sip.headers import CSeq, is_token, parse_uint
from switchboard.sip.message import VERSION, Message, Request, Response

MAX_DATAGRAM_BYTES = 16 * 1024
MAX_STREAM_MESSAGE_BYTES = 64 * 1024
"""The longest message over UDP, and over TCP: head and body together."""
MAX_HEADERS = 256

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_NEEDED = ("Via", "From", "To", "Call-ID", "CSeq")
_SINGLE = frozenset({"From", "To", "Call-ID", "CSeq", "Content-Length", "Max-Forwards", "Content-Type", "Expires"})


class KeepAlive(Enum):
    """What stands between the messages of a stream (RFC 5626 §4.4.1)."""

    PING = "ping"
    PONG = "pong"


def parse_message(data: bytes) -> Message:
    """The message in a datagram; bytes beyond Content-Length are dropped. Raises MalformedMessage."""
    if len(data) > MAX_DATAGRAM_BYTES:
        raise _too_long(data[:MAX_DATAGRAM_BYTES])
    # CRLF before a start line is to be ignored (§7.5): phones send it to keep a NAT open.
    data = data.lstrip(b"\r\n")
    end = _HEAD_END.search(data)
    head = data[: end.start()] if end else data
    start_line, headers = _parse_head(head)
    method = _method_of(start_line)
    if end is None:
        raise MalformedMessage("the headers do not end", headers=headers, method=method)
    body = data[end.end() :]
    length = _content_length(headers, method)
    if length is not None:
        # The datagram was cut short on its way, or lies: what is missing may be half of an SDP (§18.3).
        if length > len(body):
            raise MalformedMessage("the body is shorter than Content-Length", headers=headers, method=method)
        body = body[:length]
    return _build(start_line, headers, body)


def _too_long(beginning: bytes) -> MalformedMessage:
    """513 for a message of which only the `beginning` is looked at, with the headers that stand in it whole."""
    data = beginning.lstrip(b"\r\n")
    end = _HEAD_END.search(data)
    try:
        start_line, headers = _parse_head(data[: end.start()] if end else data[: data.rfind(b"\n") + 1].rstrip())
    except MalformedMessage as error:
        return MalformedMessage("the message is too long", status=513, headers=error.headers, method=error.method)
    method = _method_of(start_line)
    return MalformedMessage("the message is too long", status=513, headers=headers, method=method)


def _parse_head(head: bytes) -> tuple[str, Headers]:
    """Start line and headers. Raises MalformedMessage."""
    # A CR alone ends a line for some peers: passed on in a header that we echo, it would let the sender add headers
    # there.
    text = head.decode("utf-8", "surrogateescape").replace("\r\n", "\n").replace("\r", " ")
    start_line, _, rest = text.partition("\n")
    items, whole = header_fields(rest)
    headers = Headers.of_canonical(items)
    if len(items) > MAX_HEADERS:
        raise MalformedMessage("there are too many headers", status=513)
    if not whole:
        raise MalformedMessage("a header line is malformed", headers=headers, method=_method_of(start_line))
    return start_line, headers


def header_fields(text: str) -> tuple[list[tuple[str, str]], bool]:
    """Canonical names and values of header lines, and whether every line was one."""
    items: list[tuple[str, str]] = []
    whole = True
    folded = "\n " in text or "\n\t" in text
    lines = text.split("\n") if text else []
    for line in _unfolded(lines) if folded else lines:
        name, colon, value = line.partition(":")
        # Most lines are of this kind, and need no pattern.
        if colon and (known := known_name(name)) is not None:
            items.append((known, value.strip()))
            continue
        name = name.rstrip()
        if colon and is_token(name):
            items.append((canonical_name(name), value.strip()))
        else:
            whole = False
    return items, whole


def _unfolded(lines: list[str]) -> list[str]:
    """Header lines, each with those that continue it (§7.3.1), one blank in place of the fold and what is around it.

    Pieces are joined once for each header: a pattern, or one line growing, takes the square of the length.
    """
    pieces: list[list[str]] = []
    for line in lines:
        if pieces and line.startswith((" ", "\t")):
            pieces[-1].append(line.lstrip(" \t"))
        else:
            pieces.append([line])
    return [" ".join([*(piece.rstrip(" \t") for piece in group[:-1]), group[-1]]) for group in pieces]


def _method_of(start_line: str) -> str | None:
    """The method where the line looks like that of a request."""
    # SIP/2.0 is no token, so a status line has no method.
    word = start_line.partition(" ")[0]
    return word if is_token(word) else None


def _content_length(headers: Headers, method: str | None) -> int | None:
    """The length that the headers state; None without one. Raises MalformedMessage for what is no number, and for
    several that differ.
    """
    if "Content-Length" not in headers.first:
        return None
    values = headers.get_all("Content-Length")
    try:
        lengths = {parse_uint(value) for value in values}
    except MalformedHeader as error:
        raise MalformedMessage("Content-Length is malformed", headers=headers, method=method) from error
    if len(lengths) > 1:
        raise MalformedMessage("Content-Length values differ", headers=headers, method=method)
    return lengths.pop()


def _build(start_line: str, headers: Headers, body: bytes) -> Message:
    """The message of a start line, headers and a body. Raises MalformedMessage."""
    if start_line[:4].upper() == "SIP/":
        return _build_response(start_line, headers, body)
    words = start_line.split(" ")
    method = _method_of(start_line)
    if method is None or not words[-1].upper().startswith("SIP/"):
        raise MalformedMessage("the start line is malformed", headers=headers, method=method)
    if len(words) != 3:
        raise MalformedMessage("the request line is malformed", headers=headers, method=method)
    if words[2].upper() != VERSION:
        raise MalformedMessage("the version is not SIP/2.0", status=505, headers=headers, method=method)
    _check_headers(headers, method, method)
    return Request(method, words[1], headers, body)


def _build_response(start_line: str, headers: Headers, body: bytes) -> Response:
    version, _, rest = start_line.partition(" ")
    code, _, reason = rest.partition(" ")
    if version.upper() != VERSION or len(code) != 3 or not (code.isascii() and code.isdigit()):
        raise MalformedMessage("the status line is malformed")
    if not 100 <= int(code) <= 699:
        raise MalformedMessage("the status is outside 100 to 699")
    _check_headers(headers, None, None)
    return Response(int(code), reason.strip(), headers, body)


def _check_headers(headers: Headers, expected: str | None, method: str | None) -> None:
    """Check that each header that every message needs is there once, and that CSeq names the `expected` method. Raises
    MalformedMessage.
    """
    first = headers.first
    for name in _NEEDED:
        if name not in first:
            raise MalformedMessage(f"there is no {name}", headers=headers, method=method)
    if len(first) != len(headers) and _has_twice(headers):
        raise MalformedMessage("a header occurs twice that must not", headers=headers, method=method)
    try:
        cseq = headers.read("CSeq", CSeq.parse)
    except MalformedHeader as error:
        raise MalformedMessage("CSeq is malformed", headers=headers, method=method) from error
    if expected is not None and cseq is not None and cseq.method != expected:
        raise MalformedMessage("CSeq names another method", headers=headers, method=method)


def _has_twice(headers: Headers) -> bool:
    # Content-Length may be there twice, if both say the same: `_content_length` has seen to that.
    seen = [name for name, _ in headers]
    return any(seen.count(name) > 1 for name in _SINGLE if name != "Content-Length")


Item = Request | Response | MalformedMessage | KeepAlive


class StreamParser:
    """Cuts a TCP stream into messages by Content-Length, in bounded memory.

    Once a message does not tell its length the stream is `broken`: nothing more is read, the connection is to be
    closed. A message that is malformed otherwise is reported and the next one is read.
    """

    def __init__(self, *, max_message_bytes: int = MAX_STREAM_MESSAGE_BYTES) -> None:
        self.broken = False
        self._buffer = bytearray()
        self._scanned = 0
        self._max_message_bytes = max_message_bytes
        self._head: tuple[str, Headers] | MalformedMessage | None = None
        self._body_bytes = 0

    @property
    def in_message(self) -> bool:
        """Whether a message has begun and is not complete; line breaks between messages are none."""
        return self._head is not None or (bool(self._buffer) and self._buffer[0] not in b"\r\n")

    def feed(self, data: bytes) -> list[Item]:
        """What `data` completes, in order. Never raises."""
        self.add(data)
        items: list[Item] = []
        while (item := self.take()) is not None:
            items.append(item)
        return items

    def add(self, data: bytes) -> None:
        """Keep `data` until it is taken."""
        if not self.broken:
            self._buffer += data

    def take(self) -> Item | None:
        """The next item of what was added, None while it is not complete. Never raises."""
        return None if self.broken else self._next()

    def _next(self) -> Item | None:
        if self._head is not None:
            return self._finish()
        if self._buffer.startswith((b"\r", b"\n")):
            return self._keep_alive()
        # The four bytes that end a head may come one by one; what was searched before is not searched again.
        end = _HEAD_END.search(self._buffer, max(0, self._scanned - 3))
        if end is None:
            self._scanned = len(self._buffer)
            if len(self._buffer) > self._max_message_bytes:
                return self._break(_too_long(bytes(self._buffer[: self._max_message_bytes])))
            return None
        return self._start(bytes(self._buffer[: end.start()]), end.end())

    def _keep_alive(self) -> KeepAlive | None:
        """A CRLF of its own is a pong, two in a row are a ping; one that ends the buffer waits for its sequel."""
        if self._buffer.startswith(b"\r\n\r\n"):
            del self._buffer[:4]
            return KeepAlive.PING
        if b"\r\n\r\n".startswith(self._buffer):
            return None
        del self._buffer[: 2 if self._buffer.startswith(b"\r\n") else 1]
        return KeepAlive.PONG

    def _start(self, head: bytes, consumed: int) -> Item | None:
        """Take a complete head from the buffer and learn the length of its body."""
        self._scanned = 0
        if consumed > self._max_message_bytes:
            return self._break(_too_long(head[: self._max_message_bytes]))
        del self._buffer[:consumed]
        try:
            self._head = _parse_head(head)
            headers, method = self._head[1], _method_of(self._head[0])
        except MalformedMessage as error:
            if error.headers is None:
                return self._break(error)
            self._head, headers, method = error, error.headers, error.method
        try:
            length = _content_length(headers, method)
        except MalformedMessage as error:
            return self._break(error)
        if length is None:
            return self._break(MalformedMessage("a stream needs Content-Length", headers=headers, method=method))
        if consumed + length > self._max_message_bytes:
            return self._break(MalformedMessage("the message is too long", status=513, headers=headers, method=method))
        self._body_bytes = length
        return self._finish()

    def _finish(self) -> Item | None:
        """The message whose head is read, once its body is there."""
        if self._head is None or len(self._buffer) < self._body_bytes:
            return None
        body = bytes(self._buffer[: self._body_bytes])
        del self._buffer[: self._body_bytes]
        head, self._head = self._head, None
        if isinstance(head, MalformedMessage):
            return head
        try:
            return _build(*head, body)
        except MalformedMessage as error:
            return error

    def _break(self, error: MalformedMessage) -> MalformedMessage:
        self.broken = True
        self._buffer.clear()
        return error
