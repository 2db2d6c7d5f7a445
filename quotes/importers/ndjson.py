"""NDJSON, one record on each line: our own, and the files of the public dump.

Records of our own have a "type" and are the shape itself. Those of the public dump
(quotes.ndjson, speakers.ndjson …) are told by their keys and turned into it. Quotes of
the dump stand in the order of their ids: those of one article are brought together
first, and given out at the end.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO

from quotes.importers.decoding import BOM, fault_of_kind, kind_of, loads
from quotes.importers.dumped import Dumped, record_of, table_of
from quotes.importers.gathering import Gathered
from quotes.importers.items import Fault, Item, Record
from quotes.importers.jsonstream import too_long
from quotes.importers.lines import lines
from quotes.importers.notes import shortened
from quotes.texts import gettext_noop

TYPES = ("speaker", "source", "article", "quote", "link")
FORMAT, VERSION = "newsroom-quotes", 1
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read(stream: BinaryIO, name: str) -> Iterator[Item]:
    """Yield the records of a file; faults tell the line, and the byte in it."""
    with ExitStack() as stack:
        gathered: Gathered | None = None
        for number, line, length in lines(stream):
            place = f"line {number}"
            if line is None:
                yield Item(place, None, [too_long(place, length)])
                continue
            if number == 1:
                if line.startswith(_UTF_16):
                    yield Item(place, None, [loads(line[:2], place)[1] or _never()])
                    return
                line = line.removeprefix(BOM)
            if not (line := line.strip()):
                continue
            item, dumped = _item(place, line)
            if dumped is None:
                if item is not None:
                    yield item
            else:
                gathered = gathered or stack.enter_context(Gathered())
                gathered.add(place, dumped)
        if gathered is not None:
            yield from gathered.items()


def _never() -> Fault:
    raise AssertionError("two bytes of UTF-16 are no UTF-8")


def _item(place: str, line: bytes) -> tuple[Item | None, Dumped | None]:
    """Return what a line is: an item, or a quote of the dump that waits for others."""
    record, fault = loads(line, place)
    if fault is not None:
        return Item(place, None, [fault], line), None
    if not isinstance(record, dict):
        fault = fault_of_kind(place, "", record, "an object")
        return Item(place, None, [fault], line), None
    kind = record.get("type")
    if kind == "header" or kind == "export":
        fault = _fault_of_header(place, record)
        return (Item(place, None, [fault], line) if fault else None), None
    if isinstance(kind, str) and kind in TYPES:
        return Item(place, record, [], line), None
    table = table_of(record)
    if table is None or kind is not None:
        return Item(place, None, [_fault_of_type(place, record)], line), None
    return record_of(table, place, record, line)


def _fault_of_header(place: str, record: Record) -> Fault | None:
    if record.get("format") == FORMAT and record.get("version") == VERSION:
        return None
    return Fault(
        place,
        "version",
        gettext_noop("This file is %(format)s %(version)s; version %(ours)d is read."),
        gettext_noop("Export it again with the version that runs here."),
        {
            "format": shortened(record.get("format")),
            "version": shortened(record.get("version")),
            "ours": VERSION,
        },
    )


def _fault_of_type(place: str, record: Record) -> Fault:
    kind = record.get("type")
    return Fault(
        place,
        "type",
        gettext_noop("No record is of the type %(found)s."),
        gettext_noop("Types are %(types)s; records of the public dump have none."),
        {
            "found": f"“{shortened(kind)}”" if isinstance(kind, str) else kind_of(kind),
            "types": ", ".join(TYPES),
        },
    )
