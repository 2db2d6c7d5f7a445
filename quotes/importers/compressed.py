"""gzip and Zstandard files as streams: told when they are cut off, safe from bombs.

What is unpacked is handed on in small pieces and never kept, so that a file that unpacks
to terabytes costs time and no memory. A file that ends too early raises CutOff where it
ends: what came before has been read, and the piece that was being read is not.
"""

import gzip
import zlib
from io import BufferedReader, RawIOBase
from typing import Any, BinaryIO, cast

import zstandard

from quotes.importers.replaying import HEAD, CutOff, replay, some_of
from quotes.texts import gettext_noop

GZIP, ZSTANDARD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
#: A Zstandard block of 4 bytes can hold 128 KB: no more than 32 MB come of 1 KB at once.
_STEP = 1024
#: The largest window that is unpacked, in bytes: 128 MB, what zstd takes unasked.
_WINDOW = 128 * 1024 * 1024

_ENDS = gettext_noop("it ends in the middle")
CUT_OFF = gettext_noop(
    "The compressed file is cut off or damaged after %(bytes)d bytes of what it holds: "
    "%(error)s"
)


class _Gzip(RawIOBase):
    """The content of a gzip file, of all its members."""

    def __init__(self, stream: BinaryIO) -> None:
        self._file = gzip.GzipFile(fileobj=stream, mode="rb")
        self._size = 0
        self._error = ""

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; return how many bytes it got. Raises CutOff."""
        if self._error:
            raise CutOff(self._size, self._error)
        try:
            data = self._file.read1(len(buffer))
        except (EOFError, OSError, zlib.error) as error:
            is_end = isinstance(error, EOFError)
            self._error = _ENDS if is_end else str(error)
            raise CutOff(self._size, self._error) from None
        self._size += len(data)
        buffer[: len(data)] = data
        return len(data)


class _Zstandard(RawIOBase):
    """The content of a Zstandard file, of all its frames."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._frame: Any = None
        self._waiting: bytes = b""
        self._at = 0
        self._packed = b""
        self._size = 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; return how many bytes it got. Raises CutOff."""
        while self._at >= len(self._waiting):
            self._packed = self._packed or some_of(self._stream, _STEP)
            if not self._packed:
                if self._frame is not None:
                    raise CutOff(self._size, _ENDS)
                return 0
            self._unpack()
        data = self._waiting[self._at : self._at + len(buffer)]
        self._at += len(data)
        self._size += len(data)
        buffer[: len(data)] = data
        return len(data)

    def _unpack(self) -> None:
        if self._frame is None:
            unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
            self._frame = unpacker.decompressobj()
        try:
            self._waiting, self._at = self._frame.decompress(self._packed), 0
        except zstandard.ZstdError as error:
            raise CutOff(self._size, str(error)) from None
        if self._frame.eof:
            self._packed = self._frame.unused_data
            self._frame = None
        else:
            self._packed = b""


def unpacked(stream: BinaryIO) -> BinaryIO:
    """Return a stream of what a file holds: unpacked, or as it is; by its first bytes."""
    head, whole = replay(stream, 4)
    if head.startswith(GZIP):
        return cast(BinaryIO, BufferedReader(_Gzip(whole), HEAD))
    if head.startswith(ZSTANDARD):
        return cast(BinaryIO, BufferedReader(_Zstandard(whole), HEAD))
    return whole
