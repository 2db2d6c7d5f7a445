"""Records of the public dump turned into the shape of an import.

A dump has what readers see: no spans, no reviews, no texts of articles. What a quote is
to the newsroom that published it (its status, version, address, notices) is kept in
"origin"; here it is unverified until somebody decided.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from quotes.importers.dates import partial_day
from quotes.importers.items import Item, Record
from quotes.importers.notes import Notes
from quotes.texts import ELISION, gettext_noop
from quotes.typography import marks

#: Keys by which a table of the dump is told, in the order in which they are looked for.
TELLING = {
    "quotes": frozenset({"id", "version", "status", "notices"}),
    "speakers": frozenset({"id", "sort_name", "offices"}),
    "articles": frozenset({"id", "title", "original_url"}),
    "sources": frozenset({"id", "relays", "terms"}),
    "corrections": frozenset({"id", "class", "error", "quote"}),
}

#: Keys of a quote that go over as they are.
SAME = ("id", "kind", "polarity", "language", "is_heading", "cue", "occasion")
#: Keys of a quote that have no column of ours, kept in its "origin".
KEPT = (
    *("url", "version", "status", "corrected", "single_editor", "statement"),
    *(
        "evidence",
        "office_on",
        "shown_wrongly",
        "published_at",
        "changed_at",
        "notices",
    ),
)
#: Keys of a quote that other keys of the record, or ours, say already.
SAID_OTHERWISE = ("reported", "date", "links")
ARTICLE = {
    "id": "id",
    "headline": "headline",
    "byline": "byline",
    "publisher": "publisher",
    "dateline": "dateline",
    "language": "language",
    "original_url": "url",
    "published_on": "published_on",
    "published_on_known": "published_on_known",
    "published_printed": "published_printed",
    "updated_printed": "updated_printed",
    "rights": "rights",
}
SPEAKER = (
    *("id", "kind", "name", "sort_name", "description", "wikidata_id"),
    *("names", "offices"),
)
SOURCE = {
    "id": "id",
    "kind": "kind",
    "name": "name",
    "language": "language",
    "publisher": "publisher",
    "dated_on": "dated_on",
    "terms": "terms",
    "original_url": "url",
    "archived_url": "archived_url",
}


@dataclass(slots=True)
class Dumped:
    """A quote that waits for the others of its article: both, and the notes on it."""

    key: str
    article: Record
    quote: Record | None
    notes: Notes = field(default_factory=lambda: Notes(""))


def table_of(record: Mapping[str, Any]) -> str | None:
    """Return the table of the dump that a record is of, None if it is of none."""
    keys = record.keys()
    return next((name for name, told in TELLING.items() if told <= keys), None)


def record_of(
    table: str, place: str, record: Record, raw: bytes | None
) -> tuple[Item | None, Dumped | None]:
    """Return (item, None) of a record of the dump, or (None, a quote that waits)."""
    notes = Notes(place)
    if table == "quotes":
        if record.get("article") is None:
            _note_withdrawn(notes, record)
            return notes.item(None, raw), None
        return None, quote_of(notes, record)
    if table == "corrections":
        note_correction(notes, str(record["id"]))
        return notes.item(None, raw), None
    if table == "speakers":
        found = {"type": "speaker"} | present({key: record.get(key) for key in SPEAKER})
    elif table == "articles":
        found = {"type": "article"} | renamed(record, ARTICLE)
    else:
        found = {"type": "source"} | renamed(record, SOURCE) | _relayed(record)
    return notes.item(found, raw), None


def note_correction(notes: Notes, public_id: str) -> None:
    """Note that a correction of the dump makes none here."""
    notes.warn(
        "",
        gettext_noop(
            "Correction %(id)s is not taken: two people sign one, here as there. Its "
            "notice comes with its quote."
        ),
        id=public_id,
    )


def _note_withdrawn(notes: Notes, record: Record) -> None:
    notes.warn(
        "",
        gettext_noop(
            "Quote %(id)s was withdrawn where it comes from; its words are not told."
        ),
        gettext_noop("Withdraw it here too, if it was taken in before."),
        id=str(record["id"]),
    )


def quote_of(notes: Notes, record: Record) -> Dumped:
    """Return a quote of the dump in the short form, with its article beside it."""
    article = record.get("article")
    article = article if isinstance(article, dict) else {}
    said = record.get("said_on")
    said = said if isinstance(said, dict) else {}
    day, precision = partial_day(notes, "said_on.date", said.get("date"))
    quote = (
        {key: record.get(key) for key in SAME}
        | _words(notes, record)
        | {
            "mention": record.get("as_printed"),
            "said_on": day,
            "said_on_precision": said.get("precision") or precision,
            "said_on_known": said.get("known"),
            "speakers": _speakers(record),
            "source": _source(record),
            "status": "unverified",
            "origin": _origin(record),
        }
    )
    found = renamed(article, ARTICLE)
    return Dumped(str(article.get("id")), found, present(quote), notes)


def _words(notes: Notes, record: Record) -> Record:
    """Return the content: bare, or the whole statement where the dump has no bare one."""
    words = record.get("words")
    if not isinstance(words, str) or not words:
        if not record.get("statement"):
            notes.refuse(
                "statement",
                gettext_noop("There are neither words nor a statement."),
                gettext_noop("Give the words of the quote."),
            )
        notes.warn(
            "words",
            gettext_noop(
                "The bare content of a reported statement is not told; the whole "
                "statement, with its cue and mention, stands for it."
            ),
            gettext_noop("Mark the content when the quote is checked."),
        )
        whole = record.get("statement")
        return {"words": whole, "quoted": _quoted(record, [str(whole)])}
    statement = str(record.get("statement") or "")
    pieces = words.split(ELISION)
    if statement and not all(piece in statement for piece in pieces):
        # A statement has the marks of its language, words those of their text.
        pieces = [within_marks(statement, str(record.get("language") or ""))[0]]
    return {
        "words": pieces[0] if len(pieces) == 1 else pieces,
        "quoted": _quoted(record, pieces),
    }


def _quoted(record: Record, pieces: list[str]) -> list[str]:
    """Return the words in quotation marks that stand in the content."""
    quoted = str(record.get("quoted_words") or "").split(ELISION)
    return [part for part in quoted if part and any(part in piece for piece in pieces)]


def within_marks(statement: str, language: str) -> tuple[str, list[str]]:
    """Return (words, what of them is in marks) of a statement as it may be shown.

    Marks around the whole of it are left off.
    """
    opening, closing = (re.escape(mark.strip()) for mark in marks(language))
    pattern = re.compile(f"{opening}[\u00a0 ]?(.+?)[\u00a0 ]?{closing}", re.DOTALL)
    quoted = pattern.findall(statement)
    if len(quoted) == 1 and pattern.fullmatch(statement):
        return quoted[0], quoted
    return statement, quoted


def _speakers(record: Record) -> list[Record]:
    rows = record.get("speakers")
    return [
        present({key: row.get(key) for key in ("id", "name", "wikidata_id", "kind")})
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict)
    ]


def _source(record: Record) -> Record | None:
    """Return the nearest source; what it relays is in the dump's table of sources."""
    rows = record.get("sources")
    first = rows[0] if isinstance(rows, list) and rows else None
    return renamed(first, SOURCE) if isinstance(first, dict) else None


def _origin(record: Record) -> Record:
    """Return what has no column of ours: status there, address, version, notices."""
    origin = {key: record.get(key) for key in KEPT}
    rows = record.get("speakers")
    origin["offices"] = [
        {"speaker": row.get("id"), "office": row["office"]}
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and row.get("office")
    ]
    chain = record.get("sources")
    words = record.get("words")
    shown = str(record.get("statement"))
    origin["words"] = None if str(words) in shown else words
    origin["relays"] = chain[1:] if isinstance(chain, list) else None
    return present(origin)


def _relayed(record: Record) -> Record:
    steps = record.get("relays")
    first = steps[0] if isinstance(steps, list) and steps else None
    return {"relays": first["id"]} if isinstance(first, dict) and "id" in first else {}


def renamed(record: Mapping[str, Any], names: Mapping[str, str]) -> Record:
    """Return the values that are there under our names."""
    return present({ours: record.get(theirs) for theirs, ours in names.items()})


def present(record: Record) -> Record:
    """Return a record without what is not known: None, empty texts and lists."""
    return {
        key: value
        for key, value in record.items()
        if value is not None and value != "" and value != [] and value != {}
    }
