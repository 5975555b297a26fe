"""Ids lead back to what they are of, and nothing else does."""

import pytest

from switchboard.api.portsip.naming import ACTION_URL, FILE, OBJECT, decode, encode, object_id, wire_id
from switchboard.store.db.storable import MAX_ID

pytestmark = pytest.mark.unit


def test_ids() -> None:
    assert wire_id(551_909_773_148_160) == "NzAwNTUxOTA5NzczMTQ4MTYw"
    for id in (1, 50, MAX_ID):
        assert object_id(wire_id(id)) == id
        assert (len(wire_id(id)), decode(FILE, wire_id(id))) == (24, None)
        assert decode(ACTION_URL, encode(ACTION_URL, id)) == id
    for text in ("", "50", wire_id(50)[:-1], wire_id(50) + "A", wire_id(50).lower(), "A" * 24, "é" * 24):
        assert object_id(text) is None
    for id in (0, MAX_ID + 1):
        assert object_id(encode(OBJECT, id)) is None
