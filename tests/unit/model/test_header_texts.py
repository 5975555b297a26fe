"""No text that reaches a header of SIP or HTTP, or a URI there, holds a control character."""

import unicodedata
from collections.abc import Callable

import pytest
from pydantic import ValidationError

from switchboard.model.action_url import ActionUrl
from switchboard.model.base import Document
from switchboard.model.directory import Extension
from switchboard.model.families import FAMILIES
from switchboard.model.ivr import Ivr, MenuCallerId
from switchboard.model.messaging import SmsTemplate, Webhook
from switchboard.model.tenant import is_sip_domain, is_tenant_name, sip_domain
from switchboard.model.trunk import DialPattern, Trunk
from switchboard.model.web_request import WebHeader

pytestmark = pytest.mark.unit

CONTROLS = [character for character in map(chr, range(0x100)) if unicodedata.category(character) == "Cc"]


def action(**changes: str) -> ActionUrl:
    fixed = {"key": 1, "name": "a", "on": "keys", "mask": "1", "method": "GET", "url": "http://a/"}
    return ActionUrl.model_validate({**fixed, **changes})


TEXTS: dict[str, Callable[[str], object]] = {
    "name of an extension": lambda text: Extension(name=text, number="1"),
    "e-mail address": lambda text: Extension(name="a", number="1", email=f"{text}@example.com"),
    "domain of an e-mail address": lambda text: Extension(name="a", number="1", email=f"a@{text}"),
    "mobile number": lambda text: Extension(name="a", number="1", mobile=f"1{text}"),
    "alert info": lambda text: Ivr(name="a", number="1", alert_info=text),
    "language": lambda text: Ivr(name="a", number="1", language=f"de{text}"),
    "caller id": lambda text: MenuCallerId(trunk=1, number=text),
    "display name": lambda text: MenuCallerId(trunk=1, number="1", display_name=text),
    "user name at a trunk": lambda text: Trunk(name="a", host="h", username=text),
    "host of a trunk": lambda text: Trunk(name="a", host=text),
    "address of a trunk": lambda text: Trunk(name="a", host="h", addresses=(text,)),
    "caller id of a trunk": lambda text: Trunk(name="a", host="h", caller_id=f"1{text}"),
    "prepended digits": lambda text: DialPattern(pattern="1", prepend=f"1{text}"),
    "name of a header": lambda text: WebHeader(name=text, value="a"),
    "value of a header": lambda text: WebHeader(name="a", value=text),
    "user name of an action URL": lambda text: action(username=text),
    "address of an action URL": lambda text: action(url=f"http://a/{text}"),
    "address of a webhook": lambda text: Webhook(name="a", url=f"http://a/{text}"),
    "sender of a message": lambda text: SmsTemplate(name="a", text="a", sender=text),
}


@pytest.mark.parametrize("what", TEXTS)
def test_a_control_character_is_refused(what: str) -> None:
    assert len(CONTROLS) == 65
    for character in CONTROLS:
        for text in (character, f"a{character}", f"{character}a", f"a{character}b"):
            with pytest.raises(ValidationError):
                TEXTS[what](text)


@pytest.mark.parametrize("what", sorted(set(TEXTS) - {"name of a header"}))
def test_without_one_it_is_accepted(what: str) -> None:
    numeric = what in ("mobile number", "caller id of a trunk", "prepended digits")
    assert TEXTS[what]("1" if numeric else "-en" if what == "language" else "h1")


@pytest.mark.parametrize("family", FAMILIES.values())
def test_no_name_holds_one(family: type[Document]) -> None:
    for character in CONTROLS:
        with pytest.raises(ValidationError) as caught:
            family.model_validate({"name": f"a{character}b"})
        assert ("name",) in [error["loc"] for error in caught.value.errors()]


def test_no_tenant_and_no_domain_holds_one() -> None:
    for character in CONTROLS:
        assert not is_tenant_name(f"a{character}b")
        assert not is_sip_domain(sip_domain(f"a{character}b.example"))
