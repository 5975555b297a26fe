"""Mailboxes: every extension and every group voicemail owns one. Who gets a message that is left for whom. Pure."""

from dataclasses import dataclass

from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.stored import Stored
from switchboard.model.voicemail import VoicemailOptions

MailboxOwner = Extension | GroupVoicemail


@dataclass(frozen=True, slots=True)
class MessageCounts:
    """How many messages of a mailbox are new, and how many were heard. Deleted ones do not count."""

    new: int = 0
    heard: int = 0

    def __add__(self, other: "MessageCounts") -> "MessageCounts":
        return MessageCounts(self.new + other.new, self.heard + other.heard)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox by the id of its owner. `options` are those that count, language and addresses for mail included."""

    id: int
    number: str
    name: str
    options: VoicemailOptions

    def is_full(self, counts: MessageCounts) -> bool:
        """Whether no more messages may be left. A mailbox that makes room by a heard message is not full with one."""
        makes_room = self.options.when_full == "drop_oldest_heard" and counts.heard > 0
        return counts.new + counts.heard >= self.options.max_messages and not makes_room


def mailbox_of(configuration: Configuration, owner: int) -> Mailbox | None:
    """The mailbox of an extension or group voicemail; None if there is no such owner."""
    extension = configuration.get(Extension, owner)
    found: Stored[Extension] | Stored[GroupVoicemail] | None = extension or configuration.get(GroupVoicemail, owner)
    if found is None:
        return None
    email = extension.document.email if extension else ""
    document, office = found.document, configuration.office
    options = document.voicemail.over(office.voicemail)
    found_out = {
        "language": options.language or office.language,
        "mail_to": options.mail_to or ((email,) if email else ()),
    }
    return Mailbox(found.id, document.number, document.name, options.model_copy(update=found_out))


def mailbox_by_number(configuration: Configuration, number: str) -> Mailbox | None:
    """The mailbox of the extension or group voicemail that has the number."""
    found = configuration.by_number(number)
    return None if found is None else mailbox_of(configuration, found.id)


def receivers(configuration: Configuration, owner: int) -> list[Mailbox]:
    """The mailboxes that get a message for `owner`, by id; none if there is no such owner.

    Members of a group are those of this moment. One whose voicemail is switched off gets no copy.
    """
    own = mailbox_of(configuration, owner)
    if own is None:
        return []
    group = configuration.get(GroupVoicemail, owner)
    if group is None or group.document.delivery == "shared":
        return [own]
    members = (mailbox_of(configuration, id) for id in sorted(configuration.members(group.document.members)))
    return [member for member in members if member is not None and member.options.enabled] or [own]


def lighting_groups(configuration: Configuration) -> dict[int, frozenset[int]]:
    """The group voicemails whose messages light the lamps of their members, by the id of the member."""
    found: dict[int, set[int]] = {}
    for group in configuration.all(GroupVoicemail):
        if group.document.light:
            for member in configuration.members(group.document.members):
                found.setdefault(member, set()).add(group.id)
    return {member: frozenset(groups) for member, groups in found.items()}


def may_watch(configuration: Configuration, extension: int, owner: int) -> bool:
    """Whether an extension's phones are told how many messages a mailbox has: their own, and those of its groups."""
    if owner == extension:
        return configuration.get(Extension, extension) is not None
    group = configuration.get(GroupVoicemail, owner)
    return group is not None and extension in configuration.members(group.document.members)


def kept_days(configuration: Configuration) -> dict[int, int]:
    """How many days the mailboxes that delete old messages keep them, by the id of the owner."""
    owners = [*configuration.all(Extension), *configuration.all(GroupVoicemail)]
    boxes = (mailbox_of(configuration, owner.id) for owner in owners)
    return {box.id: box.options.keep_days for box in boxes if box is not None and box.options.keep_days}
