"""Lists that cost the same at any size."""

import pytest
from django.db import connection, transaction
from django.db.models import BooleanField, Value
from django.db.models.expressions import RawSQL

from quotes import bounds
from quotes.models import Speaker
from tests.factories import make_speaker

pytestmark = pytest.mark.django_db

#: Takes longer than any patience, on either database, and is true.
_SLOW = {
    "postgresql": "(SELECT true FROM pg_sleep(5))",
    "sqlite": "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
    "WHERE i < 50000000) SELECT count(*) > 0 FROM n)",
}


def slow(queryset):
    """Return a queryset that takes seconds where it looks through all rows."""
    return queryset.filter(RawSQL(_SLOW[connection.vendor], (), BooleanField()))  # noqa: S611


@pytest.fixture
def speakers():
    return [make_speaker(f"Speaker {number}") for number in range(5)]


def test_the_first_keys_come_in_their_order(speakers):
    found = bounds.keys_of(Speaker.objects.order_by("-name"), 3)

    assert found == bounds.Found([each.pk for each in speakers[:1:-1]])


def test_what_takes_too_long_is_looked_for_among_the_newest_alone(
    speakers, monkeypatch
):
    monkeypatch.setattr(bounds, "WINDOW", 2)
    monkeypatch.setattr(bounds, "PATIENCE", 120)
    rows = Speaker.objects.order_by("name")
    asked = []

    def newest(queryset):
        asked.append(queryset)
        return newest_of(rows)

    newest_of = bounds.newest
    monkeypatch.setattr(bounds, "newest", newest)

    found = bounds.keys_of(slow(rows))

    assert found == bounds.Found([each.pk for each in speakers[3:]], is_whole=False)
    assert len(asked) == 1


def test_the_newest_are_all_where_there_are_few(speakers):
    assert bounds.newest(Speaker.objects.all()).count() == 5


def test_the_transaction_around_goes_on_after_a_query_was_ended(speakers):
    with transaction.atomic():
        make_speaker("Anna Brandt")
        with pytest.raises(bounds.TooLong), bounds.patience("default", 50):
            list(slow(Speaker.objects.all()))
        assert Speaker.objects.filter(name="Anna Brandt").exists()


def test_other_queries_have_their_time_after_it(speakers):
    with bounds.patience("default", 50):
        list(Speaker.objects.all())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.2)")
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone()[0] == "0"
    else:
        many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
        with connection.cursor() as cursor:
            cursor.execute(f"{many} WHERE i < 400000) SELECT count(*) FROM n")  # noqa: S608
            assert cursor.fetchone()[0] == 400_000


def test_another_fault_is_not_taken_for_a_long_query(speakers):
    from django.db import OperationalError, ProgrammingError

    rows = Speaker.objects.filter(RawSQL("no_such_function(1)", (), BooleanField()))
    with (
        pytest.raises((OperationalError, ProgrammingError)),
        transaction.atomic(),
        bounds.patience("default"),
    ):
        list(rows.annotate(one=Value(1)))


def test_rows_come_as_the_keys_do(speakers):
    found = bounds.first_of(Speaker.objects.order_by("-name"), 2)

    assert found == speakers[:2:-1]
