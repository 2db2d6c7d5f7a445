"""The name of what readers may see moves with every change of it, and at once."""

import re
import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quotes import public_state as module
from quotes import workflow
from quotes.models import Article, Publication, Reading, Source, Speaker
from quotes.public_state import TABLES, keep_state, public_state
from tests import factories as make
from tests.public_examples import make_examples

#: Rows that pages reach through tables of TABLES without showing their columns.
ONLY_JOINED = {"quotes_quote", "quotes_publicstate"}


@pytest.fixture
def examples(db):
    """A page of every kind, {name: path}."""
    return make_examples()


@pytest.mark.django_db
def test_it_stays_while_nothing_changes():
    make.make_verified_quote()

    assert public_state() == public_state()


@pytest.mark.django_db
def test_a_row_of_any_table_moves_it(examples):
    """Each way in which a row can change, whoever changes it."""
    quote = make.make_verified_quote()
    make.make_link(quote, make.make_verified_quote())
    Reading.objects.create(quote=quote, day="2024-11-12", count=3)
    unmoved = []
    for table in TABLES:
        before = public_state()
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET id = id")  # noqa: S608 - our own names
            assert cursor.rowcount, f"{table} has no row"
        if public_state() == before:
            unmoved.append(table)

    assert unmoved == []


@pytest.mark.django_db
def test_what_is_counted_and_what_is_deleted_moves_it():
    quote = make.make_verified_quote()
    states = [public_state()]
    Reading.objects.create(quote=quote, day="2024-11-12", count=3)
    states.append(public_state())
    Reading.objects.all().delete()
    states.append(public_state())

    assert len(set(states)) == 3


@pytest.mark.django_db
def test_the_end_of_an_embargo_moves_it_without_a_write(monkeypatch):
    make.make_article(release="embargoed", embargo_until=make.hours_from_now(1))
    now = timezone.now()
    before = public_state()

    monkeypatch.setattr(module.timezone, "now", lambda: now + timedelta(minutes=59))
    same_day = timezone.localdate(module.timezone.now()) == timezone.localdate(now)
    assert public_state() == before or not same_day
    monkeypatch.setattr(module.timezone, "now", lambda: now + timedelta(minutes=61))
    after = public_state()

    assert after.split("/")[0] == before.split("/")[0]
    assert after.split("/")[1] != before.split("/")[1]


@pytest.mark.django_db
def test_every_page_is_made_of_these_tables_alone(client, examples):
    """Who makes a page read another table must add it to TABLES."""
    read = set()
    for name, path in examples.items():
        if name.startswith("report"):
            continue
        with CaptureQueriesContext(connection) as log:
            client.get(path)
            client.get(f"/fr{path}")
        for query in log.captured_queries:
            read |= set(re.findall(r'(?:FROM|JOIN) "?(quotes_\w+)"?', query["sql"]))

    assert read - ONLY_JOINED <= {*TABLES, "quotes_search"}
    assert read >= {"quotes_publication", "quotes_article", "quotes_speaker"}


@pytest.mark.django_db
def test_the_triggers_come_back_where_a_migration_lost_them():
    drop = (
        "DROP TRIGGER public_state_quotes_speaker_update"
        if connection.vendor == "sqlite"
        else "DROP TRIGGER public_state ON quotes_speaker"
    )
    speaker = make.make_speaker()
    with connection.cursor() as cursor:
        cursor.execute(drop)
    before = public_state()
    Speaker.objects.filter(pk=speaker.pk).update(name="A. Brandt")
    assert public_state() == before

    keep_state()
    Speaker.objects.filter(pk=speaker.pk).update(name="Anna Brandt")

    assert public_state() != before


def rename_and_take_back():
    """Rename all speakers, in a transaction or a part of one, and take that back."""
    with transaction.atomic():
        Speaker.objects.update(name="Nobody")
        transaction.set_rollback(True)


def in_a_thread(function):
    """Run a function in a thread of its own and with a connection of its own."""
    found = []

    def run():
        try:
            found.append(function())
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(20)
    assert not thread.is_alive(), "it waits for somebody"
    return found[0]


@pytest.mark.django_db(transaction=True)
def test_a_change_counts_from_its_commit_and_a_rolled_back_one_never():
    make.make_speaker()
    before = public_state()
    with transaction.atomic():
        Speaker.objects.update(name="A. Brandt")
        assert public_state() != before
        assert in_a_thread(public_state) == before
    after = public_state()
    assert after != before

    rename_and_take_back()
    assert public_state() == after


