"""Records of speakers, articles, sources and corrections as flat rows, for CSV.

Cells are made as those of quotes are: see quotes.records.rows.
"""

from quotes.records.rows import cell, joined

SPEAKER_COLUMNS = (
    *("id", "url", "kind", "name", "sort_name", "description", "wikidata_id"),
    *("other_names", "offices"),
)
ARTICLE_COLUMNS = (
    *("id", "url", "title", "headline", "byline", "publisher", "dateline"),
    *("language", "original_url", "published_on", "published_on_known"),
    *("published_printed", "updated_printed", "rights"),
)
SOURCE_COLUMNS = (
    *("id", "url", "kind", "name", "language", "publisher", "dated_on", "terms"),
    *("original_url", "archived_url", "relays_ids", "relays"),
)
CORRECTION_COLUMNS = (
    *("id", "url", "class", "error", "notice", "language", "shown", "right"),
    *("delay_reason", "published_at", "quote_id", "quote_url", "quote_status"),
)


def speaker_row(record):
    """Return a speaker's record as strings, one for each of SPEAKER_COLUMNS."""
    flat = {
        "other_names": joined(row["name"] for row in record["names"]),
        "offices": joined(_office(row) for row in record["offices"]),
    }
    return _row(SPEAKER_COLUMNS, record | flat)


def article_row(record):
    """Return an article's record as strings, one for each of ARTICLE_COLUMNS."""
    return _row(ARTICLE_COLUMNS, record)


def source_row(record):
    """Return a source's record as strings, one for each of SOURCE_COLUMNS."""
    flat = {
        "relays_ids": joined(step["id"] for step in record["relays"]),
        "relays": joined(step["name"] for step in record["relays"]),
    }
    return _row(SOURCE_COLUMNS, record | flat)


def correction_row(record):
    """Return a correction's record as strings, one for each of CORRECTION_COLUMNS."""
    quote = record["quote"]
    flat = {f"quote_{name}": quote[name] for name in ("id", "url", "status")}
    return _row(CORRECTION_COLUMNS, record | flat)


def _row(columns, values):
    return [cell(values[column]) for column in columns]


def _office(office):
    """Return an office with its time as ISO 8601 has it: 2021-01-26/2025-01-20."""
    name = ", ".join(filter(None, (office["title"], office["organization"])))
    times = (office["held_from"], office["held_to"])
    held = "/".join(day or ".." for day in times) if any(times) else ""
    return f"{name} ({held})" if held else name
