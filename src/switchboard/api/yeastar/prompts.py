"""Custom prompts, as the dialect names, shows and orders them. Pure."""

import re
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import StringConstraints

from switchboard.api.common import Json
from switchboard.api.yeastar.envelope import Code, Problem, Refusal
from switchboard.api.yeastar.wire import OneOf, Scale, Text, Wire
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored

SUFFIXES = (".wav", ".mp3", ".gsm")
SPOKEN_SUFFIX = ".wav"
TYPES = ("record", "tts")
LOCAL_STORAGE = 1
MAX_NAME = 63
NEUTRAL = 50
"""On the vendor's scales of 1 to 100: neither fast nor slow, loud nor quiet, high nor low."""

_UNNAMEABLE = re.compile(r"[\x00-\x1f\x7f-\x9f,]")


class SpeechOrder(Wire):
    """The body of custom_prompt/create."""

    file: Annotated[
        str,
        StringConstraints(strict=True, max_length=59, pattern=r"""^[^\x00-\x20\x7f-\x9f'"!:@#$%^*.&(){}\[\];/,`]+$"""),
    ] = ""
    type: Annotated[Text, OneOf("tts", "specify")] = ""
    text: Annotated[
        str, StringConstraints(strict=True, max_length=1000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$")
    ] = ""
    language: Annotated[
        str, StringConstraints(strict=True, max_length=35, pattern=r"^[A-Za-z]{2,3}([_-][A-Za-z0-9]{1,8})*$")
    ] = ""
    asr_manufacturer: Annotated[Text, OneOf("", "aws", "xunfei")] = ""
    voice_id: Text = ""
    speed: Scale = NEUTRAL
    volume: Scale = NEUTRAL
    pitch: Scale = NEUTRAL


REQUIRED_OF_SPEECH = ("file", "type", "text", "language")


def refuse_unsupported(order: SpeechOrder) -> None:
    """Refuse what cannot be spoken as it is ordered: it is never ignored in silence. Raises Refusal 40002."""
    problems = [
        Problem(name, getattr(order, name), "unsupported", f"this server has one {name} only: {NEUTRAL}")
        for name in ("speed", "volume", "pitch")
        if getattr(order, name) != NEUTRAL
    ]
    if order.type == "specify":
        problems.append(Problem("type", order.type, "unsupported", "this server has no storage devices"))
    if order.voice_id:
        problems.append(Problem("voice_id", order.voice_id, "unsupported", "each language has one voice"))
    if problems:
        raise Refusal(Code.PARAMETER_ERROR, *problems)


def file_name(sent: str) -> str:
    """The name that an uploaded file gets: its own without directories. Raises Refusal 40002."""
    name = PurePosixPath(sent.replace("\\", "/")).name.strip()
    if not name.lower().endswith(SUFFIXES) or name.lower() in SUFFIXES:
        raise Refusal(Code.PARAMETER_ERROR, Problem("file", name, "format", f"a name in {', '.join(SUFFIXES)}"))
    if len(name) > MAX_NAME:
        raise Refusal(Code.PARAMETER_ERROR, Problem("file", name, "max", f"at most {MAX_NAME} characters"))
    if _UNNAMEABLE.search(name):
        raise Refusal(Code.PARAMETER_ERROR, Problem("file", name, "format", "no commas, no control characters"))
    return name


def prompt_type(prompt: Prompt) -> str:
    """`tts` for what was spoken by the server, `record` for recordings and uploads."""
    return "tts" if prompt.source == "speech" else "record"


def prompt_item(stored: Stored[Prompt]) -> dict[str, Json]:
    """A prompt in a list."""
    prompt = stored.document
    stem, dot, suffix = prompt.name.rpartition(".")
    return {
        "id": stored.id,
        "file": stem if dot else prompt.name,
        "suffix": dot + suffix if dot else "",
        "type": prompt_type(prompt),
        "storage": LOCAL_STORAGE,
        "real_filename": prompt.name,
        "asr_manufacturer": "",
        "language": prompt.language,
        "voice_id": "",
        "text": prompt.text,
    }
