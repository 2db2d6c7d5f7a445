"""BBC Citron's annotation format: a text and what a program takes for quotes in it.

The original has text and quotes (cue, sources, contents; each with start, end and text);
the API of this software adds id, url, language, revision and SHA-256. Positions are held
against the text. Whatever the file says, its quotes are proposals here.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from quotes.extraction import detect
from quotes.ids import is_public_id
from quotes.importers.decoding import fault_of_kind
from quotes.importers.dumped import present
from quotes.importers.items import Item, Record
from quotes.importers.jsonstream import values
from quotes.importers.notes import Notes, shortened
from quotes.importers.schema_org import noted_language
from quotes.importers.spans import inner_quoted, kind_of
from quotes.texts import TextError, gettext_noop, normalize, sha256

#: Keys of a document and of a quote.
DOCUMENT = (
    *("text", "quotes", "coreference_groups", "id", "url", "language"),
    *("revision", "sha256"),
)
QUOTE = ("cue", "sources", "contents", "coreferences", "confidence", "id")
ENGINE = "citron"


def read(stream: BinaryIO, name: str) -> Iterator[Item]:
    """Yield an article for each document: one object, an array, or NDJSON."""
    for value in values(stream, "document"):
        notes = Notes(value.place)
        if value.fault is not None:
            notes.faults.append(value.fault)
            yield notes.item(None, value.raw)
        elif not isinstance(value.value, dict):
            found = fault_of_kind(value.place, "", value.value, "an object")
            notes.faults.append(found)
            yield notes.item(None, value.raw)
        else:
            yield notes.item(_article(notes, value.value), value.raw)


def _article(notes: Notes, given: Record) -> Record | None:
    text = given.get("text")
    if not isinstance(text, str):
        notes.faults.append(fault_of_kind(notes.place, "text", text, "a text"))
        return None
    try:
        kept = normalize(text)
    except TextError as error:
        notes.refuse("text", error.sentence, "", **error.params)
        return None
    if kept != text:
        notes.refuse(
            "text",
            gettext_noop(
                "The text has a byte order mark or carriage returns, so that positions "
                "in it would not be those of what is kept."
            ),
            gettext_noop("Take them out, and count the positions again."),
        )
        return None
    _demand_digest(notes, given, text)
    unknown = sorted(set(given) - set(DOCUMENT))
    if unknown:
        notes.warn(
            ", ".join(unknown),
            gettext_noop("These keys are not of the format, and not taken."),
        )
    key = given.get("id")
    known = noted_language(notes, "language", given.get("language"))
    rows = given.get("quotes")
    if not isinstance(rows, list):
        notes.faults.append(fault_of_kind(notes.place, "quotes", rows, "an array"))
        return None
    language = known or detect(text)
    is_ours = isinstance(key, str) and is_public_id(key)
    record: Record = {
        "type": "article",
        "id": key if is_ours else None,
        "external_id": None if is_ours or key is None else str(key),
        "url": None if is_ours else given.get("url"),
        "language": language,
        "text": text,
    }
    quotes = [
        quote
        for number, row in enumerate(rows)
        if (quote := _quote(notes, f"quotes[{number}]", row, text)) is not None
    ]
    return present(record | {"quotes": quotes})


def _demand_digest(notes: Notes, given: Record, text: str) -> None:
    told = given.get("sha256")
    if told is not None and told != sha256(text):
        notes.refuse(
            "sha256",
            gettext_noop("The text is not the one that this SHA-256 is of."),
            gettext_noop("Fetch the document again: its positions may be off."),
        )


def _quote(notes: Notes, field: str, row: Any, text: str) -> Record | None:
    if not isinstance(row, dict):
        notes.faults.append(fault_of_kind(notes.place, field, row, "an object"))
        return None
    contents = _spans(notes, f"{field}.contents", row.get("contents"), text)
    sources = _spans(notes, f"{field}.sources", row.get("sources"), text)
    cue = row.get("cue")
    cues = _spans(notes, f"{field}.cue", [cue] if cue else [], text)
    if not contents:
        if not notes.refuses:
            notes.refuse(
                f"{field}.contents",
                gettext_noop("The quote has no contents."),
                gettext_noop("Leave it out, or give the words."),
            )
        return None
    quoted = inner_quoted(text, contents)
    key = row.get("id")
    is_ours = isinstance(key, str) and is_public_id(key)
    spans = [
        {"role": role} | span
        for role, found in (
            ("content", contents),
            ("quoted", quoted),
            ("cue", cues),
            ("mention", sources),
        )
        for span in found
    ]
    grounds = (
        {"content": {"rule": ENGINE, "confidence": row["confidence"]}}
        if row.get("confidence") is not None
        else None
    )
    words = [span["exact"] for span in contents]
    return present(
        {
            "id": key if is_ours else None,
            "external_id": None if is_ours or key is None else str(key),
            "words": words[0] if len(words) == 1 else words,
            "kind": kind_of(contents, quoted, text),
            "spans": spans,
            "status": "proposed",
            "engine": present({"name": ENGINE, "version": "1", "fields": grounds}),
            "origin": present({"coreferences": row.get("coreferences")}),
        }
    )


def _spans(notes: Notes, field: str, rows: Any, text: str) -> list[Record]:
    """Return spans whose places hold their words; one that does not is a fault."""
    if not isinstance(rows, list):
        notes.faults.append(fault_of_kind(notes.place, field, rows, "an array"))
        return []
    found: list[Record] = []
    for row in rows:
        start = row.get("start") if isinstance(row, dict) else None
        end = row.get("end") if isinstance(row, dict) else None
        words = row.get("text") if isinstance(row, dict) else None
        if (
            not isinstance(start, int)
            or not isinstance(end, int)
            or not 0 <= start < end <= len(text)
        ):
            notes.refuse(
                field,
                gettext_noop(
                    "%(start)s–%(end)s is no place in this text, which has %(length)d "
                    "signs."
                ),
                gettext_noop("Count code points, the end not included."),
                start=shortened(start),
                end=shortened(end),
                length=len(text),
            )
        elif words is not None and text[start:end] != words:
            notes.refuse(
                field,
                gettext_noop(
                    "At %(start)d–%(end)d stands “%(here)s”, not “%(words)s”."
                ),
                gettext_noop("Count code points: not bytes, and not UTF-16 units."),
                start=start,
                end=end,
                here=shortened(text[start:end]),
                words=shortened(words),
            )
        else:
            found.append({"start": start, "end": end, "exact": text[start:end]})
    return found
