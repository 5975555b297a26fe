"""Every error that Switchboard raises on purpose.

    SwitchboardError
    ├── Invalid            a value that no model accepts; carries the field
    ├── NotFound           no such object in this tenant
    ├── Duplicate          a unique value is taken; carries who has it
    ├── InUse              the object is referenced; carries by whom
    ├── FactorActive       the second factor is in use already
    ├── LastAdmin          without this user nobody could manage the tenant
    ├── RevisionConflict   somebody else wrote in between
    ├── Overtaken          somebody else wrote some of many objects in between; carries which
    ├── Unauthenticated    unknown, expired or revoked credentials
    │   ├── LoginFailed    no such user, or another password
    │   ├── CodeNeeded     the password is right; a code of the second factor is missing
    │   ├── WrongCode      a code of the second factor that is wrong, old or used
    │   └── LockedOut      too many failures from one address or for one account
    ├── LimitReached       a quota is full
    ├── Unavailable        a part that is needed does not answer
    ├── PromptError        audio that cannot become a prompt
    │   ├── UndecodableAudio
    │   ├── AudioTooLarge
    │   └── SpeechUnavailable
    └── (protocol errors live beside their protocol and derive from here)

A leaf has a stable kebab-case `code`; API dialects map codes to their vendor's envelope. No message holds digits,
PINs, tokens or names of callers.
"""

from dataclasses import dataclass


class SwitchboardError(Exception):
    """Root of the tree."""

    code = "error"


class Invalid(SwitchboardError):
    """A value is refused. `rule` is a validator's tag: required, min, max, oneof, reference, unsupported …

    `values` say what the reason says for whoever words it in another language.
    """

    code = "invalid"

    def __init__(self, field: str, reason: str, *, rule: str = "invalid", **values: int | str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
        self.rule = rule
        self.values = values


class NotFound(SwitchboardError):
    """No object of that kind and id in this tenant."""

    code = "not-found"

    def __init__(self, kind: str, id: int | str) -> None:
        super().__init__(f"{kind} {id} does not exist")
        self.kind = kind
        self.id = id


class Duplicate(SwitchboardError):
    """`field` must be unique and `value` is taken by the object `owner_kind` `owner_number`.

    `owner_id` is None for what is no object, belongs to another tenant, or is written by the same batch.
    """

    code = "duplicate"

    def __init__(
        self,
        field: str,
        value: str,
        owner_kind: str,
        owner_number: str,
        *,
        owner_id: int | None = None,
        owner_name: str = "",
    ) -> None:
        super().__init__(f"{field} is taken by a {owner_kind}")
        self.field = field
        self.value = value
        self.owner_kind = owner_kind
        self.owner_number = owner_number
        self.owner_id = owner_id
        self.owner_name = owner_name


@dataclass(frozen=True, slots=True)
class Referrer:
    """An object that refers to another: what, which, and from which field of it."""

    kind: str
    id: int
    name: str
    field: str


class InUse(SwitchboardError):
    """The object cannot go while the `referrers` refer to it."""

    code = "in-use"

    def __init__(self, kind: str, id: int, referrers: tuple[Referrer, ...]) -> None:
        by = ", ".join(f"{one.kind} {one.name!r} ({one.field})" for one in referrers)
        super().__init__(f"{kind} {id} is used by {by}")
        self.kind = kind
        self.id = id
        self.referrers = referrers


class FactorActive(SwitchboardError):
    """The second factor of a user is in use; it must be removed before there can be another."""

    code = "second-factor-active"

    def __init__(self) -> None:
        super().__init__("the second factor is in use already")


class LastAdmin(SwitchboardError):
    """The last admin of a tenant can neither go nor become less."""

    code = "last-admin"

    def __init__(self) -> None:
        super().__init__("the tenant has no other admin")


class RevisionConflict(SwitchboardError):
    """The write was based on `expected`, the object is at `actual`."""

    code = "revision-conflict"

    def __init__(self, expected: int, actual: int) -> None:
        super().__init__(f"based on revision {expected}, but the object is at {actual}")
        self.expected = expected
        self.actual = actual


@dataclass(frozen=True, slots=True)
class Touched:
    """An object that somebody has written."""

    kind: str
    id: int
    name: str


class Overtaken(SwitchboardError):
    """Many objects were to be written as one, and somebody else has written some of them."""

    code = "overtaken"

    def __init__(self, objects: tuple[Touched, ...]) -> None:
        super().__init__(f"somebody has written {len(objects)} of the objects since")
        self.objects = objects


class Unauthenticated(SwitchboardError):
    """The credentials are unknown, expired or revoked."""

    code = "unauthenticated"


class LoginFailed(Unauthenticated):
    """There is no such user, or the password is another one; which of it, nobody is told."""

    code = "login-failed"

    def __init__(self) -> None:
        super().__init__("the domain, name or password is wrong")


class CodeNeeded(Unauthenticated):
    """The password is right, but this user has a second factor."""

    code = "code-needed"

    def __init__(self) -> None:
        super().__init__("send a code of the second factor, too")


class WrongCode(Unauthenticated):
    """The code of the second factor is another one, too old, or was used before; which of it, nobody is told."""

    code = "code-wrong"

    def __init__(self) -> None:
        super().__init__("the code is wrong, or it was used before")


class LockedOut(Unauthenticated):
    """Too many failures `of` (from an address, for an account); `retry_after_s` until the next try."""

    code = "locked-out"

    def __init__(self, retry_after_s: float, of: str = "from this address") -> None:
        super().__init__(f"too many failures {of}")
        self.retry_after_s = retry_after_s


class LimitReached(SwitchboardError):
    """A quota is full: `what` says which, `limit` how much it holds."""

    code = "limit-reached"

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(f"at most {limit} {what}")
        self.what = what
        self.limit = limit


class Unavailable(SwitchboardError):
    """A part that the request needs does not answer now; trying again later may help."""

    code = "unavailable"


class PromptError(SwitchboardError):
    """The audio cannot become a prompt."""

    code = "prompt-error"


class UndecodableAudio(PromptError):
    """No decoder understands the file."""

    code = "undecodable-audio"


class AudioTooLarge(PromptError):
    """The file, or what it decodes to, is over the limit."""

    code = "audio-too-large"


class SpeechUnavailable(PromptError):
    """The speech synthesiser is not installed or failed."""

    code = "speech-unavailable"
