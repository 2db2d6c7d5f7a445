"""A corpus into the database: by COPY into PostgreSQL, by executemany into SQLite."""

import multiprocessing
import os
import time

import psycopg
from django.core.management.color import no_style
from django.db import connection, transaction

from quotes.models import (
    Article,
    Attribution,
    Correction,
    DeskItem,
    Finding,
    Office,
    Proposal,
    Publication,
    PublicationSource,
    PublicationSpeaker,
    PublicName,
    Quote,
    QuoteTerms,
    Review,
    Revision,
    Source,
    Span,
    Speaker,
    SpeakerName,
)
from tests.benchmarks.bulk import copy_rows, insert_rows, without_search
from tests.benchmarks.cast import STAFF, Person
from tests.benchmarks.index_rebuilding import drop_indexes, put_back
from tests.benchmarks.plain_rows import Rows, columns_of
from tests.benchmarks.quick_terms import learn
from tests.factories import make_user
from tests.processes import say

#: The tables that a corpus fills, in an order in which foreign keys hold.
MODELS = (
    *(Speaker, SpeakerName, Office, Source, Article, Revision, Quote, QuoteTerms),
    *(Span, Attribution, Proposal, Review, Correction, Finding, DeskItem),
    *(DeskItem.changers.through, Publication, PublicationSpeaker, PublicationSource),
    PublicName,
)
#: Quotes from which on indexes are made after the rows: below, it costs more.
REBUILT_FROM = 50_000
#: Places of tables in PublicationSpeaker's columns.
_SPEAKER = columns_of(PublicationSpeaker).index("speaker_id")

_corpus = None


def load(corpus):
    """Write all rows of a corpus and say how fast; the tables must be empty."""
    began = time.perf_counter()
    hire(corpus.cast)
    (by_copy if connection.vendor == "postgresql" else by_executemany)(corpus)
    spent = time.perf_counter() - began
    counts = {model.__name__: model.objects.count() for model in MODELS}
    for name, count in counts.items():
        say(f"  {name}: {count:,}")
    say(
        f"{counts['Quote']:,} quotes in {spent:.0f} s, indexes and statistics included: "
        f"{counts['Quote'] / spent:,.0f} quotes/s, "
        f"{sum(counts.values()) / spent:,.0f} rows/s over all tables"
    )


def hire(cast):
    """Give the newsroom's people their accounts, made where they are not there."""
    for role in STAFF:
        users = [make_user(person.username, role) for person in cast.people[role]]
        cast.people[role] = [Person(user.pk, user.username) for user in users]


# On the connection that there is


def by_executemany(corpus):
    """Write all rows of a corpus into SQLite, in one transaction."""
    with transaction.atomic(), without_search():
        write_all(corpus)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def write_all(corpus):
    """Write all rows of a corpus through Django's connection, in its transaction."""
    named = set()
    _write(rows_of(corpus.cast.rows()))
    for block in corpus.blocks():
        rows = corpus.rows(block)
        _write(rows)
        named |= speakers_in(rows)
    _write(rows_of(corpus.cast.public_names(named)))
    _reset_sequences()


def rows_of(instances):
    """Return unsaved instances as Rows."""
    rows = Rows()
    for each in instances:
        model = type(each)
        rows[model].append(tuple(getattr(each, name) for name in columns_of(model)))
    return rows


def _write(rows):
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        _copy(connection.connection, rows)
        return
    for model in MODELS:
        if model in rows:
            insert_rows(model, rows[model])


def _reset_sequences():
    """Let the next row of each model take a key after those that were written."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), MODELS):
            cursor.execute(statement)


def speakers_in(rows):
    """Return the keys of all speakers whom publications name."""
    return {row[_SPEAKER] for row in rows[PublicationSpeaker]}


# PostgreSQL


def by_copy(corpus):
    """Write all rows of a corpus by COPY, one process for each core."""
    global _corpus
    _corpus = corpus
    is_big = sum(corpus.counts) >= REBUILT_FROM
    dropped = drop_indexes(connection, MODELS) if is_big else []
    parameters = connection.get_connection_params()
    parameters = {k: parameters[k] for k in ("host", "port", "user", "dbname")}
    connection.close()
    with psycopg.connect(**parameters) as link:
        _copy(link, rows_of(corpus.cast.rows()))
    named, began, done = set(), time.perf_counter(), 0
    # Children of this process: they have the corpus without being sent it.
    context = multiprocessing.get_context("fork")
    tasks = [(block, parameters) for block in corpus.blocks()]
    if is_big:
        with context.Pool(os.cpu_count()) as pool:
            learn(corpus.cast.tongues.values(), pool)
    with context.Pool(os.cpu_count()) as pool:
        for speakers, count in pool.imap_unordered(_copy_block, tasks):
            named |= speakers
            before, done = done, done + count
            if before // 100_000 != done // 100_000:
                speed = done / (time.perf_counter() - began)
                say(f"  {done:,} quotes, {speed:,.0f} a second")
    with psycopg.connect(**parameters) as link:
        _copy(link, rows_of(corpus.cast.public_names(named)))
    began = time.perf_counter()
    put_back(dropped, parameters)
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
    return speakers_in(rows), len(rows[Quote])


def _copy(link, rows):
    for model in MODELS:
        if model in rows:
            copy_rows(link, model, rows[model])
