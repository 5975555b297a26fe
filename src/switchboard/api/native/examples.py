"""An example of every JSON body in the OpenAPI document, by the name of its model."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel

from switchboard.model.base import Document
from switchboard.model.families import FAMILIES

Json = dict[str, Any]
_REVISION: Final = {"id": 4711, "revision": 1}

_DOCUMENTS: Mapping[str, Json] = {
    "ivr": {
        "name": "Main",
        "number": "6200",
        "greeting": [{"kind": "announcement", "name": "default"}],
        "response_timeout_s": 5,
        "options": [
            {"keys": "1", "route": {"to": {"kind": "extension", "extension": 85}}},
            {
                "keys": "2",
                "route": {
                    "to": {
                        "kind": "by_time",
                        "when": {"timezone": "Europe/Berlin"},
                        "open": {"kind": "extension", "extension": 85},
                        "closed": {"kind": "play_and_exit", "prompt": {"kind": "announcement", "name": "goodbye"}},
                    }
                },
            },
        ],
        "no_input": {"retries": 2, "route": {"to": {"kind": "hang_up"}}},
        "direct_dial": {"mode": "all"},
    },
    "extension": {"name": "Ann Lee", "number": "1010", "email": "ann@example.com", "ring_time_s": 20},
    "extension_group": {"name": "Support", "members": [85]},
    "organization": {"name": "Sales", "members": [85]},
    "ring_group": {"name": "Sales", "number": "6310", "members": [85], "strategy": "sequential", "ring_time_s": 15},
    "group_voicemail": {
        "name": "Desk",
        "number": "6320",
        "members": [{"kind": "extension", "extension": 85}],
        "voicemail": {"max_message_s": 180, "notify": "mail", "mail_to": ["desk@example.com"]},
    },
    "queue": {
        "name": "Support",
        "number": "6400",
        "agents": [{"extension": 85}, {"extension": 86, "tier": 2, "login": "by_code"}],
        "strategy": "least_recent",
        "say_position": True,
        "keys": [{"key": "1", "route": {"to": {"kind": "extension_voicemail", "extension": 85}}}],
    },
    "conference": {"name": "Board", "number": "6500", "moderators": [{"kind": "extension", "extension": 85}]},
    "prompt": {
        "name": "welcome.wav",
        "content": "5a" * 32,
        "duration_ms": 4200,
        "text": "Welcome!",
        "language": "en-GB",
    },
    "music": {"name": "Waiting", "prompts": [90], "order": "random", "stream": "https://radio.example/live.mp3"},
    "holiday": {
        "name": "Christmas",
        "every_year": True,
        "consecutive": True,
        "first": {"month": 12, "day": 24, "hour": 12},
        "last": {"month": 12, "day": 26, "hour": 23, "minute": 59},
    },
    "time_condition": {
        "name": "Office",
        "open": {"kind": "extension", "extension": 85},
        "closed": {"kind": "hang_up"},
    },
    "api_dialplan": {
        "name": "CRM",
        "method": "POST",
        "url": "https://crm.example/where",
        "auth": "bearer",
        "failover": {"kind": "extension", "extension": 85},
    },
    "office": {
        "timezone": "Europe/Berlin",
        "hours": {"monday": {"open": True, "ranges": [{"start": "09:00", "end": "17:30"}]}},
    },
    "caller_list": {"name": "Nuisance", "numbers": ["+4930777", "+881."], "withheld": True, "refusal": "announcement"},
    "do_not_call_list": {"name": "Objections", "numbers": ["+442079460199", "+4930."]},
    "scenario": {
        "name": "Sales at night",
        "dialled": "6200",
        "caller": "85",
        "keys": "1",
        "phones": [{"number": "1001", "does": "busy"}],
        "outcome": "voicemail",
        "ends_at": "1001",
    },
    "sms_template": {"name": "Address", "text": "We are at 1 High Street.", "sender": "Switchboard"},
    "webhook": {"name": "CRM", "url": "https://crm.example/calls", "events": ["call_end"]},
    "trunk": {"name": "Provider", "host": "sip.example.net", "type": "register", "username": "4420"},
    "outbound_route": {
        "name": "Out",
        "patterns": [{"pattern": "9.", "strip": 1}],
        "trunks": [60],
        "all_extensions": True,
    },
    "inbound_route": {"name": "Main number", "pattern": "442079460000", "to": {"kind": "extension", "extension": 85}},
}

_OTHERS: Mapping[str, Json] = {
    "ClosureWanted": {"until": "2027-03-01T14:00:00Z", "prompt": {"kind": "announcement", "name": "office-closed"}},
    "PlacedCallWanted": {"from": "1001", "to": "6200", "auto_answer": True},
    "Forget": {"number": "+442079460199", "dry_run": True},
    "TransferWanted": {"to": "6200", "party": "caller"},
    "SideWanted": {"side": "callee"},
    "AgentWanted": {"paused": True, "reason": "lunch"},
    "Credentials": {"name": "admin", "password": "correct horse battery"},
    "AnyObject": {"name": "Main", "number": "6200"},
    "HolidayImport": {"country": "DE", "years": [2027], "subdivision": "BY"},
    "Merging": {
        "base": {"name": "Ann Lee", "number": "1010"},
        "mine": {"name": "Ann Lee", "number": "1010", "ring_time_s": 40},
        "decided": [{"path": ["email"], "take": "theirs"}],
    },
    "NewDraft": {"name": "Spring", "note": "another menu for the evening"},
    "TemplateUse": {
        "answers": {
            "company": "Miller & Sons",
            "keys": [{"key": "1", "label": "sales", "to": {"kind": "extension", "extension": 85}}],
            "people": [85, 86],
        },
        "dry_run": True,
    },
    "MyForwarding": {"no_answer": {"to": "number", "number": "1001"}, "busy": {"to": "voicemail"}},
    "NewPassword": {"password": "another good one"},
    "OneCode": {"code": "123456"},
    "OwnPassword": {"password": "correct horse battery"},
    "NewPin": {"pin": "135791"},
    "NewCallKey": {"name": "shop", "to": "6200", "permission": "1001"},
    "NewConferencePin": {"pin": "2468"},
    "NewPromptPassword": {"password": "4711"},
    "NewSecret": {"secret": "shared-with-the-crm"},
    "NewSpeech": {"text": "We are closed today.", "language": "en-GB"},
    "NewSpokenPrompt": {"name": "closed.wav", "text": "We are closed today.", "language": "en-GB"},
    "NewToken": {"name": "crm", "role": "editor"},
    "NewApiClient": {"dialect": "yeastar", "name": "crm", "rights": ["recordings"]},
    "EditedApiClient": {"rights": ["recordings"]},
    "NewTrunkPassword": {"password": "as-the-provider-said"},
    "NewUser": {"name": "ann", "password": "correct horse battery", "role": "editor"},
    "EditedMessage": {"state": "heard"},
    "EditedUser": {"role": "viewer"},
    "Publishing": {"note": "as agreed with sales"},
    "Question": {"schedule": {"timezone": "Europe/Berlin"}, "at": "2027-03-01T09:00:00Z"},
    "RefreshToken": {"refresh_token": "what came with the access token"},
    "Resolution": {"object": 85, "take": "mine", "fields": [{"path": ["options", {"keys": "1"}], "take": "theirs"}]},
    "Replacement": {"by": 91},
    "Restore": {"revision": 1},
    "RouteOrder": {"ids": [72, 70, 71]},
    "ScenariosWanted": {"ids": [4711], "draft": 7},
    "Simulation": {"dialled": "6250", "from": "1000", "keys": "wait:2 1", "phones": {"1000": "busy"}},
    "ToCheck": {"kind": "sms_template", "document": {"name": "Thanks", "text": "Thank you for calling."}},
}


def of_request(model: type[BaseModel], *, partial: bool = False) -> Json | None:
    """A body that may be sent; with `partial` a merge patch."""
    family = _family(model)
    if family is None or family.kind not in _DOCUMENTS:
        return _OTHERS.get(model.__name__)
    whole = _DOCUMENTS[family.kind]
    return {"name": "Another name"} if partial and "name" in whole else whole


def of_answer(model: type[BaseModel]) -> Json | None:
    """An object or a page of them as it is served; None for other answers."""
    if model.__name__.endswith("Page") and (family := _named(model.__name__.removesuffix("Page"))):
        return {"items": [_stored(family)], "next": None}
    family = _named(model.__name__.removeprefix("Stored")) if model.__name__.startswith("Stored") else None
    return _stored(family) if family else None


def _stored(family: type[Document]) -> Json:
    return _REVISION | family.model_validate(_DOCUMENTS[family.kind]).model_dump(mode="json")


def _family(model: type[BaseModel]) -> type[Document] | None:
    return next((base for base in model.__mro__ if base in FAMILIES.values()), None)


def _named(name: str) -> type[Document] | None:
    return next((family for family in FAMILIES.values() if family.__name__ == name), None)
