"""The sounds that come with the product."""

from typing import get_args

import pytest

from switchboard.model.prompt import AnnouncementName

from ..support import shared
from .support import Native, problem

pytestmark = [pytest.mark.api, shared]


async def test_all_are_listed_with_what_they_say(shared_native: Native) -> None:
    shown = (await shared_native.viewer.get("/announcements?language=de-AT&country=GB")).json()
    assert (shown["language"], shown["country"]) == ("de", "GB")
    items = {one["name"]: one for one in shown["items"]}
    assert set(items) == {*get_args(AnnouncementName), "music"}
    assert items["goodbye"]["text"].startswith("Vielen Dank")
    assert (items["ringback"]["sort"], items["ringback"]["text"]) == ("tone", "")
    assert all(one["duration_ms"] > 0 for one in items.values())
    problem(await shared_native.viewer.get("/announcements?country=XX"), 422, "invalid")


async def test_each_can_be_heard(shared_native: Native) -> None:
    sounds = []
    for name in ("goodbye", "ringback", "music"):
        sound = await shared_native.viewer.get(f"/announcements/{name}/audio?language=de")
        assert sound.headers["content-type"] == "audio/flac"
        assert sound.content.startswith(b"fLaC")
        sounds.append(sound.headers["etag"])
    assert len(set(sounds)) == 3
    known = await shared_native.viewer.get("/announcements/music/audio", headers={"If-None-Match": sounds[2]})
    assert known.status_code == 304
    problem(await shared_native.viewer.get("/announcements/nothing/audio"), 404, "not-found")
