"""A reader who looks at everything: opens addresses and holds every answer to the rules.

What an answer may never be, whatever it says: a cookie, a weak policy, a write to the
database, a failure of ours.
"""

import html
import json
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

from tests.public_site import FRAMED
from tests.sheets import readable

HOST = "http://testserver"
#: SQL that changes nothing that lasts.
_READING = re.compile(
    r"\s*(SELECT|WITH|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|EXPLAIN|SET|PRAGMA"
    r"|DECLARE|FETCH|CLOSE)\b",
    re.I,
)
_LINKS = re.compile(r'(?:href|action|src)="([^"]*)"')
_ADDRESSES = re.compile(rf"{HOST}(/[^\s\"'<>\\]*)")
_LOADED = re.compile(
    r"<(?:script|img|iframe|source|video|audio|object|embed|input)\b[^>]*?\b(?:src|data)"
    r'="([^"]*)"|<link\b(?=[^>]*rel="(?:stylesheet|icon|preload|manifest)")[^>]*?'
    r'href="([^"]*)"',
    re.I,
)


@dataclass
class Answer:
    """An answer with its whole body as text, and the name of its address."""

    address: str
    name: str
    status: int
    headers: dict
    body: str

    @property
    def everything(self):
        """Body, headers and address as one text in lower case, nothing escaped."""
        told = f"{self.body}\n{self.headers}"
        return f"{told}\n{html.unescape(unquote(told))}".lower()

    @property
    def is_page(self):
        return self.headers.get("Content-Type", "").startswith("text/html")


def name_of(path):
    """Return the name of the address that a path belongs to, "" for none."""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    name = match.url_name
    return f"{match.namespace}:{name}" if match.namespace else str(name)


@dataclass
class Reader:
    """Opens addresses as anybody may."""

    client: Client = field(default_factory=Client)
    writes: list = field(default_factory=list)

    def get(self, address, **headers):
        """Return the Answer to a GET that was held to every rule."""
        with connection.execute_wrapper(self._note_writes):
            answer = self.client.get(address, headers=headers)
            streaming = getattr(answer, "streaming", False)
            data = b"".join(answer) if streaming else answer.content
        told = Answer(
            address,
            name_of(urlsplit(address).path),
            answer.status_code,
            dict(answer.items()),
            readable(data).decode("utf-8"),
        )
        assert not self.writes, f"{address} writes: {self.writes}"
        assert told.status < 500 or told.status == 501, address
        assert not answer.cookies, f"{address} sets a cookie"
        assert "cookie" not in told.headers.get("Vary", "").lower(), address
        _assert_safe_headers(told)
        _assert_loads_nothing_from_elsewhere(told)
        return told

    def _note_writes(self, execute, sql, params, many, context):
        if not _READING.match(sql):
            self.writes.append(sql)
        return execute(sql, params, many, context)


def _assert_safe_headers(answer):
    where, headers = answer.address, answer.headers
    policy = headers.get("Content-Security-Policy", "")
    directives = {
        name: set(values)
        for name, *values in (
            part.split() for part in policy.split(";") if part.strip()
        )
    }
    assert directives.get("default-src") == {"'none'"}, (where, policy)
    assert "unsafe" not in policy, where
    hosts = {
        value
        for name, values in directives.items()
        for value in values
        if name != "frame-ancestors"
    }
    assert hosts <= {"'none'", "'self'", "data:"}, (where, policy)
    # A failed address under the embed's path shows no quote, and need not be framed.
    if answer.name == FRAMED and answer.status in (200, 410):
        assert directives["frame-ancestors"] == {"*"}, (where, policy)
        assert "X-Frame-Options" not in headers, where
    elif answer.name != FRAMED:
        assert directives["frame-ancestors"] == {"'none'"}, (where, policy)
        assert headers.get("X-Frame-Options") == "DENY", where
    assert headers.get("X-Content-Type-Options") == "nosniff", where
    assert headers.get("Referrer-Policy") in ("same-origin", "no-referrer"), where


def _assert_loads_nothing_from_elsewhere(answer):
    if not answer.is_page:
        return
    for found in _LOADED.findall(answer.body):
        address = html.unescape(next(filter(None, found)))
        assert address.startswith(("/static/", "/")), (answer.address, address)
        assert not address.startswith("//"), (answer.address, address)


def links_of(answer):
    """Return the addresses on this site that an answer leads to, in order."""
    found = [html.unescape(each) for each in _LINKS.findall(answer.body)]
    found += [html.unescape(each) for each in _ADDRESSES.findall(answer.body)]
    for each in ("Location", "Link", "Content-Location"):
        found += re.findall(r"[^<>,\s]*/[^<>,;\s]*", answer.headers.get(each, ""))
    if answer.headers.get("Content-Type", "").startswith("application/json"):
        found += [each for each in _strings(json.loads(answer.body)) if each[:1] == "/"]
    here = answer.address
    local = []
    for each in found:
        each = each.removeprefix(HOST).split("#")[0]
        if each.startswith("?"):
            each = urlsplit(here).path + each
        if each.startswith("/") and not each.startswith(("//", "/static/")):
            local.append(each)
    return list(dict.fromkeys(local))


def _strings(data):
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for each in data.values():
            yield from _strings(each)
    elif isinstance(data, list):
        for each in data:
            yield from _strings(each)


#: Of addresses that differ in values of the same parameters alone, so many are opened.
MOST_ALIKE = 2


def walk(reader, starts):
    """Yield the Answers of some addresses and of all that they lead to on this site.

    Filters can be combined without end: of one page with the same filters a few are
    opened, and none with more than two.
    """
    waiting, seen, alike = list(starts), set(), {}
    while waiting:
        address = waiting.pop()
        parts = urlsplit(address)
        keys = tuple(sorted({key for key, _value in parse_qsl(parts.query)}))
        if address in seen or len(keys) > 2 or "/admin/" in parts.path:
            continue
        seen.add(address)
        # Any path is opened; only its queries are counted.
        mark = (name_of(parts.path), parts.path[:4] == "/fr/", keys)
        alike[mark] = alike.get(mark, 0) + 1
        if keys and alike[mark] > MOST_ALIKE:
            continue
        answer = reader.get(address)
        yield answer
        waiting += [each for each in links_of(answer) if each not in seen]
