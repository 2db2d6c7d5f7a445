"""What a dump holds: for each kind of thing its rows, as records and as cells.

Rows come in the order of their public ids, some hundred at a time.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from quotes.dump import fields
from quotes.models import Article, Correction, Publication, Source, Speaker
from quotes.public import public_chains
from quotes.records import (
    QUOTE_COLUMNS,
    article_record,
    correction_record,
    quote_record,
    quote_row,
    source_record,
    speaker_record,
)
from quotes.records.tables import (
    ARTICLE_COLUMNS,
    CORRECTION_COLUMNS,
    SOURCE_COLUMNS,
    SPEAKER_COLUMNS,
    article_row,
    correction_row,
    source_row,
    speaker_row,
)

#: Rows that are in memory together.
BLOCK = 500

#: Columns that search needs and no record has.
_UNUSED = (
    *("search_text", "search_words", "search_terms", "speaker_search"),
    *("article_search", "source_search", "digest"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of thing: what it is, its records, and how they become cells."""

    name: str
    title: str
    columns: tuple[str, ...]
    column_fields: list[dict]
    record_fields: list[dict]
    foreign_keys: dict[str, str]
    row: Callable[[dict], list[str]]
    records: Callable[[], Iterable[dict]]


def tables_of(absolute, at):
    """Return the tables of a dump, of what readers may see at a moment."""

    def of(name, title, columns, row, records, **foreign_keys):
        return Table(
            name,
            title,
            columns,
            fields.of_columns(name, columns),
            fields.of_records(name),
            foreign_keys,
            row,
            lambda: records(absolute, at),
        )

    return [
        of(
            "quotes",
            "Quotes, each in its newest public state; of withdrawn ones only id, "
            "status and notices",
            QUOTE_COLUMNS,
            quote_row,
            _quotes,
            article_id="articles",
        ),
        of("speakers", "Speakers of quotes", SPEAKER_COLUMNS, speaker_row, _speakers),
        of(
            "articles",
            "Articles that the quotes stand in, without their texts",
            ARTICLE_COLUMNS,
            article_row,
            _articles,
        ),
        of(
            "sources",
            "Sources that quotes come from, and what they relay",
            SOURCE_COLUMNS,
            source_row,
            _sources,
        ),
        of(
            "corrections",
            "Published corrections",
            CORRECTION_COLUMNS,
            correction_row,
            _corrections,
            quote_id="quotes",
        ),
    ]


def _quotes(absolute, at):
    rows = Publication.objects.current(at).defer(*_UNUSED).order_by("public_id")
    for row in rows.iterator(chunk_size=BLOCK):
        yield quote_record(row, absolute)


def _speakers(absolute, at):
    rows = Speaker.objects.public(at).with_details().order_by("public_id")
    for row in rows.iterator(chunk_size=BLOCK):
        yield speaker_record(row, absolute)


def _articles(absolute, at):
    # A title may be taken from the text: fewer at a time.
    rows = Article.objects.public(at).with_texts().order_by("public_id")
    for row in rows.iterator(chunk_size=BLOCK // 10):
        yield article_record(row, absolute)


def _sources(absolute, at):
    found = Source.objects.public(at).with_chain().order_by("public_id")
    rows = found.iterator(chunk_size=BLOCK)
    while block := list(islice(rows, BLOCK)):
        chains = public_chains(block)
        for row in block:
            yield source_record(row, absolute, chains[row.pk])


def _corrections(absolute, at):
    rows = Correction.objects.public(at).with_publications().order_by("public_id")
    for row in rows.iterator(chunk_size=BLOCK):
        yield correction_record(row, absolute)
