"""Documents with their statements, as JSON Lines: one document a line.

    {"id": "…", "text": "…", "language": "fr", "quotes": [
        {"start": 0, "end": 9, "parts": [[0, 4], [6, 9]],
         "speaker": {"start": 10, "end": 14, "text": "…"}, "cue": null,
         "kind": "direct", "reference": "…", "heading": false}]}

Positions are Unicode code points into "text", end exclusive. "parts", "speaker",
"speaker_alt" (other mentions that would be right), "cue", "kind", "reference",
"heading" and "language" (also "lang") may be left out; what else is there is not read.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from quotes.extraction.spans import Span


class BadDocument(ValueError):
    """A document that cannot be read; the message says where, what and what to do."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A statement to compare; kind is "" where the document gives none.

    mentions holds the mention first, then those that would be right as well; empty
    where the document names no speaker.
    """

    parts: tuple[Span, ...]
    mentions: tuple[Span, ...] = ()
    cue: Span | None = None
    kind: str = ""
    reference: str = ""
    heading: bool = False

    @property
    def whole(self) -> Span:
        """From the first character of the first part to the last of the last."""
        return Span(self.parts[0].start, self.parts[-1].end)


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its statements; language is "fr", "en" or None where not said."""

    id: str
    text: str
    quotations: tuple[Quotation, ...]
    language: str | None = None


def read_documents(lines: Iterable[bytes | str], name: str) -> dict[str, Document]:
    """Return the documents of JSON Lines by id, in their order; empty lines are skipped.

    name stands for the file in messages. Raises BadDocument with line and field for
    what is not UTF-8, not JSON, lacks a field, lies outside of its text or is out of
    order, and for an id that is there twice.
    """
    documents: dict[str, Document] = {}
    first_at: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        where = f"{name}, line {number}"
        words = decoded(line, where)
        if not words.strip():
            continue
        document = document_from(object_from(words, where), where)
        if document.id in documents:
            raise BadDocument(
                f"{where}: the id {document.id!r} is that of line "
                f"{first_at[document.id]} as well; give each document one of its own."
            )
        documents[document.id] = document
        first_at[document.id] = number
    return documents


def decoded(line: bytes | str, where: str) -> str:
    """Return UTF-8 as text, without a byte order mark; BadDocument where it is none."""
    if isinstance(line, str):
        return line
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadDocument(
            f"{where}: byte {error.start + 1} is not UTF-8; convert the file to UTF-8."
        ) from error


def object_from(line: str, where: str) -> dict[str, object]:
    """Return the JSON object of a line; BadDocument where it is none."""
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadDocument(
            f"{where}: not JSON ({error.msg}, column {error.colno}); each line must be "
            "one JSON object."
        ) from error
    except (ValueError, RecursionError) as error:
        raise BadDocument(
            f"{where}: JSON that cannot be read ({error}); each line must be one plain "
            "JSON object."
        ) from error
    if not isinstance(found, dict):
        raise BadDocument(
            f"{where}: a JSON {_sort_of(found)} where an object is wanted; begin the "
            "line with {."
        )
    return found


def document_from(found: dict[str, object], where: str) -> Document:
    """Return the document that a JSON object holds; BadDocument names the field."""
    text = _string(found, "text", where)
    quotes = found.get("quotes")
    if not isinstance(quotes, list):
        raise BadDocument(
            f"{where}: quotes is {_sort_of(quotes, 'quotes' in found)}; give a list, "
            "empty where the text has no statement."
        )
    quotations = tuple(
        _Reading(text, f"{where}: quotes[{number}]").quotation(each)
        for number, each in enumerate(quotes)
    )
    return Document(
        str(identity_of(found, where)), text, quotations, language_of(found, where)
    )


def identity_of(found: dict[str, object], where: str) -> str | int:
    """Return the id of a JSON object as it is given: a string or a whole number."""
    value = found.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return _string(found, "id", where)


def language_of(found: dict[str, object], where: str) -> str | None:
    """Return "fr", "en" or None; a region after it (fr-CA) is passed over."""
    value = found.get("language", found.get("lang"))
    if value is None:
        return None
    base = value.split("-")[0].lower() if isinstance(value, str) else ""
    if base not in ("fr", "en"):
        raise BadDocument(
            f"{where}: language is {value!r}; write fr or en, or leave it out."
        )
    return base


