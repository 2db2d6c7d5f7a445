"""The whole public database as files: NDJSON and CSV with a Frictionless data package.

Everything is read in one snapshot, row by row, and written into a directory of its own
beside the one asked for, which takes its place only when all is done.
"""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from quotes.dump.description import data_package, readme
from quotes.dump.errors import DumpError
from quotes.dump.files import checksums, write_table, write_text
from quotes.dump.tables import tables_of
from quotes.snapshots import snapshot

__all__ = ["DumpError", "write_dump"]

PACKAGE = "datapackage.json"


def write_dump(directory, base_url, *, now, compress=False, force=False, progress=None):
    """Write all public rows into a directory that does not exist, or is empty.

    base_url is the scheme and host of the public pages; now is the aware moment of the
    dump; compress writes .gz files; force replaces a dump that stands there. progress
    is called with a table's name and the rows written so far. Returns the files of data
    as a list of Written. Raises DumpError with a sentence; the directory is then as it
    was before.
    """
    target = Path(directory).absolute()
    absolute = absolute_from(base_url)
    refuse_to_overwrite(target, force=force)
    with _beside(target) as folder:
        files = []
        with snapshot():
            for table in tables_of(absolute, now):
                files += write_table(folder, table, compress, progress)
        write_text(folder / PACKAGE, data_package(files, base_url, now))
        write_text(folder / "README.md", readme(files, base_url, now))
        write_text(folder / "SHA256SUMS", checksums(folder))
        _put_in_place(folder, target)
    return files


def absolute_from(base_url):
    """Return the function that turns paths into addresses; raises DumpError."""
    parts = urlsplit(base_url or "")
    if (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or parts.path.strip("/")
    ):
        raise DumpError(
            f"The address of the public pages is {base_url!r}; give scheme and host, "
            "such as https://quotes.example, with --base-url or NEWSROOM_BASE_URL."
        )
    base = f"{parts.scheme}://{parts.netloc}"
    return lambda path: base + path


def refuse_to_overwrite(target, *, force):
    """Raise DumpError unless a directory may be written, or replaced by force."""
    if not target.parent.is_dir():
        raise DumpError(f"{target.parent} is no directory; make it first.")
    if not target.exists():
        return
    if not target.is_dir():
        raise DumpError(f"{target} is a file; name a directory.")
    if not any(target.iterdir()):
        return
    if not force:
        raise DumpError(
            f"{target} is not empty. Name another directory, or replace the dump that "
            "stands there with --force."
        )
    if not (target / PACKAGE).is_file():
        raise DumpError(
            f"{target} holds no {PACKAGE}, so it is no dump, and --force does not "
            "replace it. Name another directory."
        )


@contextmanager
def _beside(target):
    """Give an empty directory beside the target; what is left of it at the end goes."""
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        mask = os.umask(0)
        os.umask(mask)
        folder.chmod(0o777 & ~mask)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(folder, target):
    """Rename the finished directory; one that it replaces comes back if that fails."""
    if not target.exists() or not any(target.iterdir()):
        folder.rename(target)
        return
    with _beside(target) as attic:
        old = target.rename(attic / "old")
        try:
            folder.rename(target)
        except BaseException:
            old.rename(target)
            raise
