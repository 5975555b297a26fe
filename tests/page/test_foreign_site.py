"""A page of somebody else's, in the browser of an admin who is logged in: it changes nothing, and it reads nothing."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Response

from .conftest import PASSWORD, Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

NEW = json.dumps({"name": "Planted", "number": "6666"})
LOG_IN = json.dumps({"name": "viewer", "password": PASSWORD})
ATTACKS = """async ([base, made, logIn]) => {
    const read = [];
    const asks = async (path, options) => {
        try {
            const answer = await fetch(base + path, {credentials: 'include', ...options});
            if (answer.type !== 'opaque') read.push([path, await answer.text()]);
        } catch { /* The browser does not let us read it. */ }
    };
    const json = {'Content-Type': 'application/json'}, text = {'Content-Type': 'text/plain'};
    for (const mode of ['cors', 'no-cors']) {
        await asks('/rest/v1/ivrs', {mode});
        await asks('/rest/v1/calls.csv', {mode});
        await asks('/rest/v1/ivrs', {mode, method: 'POST', headers: json, body: made});
        await asks('/rest/v1/ivrs', {mode, method: 'POST', headers: text, body: made});
        await asks('/rest/v1/session', {mode, method: 'POST', headers: text, body: logIn});
        await asks('/rest/v1/logout/everywhere', {mode, method: 'POST'});
        await asks('/rest/v1/ivrs/csv', {mode, method: 'POST', headers: text, body: 'name,number\\nPlanted,6666'});
    }
    await asks('/rest/v1/users/1', {method: 'DELETE'});
    const said = await new Promise(done => {
        const socket = new WebSocket(base.replace('http', 'ws') + '/rest/v1/test-call');
        socket.onopen = () => socket.send(JSON.stringify({type: 'call', dialled: '6200'}));
        socket.onmessage = ({data}) => { if (JSON.parse(data).type !== 'refused') read.push(['socket', data]); };
        socket.onclose = event => done(event.code);
    });
    await new Promise(done => {
        const events = new EventSource(base + '/rest/v1/calls/stream', {withCredentials: true});
        events.onopen = () => read.push(['stream', '']);
        events.onerror = () => { events.close(); done(); };
    });
    for (const [tag, path] of [['script', '/rest/v1/ivrs'], ['img', '/rest/v1/prompts/1/audio']]) {
        const element = document.createElement(tag);
        const over = new Promise(done => { element.onload = element.onerror = event => done(event.type); });
        element.src = base + path;
        document.body.append(element);
        if (await over === 'load') read.push([tag, '']);
    }
    return [read, said];
}"""
"""What was read, and how the WebSocket ended."""


@asynccontextmanager
async def foreign_site() -> AsyncIterator[int]:
    """The port of a web server whose pages are empty."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = b"<!doctype html><title>Win a prize</title><body>"
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


@asynccontextmanager
async def admin(visitor: Visitor, browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(base_url=visitor.base)
    sent = {"name": "admin", "password": PASSWORD}
    assert (await context.request.post("/rest/v1/session", data=sent, headers={"Origin": visitor.base})).ok
    yield context
    await context.close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"], ids=["of the same site", "of another site"])
async def test_scripts_of_another_origin_do_nothing(visitor: Visitor, browser: Browser, host: str) -> None:
    """At another port of the same host browsers do send the cookie."""
    async with foreign_site() as port, admin(visitor, browser) as context:
        (cookie,) = await context.cookies()
        assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/rest/v1")
        page = await context.new_page()
        await page.goto(f"http://{host}:{port}/")
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))
        read, ended = await page.evaluate(ATTACKS, [visitor.base, NEW, LOG_IN])
        assert (read, ended) == ([], 1008)
        assert {one.status for one in answers if one.request.method != "OPTIONS"} <= {401, 403, 415}
        assert await context.cookies() == [cookie]
        await nothing_came_of_it(visitor, context)


async def test_forms_and_frames_of_another_origin_do_nothing(visitor: Visitor, browser: Browser) -> None:
    async with foreign_site() as port, admin(visitor, browser) as context:
        page = await context.new_page()
        for encoding, path in (
            ("text/plain", "/ivrs"),
            ("application/x-www-form-urlencoded", "/ivrs"),
            ("multipart/form-data", "/prompts"),
            ("text/plain", "/session"),
            ("text/plain", "/logout/everywhere"),
        ):
            await page.goto(f"http://127.0.0.1:{port}/")
            assert await submitted(page, f"{visitor.base}/rest/v1{path}", encoding) == 403
        await page.goto(f"http://127.0.0.1:{port}/")
        await page.evaluate(FRAMED, f"{visitor.base}/page/")
        assert page.frames[1].url.startswith("chrome-error:")
        await nothing_came_of_it(visitor, context)


FRAMED = """url => new Promise(done => {
    const frame = document.createElement('iframe');
    frame.onload = done;
    frame.src = url;
    document.body.append(frame);
})"""
SUBMIT = """([url, encoding, name]) => {
    const form = document.createElement('form');
    Object.assign(form, {method: 'post', action: url, enctype: encoding});
    const input = document.createElement('input');
    Object.assign(input, {name, value: '"}'});
    form.append(input);
    document.body.append(form);
    form.submit();
}"""


async def submitted(page: Page, url: str, encoding: str) -> int:
    """The status of the answer to a form that is JSON when it is read as text."""
    async with page.expect_navigation(url=url) as answer:
        await page.evaluate(SUBMIT, [url, encoding, '{"name": "Planted", "number": "6666", "description": "'])
    found = await answer.value
    assert found is not None
    return found.status


async def nothing_came_of_it(visitor: Visitor, context: BrowserContext) -> None:
    """No menu was made, and the admin is still logged in."""
    assert (await (await context.request.get("/rest/v1/me")).json())["name"] == "admin"
    async with visitor.product.native() as native:
        assert (await native.get("/ivrs?number=6666")).json()["items"] == []
        assert len((await native.get("/users")).json()["items"]) == 3
