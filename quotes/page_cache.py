"""Copies of public pages, by the name of what readers may see (quotes/public_state.py).

A page gets its tag from that name, its address and the release that runs, so that who
asks again is told “not modified” after one query, without the page being made. Ready
pages are kept in the memory of each process, under their tags: every server asks the
database with every request, so none shows what another one knows to be withdrawn.
"""

import hashlib
import re
from functools import cache

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from quotes.copies import LONGEST, Copies, release_name
from quotes.public_state import forget_recent_state, recent_state

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

#: Those of them that no row of the database is shown in.
PROSE = frozenset({"about"})

_END = re.compile("[.-]")

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
        room = None if settings.DEBUG else _room_of(request)
        if room is None:
            return self._otherwise(request)
        request.public_state = "" if room in PROSE else recent_state()
        tag = tag_of(request, request.public_state)
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

    def _otherwise(self, request):
        """Answer what is nobody's copy; whoever wrote sees what became of it."""
        try:
            return self.get_response(request)
        finally:
            if request.method not in ("GET", "HEAD", "OPTIONS"):
                forget_recent_state()


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
def _prefixes():
    """Return the beginnings of paths of languages that have one."""
    return tuple(
        f"/{code}/"
        for code, _name in settings.LANGUAGES
        if code != settings.LANGUAGE_CODE
    )


def _room_of(request):
    """Return which of ROOMS an address is in; None outside, or if asked for otherwise."""
    if request.method not in ("GET", "HEAD") or request.META.get("CONTENT_TYPE"):
        return None
    path = request.path_info
    if len(path) + len(request.META.get("QUERY_STRING", "")) > LONGEST:
        return None
    for prefix in _prefixes():
        if path.startswith(prefix):
            path = path[len(prefix) - 1 :]
            break
    first = path[1:].partition("/")[0]
    room = _END.split(first, maxsplit=1)[0]
    return room if room in ROOMS else None


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
