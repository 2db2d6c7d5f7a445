"""A corpus into the database: by COPY into PostgreSQL, by bulk_create into SQLite."""

import json
import multiprocessing
import os
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

import psycopg
from django.core.management.color import no_style
from django.db import connection, models, transaction
from psycopg import sql

from quotes.models import (
    Article,
    Office,
    Publication,
    PublicationSource,
    PublicationSpeaker,
    PublicName,
    Quote,
    Review,
    Revision,
    Source,
    Speaker,
    SpeakerName,
)
from tests.benchmarks.plain_rows import Row
from tests.factories import make_editor, make_verifier
from tests.processes import say

#: The tables that a corpus fills.
MODELS = (
    *(Speaker, SpeakerName, Office, Source, Article, Revision),
    *(Quote, Review, Publication, PublicationSpeaker, PublicationSource, PublicName),
)
#: Quotes from which on indexes are made after the rows: below, it costs more.
REBUILT_FROM = 50_000

_corpus = None


def load(corpus):
    """Write all rows of a corpus and say how fast; the tables must be empty."""
    began = time.perf_counter()
    corpus.cast.editor, corpus.cast.verifier = make_editor().pk, make_verifier().pk
    (by_copy if connection.vendor == "postgresql" else by_bulk_create)(corpus)
    spent = time.perf_counter() - began
    counts = {model.__name__: model.objects.count() for model in MODELS}
    for name, count in counts.items():
        say(f"  {name}: {count:,}")
    say(
        f"{counts['Quote']:,} quotes in {spent:.0f} s, indexes and statistics included: "
        f"{sum(counts.values()) / spent:,.0f} rows/s over all tables"
    )


# SQLite: whatever is common to both databases


def by_bulk_create(corpus):
    """Write all rows of a corpus through Django, in one transaction."""
    named = set()
    with transaction.atomic():
        _create(corpus.cast.rows())
        for block in corpus.blocks():
            rows = corpus.rows(block)
            _create(rows)
            named |= _speakers_in(rows)
        _create(corpus.cast.public_names(named))
        _reset_sequences()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _reset_sequences():
    """Let the next row of each model take a key after those that were written."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), MODELS):
            cursor.execute(statement)


def _create(rows):
    for model, each in _by_model(rows).items():
        instances = (row.instance() if isinstance(row, Row) else row for row in each)
        model.objects.bulk_create(instances, batch_size=500)


def _by_model(rows):
    found = defaultdict(list)
    for row in rows:
        found[_model_of(row)].append(row)
    return {model: found[model] for model in MODELS if model in found}


def _model_of(row):
    return row.model if isinstance(row, Row) else type(row)


def _speakers_in(rows):
    return {row.speaker_id for row in rows if _model_of(row) is PublicationSpeaker}


# PostgreSQL


def by_copy(corpus):
    """Write all rows of a corpus by COPY, one process for each core."""
    global _corpus
    _corpus = corpus
    is_big = sum(corpus.counts) >= REBUILT_FROM
    put_back = _drop_indexes() if is_big else []
    parameters = connection.get_connection_params()
    parameters = {k: parameters[k] for k in ("host", "port", "user", "dbname")}
    connection.close()
    with psycopg.connect(**parameters) as link:
        _copy(link, corpus.cast.rows())
    named, began, done = set(), time.perf_counter(), 0
    # Children of this process: they have the corpus without being sent it.
    context = multiprocessing.get_context("fork")
    tasks = [(block, parameters) for block in corpus.blocks()]
    with context.Pool(os.cpu_count()) as pool:
        for speakers, count in pool.imap_unordered(_copy_block, tasks):
            named |= speakers
            before, done = done, done + count
            if before // 100_000 != done // 100_000:
                speed = done / (time.perf_counter() - began)
                say(f"  {done:,} quotes, {speed:,.0f} a second")
    with psycopg.connect(**parameters) as link:
        _copy(link, corpus.cast.public_names(named))
    began = time.perf_counter()
    _put_back(put_back, parameters)
    _reset_sequences()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    say(f"  indexes, foreign keys, statistics: {time.perf_counter() - began:.0f} s")


def _copy_block(task):
    """Make and write one block in a child process."""
    block, parameters = task
    rows = _corpus.rows(block)
    with psycopg.connect(**parameters) as link:
        _copy(link, rows)
    return _speakers_in(rows), sum(_model_of(row) is Quote for row in rows)


def _copy(link, rows):
    with link.cursor() as cursor:
        for model, each in _by_model(rows).items():
            fields = model._meta.concrete_fields
            statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
                sql.Identifier(model._meta.db_table),
                sql.SQL(", ").join(sql.Identifier(field.column) for field in fields),
            )
            names = [field.attname for field in fields]
            as_json = [isinstance(field, models.JSONField) for field in fields]
            with cursor.copy(statement) as copy:
                for row in each:
                    copy.write_row(
                        [
                            json.dumps(getattr(row, name), ensure_ascii=False)
                            if is_json
                            else getattr(row, name)
                            for name, is_json in zip(names, as_json, strict=True)
                        ]
                    )


#: What is dropped before the rows come and made again after: (kind, table, name, sql).
_DROPPED = """
SELECT contype::text, conrelid::regclass::text, quote_ident(conname),
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
              pg_get_constraintdef(oid))
FROM pg_constraint
WHERE contype IN ('f', 'u') AND conrelid::regclass::text = ANY(%(tables)s)
UNION ALL
SELECT 'i', indrelid::regclass::text, indexrelid::regclass::text,
       pg_get_indexdef(indexrelid)
FROM pg_index
WHERE indrelid::regclass::text = ANY(%(tables)s)
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid
                  AND contype IN ('p', 'u'))
"""


def _drop_indexes():
    """Drop foreign keys and indexes, but for primary keys; return how to make them."""
    tables = [model._meta.db_table for model in MODELS]
    with connection.cursor() as cursor:
        cursor.execute(_DROPPED, {"tables": tables})
        found = sorted(cursor.fetchall())
        for kind, table, name, _again in found:
            cursor.execute(
                f"DROP INDEX {name}"
                if kind == "i"
                else f"ALTER TABLE {table} DROP CONSTRAINT {name}"
            )
    return found


def _put_back(dropped, parameters):
    """Make indexes again, several at once, then constraints, which proves every row."""
    kinds = {
        kind: [again for _kind, _table, _name, again in group]
        for kind, group in groupby(dropped, key=lambda each: each[0])
    }

    def run(statement):
        with psycopg.connect(**parameters, autocommit=True) as link:
            link.execute("SET maintenance_work_mem = '1GB'")
            link.execute(statement)

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(run, kinds.get("i", [])))
    for statement in kinds.get("u", []) + kinds.get("f", []):
        run(statement)
