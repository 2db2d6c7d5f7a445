"""One way to write the rows of a corpus, timed in a process of its own.

`python -m tests.benchmarks.import_ways WAY FOLDER` writes the rows that keep_rows() put
into a folder into the database of DATABASE_URL, whose people are there and whose other
tables are empty, in one transaction, and prints {"seconds", "peak"} (megabytes). Reading
the rows from the folder is not timed: a floor has them at hand.
"""

import json
import os
import pickle
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import zstandard


def keep_rows(corpus, folder):
    """Write the rows of a corpus into a folder, a file for each block, in order."""
    from tests.benchmarks.loading import rows_of, speakers_in

    folder.mkdir(parents=True, exist_ok=True)
    named = set()
    _keep(folder, 0, rows_of(corpus.cast.rows()))
    blocks = corpus.blocks()
    for number, block in enumerate(blocks, start=1):
        rows = corpus.rows(block)
        named |= speakers_in(rows)
        _keep(folder, number, rows)
    names = rows_of(corpus.cast.public_names(named))
    _keep(folder, len(blocks) + 1, names)


def _keep(folder, number, rows):
    path = folder / f"{number:06d}.rows.zst"
    kept = pickle.dumps({m._meta.label: each for m, each in rows.items()})
    path.write_bytes(zstandard.compress(kept))


class Clock:
    """Adds up the seconds of the blocks that it is told to count."""

    seconds = 0.0

    def __enter__(self):
        self.began = time.perf_counter()

    def __exit__(self, *_error):
        self.seconds += time.perf_counter() - self.began


def kept_rows(folder):
    """Yield {model: rows} of one file after the other."""
    from django.apps import apps

    for path in sorted(Path(folder).glob("*.rows.zst")):
        kept = zstandard.decompress(path.read_bytes())
        kept = pickle.loads(kept)  # noqa: S301 - written by ourselves
        yield {apps.get_model(label): rows for label, rows in kept.items()}


def copy(folder, clock, *, is_rebuilt=False):
    """COPY of all rows; with is_rebuilt indexes go before and come back after."""
    import psycopg
    from django.db import connection

    from tests.benchmarks.bulk import copy_rows
    from tests.benchmarks.index_rebuilding import drop_indexes, put_back
    from tests.benchmarks.loading import MODELS

    given = connection.get_connection_params()
    given = {k: given[k] for k in ("host", "port", "user", "dbname") if k in given}
    dropped = []
    if is_rebuilt:
        with clock:
            dropped = drop_indexes(connection, MODELS)
    connection.close()
    with psycopg.connect(**given) as link:
        for rows in kept_rows(folder):
            with clock:
                for model in MODELS:
                    if model in rows:
                        copy_rows(link, model, rows[model])
        with clock:
            link.commit()
    with clock:
        put_back(dropped, given)


def executemany(folder, clock, *, is_rebuilt=False):
    """SQLite's executemany; with is_rebuilt the full text is made at the end at once."""
    from django.db import transaction

    from tests.benchmarks.bulk import insert_rows, without_search
    from tests.benchmarks.loading import MODELS

    with transaction.atomic(), without_search() if is_rebuilt else nullcontext():
        for rows in kept_rows(folder):
            with clock:
                for model in MODELS:
                    if model in rows:
                        insert_rows(model, rows[model])
        began = time.perf_counter()
    clock.seconds += time.perf_counter() - began


def bulk_create(folder, clock):
    """Django's bulk_create, 2,000 rows at a time, in one transaction."""
    import orjson
    from django.db import models, transaction

    from tests.benchmarks.loading import MODELS
    from tests.benchmarks.plain_rows import columns_of

    with transaction.atomic():
        for rows in kept_rows(folder):
            with clock:
                for model in MODELS:
                    names = columns_of(model)
                    as_json = [
                        place
                        for place, field in enumerate(model._meta.concrete_fields)
                        if isinstance(field, models.JSONField)
                    ]
                    made = []
                    for row in rows.get(model, ()):
                        values = list(row)
                        for place in as_json:
                            if isinstance(values[place], str):
                                values[place] = orjson.loads(values[place])
                        made.append(model(**dict(zip(names, values, strict=True))))
                    model.objects.bulk_create(made, batch_size=2000)
        began = time.perf_counter()
    clock.seconds += time.perf_counter() - began


WAYS = {
    "copy": copy,
    "copy-rebuilt": lambda *given: copy(*given, is_rebuilt=True),
    "executemany": executemany,
    "executemany-rebuilt": lambda *given: executemany(*given, is_rebuilt=True),
    "bulk_create": bulk_create,
}


def main():
    """Write the rows in a way; print the seconds and the peak of memory."""
    way, folder = sys.argv[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from tests.benchmarks.machine import peak_megabytes

    clock = Clock()
    WAYS[way](folder, clock)
    sys.stdout.write(json.dumps({"seconds": clock.seconds, "peak": peak_megabytes()}))


if __name__ == "__main__":
    main()
