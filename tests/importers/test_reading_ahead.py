"""A file is read in a thread while the database is at work, cycles looked for rarely."""

import gc
import threading
from pathlib import Path

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper

from quotes.importers.files import import_stream, opened
from quotes.importers.garbage import collecting_rarely
from quotes.importers.storing.runs import _ahead, import_account

FOLDER = Path(__file__).parents[2] / "fixtures/articles"
SAMPLES = sorted(each for each in FOLDER.glob("*/*") if ".statements" not in each.name)


def test_batches_come_in_order_and_one_is_made_while_another_is_used():
    asked, may_go_on = [], threading.Event()

    def batches():
        for number in range(3):
            asked.append(number)
            if number == 1:
                may_go_on.set()
            yield number

    found = _ahead(batches())
    assert next(found) == 0
    assert may_go_on.wait(10), "the second is made while we have the first"
    assert list(found) == [1, 2]
    assert asked == [0, 1, 2]


def test_a_fault_of_reading_is_raised_where_its_batch_is_asked_for():
    def batches():
        yield 0
        raise ValueError("the file ends within a record")

    found = _ahead(batches())
    assert next(found) == 0
    with pytest.raises(ValueError, match="within a record"):
        next(found)


def test_whoever_stops_early_leaves_no_thread():
    threads = threading.active_count()
    found = _ahead(iter(range(10)))
    next(found)
    found.close()
    assert threading.active_count() == threads


def test_cycles_are_looked_for_as_before_afterwards_whatever_happens():
    before, within = gc.get_threshold(), []

    def fail():
        within.append((gc.isenabled(), gc.get_threshold()))
        raise ValueError("a full disk")

    with pytest.raises(ValueError, match="full disk"), collecting_rarely():
        fail()
    assert gc.get_threshold() == before
    assert within[0] > (True, before)


def test_of_two_imports_at_once_the_last_to_end_puts_the_collector_back():
    before, one, other = gc.get_threshold(), collecting_rarely(), collecting_rarely()
    one.__enter__()
    other.__enter__()
    one.__exit__(None, None, None)
    assert gc.get_threshold() > before
    other.__exit__(None, None, None)
    assert gc.get_threshold() == before


@pytest.mark.django_db
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda each: each.name)
def test_whatever_is_read_there_asks_no_database(sample, monkeypatch):
    """A connection of that thread would not see the transaction, and nobody would end it."""
    connected, cursor = [], BaseDatabaseWrapper.cursor

    def watched(connection):
        connected.append(threading.current_thread())
        return cursor(connection)

    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", watched)

    with opened(str(sample)) as hashed:
        outcome = import_stream(
            hashed, name=str(sample), by=import_account(), trusted=True, keep_going=True
        )

    assert outcome.counts
    assert set(connected) == {threading.main_thread()}
