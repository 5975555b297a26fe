"""What phones are told to ring like."""

import pytest

from switchboard.engine.builtin.alert_info import alert_info_value
from switchboard.sip.headers import AlertInfo
from switchboard.sip.params import unquote

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("ring2", "<http://127.0.0.1>;info=ring2"),
        ("Bellcore-dr3", "<http://127.0.0.1>;info=Bellcore-dr3"),
        ("My family", '<http://127.0.0.1>;info="My family"'),
        ("Köln", '<http://127.0.0.1>;info="Köln"'),
        ('a";delay=0;x="', r'<http://127.0.0.1>;info="a\";delay=0;x=\""'),
        ("a;delay=0", '<http://127.0.0.1>;info="a;delay=0"'),
        ("a, <sip:b>", '<http://127.0.0.1>;info="a, <sip:b>"'),
        ("end\\", r'<http://127.0.0.1>;info="end\\"'),
        ("info=ring2", "<http://127.0.0.1>;info=ring2"),
        ("info=ring2;x-line-id=0", "<http://127.0.0.1>;info=ring2;x-line-id=0"),
        ("information=1", '<http://127.0.0.1>;info="information=1"'),
        ("http://127.0.0.1/Bellcore-dr2", "<http://127.0.0.1/Bellcore-dr2>"),
        ("<http://127.0.0.1/ringtone-2>", "<http://127.0.0.1/ringtone-2>"),
        ("<http://h>;info=alert-autoanswer;delay=0", "<http://h>;info=alert-autoanswer;delay=0"),
        ("<http://h>;info=a b", '<http://127.0.0.1>;info="<http://h>;info=a b"'),
        ('<http://h>;info="a b"', '<http://h>;info="a b"'),
        ("<http://h>,<http://i>", '<http://127.0.0.1>;info="<http://h>,<http://i>"'),
        ('<http://h>;info="a"b', r'<http://127.0.0.1>;info="<http://h>;info=\"a\"b"'),
        ("<http://h>info=a", '<http://127.0.0.1>;info="<http://h>info=a"'),
        ('"', r'<http://127.0.0.1>;info="\""'),
        ("<http://h", '<http://127.0.0.1>;info="<http://h"'),
        ("http://h/ a", '<http://127.0.0.1>;info="http://h/ a"'),
    ],
)
def test_whatever_is_written_makes_one_value_of_the_header(written: str, sent: str) -> None:
    assert alert_info_value(written, "info") == sent
    (read,) = AlertInfo.parse_list(sent)
    keyword = read.params.get("info")
    if keyword is not None and keyword.startswith('"') and written != sent:
        assert unquote(keyword) == written


def test_the_bare_form_is_what_was_written() -> None:
    assert alert_info_value("My family", "bare") == "My family"
