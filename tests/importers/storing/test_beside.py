"""Rows of a batch are written while those of the next one are made (PostgreSQL)."""

import itertools
import threading
from pathlib import Path

import pytest
from django.db import connection, connections

from quotes.importers.files import import_stream, opened
from quotes.importers.storing import pieces
from quotes.importers.storing.beside import Beside
from quotes.importers.storing.runs import import_account, import_items, importing
from quotes.importers.storing.writer import columns_of
from quotes.models import Article, ImportRun, Quote, Revision
from tests.importers.storing.taking import (
    _item,
    exported,
    faults_in,
    piece,
    promise,
    take,
)

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parents[3] / "fixtures/articles"
SAMPLES = sorted(each for each in FOLDER.glob("*/*") if ".statements" not in each.name)
on_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has one writer: all at once"
)


@pytest.fixture
def one_by_one(monkeypatch):
    """Every record is a batch of its own."""
    monkeypatch.setattr("quotes.importers.storing.runs.BATCH_RECORDS", 1)


def bridges(count, **columns):
    return [
        piece(promise(), external_id=f"{number}", **columns) for number in range(count)
    ]


@pytest.fixture
def sent(monkeypatch):
    """Return whether each batch was sent while the next one was made."""
    found, send = [], Beside.send

    def watched(self):
        send(self)
        found.append(self._sent is not None)

    monkeypatch.setattr(Beside, "send", watched)
    return found


def test_all_of_them_are_there_in_their_order(one_by_one, sent):
    outcome, entries = take(*bridges(9), checks=False)

    assert outcome.counts["quote"] == outcome.counts["article"] == {"created": 9}
    assert entries == []
    assert list(
        Article.objects.order_by("pk").values_list("external_id", flat=True)
    ) == [f"{number}" for number in range(9)]
    is_postgresql = connection.vendor == "postgresql"
    assert sum(sent) == (8 - _counted_before(9) if is_postgresql else 0)


def _counted_before(batches):
    """Return how many batches come after the planner's rows were counted: not beside."""
    return sum(number.bit_count() == 1 for number in range(batches))


def test_what_names_the_batch_before_finds_it(one_by_one):
    article = piece(id="brd3aaaaaaaa", publisher="", external_id="")
    quotes = [
        {
            "type": "quote",
            "article": "brd3aaaaaaaa",
            **promise(external_id=f"{n}", words=words),
        }
        for n, words in enumerate(("Le pont sera réparé avant l’hiver", "tout"))
    ]
    outcome, entries = take(article, *quotes, *bridges(2), checks=False)

    assert outcome.counts["quote"] == {"created": 4}, entries
    assert Quote.objects.filter(article__public_id="brd3aaaaaaaa").count() == 2


def test_an_article_that_stands_twice_is_refused_in_the_next_batch_too(one_by_one):
    twice = bridges(3)
    outcome, entries = take(*twice, twice[2], checks=False, keep_going=True)

    assert outcome.counts["article"] == {"created": 3, "refused": 1}
    assert [outcome for outcome, *_rest in faults_in(entries)] == ["refused"]


@pytest.mark.parametrize("culprit", ["0", "3", "4", "8"])
@pytest.mark.parametrize("size", [1, 2, 500])
def test_what_the_database_refuses_is_named_and_loses_nothing_else(
    monkeypatch, size, culprit
):
    monkeypatch.setattr("quotes.importers.storing.runs.BATCH_RECORDS", size)
    spoil(monkeypatch, culprit)
    outcome, entries = take(*bridges(9), checks=False, keep_going=True)

    assert outcome.counts["article"] == {"created": 8, "refused": 1}
    assert outcome.counts["quote"] == {"created": 8, "refused": 1}
    assert {entry["place"] for entry in entries} == {f"line {int(culprit) + 1}"}
    assert not Article.objects.filter(external_id=culprit).exists()
    assert Revision.objects.count() == Quote.objects.count() == 8


def spoil(monkeypatch, external_id):
    """Have the row of one article be one that the database refuses."""
    place, make = columns_of(Article).index("headline"), pieces._new_article

    def make_badly(frame, unit, record, stored):
        made = make(frame, unit, record, stored)
        if record["external_id"] == external_id:
            (row,) = unit.rows.by_model[Article]
            unit.rows.by_model[Article] = [(*row[:place], None, *row[place + 1 :])]
        return made

    monkeypatch.setattr(pieces, "_new_article", make_badly)


def nine_bridges():
    """Return what importing() takes."""
    return {
        "items": map(_item, itertools.count(1), bridges(9)),
        **{"by": import_account(), "name": "a", "format": "ndjson"},
        **{"trusted": True, "checks": False},
    }


@pytest.mark.parametrize("steps", range(1, 6))
def test_whoever_stops_early_leaves_nothing_and_no_thread(one_by_one, steps):
    threads = threading.active_count()
    run = importing(**nine_bridges())
    for _step in range(steps):
        next(run)
    run.close()

    assert threading.active_count() == threads
    assert not Article.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_query_between_two_steps_waits_for_what_is_under_way(one_by_one):
    seen = []
    import_items(
        **nine_bridges(),
        progress=lambda done, counts: seen.append((done, Article.objects.count())),
    )
    assert seen[-1] == (9, 9)
    assert all(done - 1 <= there <= done for done, there in seen)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda each: each.name)
def test_batches_of_one_make_what_a_single_batch_makes(sample, monkeypatch):
    def imported(size):
        monkeypatch.setattr("quotes.importers.storing.runs.BATCH_RECORDS", size)
        with opened(str(sample)) as hashed:
            done = import_stream(
                hashed,
                **{"name": "a", "by": import_account(), "trusted": True},
                **{"keep_going": True, "dry_run": True, "checks": False},
            )
        return done.counts

    assert imported(1) == imported(500)


@on_postgresql
def test_nobody_else_counts_the_tables_of_an_import_as_empty(one_by_one):
    """ANALYZE from outside would write down that there are no rows, for none is committed."""

    def known():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT reltuples FROM pg_class WHERE oid = 'quotes_quote'::regclass"
            )
            return int(cursor.fetchone()[0])

    def analyse_from_outside():
        try:
            with connections["default"].cursor() as cursor:
                cursor.execute("ANALYZE (SKIP_LOCKED) quotes_quote")
        finally:
            connections["default"].close()

    told = []

    def look(done, counts):
        if done == 6:
            outside = threading.Thread(target=analyse_from_outside)
            outside.start()
            outside.join()
            told.append(known())

    take(*bridges(7), checks=False, progress=look)
    assert told == [4], "counted before the fifth, and by nobody since"


def test_an_export_taken_in_batch_by_batch_is_what_was_exported(one_by_one):
    take(*bridges(5), checks=False)
    before = exported()
    outcome, entries = take(*before, checks=False)

    assert entries == []
    assert set(outcome.counts["quote"]) == {"unchanged"}
    assert exported() == before
