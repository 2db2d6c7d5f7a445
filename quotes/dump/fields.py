"""What the columns and keys of a dump are: fields of a Frictionless table schema."""

from quotes.vocabulary import (
    PUBLIC,
    CorrectionClass,
    ErrorKind,
    Kind,
    Known,
    Polarity,
    Precision,
    SourceKind,
    SpeakerKind,
    Status,
    Terms,
)

#: A date as far as it is known: 2024, 2024-11 or 2024-11-12.
_PARTLY_KNOWN = {"pattern": r"\d{4}(-\d{2}(-\d{2})?)?"}

_STATUSES = [*map(str, PUBLIC), str(Status.UNDER_REVIEW)]

#: Types of those that are no plain text, by name; a table's own come first.
_TYPES = {
    "id": {"type": "string", "constraints": {"required": True, "unique": True}},
    "url": {"type": "string", "format": "uri", "constraints": {"required": True}},
    "version": {"type": "integer", "constraints": {"minimum": 1}},
    **{
        name: {"type": "boolean"}
        for name in ("corrected", "single_editor", "reported", "is_heading")
    },
    **{name: {"type": "date"} for name in ("date", "published_on", "dated_on")},
    **{name: {"type": "datetime"} for name in ("published_at", "changed_at")},
    **{
        name: {"type": "array"}
        for name in ("speakers", "shown_wrongly", "sources", "notices", "names")
    },
    **{name: {"type": "array"} for name in ("offices", "relays")},
    **{name: {"type": "object"} for name in ("links", "office_on", "article", "quote")},
}


def _one_of(choices):
    return {"type": "string", "constraints": {"enum": [str(each) for each in choices]}}


_OWN = {
    "quotes": {
        "status": _one_of(_STATUSES),
        "kind": _one_of(Kind.values),
        "polarity": _one_of(Polarity.values),
        "said_on_precision": _one_of(Precision.values),
        "said_on_known": _one_of(Known.values),
        "source_kind": _one_of(SourceKind.values),
        "said_on": {"type": "string", "constraints": _PARTLY_KNOWN},
    },
    "speakers": {"kind": _one_of(SpeakerKind.values)},
    "articles": {"published_on_known": _one_of(Known.values)},
    "sources": {"kind": _one_of(SourceKind.values), "terms": _one_of(Terms.values)},
    "corrections": {
        "class": _one_of(CorrectionClass.values),
        "error": _one_of(ErrorKind.values),
        "quote_status": _one_of(_STATUSES),
    },
}

#: Keys of the records, in order.
_KEYS = {
    "quotes": (
        *("id", "url", "version", "status", "corrected", "single_editor"),
        *("statement", "words", "quoted_words", "reported", "kind", "polarity"),
        *("language", "is_heading", "as_printed", "cue", "occasion", "evidence"),
        *("speakers", "office_on", "shown_wrongly", "said_on", "date", "article"),
        *("sources", "published_at", "changed_at", "notices", "links"),
    ),
    "speakers": (
        *("id", "url", "kind", "name", "sort_name", "description", "wikidata_id"),
        *("names", "offices", "links"),
    ),
    "articles": (
        *("id", "url", "title", "headline", "byline", "publisher", "dateline"),
        *("language", "original_url", "published_on", "published_on_known"),
        *("published_printed", "updated_printed", "rights", "links"),
    ),
    "sources": (
        *("id", "url", "kind", "name", "language", "publisher", "dated_on", "terms"),
        *("original_url", "archived_url", "relays", "links"),
    ),
    "corrections": (
        *("id", "url", "class", "error", "notice", "language", "shown", "right"),
        *("delay_reason", "published_at", "quote", "links"),
    ),
}

#: What a name does not tell.
_DESCRIPTIONS = {
    "statement": "Plain text; quotation marks stand around quoted words alone, reported "
    "speech has its cue and mention.",
    "words": "The content without marks, cue and mention; empty where it would say "
    "something else than the statement.",
    "quoted_words": "The words that stand in quotation marks.",
    "reported": "Reported, not quoted: never to be shown between quotation marks.",
    "as_printed": "How the text names who said it.",
    "date": "The day it was said or else the day its article was published.",
    "said_on": "As far as it is known: 2024, 2024-11 or 2024-11-12.",
    "changed_at": "When readers last saw a difference.",
    "rights": "Who holds the rights in the article, as printed.",
    "relays": "What the source has the statement from, outward.",
}
_SEVERAL = "Several values have “ · ” between them."
_SEVERAL_COLUMNS = {
    *("speaker_ids", "speakers", "offices", "source_ids", "sources"),
    *("corrections", "notices", "other_names", "relays_ids", "relays"),
}


def of_columns(table, columns):
    """Return the fields of a table's CSV, in order."""
    return [_field(table, name, is_cell=True) for name in columns]


def of_records(table):
    """Return the fields of a table's NDJSON, in order."""
    return [_field(table, name, is_cell=False) for name in _KEYS[table]]


def _field(table, name, *, is_cell):
    kind = _OWN[table].get(name) or _TYPES.get(name) or {"type": "string"}
    if is_cell and kind["type"] in ("array", "object"):
        kind = {"type": "string"}
    if not is_cell and name == "said_on":
        kind = {"type": "object"}
    told = _DESCRIPTIONS.get(name, "")
    if is_cell and name in _SEVERAL_COLUMNS:
        told = f"{told} {_SEVERAL}".strip()
    return {"name": name, **kind, **({"description": told} if told else {})}
