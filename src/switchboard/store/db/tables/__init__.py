"""The tables, as SQLAlchemy Core. Migrations must lead to exactly these; a test compares them."""

from switchboard.store.db.tables.calls import call, call_event, outbox
from switchboard.store.db.tables.columns import Document, ForeignText, Id, Sorted, UtcDateTime, Words, metadata, words
from switchboard.store.db.tables.documents import change, object_, reference, revision, tenant
from switchboard.store.db.tables.drafts import draft, draft_change, publication
from switchboard.store.db.tables.files import blob, blob_chunk, file, upload
from switchboard.store.db.tables.mailboxes import mailbox_change, mailbox_message
from switchboard.store.db.tables.people import (
    api_client,
    api_token,
    bearer_token,
    object_secret,
    pin_failure,
    recovery_code,
    registration,
    sip_credential,
    user,
    user_session,
    user_token,
)
from switchboard.store.db.tables.queues import (
    agent,
    agent_change,
    agent_seat,
    extension_call,
    node,
    queue_book,
    queue_offer,
    queue_tally,
    queue_ticket,
)
from switchboard.store.db.tables.sums import call_digest, call_object, call_sum

__all__ = [
    "Document",
    "ForeignText",
    "Id",
    "Sorted",
    "UtcDateTime",
    "Words",
    "agent",
    "agent_change",
    "agent_seat",
    "api_client",
    "api_token",
    "bearer_token",
    "blob",
    "blob_chunk",
    "call",
    "call_digest",
    "call_event",
    "call_object",
    "call_sum",
    "change",
    "draft",
    "draft_change",
    "extension_call",
    "file",
    "mailbox_change",
    "mailbox_message",
    "metadata",
    "node",
    "object_",
    "object_secret",
    "outbox",
    "pin_failure",
    "publication",
    "queue_book",
    "queue_offer",
    "queue_tally",
    "queue_ticket",
    "recovery_code",
    "reference",
    "registration",
    "revision",
    "sip_credential",
    "tenant",
    "upload",
    "user",
    "user_session",
    "user_token",
    "words",
]
