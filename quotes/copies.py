"""What one process keeps in memory of what it made: whole pages, and parts of them."""

import hashlib
import threading
from collections import OrderedDict
from functools import cache
from pathlib import Path

import django
from django.conf import settings
from django.urls import get_script_prefix
from django.utils.translation import get_language

#: Longer addresses are nobody's next question, in characters.
LONGEST = 2000


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


class Part:
    """A part of a page; size is what it takes in memory, about, in bytes."""

    __slots__ = ("size", "value")

    def __init__(self, value, size):
        self.value, self.size = value, size


@cache
def _parts(megabytes):
    # A quarter of what pages may take.
    return Copies(megabytes * 250_000)


def kept_part(name, make, state=""):
    """Return what make() returns, made once for a name, a language and a state.

    name is a tuple of all that the part is made of, beside the code. state is that of
    quotes.public_state, for a part that is made of rows; None keeps nothing. make
    returns (part, its length).
    """
    store = _parts(settings.NEWSROOM_PAGE_CACHE_MB)
    if state is None or not store.most or settings.DEBUG:
        return make()[0]
    key = (*name, state, get_language(), get_script_prefix())
    part = store.get(key)
    if part is None:
        value, length = make()
        part = Part(value, 2 * length + 1000)
        store.put(key, part)
    return part.value


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
