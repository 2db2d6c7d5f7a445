"""Copies of public pages, by the name of what readers may see (quotes/public_state.py).

A page gets its tag from that name, its address and the release that runs, so that who
asks again is told “not modified” after one query, without the page being made. Ready
pages are kept in the memory of each process, under their tags: every server asks the
database with every request, so none shows what another one knows to be withdrawn.
"""

import hashlib
import re
import threading
from collections import OrderedDict
from functools import cache
from pathlib import Path

import django
from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from quotes.public_state import public_state

#: Rooms of the public site whose answers are made of its address and of what readers may
#: see, by the first part of the path (up to a slash, a dot or a hyphen). Not here: the forms for
#: reports, which say when they were made, and the API, which counts who asks.
ROOMS = frozenset(
    {
        *("", "quotes", "find", "q", "speakers", "speaker", "articles", "article"),
        *("source", "corrections", "correction", "about", "feeds", "embed", "oembed"),
        "sitemap",
    }
)

_END = re.compile("[.-]")

#: Longer addresses are nobody's next question.
LONGEST = 2000

#: What makes an answer that of one reader, or of one moment.
_PRIVATE = ("no-store", "private")


class PageCacheMiddleware:
    """Answers with 304 or a copy where nothing changed; tags and keeps what is new.

    Stands before whatever packs, tags and checks an answer, so that a copy is sent as it
    went out. NEWSROOM_PAGE_CACHE_MB bounds what a process keeps; 0 keeps nothing.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.copies = Copies(settings.NEWSROOM_PAGE_CACHE_MB * 1_000_000)

    def __call__(self, request):
        if settings.DEBUG or not _is_public(request):
            return self.get_response(request)
        tag = tag_of(request, public_state())
        known = request.META.get("HTTP_IF_NONE_MATCH")
        if known and tag in map(_weak, parse_etags(known)):
            return _not_modified(tag)
        key = tag, "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        is_whole = (
            request.method == "GET" and "HTTP_IF_MODIFIED_SINCE" not in request.META
        )
        copy = self.copies.get(key) if is_whole else None
        if copy is not None:
            return copy.answer()
        response = self.get_response(request)
        if response.status_code == 200 and not _is_private(response):
            response.headers["ETag"] = tag
            if is_whole and not response.streaming:
                self.copies.put(key, Copy(response))
        return response


class Copy:
    """An answer as it went out."""

    __slots__ = ("body", "headers")

    def __init__(self, response):
        self.body = response.content
        self.headers = dict(response.items())

    def answer(self):
        return HttpResponse(self.body, headers=self.headers)

    @property
    def size(self):
        """Bytes that it takes in memory, about."""
        return len(self.body) + 1500


class Copies:
    """The copies of one process, those asked for last; safe among threads."""

    def __init__(self, most):
        self.most, self.size = most, 0
        self._copies = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key):
        """Return the copy of a key, or None."""
        with self._lock:
            copy = self._copies.get(key)
            if copy is not None:
                self._copies.move_to_end(key)
            return copy

    def put(self, key, copy):
        """Keep a copy; what was not asked for longest makes room. A copy that alone
        would take a tenth of the room is not kept.
        """
        if copy.size * 10 > self.most:
            return
        with self._lock:
            before = self._copies.pop(key, None)
            self.size += copy.size - (before.size if before else 0)
            self._copies[key] = copy
            while self.size > self.most:
                _key, old = self._copies.popitem(last=False)
                self.size -= old.size


def tag_of(request, state):
    """Return the tag of a page in a state; weak, for packed pages are not the same bytes."""
    meta = request.META
    parts = (
        *(release_name(), state, request.scheme, meta.get("HTTP_HOST", "")),
        *(meta.get("SERVER_NAME", ""), str(meta.get("SERVER_PORT", ""))),
        *(request.path, meta.get("QUERY_STRING", "")),
    )
    told = hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=15)
    return f'W/"{told.hexdigest()}"'


@cache
def release_name():
    """Return the name of the code and the settings that make pages, the same everywhere.

    Made of the files themselves: all servers of a release agree, and a new release
    leaves no old page valid.
    """
    told = hashlib.blake2b(django.__version__.encode(), digest_size=16)
    for folder in (Path(__file__).parent, settings.BASE_DIR / "newsroom"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".html", ".mo", ".css", ".js", ".svg"):
                told.update(str(path.relative_to(folder)).encode())
                told.update(path.read_bytes())
    for name in (
        *("NEWSROOM_NAME", "NEWSROOM_BASE_URL", "NEWSROOM_DATA_LICENSE", "STATIC_URL"),
        *("LANGUAGE_CODE", "TIME_ZONE", "CONTENT_SECURITY_POLICY", "HTTPS"),
    ):
        told.update(f"{name}={getattr(settings, name)!r}".encode())
    return told.hexdigest()


@cache
def _prefixes():
    """Return the beginnings of paths of languages that have one."""
    return tuple(
        f"/{code}/"
        for code, _name in settings.LANGUAGES
        if code != settings.LANGUAGE_CODE
    )


def _is_public(request):
    """Tell whether an address is in one of ROOMS, and is asked for plainly."""
    if request.method not in ("GET", "HEAD") or request.META.get("CONTENT_TYPE"):
        return False
    path = request.path_info
    if len(path) + len(request.META.get("QUERY_STRING", "")) > LONGEST:
        return False
    for prefix in _prefixes():
        if path.startswith(prefix):
            path = path[len(prefix) - 1 :]
            break
    first = path[1:].partition("/")[0]
    return _END.split(first, maxsplit=1)[0] in ROOMS


def _is_private(response):
    """Tell whether an answer was made for one reader."""
    control = response.headers.get("Cache-Control", "")
    return (
        bool(response.cookies)
        or "cookie" in response.headers.get("Vary", "").lower()
        or any(word in control for word in _PRIVATE)
    )


def _not_modified(tag):
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    return HttpResponseNotModified(headers=headers)


def _weak(tag):
    return tag if tag.startswith("W/") else f"W/{tag}"
