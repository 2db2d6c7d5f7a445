"""CSV: a plain one for people, and the tables of the public dump and of public lists.

One quote stands on each row, with what is known of its article; rows of one article are
brought together, wherever they stand. Which of them a file is, its header tells.
"""

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from typing import BinaryIO

from quotes.importers import csvdump, csvpeople
from quotes.importers.csvrows import Row, rows
from quotes.importers.dumped import Dumped
from quotes.importers.gathering import Gathered
from quotes.importers.items import Item
from quotes.importers.notes import Notes, refused, shortened
from quotes.texts import gettext_noop

#: What a spreadsheet takes for a formula; an export writes an apostrophe before it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")

Maker = Callable[[Notes, dict[str, str]], tuple[Item | None, Dumped | None]]


def read(stream: BinaryIO, name: str) -> Iterator[Item]:
    """Yield the records of a table; faults tell the line that a row begins on.

    Articles with their quotes come when the whole file is read.
    """
    found = rows(stream)
    header = next(found, None)
    if header is None:
        return
    if header.fault:
        yield Item(header.place, None, [header.fault])
        return
    columns = [cell.strip().lower() for cell in header.cells]
    maker, known = _maker(columns)
    refusal = _refusal(header, columns) if maker else _unknown(header, columns)
    if maker is None or refusal is not None:
        yield refusal or _unknown(header, columns)
        return
    unknown = [column for column in columns if column and column not in known]
    with Gathered() as gathered:
        for row in found:
            notes = Notes(row.place)
            if unknown:
                _warn_of_columns(notes, header.place, unknown)
                unknown = []
            item = _read(notes, row, columns, maker, gathered)
            if item is not None:
                yield item
        yield from gathered.items()


def _read(
    notes: Notes, row: Row, columns: list[str], maker: Maker, gathered: Gathered
) -> Item | None:
    if row.fault is not None:
        notes.faults.append(row.fault)
        return notes.item(None, _raw(columns, row.cells) if row.cells else None)
    if any(row.cells[len(columns) :]):
        notes.refuse(
            "",
            gettext_noop("The row has %(cells)d cells, the header %(columns)d."),
            gettext_noop("Set cells that hold the delimiter between quotation marks."),
            cells=len(row.cells),
            columns=len(columns),
        )
        return notes.item(None, _raw(columns, row.cells))
    cells = {
        column: value
        for column, cell in zip(columns, row.cells, strict=False)
        if column and (value := _bare(cell))
    }
    item, waits = maker(notes, cells)
    if waits is None:
        if item is not None:
            item.raw = _raw(columns, row.cells)
        return item
    if waits.notes.refuses:
        return waits.notes.item(None, _raw(columns, row.cells))
    gathered.add(row.place, waits)
    return None


def _bare(cell: str) -> str:
    """Return a cell without the apostrophe that keeps it from being a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell


def _maker(columns: list[str]) -> tuple[Maker | None, frozenset[str]]:
    table = csvdump.table_of(columns)
    if table is not None:
        return csvdump.maker(table), csvdump.COLUMNS[table]
    if csvpeople.is_known(columns):
        return csvpeople.row, csvpeople.COLUMNS
    return None, frozenset()


def _unknown(header: Row, columns: list[str]) -> Item:
    return refused(
        header.place,
        gettext_noop("This header names no columns that can be imported: %(columns)s."),
        gettext_noop(
            "Name at least “words”, and “article_id”, “article_external_id” with "
            "“publisher”, “article_url” or “text”."
        ),
        None,
        columns=shortened(", ".join(columns), 200),
    )


def _refusal(header: Row, columns: list[str]) -> Item | None:
    double = sorted({each for each in columns if each and columns.count(each) > 1})
    if not double:
        return None
    return refused(
        header.place,
        gettext_noop("The header names columns twice: %(columns)s."),
        gettext_noop("Give each column a name of its own."),
        None,
        columns=", ".join(double),
    )


def _warn_of_columns(notes: Notes, place: str, unknown: list[str]) -> None:
    own = Notes(place)
    own.warn(
        "",
        gettext_noop("These columns are not known and not taken: %(columns)s."),
        gettext_noop("See the table of columns in quotes/importers/README.md."),
        columns=", ".join(unknown),
    )
    notes.faults += own.faults


def _raw(columns: list[str], cells: list[str]) -> bytes:
    """Return a row under its header, so that it can be mended and imported alone."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows((columns, cells))
    return out.getvalue().encode("utf-8", "replace")
