"""Addresses that stay: the short ones, in the default language.

One thing has one address, whatever language its page is read in and whatever its words
or its name become.
"""

from functools import cache

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language, override

from quotes.ids import ALPHABET, LENGTH

#: Stands for a public id in a path that is made once, and this for the words behind it.
_PLACE = ALPHABET[0] * LENGTH
_WORDS = "words-0"


def permanent_path(kind, public_id):
    """Return the path of a quote, speaker, article, source or correction by its id."""
    name = kind if kind == "correction" else f"{kind}-short"
    return _path_by_id(f"quotes:{name}", public_id)


def titled_path(kind, public_id, slug):
    """Return the path of a page with words in its address, in the present language.

    kind is the name of its pattern: quote, speaker, article, source.
    """
    path = _titled(kind, get_language(), get_script_prefix())
    return path.replace(_PLACE, public_id).replace(_WORDS, slug)


@cache
def _titled(kind, language, prefix):
    """Return a path to put an id and words in; of the present language and prefix."""
    return reverse(f"quotes:{kind}", kwargs={"public_id": _PLACE, "slug": _WORDS})


def absolute_for(request):
    """Return a function that makes addresses of paths: with the scheme and host asked for.

    As request.build_absolute_uri() does, for paths from reverse(), with a query or
    without; but that takes each apart and quotes it anew, two hundred of a list's page.
    """
    site = request.build_absolute_uri("/")[:-1]

    def absolute(path):
        if path.isascii() and path.startswith("/") and not path.startswith("//"):
            return f"{site}{path}"
        return request.build_absolute_uri(path)

    return absolute


def page_path(thing):
    """Return the path of a public thing's page, with the words in it."""
    return default_path(thing.get_absolute_url)


def api_path(name, public_id=None):
    """Return the path of an answer of the read API; those of one thing take its id."""
    return _path_by_id(f"api:{name}", public_id) if public_id else _path(f"api:{name}")


def _path_by_id(name, public_id):
    return _path(name, _PLACE).replace(_PLACE, public_id)


def _path(name, public_id=None):
    return _reversed(name, public_id, settings.LANGUAGE_CODE, get_script_prefix())


@cache
def _reversed(name, public_id, language, prefix):
    """Return a path; reversing is slow, and records hold a dozen paths that are alike."""
    with override(language):
        return reverse(name, args=[public_id] if public_id else [])


def default_path(make, *args, **kwargs):
    """Return the path that a function makes, in the default language."""
    if get_language() == settings.LANGUAGE_CODE:
        return make(*args, **kwargs)  # changing it costs more than making a path
    with override(settings.LANGUAGE_CODE):
        return make(*args, **kwargs)
