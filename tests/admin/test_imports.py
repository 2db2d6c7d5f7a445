"""A file through the pages: sent, looked at, taken in; and what is refused on the way."""

import gzip
import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_finished
from django.db import close_old_connections
from django.urls import reverse
from django.utils import timezone

from quotes.admin.imports.entries import entries_for
from quotes.importers.files import Hashed, import_stream
from quotes.importers.uploads import receive_upload
from quotes.integrity import problems
from quotes.models import Article, ImportRun, ImportUpload, Quote, Speaker
from quotes.workflow import WorkflowError
from tests import factories
from tests.admin.conftest import address
from tests.admin.files import FIRST, GOOD, MIXED, SECOND, article, ndjson, quote

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/quotes/importrun/upload/"


@pytest.fixture
def editor(log_in):
    """Return a client that an editor is logged in to."""
    return log_in(factories.make_editor("camille"))


def send(client, data=GOOD, name="archive.ndjson", format=""):
    """Send a file as the form does; return the answer."""
    file = SimpleUploadedFile(name, data)
    return client.post(UPLOAD, {"file": file, "format": format})


def kept(client, *args, **options):
    """Send a file that is kept; return its upload."""
    answer = send(client, *args, **options)
    upload = ImportUpload.objects.latest("pk")
    assert answer.status_code == 302
    assert answer["Location"] == address("importrun", "preview", upload.public_id)
    return upload


def look(client, upload):
    return client.get(address("importrun", "preview", upload.public_id))


def take_in(client, upload, **given):
    return client.post(address("importrun", "take_in", upload.public_id), given)


def shown(answer):
    """Return the whole page, streamed or not, as text."""
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode()


def close(answer):
    """Close an answer as a server does when nobody reads on; keep the test's database."""
    answer._iterator.close()  # the test client's, which meddles with the same signal
    request_finished.disconnect(close_old_connections)
    try:
        answer.close()
    finally:
        request_finished.connect(close_old_connections)


def rows_of_everything():
    return [model.objects.count() for model in (Article, Quote, Speaker, ImportRun)]


# Sending


def test_the_way_to_the_page_is_on_the_first_page_and_on_the_lists(editor):
    for page in (
        "/admin/",
        address("article", "changelist"),
        "/admin/quotes/importrun/",
    ):
        assert f'href="{UPLOAD}"' in editor.get(page).content.decode(), page
    page = editor.get(UPLOAD).content.decode()
    assert "20.0\xa0MB" in page
    assert "manage.py import_quotes FILE --by camille" in page
    assert '<option value="ninjs">' in page


def test_who_may_not_import_finds_no_way_and_no_page(log_in):
    upload = receive_upload(GOOD, name="a.ndjson", by=factories.make_editor("camille"))
    client = log_in(factories.make_user("kim", "contributor"))
    assert "importrun/upload" not in client.get("/admin/").content.decode()
    assert "importrun/upload" not in shown(client.get("/admin/quotes/importrun/"))
    assert client.get(UPLOAD).status_code == 403
    assert send(client).status_code == 403
    for page in ("preview", "take_in", "discard"):
        where = address("importrun", page, upload.public_id)
        assert client.get(where).status_code == 403, page
        assert client.post(where).status_code == 403, page
    assert ImportUpload.objects.count() == 1
    assert not Article.objects.exists()


def test_nobody_but_who_sent_it_sees_a_file(editor, client):
    upload = kept(editor, name="secret.ndjson")
    client.logout()
    for page in ("preview", "take_in", "discard"):
        where = address("importrun", page, upload.public_id)
        assert "/login/" in client.get(where)["Location"]
    client.force_login(factories.make_standards_editor())
    assert "secret.ndjson" not in client.get(UPLOAD).content.decode()
    assert look(client, upload).status_code == 404
    assert take_in(client, upload).status_code == 409
    client.post(address("importrun", "discard", upload.public_id))
    assert ImportUpload.objects.filter(pk=upload.pk).exists()
    assert not Article.objects.exists()
    client.force_login(factories.make_superuser())
    assert "secret.ndjson" not in client.get("/admin/quotes/").content.decode()
    assert client.get("/admin/quotes/importupload/").status_code == 404


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.ndjson", "is empty: there is nothing to import."),
        (b"\x00\x01\x02", "a.bin", "Nothing tells the format of a.bin."),
        (
            b"x" * 101,
            "big file.ndjson",
            "manage.py import_quotes &#x27;big file.ndjson",
        ),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(
    editor, settings, data, name, sentence
):
    settings.NEWSROOM_IMPORT_MAX_BYTES = 100
    answer = send(editor, data, name)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not ImportUpload.objects.exists()


