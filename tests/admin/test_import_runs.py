"""Imports that were done: the list, the page of one, its report, undoing it."""

import json
from io import BytesIO

import pytest

from quotes import workflow
from quotes.admin.imports.runs import SHOWN, first_lines
from quotes.importers.files import Hashed, import_stream
from quotes.integrity import problems
from quotes.models import Article, Quote, Speaker
from tests import factories
from tests.admin.conftest import address
from tests.admin.files import GOOD, MIXED, article, ndjson, quote

pytestmark = pytest.mark.django_db

RUNS = "/admin/quotes/importrun/"


def imported(data=GOOD, by=None, name="archive.ndjson", **options):
    """Take in a file; return its run."""
    return import_stream(
        Hashed(BytesIO(data)),
        name=name,
        by=by or factories.make_editor("camille"),
        keep_going=True,
        **options,
    ).run


@pytest.fixture
def editor(log_in):
    """Return a client that an editor is logged in to."""
    return log_in(factories.make_editor("camille"))


def test_the_list_says_what_became_of_each_file(editor):
    imported(MIXED)
    page = editor.get(RUNS).content.decode()
    assert "archive.ndjson" in page
    assert "NDJSON of this software" in page
    assert "4 created, 1 refused" in page
    assert editor.get(RUNS, {"q": "archive"}).context["cl"].result_count == 1
    assert editor.get(RUNS, {"q": "nothing"}).context["cl"].result_count == 0


def test_the_list_reads_no_report_and_asks_a_few_times(
    editor, django_assert_max_num_queries
):
    for number in range(12):
        imported(ndjson(article(number=number)))
    editor.get(RUNS)
    with django_assert_max_num_queries(8) as asked:
        page = editor.get(RUNS)
    assert page.context["cl"].result_count == 12
    assert not [each for each in asked.captured_queries if '"report"' in each["sql"]]


def test_a_run_is_read_and_never_edited_or_deleted(editor):
    run = imported()
    assert editor.get(f"{RUNS}add/").status_code == 403
    assert editor.post(address("importrun", "delete", run.pk)).status_code == 403
    answer = editor.post(address("importrun", "change", run.pk), {"name": "x"})
    assert answer.status_code == 403
    run.refresh_from_db()
    assert run.name == "archive.ndjson"


def test_the_page_of_a_run_has_counts_articles_and_the_report(editor):
    run = imported(MIXED)
    page = editor.get(address("importrun", "change", run.pk)).content.decode()
    for row in Article.objects.all():
        assert address("article", "change", row.pk) in page
    assert "line 3" in page
    assert "<strong>Refused</strong>" in page
    assert address("importrun", "undo", run.pk) in page


def test_a_long_report_is_cut_and_the_rest_counted(editor):
    entry = {"place": "line 1", "kind": "quote", "outcome": "refused"}
    lines = "".join(f"{json.dumps(entry)}\n" for _each in range(SHOWN + 10))
    assert first_lines("") == ([], 0)
    assert len(first_lines(lines)[0]) == SHOWN
    assert first_lines(lines)[1] == 10
    assert first_lines(lines + '{"left_out": 7}\n')[1] == 17
    run = imported()
    run.report = lines
    run.save()
    page = editor.get(address("importrun", "change", run.pk)).content.decode()
    assert "10 more are not shown." in page


def test_the_report_is_downloaded_as_it_was_kept(editor, log_in):
    run = imported(MIXED)
    answer = editor.get(address("importrun", "report", run.pk))
    assert answer["Content-Disposition"] == (
        f'attachment; filename="import-{run.public_id}.ndjson"'
    )
    assert answer["Content-Type"] == "application/x-ndjson"
    assert answer.content.decode() == run.report
    (entry,) = [json.loads(line) for line in run.report.splitlines()]
    assert entry["outcome"] == "refused"
    client = log_in(factories.make_user("nobody"))
    assert client.get(address("importrun", "report", run.pk)).status_code == 403
    client.logout()
    assert "/login/" in client.get(address("importrun", "report", run.pk))["Location"]


def test_the_report_is_in_the_language_of_who_imported(editor):
    from django.utils import translation

    with translation.override("fr"):
        run = imported(MIXED)
    assert json.loads(run.report)["faults"][0]["what"]


# Undoing


def test_undoing_says_first_what_would_go_and_then_does(editor):
    run = imported()
    where = address("importrun", "undo", run.pk)
    answer = editor.get(where)
    going = dict(answer.context["going"])
    assert going["Article, deleted"] == 1
    assert going["Quote, deleted"] == 2
    assert answer.context["refusal"] == ""
    assert Article.objects.count() == 1

    refused = editor.post(where, {})
    assert refused.context["form"].errors["sure"]
    assert Article.objects.count() == 1

    done = editor.post(where, {"sure": "on"}, follow=True)
    assert not Article.objects.exists()
    assert not Quote.objects.exists()
    assert not Speaker.objects.exists()
    page = done.content.decode()
    assert "The import is undone" in page
    assert "Undone by camille on " in page
    assert where not in page
    assert "undone by camille" in editor.get(RUNS).content.decode()
    run.refresh_from_db()
    assert run.undone_by.username == "camille"
    assert [str(each) for each in problems()] == []
    again = editor.post(where, {"sure": "on"})
    assert again.status_code == 409
    assert "undone already" in again.content.decode()


def test_what_was_updated_is_as_before_again(editor):
    imported()
    run = imported(ndjson(article(quote(), headline="Un autre titre")))
    where = address("importrun", "undo", run.pk)
    assert dict(editor.get(where).context["going"]) == {"Article, as before again": 1}
    editor.post(where, {"sure": "on"})
    assert Article.objects.get().headline == "Au bout, 1"


def test_undoing_is_refused_with_the_reason_once_somebody_went_on(editor):
    run = imported()
    row = Quote.objects.first()
    workflow.reject(row, by=factories.make_verifier(), reason="Pas une parole.")
    where = address("importrun", "undo", run.pk)
    page = editor.get(where)
    assert "Somebody went on from this import" in page.context["refusal"]
    assert 'aria-disabled="true"' in page.content.decode()
    answer = editor.post(where, {"sure": "on"})
    assert answer.status_code == 409
    assert row.public_id in answer.content.decode()
    run.refresh_from_db()
    assert run.undone_at is None
    assert Quote.objects.count() == 2


def test_only_editors_and_above_undo(log_in):
    run = imported()
    where = address("importrun", "undo", run.pk)
    client = log_in(factories.make_user("kim", "contributor"))
    assert (
        where not in client.get(address("importrun", "change", run.pk)).content.decode()
    )
    assert client.get(where).status_code == 403
    assert client.post(where, {"sure": "on"}).status_code == 403
    assert Article.objects.count() == 1
    client = log_in(factories.make_verifier())
    assert client.post(where, {"sure": "on"}).status_code == 302
    assert not Article.objects.exists()


def test_a_large_run_is_not_rehearsed(editor, monkeypatch):
    run = imported()
    monkeypatch.setattr("quotes.admin.imports.runs.REHEARSED", 1)
    monkeypatch.setattr(
        "quotes.admin.imports.runs.why_not", lambda *args: pytest.fail("rehearsed")
    )
    assert editor.get(address("importrun", "undo", run.pk)).status_code == 200
