"""The files of a dump, written row by row and hashed on the way."""

import gzip
import hashlib
import json
import os
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedWriter, RawIOBase, TextIOWrapper

from quotes.csvfiles import csv_lines

#: How often progress is told.
STEP = 1000


@dataclass(slots=True)
class Written:
    """A file of data: table, form (csv or ndjson), name, and how many rows it holds.

    Once it is closed also its bytes and SHA-256, of the file as it lies there.
    """

    table: object
    form: str
    path: str
    rows: int = 0
    bytes: int = 0
    sha256: str = ""


class _Hashed(RawIOBase):
    """A binary file that adds up what is written through it, and leaves it open."""

    def __init__(self, file):
        self.file, self.digest, self.size = file, hashlib.sha256(), 0

    def writable(self):
        return True

    def write(self, data):
        self.digest.update(data)
        self.size += len(data)
        return self.file.write(data)


@contextmanager
def _opened(folder, written, compress):
    """Open a file of data for text: UTF-8, line ends as they are given."""
    with (folder / written.path).open("xb") as file:
        hashed = _Hashed(file)
        if compress:
            # No name and no time inside: the same rows make the same file.
            binary = gzip.GzipFile("", "wb", 6, hashed, mtime=0)
        else:
            binary = BufferedWriter(hashed)
        with TextIOWrapper(binary, "utf-8", newline="") as text:
            yield text
        file.flush()
        os.fsync(file.fileno())
        written.bytes, written.sha256 = hashed.size, hashed.digest.hexdigest()


def write_table(folder, table, compress, progress=None):
    """Write a table as CSV and as NDJSON in one pass; return both as Written."""
    suffix = ".gz" if compress else ""
    plain, lines = (
        Written(table, form, f"{table.name}.{form}{suffix}")
        for form in ("csv", "ndjson")
    )
    names = [field["name"] for field in table.record_fields]
    with (
        _opened(folder, plain, compress) as csv_file,
        _opened(folder, lines, compress) as ndjson_file,
    ):

        def rows():
            for record in table.records():
                whole = {name: record.get(name) for name in names}
                ndjson_file.write(_json_line(whole))
                lines.rows += 1
                if progress and lines.rows % STEP == 0:
                    progress(table.name, lines.rows)
                yield table.row(record)

        for text in csv_lines(table.columns, rows()):
            csv_file.write(text)
    plain.rows = lines.rows
    if progress:
        progress(table.name, lines.rows)
    return [plain, lines]


def _json_line(record):
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def write_text(path, text):
    """Write a small file: UTF-8, on the disk when this returns."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def checksums(folder):
    """Return what `sha256sum -c` reads, for every file in a directory."""
    lines = []
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        lines.append(f"{digest}  {path.name}\n")
    return "".join(lines)
