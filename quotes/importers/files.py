"""A file taken in: opened, told its format, read, written, and what became of it.

The one way in for the command and for the admin.
"""

import hashlib
import sys
from collections.abc import Callable
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

import orjson

from quotes.importers.compressed import unpacked
from quotes.importers.formats import STDIN, format_for, format_named, items_of
from quotes.importers.replaying import replay
from quotes.importers.storing.runs import importing
from quotes.models import ImportRun


class Hashed:
    """A binary stream whose bytes are counted and added up; `size` is how many so far."""

    def __init__(self, stream):
        self.stream, self.sum, self.size = stream, hashlib.sha256(), 0

    def read(self, size=-1):
        """Return the next bytes."""
        data = self.stream.read(size)
        self.sum.update(data)
        self.size += len(data)
        return data

    def digest(self):
        """Return (SHA-256, size in bytes) of all of it; what is left is read now."""
        while self.read(1 << 20):
            pass
        return self.sum.hexdigest(), self.size


@contextmanager
def opened(path):
    """Open a file, or standard input for “-”, as Hashed. Raises OSError."""
    is_stdin = path == STDIN
    with nullcontext(sys.stdin.buffer) if is_stdin else Path(path).open("rb") as file:
        yield Hashed(file)


def import_stream(hashed, *, progress=None, **options):
    """Take in one opened file at one go; return the Outcome of import_items().

    progress gets (bytes read of the file, records, counts); all else as importing_stream().
    """
    with closing(importing_stream(hashed, **options)) as steps:
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                return end.value
            if progress is not None:
                progress(*step)


def importing_stream(hashed, *, name, by, format="", refuse=None, **options):
    """Take in one opened file step by step; yield (bytes read of it, records, counts).

    Returns the Outcome of importing(); closed before its end it leaves nothing written.
    hashed is a Hashed; name is what the file is called in reports; format is one of
    formats.FORMATS by name, told from the file where it is empty. refuse(bytes) gets each
    refused piece, with its line end. options are those of importing(). Raises TextError
    where nothing tells the format.
    """
    head, stream = replay(unpacked(hashed))
    form = format_named(format) if format else format_for(name, head)
    steps = importing(
        items_of(stream, name, form.read),
        by=by,
        name=Path(name).name,
        format=form.name,
        refuse=_as_lines(refuse),
        digest=hashed.digest,
        **options,
    )
    with closing(steps):
        while True:
            try:
                done, counts = next(steps)
            except StopIteration as end:
                return end.value
            yield hashed.size, done, counts


def _as_lines(refuse: Callable | None):
    """Return what gets refused items and gives their pieces on, a line each."""

    def with_end(item, piece):
        if piece is None and item.record is not None:
            piece = orjson.dumps(item.record)
        piece = item.raw if piece is None else piece
        if piece is not None:
            refuse(piece if piece.endswith(b"\n") else piece + b"\n")

    return with_end if refuse is not None else None


def taken_in_before(path):
    """Return the run that took in a file of the same bytes, None if none stands."""
    with opened(path) as hashed:
        digest, _size = hashed.digest()
    runs = ImportRun.objects.filter(sha256=digest, undone_at=None)
    return runs.order_by("-pk").first()
