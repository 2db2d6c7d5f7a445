"""The lines of a binary stream, one in memory at a time, none longer than is bearable."""

from collections.abc import Iterator
from typing import BinaryIO

#: The longest line that is read, in bytes: 64 MB. An article with all its texts has less.
LONGEST = 64 * 1024 * 1024
_STEP = 1024 * 1024


def lines(
    stream: BinaryIO, longest: int | None = None
) -> Iterator[tuple[int, bytes | None, int]]:
    """Yield (number from 1, line with its end, length in bytes) of every line.

    Of a line that is longer than `longest` bytes (64 MB) no more than that is ever in
    memory: None stands for it, and the next line goes on.
    """
    most = LONGEST if longest is None else longest
    number = 0
    while line := stream.readline(most + 1):
        number += 1
        if len(line) > most and not line.endswith(b"\n"):
            length = len(line)
            del line
            yield number, None, length + _skip(stream)
        else:
            yield number, line, len(line)


def _skip(stream: BinaryIO) -> int:
    """Read to the end of a line; return how many bytes that were."""
    length = 0
    while piece := stream.readline(_STEP):
        length += len(piece)
        if piece.endswith(b"\n"):
            break
    return length
