"""Each value of each parameter, set through its dialect's API, has its effect on a call, and no other value has it."""

import json
from collections.abc import AsyncIterator
from itertools import product

import pytest
import pytest_asyncio

from tests.kit.answering import answering

from . import action_urls
from .asking import Asking
from .company import Company, opened
from .kit import Call, Parameter, Refused, goes
from .menus import Menus, menus_of
from .tables import PARAMETERS, REFUSED

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]

ASKED = action_urls.parameters()
OTHERS = [one for one in PARAMETERS if one not in ASKED]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def company(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Company]:
    async with opened(tmp_path_factory.mktemp("parameters")) as one:
        yield one


async def wrong(company: Company | Asking, parameter: Parameter, menus: Menus) -> list[str]:
    """What is not as it should be, with what happened instead."""
    ran: dict[tuple[str, Call], list[str]] = {}
    calls = [call for way in parameter.ways for call in way.calls]
    for way in parameter.ways:
        menu = await menus.create(way.body)
        await company.settle(menu)
        ran |= {(way.value, call): await company.call(call) for call in dict.fromkeys(calls)}
        await menus.delete(menu)
    found: list[str] = []
    for made, other in product(parameter.ways, repeat=2):
        failed = [call for call in other.calls if not goes(ran[made.value, call], call.expects)]
        if made is other:
            found += ["\n".join((f"{made.value}: {one.expects}", *ran[made.value, one])) for one in failed]
        elif not failed and other.value not in (made.same_as, made.value) and made.value != other.same_as:
            found.append(f"{made.value!r} does what {other.value!r} should do")
    return found


@pytest.mark.parametrize("parameter", OTHERS, ids=lambda one: one.key)
async def test_call(company: Company, parameter: Parameter) -> None:
    """Shown by calls."""
    problems = await wrong(company, parameter, menus_of(company, parameter.dialect, parameter.endpoint))
    assert not problems, "\n\n".join(problems[:3])


@pytest.mark.parametrize("parameter", ASKED, ids=lambda one: one.key)
async def test_request(company: Company, parameter: Parameter) -> None:
    """Shown by what a web server is asked."""
    async with answering() as server:
        problems = await wrong(Asking(company, server), parameter, menus_of(company, "portsip", parameter.endpoint))
    assert not problems, "\n\n".join(problems[:3])


@pytest.mark.parametrize("refused", REFUSED, ids=lambda one: f"{one.dialect} {one.endpoint} {one.name} {one.value}")
async def test_refused(company: Company, refused: Refused) -> None:
    """What is refused is refused with the reason, and nothing of it is stored."""
    answer = await menus_of(company, refused.dialect, refused.endpoint).refuse(refused.body)
    assert refused.says in json.dumps(answer, ensure_ascii=False)
