"""Looking at the beginning of a stream that cannot be wound back."""

from io import BufferedReader, RawIOBase
from typing import Any, BinaryIO, cast

#: How much of a file tells its format, in bytes.
HEAD = 64 * 1024


class _Replayed(RawIOBase):
    """A stream that begins with bytes that were read already."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; return how many bytes it got, 0 at the end."""
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def replay(stream: BinaryIO, size: int = HEAD) -> tuple[bytes, BinaryIO]:
    """Return (first bytes, up to size; a stream that has them and all that follows)."""
    head = read_up_to(stream, size)
    return head, cast(BinaryIO, BufferedReader(_Replayed(head, stream), HEAD))


def read_up_to(stream: BinaryIO, size: int) -> bytes:
    """Return the next bytes of a stream, fewer than size only at its end."""
    found = bytearray()
    while len(found) < size and (data := stream.read(size - len(found))):
        found += data
    return bytes(found)
