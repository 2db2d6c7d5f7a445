"""The CSV tables of the public dump and of public lists: cells back into records.

Several values of a cell stand with “ · ” between them. A row has no bare words, only the
statement as it may be shown: the words between quotation marks are the quoted ones.
"""

from collections.abc import Callable
from typing import Any

from quotes.importers.dates import day
from quotes.importers.dumped import (
    Dumped,
    note_correction,
    quote_of,
    record_of,
    within_marks,
)
from quotes.importers.items import Item, Record
from quotes.importers.notes import Notes
from quotes.texts import ELISION, gettext_noop

SEPARATOR = " · "

#: Columns of each table, as quotes.records writes them; a test holds both together.
COLUMNS = {
    "quotes": frozenset(
        {
            *("id", "url", "version", "status", "corrected", "single_editor"),
            *("statement", "reported", "kind", "polarity", "language", "is_heading"),
            *("speaker_ids", "speakers", "offices", "as_printed", "cue", "occasion"),
            *("said_on", "said_on_precision", "said_on_known", "date", "article_id"),
            *("article_title", "article_url", "publisher", "published_on"),
            *("source_ids", "sources", "source_kind", "corrections", "notices"),
            *("published_at", "changed_at"),
        }
    ),
    "speakers": frozenset(
        {
            *("id", "url", "kind", "name", "sort_name", "description"),
            *("wikidata_id", "other_names", "offices"),
        }
    ),
    "articles": frozenset(
        {
            *("id", "url", "title", "headline", "byline", "publisher", "dateline"),
            *("language", "original_url", "published_on", "published_on_known"),
            *("published_printed", "updated_printed", "rights"),
        }
    ),
    "sources": frozenset(
        {
            *("id", "url", "kind", "name", "language", "publisher", "dated_on"),
            *("terms", "original_url", "archived_url", "relays_ids", "relays"),
        }
    ),
    "corrections": frozenset(
        {
            *("id", "url", "class", "error", "notice", "language", "shown", "right"),
            *("delay_reason", "published_at", "quote_id", "quote_url"),
            "quote_status",
        }
    ),
}
#: Columns by which a table is told.
TELLING = {
    "quotes": {"id", "statement", "article_id", "speaker_ids"},
    "speakers": {"id", "sort_name", "other_names"},
    "articles": {"id", "title", "original_url"},
    "sources": {"id", "relays_ids", "terms"},
    "corrections": {"id", "class", "error", "quote_id"},
}


def table_of(columns: list[str]) -> str | None:
    """Return the table that a header is of, None if it is of none."""
    names = set(columns)
    return next((table for table, told in TELLING.items() if told <= names), None)


def maker(
    table: str,
) -> Callable[[Notes, dict[str, str]], tuple[Item | None, Dumped | None]]:
    """Return what makes records of the rows of a table."""
    if table == "quotes":
        return _quote
    if table == "corrections":
        return _correction

    def make(notes: Notes, cells: dict[str, str]) -> tuple[Item | None, None]:
        for name in ("published_on", "dated_on"):
            day(notes, name, cells.get(name))
        record: Record = dict(cells)
        if table == "sources" and "relays_ids" in cells:
            steps = cells["relays_ids"].split(SEPARATOR)
            record["relays"] = [{"id": step} for step in steps]
        if table == "speakers":
            record |= {"names": None, "offices": None}
            _warn_of_lists(notes, cells)
        item, _waits = record_of(table, notes.place, record, None)
        if item is not None:
            item.faults += notes.faults
        return item, None

    return make


def _warn_of_lists(notes: Notes, cells: dict[str, str]) -> None:
    if "other_names" in cells or "offices" in cells:
        notes.warn(
            "other_names",
            gettext_noop(
                "The other names and the offices of a speaker are not taken from a "
                "table, which does not tell their kind and language."
            ),
            gettext_noop("Import speakers.ndjson of the same dump."),
        )


def _correction(notes: Notes, cells: dict[str, str]) -> tuple[Item, None]:
    note_correction(notes, cells.get("id", ""))
    return notes.item(None), None


def _quote(notes: Notes, cells: dict[str, str]) -> tuple[Item | None, Dumped | None]:
    record = _record(notes, cells)
    if "article_id" not in cells:
        item, _waits = record_of("quotes", notes.place, record, None)
        return item, None
    return None, quote_of(notes, record)


def _record(notes: Notes, cells: dict[str, str]) -> dict[str, Any]:
    """Return the record of which a row was made, as far as a row tells."""
    reported = cells.get("reported") == "true"
    statement, language = cells.get("statement", ""), cells.get("language", "")
    words, quoted = within_marks(statement, language)
    article = {
        "id": cells.get("article_id"),
        "headline": cells.get("article_title"),
        "publisher": cells.get("publisher"),
        "published_on": day(notes, "published_on", cells.get("published_on")),
        "original_url": None,
    }
    # Sources of a row beyond the first are those that it relays.
    sources = _numbered(notes, cells, "source_ids", "sources")
    if sources:
        sources[0]["kind"] = cells.get("source_kind")
    version = cells.get("version", "")
    return {
        **cells,
        "version": int(version) if version.isdecimal() else version,
        "corrected": cells.get("corrected") == "true",
        "single_editor": cells.get("single_editor") == "true",
        "is_heading": cells.get("is_heading") == "true" or None,
        "words": None if reported else words,
        "quoted_words": ELISION.join(quoted),
        "speakers": _numbered(notes, cells, "speaker_ids", "speakers"),
        "office_on": None,
        "said_on": {
            "date": cells.get("said_on"),
            "precision": cells.get("said_on_precision"),
            "known": cells.get("said_on_known"),
        },
        "article": article if "article_id" in cells else None,
        "sources": sources,
        "notices": cells.get("notices", "").split(SEPARATOR)
        if "notices" in cells
        else [],
        "id": cells.get("id", ""),
    }


def _numbered(
    notes: Notes, cells: dict[str, str], ids: str, names: str
) -> list[dict[str, Any]]:
    """Return things by id and name; without names where those cannot be told apart."""
    if ids not in cells:
        return []
    keys = cells[ids].split(SEPARATOR)
    told = cells.get(names, "").split(SEPARATOR)
    if len(told) == len(keys):
        return [{"id": key, "name": name} for key, name in zip(keys, told, strict=True)]
    notes.warn(
        names,
        gettext_noop("There are %(ids)d ids and %(names)d names: names are not taken."),
        gettext_noop("Import the NDJSON of the same dump, which keeps them apart."),
        ids=len(keys),
        names=len(told),
    )
    return [{"id": key} for key in keys]