def test_no_file_is_said_too(editor):
    answer = editor.post(UPLOAD, {"format": ""})
    assert answer.context["form"].errors["file"]


def test_a_file_goes_after_a_day_and_on_request(editor):
    camille = factories.make_editor("camille")
    other = factories.make_editor("other")
    old = timezone.now() - timedelta(days=1, minutes=1)
    for by in (camille, other):
        receive_upload(GOOD, name="old.ndjson", by=by, at=old)
    # The second one's arrival found the first one not old, by its own clock.
    assert ImportUpload.objects.count() == 2
    editor.get(UPLOAD)
    assert not ImportUpload.objects.exists()

    upload = kept(editor)
    assert upload.name in editor.get(UPLOAD).content.decode()
    editor.post(address("importrun", "discard", upload.public_id))
    assert not ImportUpload.objects.exists()
    assert "waits no more" in look(editor, upload).content.decode()


# Looking


def test_looking_writes_nothing_and_says_what_would_come(editor):
    upload = kept(editor)
    before = rows_of_everything()
    page = look(editor, upload).content.decode()
    assert rows_of_everything() == before == [0, 0, 0, 0]
    assert "NDJSON of this software" in page
    assert upload.sha256 in page
    assert 'value="Import"' in page
    assert "Import what is right" not in page


def test_refusals_are_shown_with_place_field_what_and_what_to_do(editor):
    upload = kept(editor, MIXED)
    answer = look(editor, upload)
    (row,) = answer.context["preview"].entries.refused.rows
    assert row.entry["kind"] == "quote"
    assert row.place == "line 3"
    fault = row.faults[0]
    assert "words" in fault["field"]
    assert fault["what"]
    page = answer.content.decode()
    assert f"<code>{fault['field']}</code>" in page
    assert "Import what is right (1 refused is left out)" in page
    assert 'value="Import"' not in page


def test_no_more_than_fifty_refusals_are_shown_and_the_rest_counted(editor):
    wrong = [article(quote("Jamais"), number=n) for n in range(53)]
    page = look(editor, kept(editor, ndjson(*wrong)))
    refused = page.context["preview"].entries.refused
    assert (len(refused.rows), refused.total, refused.more) == (50, 53, 3)
    assert "3 more are not shown." in page.content.decode()


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (GOOD.replace("é".encode(), b"\xe9"), "a.ndjson", "UTF-8"),
        (gzip.compress(GOOD, mtime=0)[:-12], "a.ndjson.gz", "cut off or damaged"),
        (gzip.compress(MIXED * 3, mtime=0)[:40], "a.ndjson.gz", "cut off or damaged"),
        (GOOD.replace(b"jusqu", b"jus\x00qu"), "a.ndjson", "refused"),
        (b"[1, 2]", "a.json", "refused"),
    ],
)
def test_a_damaged_file_is_looked_at_and_told_what_is_wrong(
    editor, data, name, sentence
):
    page = look(editor, kept(editor, data, name, format="ndjson"))
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert page.context["preview"].refused >= 1
    assert not Article.objects.exists()


def test_a_packed_file_is_read_and_its_format_told(editor):
    upload = kept(editor, gzip.compress(GOOD), "archive.ndjson.gz")
    assert upload.format == "ndjson"
    assert look(editor, upload).context["preview"].outcome.counts["article"] == {
        "created": 1
    }


