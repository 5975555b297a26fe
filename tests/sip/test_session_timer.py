from __future__ import annotations

import pytest
from tests.sip.builders import make_answer, make_request

from switchboard.sip.errors import IntervalTooBrief, MalformedHeader
from switchboard.sip.session_timer import SessionTimer, answer_request, read_response, request_headers

pytestmark = pytest.mark.unit


def test_peer_with_timer_refreshes() -> None:
    timer, lines = answer_request(make_request(Supported="timer", Session_Expires="600"))
    assert timer == SessionTimer(600, "remote")
    assert lines == [("Session-Expires", "600;refresher=uac"), ("Require", "timer")]


def test_peer_may_ask_us_to_refresh() -> None:
    timer, lines = answer_request(make_request(Supported="timer", Session_Expires="600;refresher=uas"))
    assert timer == SessionTimer(600, "local") and lines == [("Session-Expires", "600;refresher=uas")]


def test_peer_without_timer_is_refreshed_by_us() -> None:
    timer, lines = answer_request(make_request(), interval_s=900)
    assert timer == SessionTimer(900, "local") and lines == [("Session-Expires", "900;refresher=uas")]


def test_interval_is_lowered_to_ours_but_not_below_min_se() -> None:
    timer, _ = answer_request(make_request(Supported="timer", Session_Expires="7200"), interval_s=1800)
    assert timer is not None and timer.interval_s == 1800
    asked = make_request(Supported="timer", Session_Expires="7200", Min_SE="3600")
    timer, _ = answer_request(asked, interval_s=1800)
    assert timer is not None and timer.interval_s == 3600


def test_too_brief_is_422() -> None:
    with pytest.raises(IntervalTooBrief) as caught:
        answer_request(make_request(Supported="timer", Session_Expires="30"))
    assert (caught.value.status, caught.value.answer_headers) == (422, (("Min-SE", "90"),))


def test_malformed() -> None:
    with pytest.raises(MalformedHeader):
        answer_request(make_request(Session_Expires="often"))


def test_response() -> None:
    invite = make_request()
    assert read_response(make_answer(invite, 200)) is None
    local = make_answer(invite, 200, Session_Expires="120;refresher=uac")
    assert read_response(local) == SessionTimer(120, "local")
    assert read_response(make_answer(invite, 200, Session_Expires="120;refresher=uas")) == SessionTimer(120, "remote")


def test_times() -> None:
    assert SessionTimer(1800, "local").refresh_after_s == 900
    assert SessionTimer(1800, "remote").expires_after_s == 1768
    assert SessionTimer(60, "remote").expires_after_s == 40
    assert ("Min-SE", "90") in request_headers()
