"""Looking at the beginning of a stream that cannot be wound back."""

from io import BufferedReader, RawIOBase
from typing import Any, BinaryIO, cast

#: How much of a file tells its format, in bytes.
HEAD = 64 * 1024


class CutOff(Exception):
    """A compressed file ends too early, or is damaged.

    size is how many bytes of what it holds could be read; error says what is wrong.
    """

    def __init__(self, size: int, error: str) -> None:
        super().__init__(f"{size}: {error}")
        self.size, self.error = size, error


class _Replayed(RawIOBase):
    """A stream that begins with bytes that were read already."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; return how many bytes it got, 0 at the end."""
        data = self._head[: len(buffer)] or some_of(self._rest, len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def replay(stream: BinaryIO, size: int = HEAD) -> tuple[bytes, BinaryIO]:
    """Return (first bytes, up to size; a stream that has them and all that follows).

    Where the file is cut off within them, the stream says so after them.
    """
    found = bytearray()
    try:
        while len(found) < size and (data := some_of(stream, size - len(found))):
            found += data
    except CutOff:
        pass  # and again when the stream is read up to there
    head = bytes(found)
    return head, cast(BinaryIO, BufferedReader(_Replayed(head, stream), HEAD))


def read_up_to(stream: BinaryIO, size: int) -> bytes:
    """Return the next bytes of a stream, fewer than size only at its end."""
    found = bytearray()
    while len(found) < size and (data := some_of(stream, size - len(found))):
        found += data
    return bytes(found)


def some_of(stream: BinaryIO, size: int) -> bytes:
    """Return up to size bytes as they come, none at the end.

    read() goes on until it has all, and what it had is lost where the file is cut off.
    """
    read: Any = getattr(stream, "read1", stream.read)
    return bytes(read(size))
