"""Canonical JSON, the one spelling of a value, and its digest.

Sorted keys, no spaces, no floats, UTF-8; a digest is SHA-256 over it, in hexadecimal.
"""

import hashlib
import json
import re

import orjson

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
#: Numbers stand after one of these signs, for canonical JSON has no spaces. One pattern
#: each: what begins with one sign is found several times as fast as with one of three.
_FLOATS = [re.compile(rf"{sign}-?\d+[.eE]") for sign in (":", ",", r"\[")]
_LONE_FLOAT = re.compile(r"-?\d+[.eE]")
_NO_FLOATS = "A float has no canonical spelling; use an integer or text."


def canonical(value):
    """Return value as canonical JSON text.

    Raises TypeError for what has no single spelling: floats and unknown types.
    """
    try:
        text = json.dumps(
            value,
            allow_nan=False,
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
    except ValueError as error:
        raise TypeError(_NO_FLOATS) from error
    _refuse_floats(text)
    return text


def canonical_of_json(value):
    """Return canonical(value) of what was read from JSON, several times as fast.

    Not for other values: NaN, and moments, would be spelled and not refused. Raises
    TypeError as canonical() does.
    """
    try:
        text = orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    except TypeError:  # a number of more than 64 bits
        return canonical(value)
    _refuse_floats(text)
    return text


def _refuse_floats(text):
    """Raise TypeError for canonical JSON with a float in it.

    It shows in the text, outside of its strings; to walk through the value in Python
    takes longer than all the rest.
    """
    if _seems_to_have_floats(text) and _seems_to_have_floats(_STRING.sub('""', text)):
        raise TypeError(_NO_FLOATS)


def _seems_to_have_floats(text):
    return any(each.search(text) for each in _FLOATS) or _LONE_FLOAT.match(text)


def digest_of(value, spell=canonical):
    """Return the SHA-256 of a value's canonical JSON, as 64 hexadecimal signs.

    spell is canonical or, for what was read from JSON, canonical_of_json.
    """
    return hashlib.sha256(spell(value).encode("utf-8")).hexdigest()
