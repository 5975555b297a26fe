"""What commands and events are made of."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

StreamId = Annotated[int, Field(ge=0, lt=2**53)]
PlayId = Annotated[int, Field(ge=0, lt=2**53)]
RoomNumber = Annotated[int, Field(ge=0, lt=2**53)]
Decibels = Annotated[float, Field(ge=-40, le=12)]
Port = Annotated[int, Field(ge=1, le=65535)]
Host = Annotated[str, Field(min_length=1, max_length=64)]
Path = Annotated[str, Field(min_length=1, max_length=4096, pattern=r"^[^\x00]+$")]
PayloadType = Annotated[int, Field(ge=0, le=127)]
Digit = Annotated[str, Field(pattern=r"^[0-9A-DF*#]$")]
"""A key; F is the calling tone of a fax machine."""
CodecName = Literal["PCMU", "PCMA", "G722"]
SrtpSuite = Literal["AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32", "AEAD_AES_128_GCM"]
Direction = Literal["sendrecv", "sendonly", "recvonly", "inactive"]
DtmfMethod = Literal["rfc4733", "info", "inband"]
LoopName = Literal["ringback", "music"]
EndReason = Literal["finished", "key", "stopped", "replaced", "unreadable", "closed"]
RecordEnd = Literal["stopped", "closed", "error"]
TakeEnd = Literal["key", "silence", "limit", "stopped", "closed", "error"]
Answerer = Literal["person", "machine", "unknown"]
GreetingEnd = Literal["beep", "silence", "limit"]
MOST_ITEMS = 200
"""In a list to play."""


class Message(BaseModel):
    """Base of all commands and events: frozen, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