def _string(found: dict[str, object], field: str, where: str) -> str:
    value = found.get(field)
    if not isinstance(value, str):
        raise BadDocument(
            f"{where}: {field} is {_sort_of(value, field in found)}; give a string."
        )
    return value


def text_of(found: dict[str, object], where: str) -> str:
    """Return the text of a JSON object; BadDocument where there is none."""
    return _string(found, "text", where)


_SORTS = {bool: "boolean", str: "string", list: "list", dict: "object"}


def _sort_of(value: object, is_there: bool = True) -> str:
    if value is None:
        return "null" if is_there else "missing"
    return _SORTS.get(type(value), "number")


class _Reading:
    """One entry of "quotes", read against its text."""

    def __init__(self, text: str, where: str) -> None:
        self.text, self.where = text, where

    def quotation(self, found: object) -> Quotation:
        if not isinstance(found, dict):
            raise BadDocument(f"{self.where} is {_sort_of(found)}; give an object.")
        whole = self._span(found.get("start"), found.get("end"), "")
        mention = self._place(found, "speaker")
        return Quotation(
            self._parts(found, whole),
            (*([mention] if mention else []), *self._alternatives(found)),
            self._place(found, "cue"),
            self._optional(found, "kind"),
            self._optional(found, "reference"),
            found.get("heading") is True,
        )

    def _parts(self, found: dict[str, object], whole: Span) -> tuple[Span, ...]:
        value = found.get("parts")
        if not value:
            return (whole,)
        if not isinstance(value, list):
            raise BadDocument(
                f"{self.where}.parts is {_sort_of(value)}; give a list of [start, end]."
            )
        parts: list[Span] = []
        for number, each in enumerate(value):
            field = f".parts[{number}]"
            if not isinstance(each, list) or len(each) != 2:
                raise BadDocument(
                    f"{self.where}{field} is {each!r}; give [start, end]."
                )
            part = self._span(each[0], each[1], field)
            if parts and part.start < parts[-1].end:
                raise BadDocument(
                    f"{self.where}{field} begins at {part.start}, before the part in "
                    f"front of it ends ({parts[-1].end}); put the parts in the order "
                    "of the text, apart from each other."
                )
            parts.append(part)
        if Span(parts[0].start, parts[-1].end) != whole:
            raise BadDocument(
                f"{self.where}: start and end are {whole.start} and {whole.end}, but "
                f"the parts run from {parts[0].start} to {parts[-1].end}; make them "
                "agree."
            )
        return tuple(parts)

    def _place(self, found: dict[str, object], field: str) -> Span | None:
        return self._place_of(found.get(field), f".{field}")

    def _place_of(self, value: object, field: str) -> Span | None:
        if value is None or value == {}:
            return None
        if not isinstance(value, dict):
            raise BadDocument(
                f"{self.where}{field} is {_sort_of(value)}; give an object with start "
                "and end, or null."
            )
        place = self._span(value.get("start"), value.get("end"), field)
        words = value.get("text")
        if words is not None and words != place.of(self.text):
            raise BadDocument(
                f"{self.where}{field}.text is {words!r}, but the text has "
                f"{place.of(self.text)!r} there; positions count Unicode code points."
            )
        return place

    def _alternatives(self, found: dict[str, object]) -> tuple[Span, ...]:
        value = found.get("speaker_alt")
        listed = value if isinstance(value, list) else []
        places = (
            self._place_of(each, f".speaker_alt[{number}]")
            for number, each in enumerate(listed)
        )
        return tuple(each for each in places if each)

    def _optional(self, found: dict[str, object], field: str) -> str:
        value = found.get(field)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise BadDocument(
                f"{self.where}.{field} is {_sort_of(value)}; give a string or null."
            )
        return value

    def _span(self, start: object, end: object, field: str) -> Span:
        first = self._whole(start, f"{field}: start")
        last = self._whole(end, f"{field}: end")
        if not 0 <= first < last <= len(self.text):
            raise BadDocument(
                f"{self.where}{field} is {first}–{last}, empty or outside of the text of "
                f"{len(self.text)} characters; positions count Unicode code points "
                "from 0, end exclusive."
            )
        return Span(first, last)

    def _whole(self, value: object, field: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise BadDocument(
                f"{self.where}{field} is {value!r}; give a whole number of characters."
            )
        return value
