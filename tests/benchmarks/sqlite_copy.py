"""The same rows in one SQLite table with full text, and a Datasette to serve them."""

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from tests.processes import say

COLUMNS = (
    *("id", "public_id", "date", "words", "speaker", "speaker_id", "office", "kind"),
    *("status", "language", "source_kind", "headline", "publisher"),
)
QUERY = """
SELECT p.id, p.public_id, p.sorted_on::text, p.words, p.speaker_names,
       coalesce(p.shown #>> '{speakers,0,id}', ''), p.office, p.kind, p.status,
       p.language, p.source_kind, a.headline, a.publisher
FROM quotes_publication p JOIN quotes_article a ON a.id = p.article_id
WHERE p.is_current AND p.status <> 'withdrawn' AND a.release = 'published'
"""
SCHEMA = f"""
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE quotes (id INTEGER PRIMARY KEY, {", ".join(COLUMNS[1:])});
"""
AFTERWARDS = """
CREATE INDEX quotes_date ON quotes (date DESC, id DESC);
CREATE INDEX quotes_kind ON quotes (kind, language, date DESC);
CREATE INDEX quotes_speaker ON quotes (speaker_id, date DESC);
CREATE VIRTUAL TABLE quotes_fts USING fts5(
  words, speaker, headline, content="quotes", content_rowid="id",
  tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO quotes_fts(quotes_fts) VALUES ('rebuild');
ANALYZE;
"""


def copy_to_sqlite(url, file):
    """Write what readers may list into a new SQLite file."""
    began = time.perf_counter()
    link = sqlite3.connect(file, isolation_level=None)
    link.executescript(SCHEMA)
    link.execute("BEGIN")
    marks = ", ".join("?" * len(COLUMNS))
    with psycopg.connect(url) as source, source.cursor("copying") as cursor:
        cursor.itersize = 10_000
        cursor.execute(QUERY)
        link.executemany(f"INSERT INTO quotes VALUES ({marks})", cursor)  # noqa: S608
    link.execute("COMMIT")
    link.executescript(AFTERWARDS)
    (count,) = link.execute("SELECT count(*) FROM quotes").fetchone()
    link.close()
    size = Path(file).stat().st_size / 1e6
    spent = time.perf_counter() - began
    say(f"{count:,} of the same quotes in SQLite: {size:,.0f} MB, {spent:.0f} s")


def find_datasette(folder):
    """Return the program of a Datasette in an environment of its own, made on first use.

    It is no dependency of the project.
    """
    program = folder / "datasette" / "bin" / "datasette"
    if not program.exists():
        home = folder / "datasette"
        subprocess.run([sys.executable, "-m", "venv", home], check=True)  # noqa: S603
        pip = [home / "bin" / "python", "-m", "pip", "install", "-qq", "datasette"]
        subprocess.run(pip, check=True)  # noqa: S603
    told = subprocess.run([program, "--version"], capture_output=True, text=True)  # noqa: S603
    say(f"Datasette: {told.stdout.strip()}")
    return program
