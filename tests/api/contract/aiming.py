"""Turns a document to what is there: random ids exist nowhere, and the answers behind them would never be seen."""

from collections.abc import Iterator, Mapping

from ..support import EXTENSION, GROUP, OTHER_IVR, ROUTE, SECOND_EXTENSION
from . import portsip

NOWHERE = 999
TRUNK, PROMPT, SECOND_PROMPT = 60, 90, 91
IDS: Mapping[str, tuple[int, ...]] = {
    "ivr": (OTHER_IVR,),
    "extension": (EXTENSION, SECOND_EXTENSION),
    "extensiongroup": (GROUP,),
    "trunk": (TRUNK,),
    "outboundroute": (ROUTE,),
    "prompt": (PROMPT, SECOND_PROMPT),
    "customprompt": (PROMPT, SECOND_PROMPT),
    "recording": (PROMPT, SECOND_PROMPT),
    "ringgroup": (92,),
    "ringgroups": (92,),
    "holidays": (93,),
    "timeconditions": (94,),
    "offices": (95,),
    "smstemplates": (96,),
    "webhooks": (97,),
    "inboundroutes": (98,),
    "mynumber": (98,),
    "groupvoicemails": (100,),
    "apidialplans": (101,),
    "donotcalllists": (102,),
    "queues": (103,),
    "conferences": (104,),
    "callerlists": (105,),
    "mailboxes": (1,),
}
MEMBERS: Mapping[str, Mapping[str, list[object]]] = {
    "ChangedIvr": {"id": [OTHER_IVR]},
    "Restore": {"revision": [1]},
    "IvrRequest": {
        "recording": [f"recording||{PROMPT}", f"outbound_tts||{SECOND_PROMPT}", str(PROMPT), None],
        "invalid_recording": [f"recording||{SECOND_PROMPT}", None],
        "recording_invalid": [None],
        "timeout_retry_recording": [None],
        "timeout_recording": [f"recording||{PROMPT}"],
        "invalid_destination": ["hangup||1", f"ivr||{OTHER_IVR}"],
        "timeout_destination": ["extension||1000", "number||+442079460000"],
        "timeout_tries": [2],
        "timeout_retries": [2, None],
        "option": [["1", "2"], ["*", "#"]],
        "destination": [["hangup||1", f"ivr||{OTHER_IVR}"], ["extension||1001", "hangup||1"]],
        "sms_template": [["0", 96], None],
        "webhook_id": [[97, "0"], None],
    },
    "AttendantRequest": {
        "recording_ID": [str(PROMPT), SECOND_PROMPT],
        "destination_type": ["extension", "hangup"],
        "destination_id": ["1", "1000"],
    },
    "NumberRequest": {"destination": ["hangup||1", f"ivr||{OTHER_IVR}"], "sms_template": [None]},
    "RecordingRequest": {"type": ["tts"], "speech": ["en", ""], "voice": [None], "moh_status": [0]},
    "SpeechOrder": {"type": ["tts"], "language": ["en"], "speed": [50], "volume": [50], "pitch": [50]},
}


def aimed(document: dict[str, object], face: str, made: Mapping[str, str]) -> dict[str, object]:
    """The document with ids narrowed to those that exist, or may, and with members narrowed to what can be had.

    `made` are parameters by name, of what has just been made.
    """
    for path, operation in _operations(document):
        parameters = operation.get("parameters", [])
        assert isinstance(parameters, list)
        for parameter in parameters:
            values = (portsip.values if face == "portsip" else _values)(path, parameter["name"])
            if values := [made[name]] if (name := parameter["name"]) in made else values:
                parameter["schema"] = {"enum": values}
    components = document["components"]
    assert isinstance(components, dict)
    for name, members in (portsip.MEMBERS if face == "portsip" else MEMBERS).items():
        if name in components["schemas"]:
            components["schemas"][name]["properties"] |= {one: {"enum": values} for one, values in members.items()}
    return document


def _operations(document: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    paths = document["paths"]
    assert isinstance(paths, dict)
    for path, methods in paths.items():
        for operation in methods.values():
            yield path, operation


def _values(path: str, name: str) -> list[object]:
    kind = path.removeprefix("/v1.0").split("/")[1].replace("-", "").replace("_", "")
    ids = [*IDS.get(kind, IDS.get(kind.removesuffix("s"), ())), NOWHERE]
    if name == "id" and kind == "calls":
        return ["c1", "c2"]
    if name == "owner":
        return [EXTENSION, NOWHERE]
    if name in ("id", "key"):
        return list(ids)
    if name == "ids":
        return [",".join(map(str, ids))]
    return [1, 2] if name in ("revision", "from", "to") else []
