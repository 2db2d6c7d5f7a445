"""An import undone, as long as nobody built on it."""

import pytest
from django.core.management import call_command

from quotes.importers.storing.undoing import undo_run, why_not
from quotes.models import Article, ImportRun, Quote, QuoteLink, Speaker
from quotes.workflow import WorkflowError, verify
from tests.factories import make_editor, make_quote, make_user, make_verifier
from tests.importers.storing.emptying import empty
from tests.importers.storing.taking import TEXT, exported, piece, promise, take

pytestmark = pytest.mark.django_db


def last_run():
    return ImportRun.objects.order_by("-pk").first()


def test_what_it_created_goes():
    editor = make_editor()
    take(piece(promise()))

    undone = undo_run(last_run(), by=editor)

    assert undone.deleted == 3
    for model in (Article, Quote, Speaker):
        assert not model.objects.exists()
    run = last_run()
    assert run.undone_by == editor
    assert run.undone_at is not None
    call_command("check_data")


def test_it_can_be_taken_in_again():
    take(piece(promise()))
    undo_run(last_run(), by=make_editor())

    outcome, _entries = take(piece(promise()))

    assert outcome.counts["quote"] == {"created": 1}


def test_what_it_updated_is_as_it_was():
    take(piece(promise()))
    before = exported()
    take(piece(promise(speakers=[{"name": "Anna Brandt"}]), headline="Autre titre"))

    undone = undo_run(last_run(), by=make_editor())

    assert undone.restored == 2
    assert exported() == before
    call_command("check_data")
    call_command("verify_ledger")


def test_the_whole_demo_goes():
    call_command("loaddata", "demo", "demo_desk", verbosity=0)
    records = exported()
    empty()
    take(*records)

    undo_run(last_run(), by=make_editor())

    assert exported() == []


def test_a_later_decision_bars_it():
    take(piece(promise()))
    verify(Quote.objects.get(), by=make_verifier())
    editor = make_editor()

    with pytest.raises(WorkflowError) as refused:
        undo_run(last_run(), by=editor)

    assert refused.value.code == "built_on"
    assert Quote.objects.get().public_id in str(refused.value)
    assert Quote.objects.get().status == "verified"
    assert why_not(last_run(), editor) == str(refused.value)


def test_a_later_link_bars_it():
    take(piece(promise()))
    other = make_quote()
    QuoteLink.objects.create(
        from_quote=other,
        to_quote=Quote.objects.get(words__startswith="Le pont"),
        kind="denies",
    )

    with pytest.raises(WorkflowError):
        undo_run(last_run(), by=make_editor())


def test_a_speaker_whom_somebody_else_names_stays():
    take(piece(promise()))
    speaker = Speaker.objects.get()
    run = last_run()
    take(piece(promise(), external_id="pont-2"))

    undone = undo_run(run, by=make_editor())

    assert undone.kept == [speaker]
    assert Quote.objects.count() == 1


def test_a_new_text_without_statements_goes_again():
    take(piece())
    take(piece(text="Mise à jour.\n\n" + TEXT))

    undo_run(last_run(), by=make_editor())

    assert [row.number for row in Article.objects.get().revisions.all()] == [1]


def test_it_is_undone_once():
    take(piece())
    undo_run(last_run(), by=make_editor())

    with pytest.raises(WorkflowError, match="undone already"):
        undo_run(last_run(), by=make_editor("other"))


def test_a_contributor_may_not():
    take(piece())

    with pytest.raises(WorkflowError):
        undo_run(last_run(), by=make_user("c", "contributor"))


def test_asking_whether_it_can_be_undone_changes_nothing():
    take(piece(promise()))

    assert why_not(last_run(), make_editor()) == ""
    assert Quote.objects.count() == 1
    assert last_run().undone_at is None
