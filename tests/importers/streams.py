"""Streams for readers: bytes, and files that are made while they are read."""

from io import BufferedReader, BytesIO, RawIOBase


def items(reader, data):
    """Return the items that a reader makes of bytes, or of a text in UTF-8."""
    if isinstance(data, str):
        data = data.encode("utf-8")
    return list(reader(BytesIO(data), "file"))


def records(reader, data):
    """Return the records of items of which none may be refused."""
    found = items(reader, data)
    assert [str(each) for item in found for each in item.faults] == []
    return [item.record for item in found]


def refusals(reader, data):
    """Return what is told of the items that are refused: [(place, field, sentence)]."""
    return [
        (fault.place, fault.field, fault.what)
        for item in items(reader, data)
        for fault in item.faults
        if not fault.is_warning
    ]


class _Made(RawIOBase):
    """A stream of the pieces that an iterator gives."""

    def __init__(self, pieces):
        self.pieces, self.rest, self.size = iter(pieces), b"", 0

    def readable(self):
        return True

    def readinto(self, buffer):
        self.rest = self.rest or next(self.pieces, b"")
        data, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        buffer[: len(data)] = data
        self.size += len(data)
        return len(data)


def made(pieces):
    """Return a file whose bytes are made while it is read."""
    return BufferedReader(_Made(pieces))
