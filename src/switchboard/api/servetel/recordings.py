"""Recordings, as the dialect shows them. Pure."""

from switchboard.api.common import Json
from switchboard.api.servetel.naming import ANNOUNCEMENTS
from switchboard.model.configuration import Configuration
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored


def recording_names(objects: Configuration) -> list[Json]:
    """Id and name of each recording, as they stand beside the list of IVRs."""
    return [{"id": item["id"], "name": item["name"]} for item in recording_items(objects)]


def recording_items(objects: Configuration) -> list[dict[str, Json]]:
    """The tenant's own recordings, then those that come with the product."""
    own = [recording_item(stored) for stored in objects.all(Prompt)]
    return own + [announcement_item(id) for id in ANNOUNCEMENTS]


def recording_item(stored: Stored[Prompt]) -> dict[str, Json]:
    """`data` is the text of what was spoken, else empty; `duration` is in seconds."""
    prompt = stored.document
    kind = "tts" if prompt.source == "speech" else "upload"
    return _item(stored.id, prompt.name, kind, prompt.text, prompt.language, prompt.duration_ms)


def announcement_item(id: int) -> dict[str, Json]:
    """A recording that comes with the product."""
    return _item(id, ANNOUNCEMENTS[id].name, "system", "", "", None)


def _item(id: int, name: str, kind: str, text: str, language: str, duration_ms: int | None) -> dict[str, Json]:
    return {
        "id": id,
        "name": name,
        "audio_name": name,
        "type": kind,
        "data": text,
        "speech": language,
        "voice": "",
        "moh_status": 0,
        "duration": None if duration_ms is None else round(duration_ms / 1000, 3),
    }
