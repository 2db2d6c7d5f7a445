"""The objects of a JSON file, whatever their arrangement, one in memory at a time.

A file is an array of objects, one object, objects one after the other, or one on each
line (NDJSON). Where a piece ends is told by counting brackets outside of strings, so
that one broken object is refused and those after it go on. No piece is longer than a
line may be: one that is gets skipped without being held.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import orjson

from quotes.importers.decoding import BOM, fault_of_encoding, loads
from quotes.importers.items import Fault
from quotes.importers.lines import LONGEST, lines
from quotes.importers.replaying import replay, some_of
from quotes.texts import gettext_noop

_STEP = 256 * 1024
#: A whole string, a quotation mark that begins one whose end is not read yet, a bracket.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|["{}\[\]]', re.DOTALL)
_REST_OF_STRING = re.compile(rb"(?:[^\"\\]++|\\.)*+", re.DOTALL)
TOO_LONG = gettext_noop(
    "This has %(length)d bytes or more; no more than %(most)d are read."
)
TOO_LONG_DO = gettext_noop("Split it: one thing on each line.")


@dataclass(slots=True)
class Value:
    """A piece of a file: place, value (None with a fault), and its bytes.

    number counts from 1.
    """

    place: str
    number: int
    value: Any
    fault: Fault | None = None
    raw: bytes | None = None


def values(stream: BinaryIO, what: str = "item") -> Iterator[Value]:
    """Yield the objects of a file, in order; what is what one is called in places."""
    head, whole = replay(stream)
    bare = head.removeprefix(BOM).lstrip()
    encoding = fault_of_encoding(what, head[:2]) if head[:1] in b"\xff\xfe" else None
    if encoding or not bare:
        if encoding:
            yield Value(f"{what} 1", 1, None, encoding, None)
        return
    if not bare.startswith(b"[") and _is_by_lines(bare):
        yield from _by_lines(whole)
    else:
        yield from _by_brackets(whole, what, 1 if bare.startswith(b"[") else 0)


def _is_by_lines(head: bytes) -> bool:
    """Tell whether the first line is a whole object and something follows it."""
    line, end, rest = head.partition(b"\n")
    if not end or not rest.strip():
        return False
    try:
        orjson.loads(line)
    except orjson.JSONDecodeError:
        # A broken first line, with another object on the second.
        return line.startswith(b"{") and rest.lstrip().startswith(b'{"')
    return True


def _by_lines(stream: BinaryIO) -> Iterator[Value]:
    for number, line, length in lines(stream):
        place = f"line {number}"
        if line is None:
            yield Value(place, number, None, too_long(place, length))
            continue
        if number == 1:
            line = line.removeprefix(BOM)
        if line := line.strip():
            value, fault = loads(line, place)
            yield Value(place, number, value, fault, line)


def too_long(place: str, length: int) -> Fault:
    """Return the fault of a piece of `length` bytes, of which nothing was kept."""
    return Fault(place, "", TOO_LONG, TOO_LONG_DO, {"length": length, "most": LONGEST})


def _by_brackets(whole: BinaryIO, what: str, at_depth: int) -> Iterator[Value]:
    splitter = _Splitter(at_depth)
    number = 0
    # As much again as is waiting: a long string is looked at a few times, not often.
    while block := some_of(whole, max(_STEP, len(splitter.buffer))):
        for line, piece, length in splitter.feed(block):
            number += 1
            yield _value(what, number, line, piece, length)
    rest = splitter.rest()
    if rest is not None:
        number += 1
        place = f"{what} {number}, line {rest}"
        yield Value(
            place,
            number,
            None,
            Fault(
                place,
                "",
                gettext_noop("The file ends within this; the brackets do not close."),
                gettext_noop("The file is cut off: export it again."),
            ),
        )


def _value(what: str, number: int, line: int, piece: bytes, length: int) -> Value:
    place = f"{what} {number}, line {line}"
    if length > min(len(piece), LONGEST):
        return Value(place, number, None, too_long(place, length))
    value, fault = loads(piece, place)
    return Value(place, number, value, fault, piece)


@dataclass(slots=True)
class _Splitter:
    """Cuts a stream into its objects and arrays at one depth.

    buffer holds what was not given out yet, from the start of the piece in hand;
    scanned says how much of it was looked at; dropped, how much of the piece was let go
    because it is too long. What stands between pieces (commas, or other values, which
    are no objects) is passed over.
    """

    at_depth: int
    buffer: bytearray = field(default_factory=bytearray)
    scanned: int = 0
    depth: int = 0
    start: int = -1
    dropped: int = 0
    in_string: bool = False
    line: int = 1
    #: How much of the buffer the line was counted for.
    counted: int = 0
    piece_line: int = 1

    def feed(self, block: bytes) -> Iterator[tuple[int, bytes, int]]:
        """Yield (line, bytes, length) of the pieces that are whole now.

        length is more than there are bytes where the piece was too long to keep.
        """
        self.buffer += block
        if self.in_string and not self._leave_string():
            return
        for found in _TOKEN.finditer(self.buffer, self.scanned):
            token = found.group()
            self.scanned = found.end()
            if token == b'"':
                self.scanned = found.start()
                self.in_string = self.dropped > 0
                break
            if token in (b"{", b"["):
                if self.depth == self.at_depth and self.start < 0:
                    self.start = found.start()
                    self._count(self.start)
                    self.piece_line = self.line
                self.depth += 1
            elif token in (b"}", b"]"):
                self.depth = max(self.depth - 1, 0)
                if self.depth == self.at_depth and self.start >= 0:
                    piece = bytes(memoryview(self.buffer)[self.start : found.end()])
                    yield self.piece_line, piece, len(piece) + self.dropped
                    self.start, self.dropped = -1, 0
        else:
            self.scanned = len(self.buffer)
        self._let_go()

    def _leave_string(self) -> bool:
        """Go past the string of a piece that is not kept; False while it goes on."""
        found = _REST_OF_STRING.match(self.buffer)
        end = found.end() if found else 0
        if end < len(self.buffer) and self.buffer[end : end + 1] == b'"':
            self.scanned = end + 1
            self.in_string = False
            return True
        # A backslash at the very end is kept with what it escapes.
        self._drop(end)
        return False

    def _drop(self, end: int) -> None:
        self._count(end)
        del self.buffer[:end]
        self.dropped += end
        self.counted = 0
        self.scanned = 0
        self.start = 0

    def _let_go(self) -> None:
        """Take from the buffer what is not needed any more."""
        if self.start >= 0:
            if self.dropped or len(self.buffer) - self.start > LONGEST:
                quoted = self.buffer[self.scanned : self.scanned + 1] == b'"'
                self._drop(self.scanned + quoted)
                self.in_string = bool(quoted)
                return
            keep = self.start
        else:
            keep = self.scanned
        self._count(keep)
        del self.buffer[:keep]
        self.scanned -= keep
        self.counted -= keep
        if self.start >= 0:
            self.start = 0

    def _count(self, end: int) -> None:
        """Count the lines up to a place of the buffer."""
        if end > self.counted:
            self.line += self.buffer.count(b"\n", self.counted, end)
            self.counted = end

    def rest(self) -> int | None:
        """Return the line of a piece that never ended, None where there is none."""
        return (
            self.piece_line if self.start >= 0 or self.depth > self.at_depth else None
        )
