"""Files that wait: whose they are, and that one is taken in once."""

from threading import Thread

import pytest
from django.db import connection

from quotes.importers import uploads
from quotes.importers.uploads import discard_upload, receive_upload, taking_in
from quotes.models import Article, ImportUpload
from quotes.workflow import WorkflowError
from tests import factories
from tests.admin.files import GOOD, article, ndjson


@pytest.mark.django_db
def test_only_who_sent_it_discards_or_takes_in_a_file():
    upload = receive_upload(GOOD, name="a.ndjson", by=factories.make_editor("one"))
    other = factories.make_standards_editor()
    discard_upload(upload, by=other)
    assert ImportUpload.objects.get() == upload
    with pytest.raises(WorkflowError) as refusal:
        next(taking_in(upload, by=other, keep_going=False))
    assert refusal.value.code == "gone"
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_who_lost_the_permission_takes_nothing_in():
    editor = factories.make_editor("one")
    upload = receive_upload(GOOD, name="a.ndjson", by=editor)
    editor.groups.clear()
    again = type(editor).objects.get(pk=editor.pk)
    for act in (
        lambda: next(taking_in(upload, by=again, keep_going=False)),
        lambda: discard_upload(upload, by=again),
    ):
        with pytest.raises(WorkflowError) as refusal:
            act()
        assert refusal.value.code == "not_allowed"


@pytest.mark.django_db
def test_a_long_name_is_cut_and_the_bytes_are_kept():
    upload = receive_upload(
        GOOD, name="a" * 400 + ".ndjson", by=factories.make_editor(), format="ndjson"
    )
    stored = ImportUpload.objects.get()
    assert stored.name == upload.name == "a" * 300
    assert bytes(stored.data) == GOOD
    assert stored.size == len(GOOD)


@pytest.mark.django_db(transaction=True)
def test_the_second_at_the_same_moment_is_told(monkeypatch):
    monkeypatch.setattr("quotes.importers.storing.runs.BATCH_RECORDS", 1)
    editor = factories.make_editor()
    data = ndjson(article(number=1), article(number=2))
    upload = receive_upload(data, name="a.ndjson", by=editor)
    first = taking_in(upload, by=editor, keep_going=False)
    next(first)
    told = []

    def second():
        try:
            if connection.vendor == "sqlite":  # one writer: do not wait for it long
                connection.cursor().execute("PRAGMA busy_timeout = 200")
            list(taking_in(upload, by=editor, keep_going=False))
        except WorkflowError as error:
            told.append(error.code)
        finally:
            connection.close()

    thread = Thread(target=second)
    thread.start()
    thread.join()
    assert told == ["busy" if connection.vendor == "sqlite" else "taken"]
    list(first)
    assert Article.objects.count() == 2
    assert not ImportUpload.objects.exists()


def test_a_file_waits_for_a_day():
    assert uploads.KEPT.total_seconds() == 24 * 60 * 60
