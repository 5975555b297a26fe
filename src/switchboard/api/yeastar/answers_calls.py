"""Answers about calls that are over."""

from typing import Annotated, Literal

from pydantic import Field

from switchboard.api.yeastar.answers import Id, Shown

_Seconds = Annotated[int, Field(ge=0)]


class Cdr(Shown):
    """A leg of a call. What it does not have is left out."""

    id: Id
    new_id: str
    uid: str
    call_id: str
    time: str
    timestamp: int
    call_from: str
    call_to: str
    call_from_number: str
    call_from_name: str
    call_to_number: str
    call_to_name: str
    duration: _Seconds
    ring_duration: _Seconds = 0
    talk_duration: _Seconds
    disposition: Literal["ANSWERED", "NO ANSWER", "BUSY", "FAILED", "VOICEMAIL"]
    call_type: Literal["Inbound", "Outbound", "Internal"]
    src_trunk: str = ""
    dst_trunk: str = ""
    did_number: str = ""
    did: str = ""
    dod_number: str = ""
    record_file: str = ""
