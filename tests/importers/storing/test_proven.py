"""PostgreSQL’s list of what is to be proven is emptied as an import goes on."""

import pytest
from django.db import connection

from quotes.importers.storing import runs
from quotes.importers.storing.proven import forget_proven
from quotes.importers.storing.runs import import_account
from quotes.models import Article, ImportRun, Quote
from tests.importers.storing.taking import take
from tests.importers.storing.test_beside import bridges, on_postgresql


@pytest.fixture
def each_batch(monkeypatch):
    """Every record is a batch, and the list is emptied after each."""
    monkeypatch.setattr(runs, "BATCH_RECORDS", 1)
    monkeypatch.setattr(runs, "EVERY", 1)


@pytest.mark.django_db(transaction=True)
def test_it_is_emptied_outside_of_savepoints_where_alone_it_can_be(
    each_batch, monkeypatch
):
    depths = []

    def watched(run):
        depths.append(list(connection.savepoint_ids))
        forget_proven(run)

    monkeypatch.setattr(runs, "forget_proven", watched)
    outcome, entries = take(*bridges(4), checks=False)

    assert outcome.counts["quote"] == {"created": 4}, entries
    assert depths == [[]] * 4
    assert Article.objects.count() == Quote.objects.count() == 4


def _is_superuser():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return cursor.fetchone()[0]


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_the_foreign_key_of_the_run_is_looked_at_again(each_batch, monkeypatch):
    """If it were not, nothing would be proven there, and nothing removed."""
    if not _is_superuser():
        pytest.skip("nobody else can put a wrong key in")
    by = import_account()

    def with_nobody(run):
        # As if the account had gone: what is proven now must find out.
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(
                "UPDATE quotes_importrun SET by_id = -1 WHERE id = %s", [run.pk]
            )
            cursor.execute("SET LOCAL session_replication_role = origin")
        forget_proven(run)

    monkeypatch.setattr(runs, "forget_proven", with_nobody)
    with pytest.raises(Exception, match="by_id"):
        take(*bridges(2), by=by, checks=False)

    assert not ImportRun.objects.exists()


@pytest.mark.django_db
def test_inside_another_transaction_it_does_no_harm(each_batch):
    outcome, _entries = take(*bridges(3), checks=False)

    assert outcome.counts["quote"] == {"created": 3}
