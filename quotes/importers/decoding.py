"""Bytes to JSON, with sentences for what is no JSON."""

import re
from typing import Any

import orjson

from quotes.importers.items import Fault
from quotes.texts import gettext_noop

#: An escaped NUL, and not an escaped backslash before “u0000”.
_ESCAPED_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
BOM = b"\xef\xbb\xbf"


def loads(data: bytes, place: str) -> tuple[Any, Fault | None]:
    """Return (value, None) of JSON in UTF-8, or (None, fault): what is wrong, and where."""
    if b"\0" in data:
        return None, _fault_of_nul(place, data.index(b"\0"))
    if b"\\u0000" in data and (found := _ESCAPED_NUL.search(data)):
        return None, _fault_of_nul(place, found.end() - 6)
    try:
        return orjson.loads(data), None
    except orjson.JSONDecodeError as error:
        return None, fault_of_encoding(place, data) or _fault_of_json(place, error)


def _fault_of_nul(place: str, at: int) -> Fault:
    return Fault(
        place,
        "",
        gettext_noop("There is a NUL sign at byte %(at)d, which no database can keep."),
        gettext_noop("Take it out, or export the file again."),
        {"at": at},
    )


def fault_of_encoding(place: str, data: bytes) -> Fault | None:
    """Return what keeps bytes from being UTF-8, None where they are."""
    if data.startswith(_UTF_16):
        return Fault(
            place,
            "",
            gettext_noop("This is UTF-16."),
            gettext_noop("Save the file as UTF-8."),
        )
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Fault(
            place,
            "",
            gettext_noop("This is not UTF-8: byte %(byte)s at %(at)d."),
            gettext_noop("Save the file as UTF-8."),
            {"byte": f"{data[error.start]:02X}", "at": error.start},
        )
    return None


def _fault_of_json(place: str, error: orjson.JSONDecodeError) -> Fault:
    return Fault(
        place,
        "",
        gettext_noop("This is not JSON: %(error)s, at sign %(at)d."),
        gettext_noop("Mend it, or export the file again."),
        {"error": error.msg, "at": error.pos},
    )


def fault_of_kind(place: str, field: str, value: object, wanted: str) -> Fault:
    """Return the fault of a value of another type; wanted: object, array, text …"""
    return Fault(
        place,
        field,
        gettext_noop("Here stands %(found)s where %(wanted)s is wanted."),
        "",
        {"found": kind_of(value), "wanted": wanted},
    )


def kind_of(value: object) -> str:
    """Return what JSON calls a value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    for kind, name in ((str, "a text"), (dict, "an object"), (list, "an array")):
        if isinstance(value, kind):
            return name
    return "a number"
