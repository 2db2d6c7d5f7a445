"""Readings by day: the greater count stays, old days go, unpublished quotes stay out."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes import readings
from quotes.models import Reading
from quotes.readings import KEPT, Stored, store_readings
from tests import factories as make

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 11, 13, 9, 0, tzinfo=UTC)
DAY = date(2024, 11, 12)


def kept():
    return {
        (row.day, row.quote.public_id): row.count
        for row in Reading.objects.select_related("quote")
    }


def test_counts_are_written_by_quote_and_day():
    first, second = (row.public_id for row in make.make_publications(2))
    counts = {(DAY, first): 3, (DAY, second): 1, (NOW.date(), first): 2}

    assert store_readings(counts, NOW) == Stored(raised=3, unknown=0, deleted=0)
    assert kept() == counts


def test_the_same_counts_again_change_nothing():
    [publication] = make.make_publications(1)
    counts = {(DAY, publication.public_id): 3}
    store_readings(counts, NOW)

    assert store_readings(counts, NOW).raised == 0
    assert kept() == counts


def test_of_two_counts_of_a_day_the_greater_stays():
    first, second = (row.public_id for row in make.make_publications(2))
    store_readings({(DAY, first): 3, (DAY, second): 3}, NOW)

    assert store_readings({(DAY, first): 5, (DAY, second): 2}, NOW).raised == 1
    assert kept() == {(DAY, first): 5, (DAY, second): 3}


def test_what_was_never_published_is_not_counted():
    quote = make.make_quote()

    counts = {(DAY, quote.public_id): 3, (DAY, "0" * 12): 1}

    assert store_readings(counts, NOW) == Stored(raised=0, unknown=2, deleted=0)
    assert kept() == {}


def test_days_older_than_those_kept_go_and_do_not_come_back():
    [publication] = make.make_publications(1)
    last, gone = (NOW.date() - timedelta(days=days) for days in (KEPT, KEPT + 1))
    for day in (last, gone):
        Reading.objects.create(quote=publication.quote, day=day, count=1)

    counts = {(gone, publication.public_id): 9}

    assert store_readings(counts, NOW) == Stored(raised=0, unknown=0, deleted=1)
    assert kept() == {(last, publication.public_id): 1}


def test_the_day_that_is_kept_is_one_of_utc():
    [publication] = make.make_publications(1)
    day = NOW.date() - timedelta(days=KEPT)
    Reading.objects.create(quote=publication.quote, day=day, count=1)
    now = datetime.fromisoformat("2024-11-14T01:00:00+02:00")  # still the 13th there

    assert store_readings({}, now).deleted == 0


def test_many_are_written_in_batches(monkeypatch):
    monkeypatch.setattr(readings, "BATCH", 2)
    ids = [row.public_id for row in make.make_publications(5)]
    counts = {(DAY, public_id): 4 for public_id in ids}

    assert store_readings(counts, NOW).raised == 5
    assert kept() == counts


def test_queries_do_not_grow_with_counts():
    ids = [row.public_id for row in make.make_publications(6)]

    def queries(many):
        with CaptureQueriesContext(connection) as found:
            store_readings({(DAY, public_id): 1 for public_id in many}, NOW)
        Reading.objects.all().delete()
        return len(found)

    assert queries(ids[:2]) == queries(ids)
