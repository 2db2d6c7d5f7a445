"""Reading at one moment, on both databases."""

import threading

import pytest
from django.db import connection

from quotes.models import Speaker
from quotes.snapshots import snapshot
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def in_another_connection(act):
    """Run act in a thread of its own, which has its own connection; raise what it does."""
    failed = []

    def run():
        try:
            act()
        except Exception as error:  # handed to the test
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    if failed:
        raise failed[0]


def test_what_is_written_meanwhile_is_not_seen_and_not_kept_waiting():
    make.make_speaker("Anna Brandt")
    with snapshot():
        assert Speaker.objects.count() == 1
        in_another_connection(lambda: make.make_speaker("Petra Novak"))
        assert Speaker.objects.count() == 1
    assert Speaker.objects.count() == 2


def test_writing_goes_on_as_before_afterwards():
    before = getattr(connection, "transaction_mode", None)
    with pytest.raises(RuntimeError), snapshot():
        raise RuntimeError

    assert getattr(connection, "transaction_mode", None) == before
    make.make_speaker()
    assert Speaker.objects.count() == 1
