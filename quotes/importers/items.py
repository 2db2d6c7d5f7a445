"""What every reader of a format yields: records, where they stand, what is wrong.

Pure. A reader is a generator function `read(stream, name)` in a module of its own; it
takes a binary stream and the name it is told under, keeps one record in memory at a
time, and yields an Item for each thing in the file, those that it refuses too. The
shape of a record is the same whatever the format: quotes/importers/README.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as made_of
from typing import Any, BinaryIO, Protocol

#: A record: a JSON object with a "type" (speaker, source, article, quote, link).
Record = dict[str, Any]


@dataclass(slots=True)
class Fault:
    """One thing that is wrong: where, in which field, what it is, what to do.

    place is that of the item (“line 12”); field is a path into the record
    (“quotes[2].spans[0].end”), empty for the whole of it. sentence and advice are
    messages with the parameters in params, as TextError has them: whoever shows them
    translates. A warning refuses nothing.
    """

    place: str
    field: str
    sentence: str
    advice: str = ""
    params: dict[str, Any] = made_of(default_factory=dict)
    is_warning: bool = False

    @property
    def what(self) -> str:
        """The sentence in English."""
        return self.sentence % self.params if self.params else self.sentence

    @property
    def do(self) -> str:
        """The advice in English."""
        return self.advice % self.params if self.params else self.advice

    def __str__(self) -> str:
        where = f"{self.place}, {self.field}" if self.field else self.place
        return f"{where}: {self.what} {self.do}".strip()


@dataclass(slots=True)
class Item:
    """A record of a file, or what stood there instead of one.

    raw is the piece of the file as it was, so that a refused one can be mended and
    imported again; None where the format has no pieces that stand alone.
    """

    place: str
    record: Record | None = None
    faults: list[Fault] = made_of(default_factory=list)
    raw: bytes | None = None
    #: Faults of single quotes of an article, by number from 0: those alone are refused.
    of_quotes: dict[int, list[Fault]] = made_of(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        """Nothing of it can be taken in."""
        return self.record is None or any(not each.is_warning for each in self.faults)


class Reader(Protocol):
    """A format: `name` is what the file is called in faults."""

    def __call__(self, stream: BinaryIO, name: str) -> Iterator[Item]:
        """Yield the items of a stream, in order, one at a time."""
        ...
