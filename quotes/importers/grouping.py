"""Rows that belong together though they stand apart in a file, brought together on disk.

A table has one quote on each row, and those of one article stand anywhere in it. They
are kept in a temporary SQLite file, so that memory stays as it is whatever the size.
"""

from collections.abc import Iterator
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

#: Rows, and bytes of them, that are written together.
_BATCH, _BYTES = 1000, 500_000


class Groups:
    """Rows under keys; both are given back in the order in which they came.

    To be used with `with`: its file goes at the end. Needs as much disk as the rows
    have, in the directory for temporary files (TMPDIR).
    """

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="newsroom-import-")
        self._rows = connect(Path(self._folder.name) / "rows", isolation_level=None)
        self._rows.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE rows (number INTEGER PRIMARY KEY, key TEXT, data BLOB);"
            "BEGIN;"  # and never a commit: nobody else reads the file
        )
        self._waiting: list[tuple[str, bytes]] = []
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._rows.close()
        self._folder.cleanup()

    def add(self, key: str, data: bytes) -> None:
        """Put a row under a key."""
        self._waiting.append((key, data))
        self._size += len(data)
        if len(self._waiting) >= _BATCH or self._size >= _BYTES:
            self._write()

    def _write(self) -> None:
        self._rows.executemany(
            "INSERT INTO rows (key, data) VALUES (?, ?)", self._waiting
        )
        self._waiting.clear()
        self._size = 0

    def __iter__(self) -> Iterator[tuple[str, list[bytes]]]:
        """Yield (key, its rows), keys by their first row."""
        self._write()
        self._rows.execute("CREATE INDEX by_key ON rows (key)")
        keys = self._rows.execute(
            "SELECT key FROM rows GROUP BY key ORDER BY min(number)"
        )
        for (key,) in keys:
            found = self._rows.execute(
                "SELECT data FROM rows WHERE key = ? ORDER BY number", (key,)
            )
            yield key, [data for (data,) in found]