def test_an_update_is_shown_as_before_and_after(editor):
    shown(take_in(editor, kept(editor)))
    changed = article(
        quote(speaker="Jean Martin", kind="mixed"), headline="Un autre titre"
    )
    page = look(editor, kept(editor, ndjson(changed)))
    by_kind = {row.kind: row for row in page.context["preview"].entries.changed.rows}
    headline = by_kind["article"].differences[0]
    assert (headline.before, headline.after) == ("Au bout, 1", "Un autre titre")
    told = {
        each.label: (each.before, each.after) for each in by_kind["quote"].differences
    }
    assert told["Who said it"] == ("Anna Brandt", "Jean Martin")
    assert not Speaker.objects.filter(name="Jean Martin").exists()
    body = page.content.decode()
    assert "<del>" in body
    assert "<ins>" in body
    assert by_kind["quote"].url in body
    assert Article.objects.get().headline == "Au bout, 1"


def test_what_somebody_changed_here_is_kept_and_said(editor):
    shown(take_in(editor, kept(editor)))
    row = Article.objects.get()
    row.headline = "Corrigé ici"
    row.save()
    page = look(editor, kept(editor))
    (kept_row,) = page.context["preview"].entries.changed.rows
    assert kept_row.outcome == "kept as it is here"
    assert "Somebody worked on it here" in page.content.decode()
    assert "there is nothing to import" in page.content.decode()


def test_the_same_file_again_is_told_with_the_earlier_import(editor):
    shown(take_in(editor, kept(editor)))
    run = ImportRun.objects.get()
    page = look(editor, kept(editor)).content.decode()
    assert "The same file was taken in by camille" in page
    assert address("importrun", "change", run.pk) in page


def test_showing_asks_a_few_times_however_much_is_shown(
    editor, django_assert_max_num_queries
):
    many = ndjson(*(article(number=n) for n in range(20)))
    shown(take_in(editor, kept(editor, many)))
    ids = Quote.objects.values_list("public_id", flat=True)
    speaker = Speaker.objects.values_list("public_id", flat=True).first()
    changes = {"attributions": [[[speaker, "preferred"]], [[None, "preferred"]]]}
    found = [
        {"place": "line 1", "kind": "quote", "outcome": "updated", "id": each}
        | {"changes": changes}
        for each in ids
    ]
    with django_assert_max_num_queries(2):
        rows = entries_for(found)
    assert len(rows) == 20
    assert {row.differences[0].before for row in rows} == {"Anna Brandt"}
    assert {row.differences[0].after for row in rows} == {"not identified"}


# Taking in


def test_what_was_looked_at_is_taken_in_and_the_page_leads_on(editor):
    upload = kept(editor)
    preview = look(editor, upload).context["preview"]
    answer = take_in(editor, upload)
    assert answer.streaming
    page = shown(answer)
    run = ImportRun.objects.get()
    assert run.counts == preview.outcome.counts
    assert run.by.username == "camille"
    assert run.sha256 == upload.sha256
    assert set(Quote.objects.values_list("words", flat=True)) == {FIRST, SECOND}
    assert not ImportUpload.objects.exists()
    assert "The import is done." in page
    assert address("importrun", "change", run.pk) in page
    assert page.rstrip().endswith("</html>")
    assert [str(each) for each in problems()] == []
    entry = editor.get("/admin/").context["log_entries"][0]
    assert entry.object_repr == "archive.ndjson"


def test_the_command_and_the_page_write_the_same(editor):
    shown(take_in(editor, kept(editor)))
    run = ImportRun.objects.get()
    again = import_stream(
        Hashed(BytesIO(GOOD)), name="archive.ndjson", by=run.by, trusted=False
    )
    assert again.counts["article"] == {"unchanged": 1}
    assert again.counts["quote"] == {"unchanged": 2}


def test_the_page_grows_while_it_is_read(editor, monkeypatch):
    monkeypatch.setattr("quotes.importers.storing.runs.BATCH_RECORDS", 2)
    monkeypatch.setattr("quotes.admin.imports.progress.EVERY", 0)
    many = ndjson(*(article(number=n) for n in range(6)))
    answer = take_in(editor, kept(editor, many))
    assert answer["Content-Encoding"] == "identity"
    parts = [part.decode() for part in answer]
    steps = [part for part in parts if "<li>" in part and "records read" in part]
    assert len(steps) >= 3
    assert "How far it is" in parts[0]
    assert "2 records read" in steps[0]
    assert "6 records read" in steps[-1]
    assert "<script" not in "".join(parts[1:-1])
    assert "style=" not in "".join(parts)


