"""A plain CSV that people make: one quote on each row, with its article beside it.

Columns may stand in any order, and all but those that say what is quoted from where may
be missing. Every column is described in quotes/importers/README.md.
"""

from quotes.importers.choices import (
    KINDS,
    KNOWN,
    POLARITIES,
    PRECISIONS,
    SOURCE_KINDS,
    SPEAKER_KINDS,
    chosen,
)
from quotes.importers.dates import day, partial_day
from quotes.importers.dumped import Dumped, present
from quotes.importers.items import Item, Record
from quotes.importers.notes import Notes, shortened
from quotes.texts import ELISION, gettext_noop

SEPARATOR = " · "

#: Columns of the article and the keys they become.
ARTICLE = {
    "article_id": "id",
    "article_external_id": "external_id",
    "publisher": "publisher",
    "headline": "headline",
    "byline": "byline",
    "dateline": "dateline",
    "article_language": "language",
    "article_url": "url",
    "published_on": "published_on",
    "rights": "rights",
    "text": "text",
}
#: Columns of the quote.
QUOTE = {
    "quote_id": "id",
    "external_id": "external_id",
    "words": "words",
    "quoted": "quoted",
    "cue": "cue",
    "mention": "mention",
    "start": "start",
    "prefix": "prefix",
    "suffix": "suffix",
    "kind": "kind",
    "polarity": "polarity",
    "language": "language",
    "occasion": "occasion",
    "is_heading": "is_heading",
    "said_on": "said_on",
    "said_on_precision": "said_on_precision",
    "said_on_printed": "said_on_printed",
    "said_on_known": "said_on_known",
    "status": "status",
}
#: Columns of who said it, several with “ · ” between them.
SPEAKER = {
    "speaker": "name",
    "speaker_id": "id",
    "speaker_wikidata_id": "wikidata_id",
    "speaker_kind": "kind",
}
#: Columns of where the newsroom has it from.
SOURCE = {
    "source_id": "id",
    "source": "name",
    "source_kind": "kind",
    "source_publisher": "publisher",
    "source_dated_on": "dated_on",
    "source_url": "url",
    "source_language": "language",
}
COLUMNS = frozenset({*ARTICLE, *QUOTE, *SPEAKER, *SOURCE})
#: A table needs one of these to say which article a row is of.
IDENTIFYING = ("article_id", "article_external_id", "article_url", "text", "headline")
_YES = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def is_known(columns: list[str]) -> bool:
    """Tell whether a header is one of this table."""
    names = set(columns)
    return bool(names & set(IDENTIFYING)) and bool(names & {"words", "text"})


def row(notes: Notes, cells: dict[str, str]) -> tuple[Item | None, Dumped | None]:
    """Return what waits for the other rows of its article."""
    article: Record = {
        key: cells[column] for column, key in ARTICLE.items() if column in cells
    }
    if "language" in cells:
        article.setdefault("language", cells["language"])
    if "published_on" in cells:
        article["published_on"] = day(notes, "published_on", cells["published_on"])
    key = _key(notes, cells)
    quote = _quote(notes, cells) if "words" in cells else None
    if quote is None and "text" not in cells:
        notes.refuse(
            "words",
            gettext_noop("The row has neither words of a quote nor a text."),
            gettext_noop("Write the words in the column “words”."),
        )
    return None, Dumped(key, present(article), quote, notes)


def _key(notes: Notes, cells: dict[str, str]) -> str:
    """Return what an article's rows have in common."""
    for columns in (
        ("article_id",),
        ("publisher", "article_external_id"),
        ("article_url",),
        ("publisher", "published_on", "headline"),
        ("text",),
    ):
        if columns[-1] in cells:
            return "\x1f".join(
                (columns[-1], *(cells.get(each, "") for each in columns))
            )
    notes.refuse(
        "article_id",
        gettext_noop("The row does not say which article the quote is from."),
        gettext_noop(
            "Fill in one of: article_id, article_external_id with publisher, "
            "article_url, headline, text."
        ),
    )
    return ""


def _quote(notes: Notes, cells: dict[str, str]) -> Record:
    quote: Record = {
        key: cells[column] for column, key in QUOTE.items() if column in cells
    }
    for key in ("words", "quoted"):
        parts = [part for part in quote.get(key, "").split(ELISION) if part]
        quote[key] = parts[0] if key == "words" and len(parts) == 1 else parts
    for key, allowed in (
        ("kind", KINDS),
        ("polarity", POLARITIES),
        ("said_on_known", KNOWN),
        ("said_on_precision", PRECISIONS),
    ):
        quote[key] = chosen(notes, key, quote.get(key), allowed)
    said_on, precision = partial_day(notes, "said_on", cells.get("said_on"))
    quote |= {
        "said_on": said_on,
        "said_on_precision": quote["said_on_precision"] or precision,
        "is_heading": _yes(notes, cells.get("is_heading")),
        "start": _start(notes, cells.get("start")),
        "speakers": _speakers(notes, cells),
        "source": _source(notes, cells),
    }
    if cells.get("status", "unverified") not in ("proposed", "unverified"):
        quote |= {"status": "unverified", "origin": {"status": cells["status"]}}
        notes.warn(
            "status",
            gettext_noop("“%(status)s” is kept as what the file says; here it is new."),
            gettext_noop("Two people decide on it here."),
            status=shortened(cells["status"]),
        )
    return present(quote)


def _yes(notes: Notes, cell: str | None) -> bool | None:
    if cell is None:
        return None
    written = chosen(notes, "is_heading", cell.lower(), tuple(_YES))
    return _YES[written] if written else None


def _start(notes: Notes, cell: str | None) -> int | None:
    if cell is None:
        return None
    if cell.isascii() and cell.isdecimal():
        return int(cell)
    notes.refuse(
        "start",
        gettext_noop("“%(read)s” is no position in a text."),
        gettext_noop("Count the signs of the text before the words, from 0."),
        read=shortened(cell),
    )
    return None


def _speakers(notes: Notes, cells: dict[str, str]) -> list[Record]:
    found = {
        key: [part.strip() for part in cells[column].split(SEPARATOR.strip())]
        for column, key in SPEAKER.items()
        if column in cells
    }
    count = max(map(len, found.values()), default=0)
    for column, key in SPEAKER.items():
        if len(found.get(key, ())) not in (0, count):
            notes.refuse(
                column,
                gettext_noop("There are %(here)d values here for %(count)d speakers."),
                gettext_noop("Give as many as there are speakers, “ · ” between them."),
                here=len(found[key]),
                count=count,
            )
            return []
    speakers = [
        present({key: parts[at] for key, parts in found.items()}) for at in range(count)
    ]
    for speaker in speakers:
        chosen(notes, "speaker_kind", speaker.get("kind"), SPEAKER_KINDS)
    return speakers


def _source(notes: Notes, cells: dict[str, str]) -> Record | None:
    source: Record = {
        key: cells[column] for column, key in SOURCE.items() if column in cells
    }
    if not source:
        return None
    if set(source) == {"id"}:
        return source
    source["dated_on"] = day(notes, "source_dated_on", source.get("dated_on"))
    chosen(notes, "source_kind", source.get("kind"), SOURCE_KINDS)
    for key, column in (("name", "source"), ("kind", "source_kind")):
        if key not in source and "id" not in source:
            notes.refuse(
                column,
                gettext_noop("A source needs a name and a kind."),
                gettext_noop("Fill in “source” and “source_kind”."),
            )
    return present(source)
