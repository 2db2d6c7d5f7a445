"""The rows of a CSV file with the lines they stand on.

UTF-8 with or without byte order mark, or UTF-16 with one; commas, semicolons or tabs,
whichever the header has most of; RFC 4180 quoting. A row that cannot be read is told,
and the rows after it go on.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from typing import BinaryIO

from quotes.importers.decoding import BOM, fault_of_encoding, loads
from quotes.importers.items import Fault
from quotes.importers.jsonstream import too_long
from quotes.importers.lines import lines
from quotes.importers.replaying import replay
from quotes.texts import gettext_noop

DELIMITERS = (",", ";", "\t")
#: The longest cell, in code points: more than the text of any article that is taken in.
LONGEST_CELL = 8_000_000
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_IN_MARKS = re.compile(r'"[^"]*"')


@dataclass(slots=True)
class Row:
    """A row: where it begins (“line 12”), its cells, or the fault that stands there."""

    place: str
    cells: list[str]
    fault: Fault | None = None


@dataclass(slots=True)
class _Lines:
    """Lines of text, one at a time; number is that of the last, faults those found."""

    stream: BinaryIO
    is_wide: bool
    number: int = 0
    faults: dict[int, Fault] = field(default_factory=dict)

    def __iter__(self) -> Iterator[str]:
        return self._wide() if self.is_wide else self._narrow()

    def _narrow(self) -> Iterator[str]:
        for number, line, length in lines(self.stream):
            self.number = number
            place = f"line {number}"
            if line is None:
                self.faults[number] = too_long(place, length)
                yield "\n"
                continue
            if number == 1:
                line = line.removeprefix(BOM)
            if b"\0" in line:
                self.faults[number] = loads(line, place)[1] or _unreadable(place)
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError:
                fault = fault_of_encoding(place, line)
                self.faults[number] = fault or _unreadable(place)
                text = line.decode("utf-8", "replace")
            yield text

    def _wide(self) -> Iterator[str]:
        reader = TextIOWrapper(self.stream, "utf-16", "strict", newline="\n")
        while True:
            place = f"line {self.number + 1}"
            try:
                text = reader.readline(LONGEST_CELL)
            except UnicodeError:
                self.number += 1
                self.faults[self.number] = _unreadable(place)
                yield "\n"
                return
            if not text:
                return
            self.number += 1
            if "\0" in text:
                self.faults[self.number] = loads(b"\0", place)[1] or _unreadable(place)
            yield text


def _unreadable(place: str) -> Fault:
    return Fault(
        place,
        "",
        gettext_noop("From here on the file is not in the encoding it begins with."),
        gettext_noop("Save the file as UTF-8."),
    )


def rows(stream: BinaryIO) -> Iterator[Row]:
    """Yield the rows that hold something, the header first; see the module."""
    if csv.field_size_limit() < LONGEST_CELL:
        csv.field_size_limit(LONGEST_CELL)
    head, whole = replay(stream)
    source = _Lines(whole, head.startswith(_UTF_16))
    reader = csv.reader(iter(source), delimiter=_delimiter(head), strict=True)
    while True:
        first = source.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(f"line {first}", [], _fault(first, source.number, error))
            continue
        found = [at for at in source.faults if first <= at <= source.number]
        if found:
            yield Row(f"line {first}", cells, source.faults.pop(found[0]))
            source.faults.clear()
        elif any(cells):
            yield Row(f"line {first}", cells)


def _delimiter(head: bytes) -> str:
    """Return the delimiter that the first line has most of outside of marks."""
    encoding = "utf-16" if head.startswith(_UTF_16) else "utf-8"
    even = head[: len(head) // 2 * 2] if encoding == "utf-16" else head
    text = even.decode(encoding, "replace").lstrip("\ufeff\r\n ")
    line = _IN_MARKS.sub("", text.partition("\n")[0])
    return max(DELIMITERS, key=line.count)


def _fault(first: int, last: int, error: csv.Error) -> Fault:
    return Fault(
        f"line {first}",
        "",
        gettext_noop(
            "The row that begins here and was read up to line %(last)d is no CSV: "
            "%(error)s."
        ),
        gettext_noop("See whether a quotation mark is not closed, or stands alone."),
        {"last": last, "error": str(error)},
    )
