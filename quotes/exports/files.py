"""The file an export is written to: whole or not there, compressed if wanted."""

import gzip
import io
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

import zstandard

#: Ways to compress, by the end of a file's name.
COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}
#: Quick rather than small: a tenth larger than the best, many times faster.
_GZIP_LEVEL, _ZSTD_LEVEL = 4, 3


class ExportError(Exception):
    """A sentence that says what is in the way and what to do."""


def compression_of(name):
    """Return gzip, zstd or "" as the end of a file's name says."""
    return COMPRESSIONS.get(Path(name).suffix.lower(), "")


@contextmanager
def compressed(file, compression):
    """Give a binary file that compresses into another, which is left open."""
    if compression == "gzip":
        # No name and no time inside: the same records make the same file.
        out = gzip.GzipFile("", "wb", _GZIP_LEVEL, file, mtime=0)
    elif compression == "zstd":
        writer = zstandard.ZstdCompressor(_ZSTD_LEVEL, write_checksum=True)
        out = writer.stream_writer(file, closefd=False)
    else:
        yield file
        return
    with out:
        yield out


@contextmanager
def whole_file(path, *, force=False):
    """Give a binary file beside the one asked for, which takes its place at the end.

    Only its owner may read it: it holds what is not public. Raises ExportError where a
    file stands there already, unless force replaces it, and where none can be made. If
    the block raises, nothing is left behind and what stood there is as it was.
    """
    path = Path(path)
    refuse_to_overwrite(path, force=force)
    try:
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise ExportError(f"{path.parent}: {error.strerror}.") from error
    try:
        with io.BufferedWriter(io.FileIO(number, "wb"), 1 << 18) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105 - both are names of this directory
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def refuse_to_overwrite(path, *, force):
    """Raise ExportError unless a file may be written, or replaced by force."""
    if not path.parent.is_dir():
        raise ExportError(f"{path.parent} is no directory; make it first.")
    if path.is_dir():
        raise ExportError(f"{path} is a directory; name a file.")
    if path.exists() and not force:
        raise ExportError(
            f"{path} is there already. Name another file, or replace it with --force."
        )
