"""A quote's record as one flat row, for CSV."""

#: The columns, in order.
QUOTE_COLUMNS = (
    *("id", "url", "version", "status", "corrected", "single_editor"),
    *("statement", "reported", "kind", "polarity", "language", "is_heading"),
    *("speaker_ids", "speakers", "offices", "as_printed", "cue", "occasion"),
    *("said_on", "said_on_precision", "said_on_known", "date"),
    *("article_id", "article_title", "article_url", "publisher", "published_on"),
    *("source_ids", "sources", "source_kind", "corrections", "notices"),
    *("published_at", "changed_at"),
)

#: Between several values of one cell.
SEPARATOR = " · "
#: A spreadsheet takes a cell that begins so for a formula, and runs it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def quote_row(record):
    """Return a quote's record as strings, one for each of QUOTE_COLUMNS.

    Several speakers, sources or notices stand in one cell, “ · ” between them; yes and
    no are true and false; what is not known is empty. A cell that a spreadsheet would
    take for a formula (= + - @, a tab or a carriage return first) begins with an
    apostrophe: take it off to have the value of the record.
    """
    cells = record | _flattened(record)
    return [cell(cells.get(column)) for column in QUOTE_COLUMNS]


def _flattened(record):
    speakers, sources = record.get("speakers", []), record.get("sources", [])
    notices, article = record["notices"], record.get("article", {})
    said = record.get("said_on", {})
    return {
        "speaker_ids": joined(row["id"] for row in speakers),
        "speakers": joined(row["name"] for row in speakers),
        "offices": joined(_office(row["office"]) for row in speakers),
        "said_on": said.get("date"),
        "said_on_precision": said.get("precision"),
        "said_on_known": said.get("known"),
        "article_id": article.get("id"),
        "article_title": article.get("title"),
        "article_url": article.get("url"),
        "publisher": article.get("publisher"),
        "published_on": article.get("published_on"),
        "source_ids": joined(row["id"] for row in sources),
        "sources": joined(row["name"] for row in sources),
        "source_kind": sources[0]["kind"] if sources else None,
        "corrections": joined(row["id"] for row in notices),
        "notices": joined(row["notice"] for row in notices),
    }


def _office(office):
    parts = (office["title"], office["organization"]) if office else ()
    return ", ".join(part for part in parts if part)


def joined(values):
    """Return several values as one cell, without those that are empty."""
    return SEPARATOR.join(value for value in values if value)


def cell(value):
    """Return a value of a record as a cell: see quote_row()."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