def test_a_page_that_is_closed_leaves_nothing_and_the_file_waits(editor, monkeypatch):
    monkeypatch.setattr("quotes.importers.storing.runs.BATCH_RECORDS", 1)
    monkeypatch.setattr("quotes.admin.imports.progress.EVERY", 0)
    many = ndjson(*(article(number=n) for n in range(4)))
    upload = kept(editor, many)
    answer = take_in(editor, upload)
    parts = iter(answer)
    seen = ""
    while "2 records read" not in seen:
        seen += next(parts).decode()
    assert Article.objects.exists()  # inside its transaction
    close(answer)
    assert rows_of_everything() == [0, 0, 0, 0]
    assert ImportUpload.objects.get() == upload

    shown(take_in(editor, upload))
    assert Article.objects.count() == 4


def test_a_page_that_was_never_read_writes_nothing(editor):
    upload = kept(editor)
    close(take_in(editor, upload))
    assert rows_of_everything() == [0, 0, 0, 0]
    assert ImportUpload.objects.filter(pk=upload.pk).exists()


def test_what_is_right_is_taken_in_without_what_is_refused(editor):
    upload = kept(editor, MIXED)
    page = shown(take_in(editor, upload, keep_going="1"))
    assert Quote.objects.count() == 1
    assert "1 record is refused" in page
    assert ImportRun.objects.get().counts["quote"] == {"created": 1, "refused": 1}


def test_with_refusals_nothing_is_written_unless_it_is_said(editor):
    upload = kept(editor, MIXED)
    page = shown(take_in(editor, upload))
    assert "Nothing was written: 1 record is refused." in page
    assert rows_of_everything() == [0, 0, 0, 0]
    assert ImportUpload.objects.filter(pk=upload.pk).exists()


def test_the_second_of_two_is_told(editor):
    upload = kept(editor)
    second = take_in(editor, upload)
    shown(take_in(editor, upload))
    page = shown(second)
    assert "This file waits no more" in page
    assert Article.objects.count() == 1
    assert take_in(editor, upload).status_code == 409
    assert "waits no more" in look(editor, upload).content.decode()


def test_the_address_of_the_running_page_leads_back(editor):
    upload = kept(editor)
    where = address("importrun", "take_in", upload.public_id)
    assert editor.get(where)["Location"] == address(
        "importrun", "preview", upload.public_id
    )


def test_a_fault_of_the_database_is_said_and_leaves_the_file(editor, monkeypatch):
    from django.db import OperationalError

    def locked(*args, **options):
        raise OperationalError("database is locked")

    upload = kept(editor)
    answer = take_in(editor, upload)
    monkeypatch.setattr(
        "quotes.importers.storing.runs.ImportRun.objects.create", locked
    )
    page = shown(answer)
    assert "The database is busy: database is locked. Nothing was written" in page
    assert ImportUpload.objects.filter(pk=upload.pk).exists()


# Who may what


def exported():
    """Return an export that holds a verified quote, and delete what it holds."""
    from quotes.exports.editorial import editorial_records
    from tests.importers.emptying import empty

    factories.make_verified_quote()
    records = [json.loads(json.dumps(each)) for each in editorial_records()]
    empty()
    return "".join(json.dumps(each) + "\n" for each in records).encode()


def test_a_decided_quote_needs_who_may_restore_them(log_in):
    data = exported()
    client = log_in(factories.make_editor())
    preview = look(client, kept(client, data)).context["preview"]
    assert preview.outcome.counts["quote"] == {"refused": 1}

    client = log_in(factories.make_standards_editor())
    upload = kept(client, data)
    assert look(client, upload).context["preview"].refused == 0
    shown(take_in(client, upload))
    quote = Quote.objects.get()
    assert quote.status == "verified"
    assert [str(each) for each in problems()] == []


def test_the_function_itself_asks_for_the_permission():
    with pytest.raises(WorkflowError) as refusal:
        receive_upload(GOOD, name="a", by=factories.make_user("kim", "contributor"))
    assert refusal.value.code == "not_allowed"


def test_french_pages_say_it_in_french_places_too(editor):
    upload = kept(editor, MIXED)
    where = reverse("admin:quotes_importrun_preview", args=[upload.public_id])
    page = editor.get(f"/fr{where}")
    assert page.status_code == 200
    assert page.context["preview"].refused == 1
