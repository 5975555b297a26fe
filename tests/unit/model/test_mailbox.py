"""Mailboxes: which options count, who gets a message, and when a mailbox is full."""

import pytest
from pydantic import ValidationError
from tests.callflow.scenarios.world import ANN, BOB, CID, DESK, OFFICE, TEAM, company, prompt

from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import ExtensionMember, GroupMember, Member, UnresolvedMember
from switchboard.model.mailbox import Mailbox, MessageCounts, kept_days, mailbox_of, receivers
from switchboard.model.office import Office
from switchboard.model.voicemail import Greetings, Unanswered, Voicemail, VoicemailOptions, WhenFull

pytestmark = pytest.mark.unit

OFF = Voicemail(enabled=False)
NOTHING = Voicemail()
MEMBERS: tuple[Member, ...] = (ExtensionMember(extension=ANN), GroupMember(group=TEAM))


def desk(*members: Member, voicemail: Voicemail = NOTHING) -> GroupVoicemail:
    return GroupVoicemail(name="desk", number="690", members=members, delivery="copies", voicemail=voicemail)


def test_an_own_option_counts_before_the_office_s() -> None:
    office = Office(language="de", voicemail=VoicemailOptions(max_messages=7, takes=("busy",), keep_days=5))
    own = Voicemail(max_messages=9, takes=(), enabled=False)
    configuration = company((OFFICE, office), (ANN, Extension(name="Ann", number="100", voicemail=own)))
    mailbox, other = mailbox_of(configuration, ANN), mailbox_of(configuration, BOB)
    assert mailbox is not None
    assert other is not None
    assert (mailbox.id, mailbox.number, mailbox.name) == (ANN, "100", "Ann")
    assert mailbox.options == VoicemailOptions(max_messages=9, keep_days=5, enabled=False, language="de")
    assert other.options == VoicemailOptions(max_messages=7, takes=("busy",), keep_days=5, language="de")


def test_language_and_addresses_come_from_nearby_last() -> None:
    ann = Extension(name="Ann", number="100", email="ann@example.com")
    told = ann.model_copy(update={"voicemail": Voicemail(language="fr", mail_to=("desk@example.com",))})
    for extension, language, addresses in ((ann, "", ("ann@example.com",)), (told, "fr", ("desk@example.com",))):
        mailbox = mailbox_of(company((ANN, extension)), ANN)
        assert mailbox is not None
        assert (mailbox.options.language, mailbox.options.mail_to) == (language, addresses)


def test_only_extensions_and_group_voicemails_own_a_mailbox() -> None:
    assert [mailbox_of(company(), owner) is not None for owner in (ANN, DESK, TEAM, OFFICE, 999)] == [
        *(True, True),
        *(False, False, False),
    ]


@pytest.mark.parametrize(
    ("group", "ids"),
    [
        (GroupVoicemail(name="desk", number="690", members=MEMBERS), [DESK]),
        (desk(*MEMBERS), [ANN, BOB, CID]),
        (desk(), [DESK]),
        (desk(UnresolvedMember(key="7")), [DESK]),
        (desk(ExtensionMember(extension=999)), [DESK]),
    ],
)
def test_who_gets_a_message_for_a_group(group: GroupVoicemail, ids: list[int]) -> None:
    assert [box.id for box in receivers(company((DESK, group)), DESK)] == ids


def test_a_member_whose_voicemail_is_off_gets_no_copy() -> None:
    ann = Extension(name="Ann", number="100", voicemail=OFF)
    configuration = company((ANN, ann), (DESK, desk(*MEMBERS)))
    assert [box.id for box in receivers(configuration, DESK)] == [BOB, CID]
    assert [box.id for box in receivers(configuration, ANN)] == [ANN]
    assert receivers(configuration, 999) == []


def test_only_mailboxes_that_delete_old_messages_are_named() -> None:
    office = Office(voicemail=VoicemailOptions(keep_days=30))
    forever = Extension(name="Ann", number="100", voicemail=Voicemail(keep_days=0))
    group = desk(voicemail=Voicemail(keep_days=5))
    assert kept_days(company((OFFICE, office), (ANN, forever), (DESK, group))) == {BOB: 30, CID: 30, DESK: 5}
    assert kept_days(company()) == {}


@pytest.mark.parametrize(
    ("when_full", "counts", "full"),
    [
        ("refuse", MessageCounts(new=1, heard=1), False),
        ("refuse", MessageCounts(new=1, heard=2), True),
        ("refuse", MessageCounts(new=4), True),
        ("drop_oldest_heard", MessageCounts(new=2, heard=1), False),
        ("drop_oldest_heard", MessageCounts(new=3), True),
    ],
)
def test_when_a_mailbox_is_full(when_full: WhenFull, counts: MessageCounts, full: bool) -> None:
    mailbox = Mailbox(ANN, "100", "Ann", VoicemailOptions(max_messages=3, when_full=when_full))
    assert mailbox.is_full(counts) is full


@pytest.mark.parametrize(
    ("greetings", "reason", "chosen"),
    [
        (Greetings(), "busy", None),
        (Greetings(general=prompt(1)), "busy", prompt(1)),
        (Greetings(general=prompt(1), busy=prompt(2)), "busy", prompt(2)),
        (Greetings(general=prompt(1), busy=prompt(2)), "dnd", prompt(1)),
        (Greetings(general=prompt(1), busy=prompt(2)), None, prompt(1)),
        (Greetings(busy=prompt(2)), None, None),
        (Greetings(general=prompt(1), busy=prompt(2), temporary=prompt(3)), "busy", prompt(3)),
    ],
)
def test_the_greeting_for_a_reason(greetings: Greetings, reason: Unanswered | None, chosen: object) -> None:
    assert greetings.chosen(reason) == chosen


@pytest.mark.parametrize(
    "values",
    [
        {"max_message_s": 29},
        {"max_message_s": 1801},
        {"max_message_s": -1},
        {"min_message_s": 11},
        {"max_silence_s": 61},
        {"max_messages": 0},
        {"max_messages": 5001},
        {"keep_days": 3651},
        {"takes": ("failed",)},
        {"mail_to": ("",)},
        {"mail_to": ("a@b.example",) * 16},
        {"notify": "sms"},
    ],
)
def test_options_out_of_range(values: dict[str, object]) -> None:
    for options in (VoicemailOptions, Voicemail):
        with pytest.raises(ValidationError):
            options.model_validate(values)


def test_each_option_can_be_left_to_the_office() -> None:
    assert Voicemail.model_fields.keys() == VoicemailOptions.model_fields.keys()
    assert set(Voicemail().model_dump().values()) == {None}
    assert VoicemailOptions(max_message_s=0).max_message_s == 0
