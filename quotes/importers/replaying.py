"""Looking at the beginning of a stream that cannot be wound back."""

from io import BufferedReader, RawIOBase
from typing import Any, BinaryIO, cast

#: How much of a file tells its format, in bytes.
HEAD = 64 * 1024


class _Replayed(RawIOBase):
    """A stream that begins with bytes that were read already.

    broken is what reading on raised after them: raised again where they end.
    """

    def __init__(
        self, head: bytes, rest: BinaryIO, broken: Exception | None = None
    ) -> None:
        self._head, self._rest, self._broken = head, rest, broken

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; return how many bytes it got, 0 at the end."""
        data = self._head[: len(buffer)]
        if not data and self._broken is not None:
            raise self._broken
        data = data or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def replay(stream: BinaryIO, size: int = HEAD) -> tuple[bytes, BinaryIO]:
    """Return (first bytes, up to size; a stream that has them and all that follows).

    A stream that cannot be read on within the first bytes gives those before, and raises
    what it raised when these have been read again.
    """
    head, broken = _beginning(stream, size)
    again = BufferedReader(_Replayed(head, stream, broken), HEAD)
    return head, cast(BinaryIO, again)


def read_up_to(stream: BinaryIO, size: int) -> bytes:
    """Return the next bytes of a stream, fewer than size only at its end."""
    found, broken = _beginning(stream, size)
    if broken is not None:
        raise broken
    return found


def _beginning(stream: BinaryIO, size: int) -> tuple[bytes, Exception | None]:
    """Return (up to size bytes, what reading raised after them)."""
    # A buffered read() that fails half way loses what it had; read1() is one at a time.
    read = getattr(stream, "read1", stream.read)
    found = bytearray()
    try:
        while len(found) < size and (data := read(size - len(found))):
            found += data
    except Exception as error:  # kept, and raised where it belongs
        return bytes(found), error
    return bytes(found), None