@pytest.mark.django_db(transaction=True)
def test_a_step_that_was_taken_back_does_not_hide_the_next_one():
    """A savepoint takes the token back with the row; the next change writes another."""
    make.make_speaker()
    before = public_state()
    with transaction.atomic():
        rename_and_take_back()
        Speaker.objects.update(name="A. Brandt")

    assert public_state() != before


needs_writers = pytest.mark.skipif(
    "sqlite" in settings.DATABASES["default"]["ENGINE"],
    reason="SQLite has one writer at a time",
)


@needs_writers
@pytest.mark.django_db(transaction=True)
def test_writers_wait_for_nobody_and_each_commit_moves_it():
    """Two open transactions; whichever ends first, and last, is seen as such."""
    first, second = make.make_speaker("Un"), make.make_speaker("Deux")

    def write_and_look():
        with transaction.atomic():
            Speaker.objects.filter(pk=second.pk).update(name="Zwei")
        return public_state()

    before = public_state()
    with transaction.atomic():
        # Its token is written before the other one's, and seen after it.
        Speaker.objects.filter(pk=first.pk).update(name="Eins")
        between = in_a_thread(write_and_look)
        assert between != before
    after = public_state()

    assert after not in (before, between)
    assert in_a_thread(public_state) == after


@needs_writers
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_broke_is_made_anew():
    before = public_state()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (mine,) = cursor.fetchone()

    def end_it():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [mine])

    in_a_thread(end_it)

    assert public_state() == before


@needs_writers
@pytest.mark.django_db(transaction=True)
def test_whoever_sees_one_state_throughout_may_write_too():
    speaker = make.make_speaker()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        before = public_state()
        in_a_thread(lambda: Source.objects.create(kind="wire", name="AFP"))
        Speaker.objects.filter(pk=speaker.pk).update(name="A. Brandt")

    assert public_state() != before


@needs_writers
@pytest.mark.django_db(transaction=True)
def test_readers_beside_writers_never_keep_what_is_older_than_its_name():
    """What is read under a name is, whenever that name is read again, still so.

    Four writers change two tables at once, some taking their change back; readers note
    rows under the name read before them. A name that stands before and after its rows
    were read has one answer for ever.
    """
    speakers = [make.make_speaker(f"Speaker {number}") for number in range(4)]
    article = make.make_article(headline="0")
    seen, stop, faults = {}, threading.Event(), []

    def write(at, first):
        for turn in range(first, first + 10):
            try:
                with transaction.atomic():
                    Speaker.objects.filter(pk=speakers[at].pk).update(
                        name=f"{at}.{turn}"
                    )
                    if turn % 5 == 4:
                        raise RuntimeError
                    if at == 0:
                        Article.objects.filter(pk=article.pk).update(headline=str(turn))
            except RuntimeError:
                pass

    def read():
        while not stop.is_set():
            name = public_state()
            rows = (
                *Speaker.objects.order_by("pk").values_list("name", flat=True),
                Article.objects.get(pk=article.pk).headline,
            )
            if public_state() == name and seen.setdefault(name, rows) != rows:
                faults.append((name, seen[name], rows))

    def run(function, *given):
        try:
            function(*given)
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    readers = [threading.Thread(target=run, args=(read,)) for _ in range(2)]
    for thread in readers:
        thread.start()
    for wave in range(4):
        writers = [
            threading.Thread(target=run, args=(write, at, 10 * wave)) for at in range(4)
        ]
        for thread in writers:
            thread.start()
        for thread in writers:
            thread.join()
        # While others write, a name seldom stands long enough: now it does.
        name, patience = public_state(), time.monotonic() + 30
        while name not in seen and not faults and time.monotonic() < patience:
            time.sleep(0.01)
    stop.set()
    for thread in readers:
        thread.join()

    assert faults == []
    assert len(seen) >= 4


@pytest.mark.django_db
def test_the_commands_that_count_and_publish_are_seen():
    quote = make.make_verified_quote()
    before = public_state()
    workflow.change_quote(
        quote, by=make.make_editor("other"), fields={"occasion": "à Kiev"}, reason="x"
    )
    between = public_state()
    call_command("reindex_search", verbosity=0)

    assert before != between
    assert Publication.objects.get(is_current=True).under_review
