"""Which findings there are, how grave they are, and their words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from switchboard.model.base import Document
from switchboard.model.parts import Steps
from switchboard.model.stored import Stored

Severity = Literal["error", "warning", "hint"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
"""An error stops calls for sure, a warning some of them or costs something; a hint may well be meant so."""

Code = Literal[
    "missing-object",
    "way-out-off",
    "way-in-off",
    "trunk-without-route",
    "group-empty",
    "queue-empty",
    "mailbox-without-owner",
    "mailbox-off",
    "mobile-missing",
    "number-unreachable",
    "no-menu-before",
    "not-reached",
    "inside-only",
    "unused",
    "route-hidden",
    "endless-loop",
    "silent-loop",
    "no-greeting",
    "other-language",
    "silent-prompt",
    "key-hidden",
    "number-hidden",
    "key-slow",
    "no-time-for-keys",
    "all-keys-asked",
    "code-hides-key",
    "code-before-route",
    "wrong-key-ends",
    "silence-ends",
    "nothing-to-press",
    "time-unset",
    "number-taken",
    "number-is-emergency",
    "number-hides-slot",
    "emergency-no-line",
    "emergency-no-country",
    "emergency-trunk-off",
    "emergency-no-caller-id",
    "calls-nobody",
    "caller-id-not-ours",
    "never-open",
    "never-closed",
    "no-holidays",
    "holiday-past",
    "holiday-never",
    "extension-without-phone",
    "pin-missing",
    "dial-in-without-pin",
    "strangers-dial-out",
]
CODES: Final[tuple[Code, ...]] = get_args(Code)

_ERRORS: Final = frozenset[Code](
    ("missing-object", "endless-loop", "number-taken", "number-is-emergency", "pin-missing")
)
_HINTS: Final = frozenset[Code](
    (
        "not-reached",
        "inside-only",
        "unused",
        "other-language",
        "key-slow",
        "wrong-key-ends",
        "silence-ends",
        "nothing-to-press",
        "emergency-no-caller-id",
        "never-closed",
        "no-holidays",
        "holiday-past",
        "extension-without-phone",
    )
)

_WORDS: Final[Mapping[Code, str]] = {
    "missing-object": "names an object ({kind} {target}) that does not exist",
    "way-out-off": "none of its trunks is enabled: no call goes out through it",
    "way-in-off": "none of its trunks is enabled: no call comes in through it",
    "trunk-without-route": "no inbound route takes calls that come through it: they are refused",
    "group-empty": "has no members: nobody rings",
    "queue-empty": "has no agents: nobody ever answers its callers",
    "mailbox-without-owner": "has no members: nobody hears its messages",
    "mailbox-off": "leads to a mailbox that is switched off: {name}",
    "mobile-missing": "leads to the mobile number of {name}, who has none",
    "number-unreachable": "nothing has the number {number}, and no outbound route takes it",
    "no-menu-before": "goes back to the menu before, or needs its PIN, but callers come here from no menu",
    "not-reached": "no call gets here",
    "inside-only": "nothing leads callers from outside here",
    "unused": "nothing uses it",
    "route-hidden": "an earlier route takes all its calls: {by}",
    "endless-loop": "callers go round in a circle, without hearing anything, until the call is ended: {way}",
    "silent-loop": "callers who press nothing go round in a circle until the call is ended: {way}",
    "no-greeting": "has no greeting: callers hear nothing",
    "other-language": "the prompt {name} speaks {spoken}, the menu {language}",
    "silent-prompt": "almost nothing can be heard in the prompt {name}",
    "key-hidden": "the keys {keys} never get here, because {by} is taken at once",
    "number-hidden": "the number {number} cannot be dialled here, because the key {keys} is taken at once",
    "key-slow": "is taken only {seconds} s after the key {keys}, because a number begins with it: {number}",
    "no-time-for-keys": "leaves callers {seconds} s for the next key, which nobody is quick enough for",
    "all-keys-asked": "asks a web server about all keys: the keys and numbers of the menu do nothing",
    "code-hides-key": "the feature code {code} ({feature}) hides the option {keys}",
    "code-before-route": "the feature code {code} ({feature}) is taken before this route",
    "wrong-key-ends": "the first wrong key ends the call, and callers are not told why",
    "silence-ends": "silence after the first greeting ends the call, and callers are not told why",
    "nothing-to-press": "callers can press nothing here",
    "time-unset": "leads nowhere at these times: the call ends",
    "number-taken": "has the number {number} of {by} as well",
    "number-is-emergency": "has the emergency number {number}: phones that dial it reach the emergency services",
    "number-hides-slot": "has the number {number} of a parking slot, where nobody can be fetched any more",
    "emergency-no-line": "emergency calls cannot go out, because no trunk is enabled",
    "emergency-no-country": "the country is not set: of the emergency numbers only {numbers} are known",
    "emergency-trunk-off": "emergency calls are to go out through {name}, which is not enabled",
    "emergency-no-caller-id": "the emergency services are not told a number of ours to call back",
    "calls-nobody": "menus may call people at no time",
    "caller-id-not-ours": "the number {number} is none of yours: when the menu calls somebody, it is not shown",
    "never-open": "is open at no time: callers never go where it leads while open",
    "never-closed": "is open at all times: callers never go where it leads while closed",
    "no-holidays": "has a place for holidays, but no holidays",
    "holiday-past": "is over, and does not come again",
    "holiday-never": "is on a day that never comes",
    "extension-without-phone": "has no password for a phone, and sends its callers nowhere",
    "pin-missing": "asks for a PIN that is not set: nobody is let in",
    "dial-in-without-pin": "lets callers from outside dial out as if they were inside, without a PIN",
    "strangers-dial-out": "lets callers from outside dial out at your expense, through {name}",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` at the place `steps` of an object (`()`: the whole of it; `id` null: an office that is not stored yet).

    `values` are what its words need, by name.
    """

    code: Code
    kind: str
    id: int | None
    name: str
    number: str = ""
    steps: Steps = ()
    values: Mapping[str, str | int | float] = field(default_factory=dict)

    @classmethod
    def at(cls, found: Stored[Document], code: Code, /, *steps: str | int, **values: str | float) -> "Finding":
        document = found.document
        return cls(code, document.kind, found.id, document.name, document.dialled_number() or "", steps, values)

    @property
    def severity(self) -> Severity:
        return severity_of(self.code)

    @property
    def text(self) -> str:
        """In words; the object is their subject."""
        return _WORDS[self.code].format_map(self.values)


def severity_of(code: Code) -> Severity:
    if code in _ERRORS:
        return "error"
    return "hint" if code in _HINTS else "warning"
