"""A file is taken in whole or not at all, and again without harm."""

import pytest
from django.core.management import call_command

from quotes.importers.items import Fault, Item
from quotes.models import (
    Article,
    DeskItem,
    ImportedRow,
    ImportRun,
    Quote,
    Review,
    Speaker,
)
from tests.factories import make_editor, make_verifier
from tests.importers.storing.taking import faults_in, piece, promise, take

pytestmark = pytest.mark.django_db


def test_an_article_with_a_quote_becomes_rows_that_check_data_proves(capsys):
    outcome, entries = take(piece(promise()))

    assert outcome.is_written
    assert outcome.counts == {
        "speaker": {"created": 1},
        "article": {"created": 1},
        "quote": {"created": 1},
    }
    assert entries == []
    quote = Quote.objects.get()
    assert quote.words == "Le pont sera réparé avant l’hiver"
    assert (quote.status, quote.kind) == ("unverified", "indirect")
    assert [(span.role, span.exact) for span in quote.spans.order_by("role")] == [
        ("content", "Le pont sera réparé avant l’hiver"),
        ("cue", "promet"),
        ("mention", "la ville"),
    ]
    attribution = quote.attributions.get()
    assert attribution.speaker.name == "Ville de Vauclair"
    assert (attribution.rank, attribution.basis) == ("preferred", "printed")
    call_command("check_data")
    call_command("verify_ledger")


def test_an_imported_quote_waits_on_the_desk_for_somebody_else():
    editor = make_editor()

    take(piece(promise()), by=editor)

    item = DeskItem.objects.get()
    assert item.quote == Quote.objects.get()
    assert list(item.changers.all()) == [editor]


def test_the_review_says_which_file_and_line():
    take(piece(promise(origin={"status": "verified", "url": "https://a.example/q"})))

    review = Review.objects.get()
    assert (review.decision, review.reason) == ("import", "file.ndjson, line 1")
    assert review.evidence_is_internal
    assert '"status": "verified"' in review.evidence


def test_the_same_file_again_changes_nothing():
    take(piece(promise()))
    before = list(Quote.objects.values()), list(Article.objects.values())

    outcome, entries = take(piece(promise()))

    assert outcome.counts == {"article": {"unchanged": 1}, "quote": {"unchanged": 1}}
    assert entries == []
    assert (list(Quote.objects.values()), list(Article.objects.values())) == before


def test_a_dry_run_says_the_same_and_writes_nothing():
    outcome, _entries = take(piece(promise()), dry_run=True)

    assert outcome.counts["quote"] == {"created": 1}
    assert not outcome.is_written
    for model in (Article, Quote, Speaker, ImportRun):
        assert not model.objects.exists()


def test_with_something_refused_nothing_is_written():
    wrong = promise(words="Das steht hier nicht", external_id="q2")

    outcome, entries = take(piece(promise(), wrong))

    assert not outcome.is_written
    assert outcome.counts["quote"] == {"created": 1, "refused": 1}
    assert faults_in(entries)[0][:2] == ("refused", "quotes[1].words")
    assert not Article.objects.exists()


def test_keeping_going_takes_in_the_rest_and_gives_back_what_can_be_mended():
    wrong = promise(words="Le pont sera réparé avant l’été", external_id="q2")
    refused = []

    outcome, _entries = take(
        piece(promise(), wrong),
        keep_going=True,
        refuse=lambda item, given: refused.append(given),
    )

    assert outcome.is_written
    assert Quote.objects.count() == 1
    (mended,) = refused
    mended = mended.decode().replace("l’été", "l’hiver").replace("Le pont sera ", "")
    import json

    outcome, _entries = take(json.loads(mended))
    assert outcome.counts == {"quote": {"created": 1}}
    assert set(Quote.objects.values_list("external_id", flat=True)) == {"q1", "q2"}
    assert Article.objects.count() == 1


def test_the_run_is_recorded_with_what_it_wrote():
    take(piece(promise()), digest=lambda: ("a" * 64, 123))

    run = ImportRun.objects.get()
    assert (run.name, run.format, run.size) == ("file.ndjson", "ndjson", 123)
    assert run.counts["quote"] == {"created": 1}
    assert run.finished_at is not None
    kinds = ImportedRow.objects.values_list("kind", "is_new").order_by("kind")
    assert list(kinds) == [("article", True), ("speaker", True)]


def test_the_report_of_a_run_is_kept_with_it():
    wrong = promise(words="Das steht hier nicht", external_id="q2")

    take(piece(promise(), wrong), keep_going=True)

    assert '"outcome":"refused"' in ImportRun.objects.get().report


def test_what_a_reader_left_out_is_told_and_refuses_nothing():
    told = Fault("line 1", "", "Not taken.", is_warning=True)

    outcome, entries = take(Item("line 1", None, [told]), piece(promise()))

    assert outcome.is_written
    assert outcome.counts["record"] == {"left_out": 1}
    assert entries[0]["outcome"] == "left_out"


def test_a_quote_can_come_after_its_article_in_the_file():
    quote = promise(type="quote", article="a1")

    outcome, _entries = take(piece(id="a1"), quote)

    assert outcome.counts["quote"] == {"created": 1}
    assert Quote.objects.get().article.public_id == "a1"


def test_a_quote_finds_its_article_by_the_address_of_the_original():
    address = "https://courrier.example/pont"

    take(piece(url=address), promise(type="quote", article=address))

    assert Quote.objects.get().article.url == address


def test_an_article_without_a_text_gets_one_of_its_statements():
    record = piece(promise(), promise(external_id="q2", words="Tout sera prêt"))
    del record["text"]

    take(record)

    (article,) = Article.objects.all()
    assert article.current_revision.text == (
        "Le pont sera réparé avant l’hiver (la ville, promet)\n\n"
        "Tout sera prêt (la ville, promet)"
    )
    assert Quote.objects.count() == 2
    call_command("check_data")


def test_words_that_the_text_has_twice_are_no_pick():
    twice = promise(words="Nous n’avons pas le choix", cue=None, mention=None)

    _outcome, entries = take(piece(twice))

    ((outcome, field, what),) = faults_in(entries)
    assert (outcome, field) == ("refused", "quotes[0].words")
    assert "2 times: at 55 (line 3), 167 (line 5)" in what


def test_the_start_says_which_of_two_places_is_meant():
    second = promise(
        words="Nous n’avons pas le choix", cue="répète", mention="son adjoint"
    )

    take(piece(second | {"start": 167}))

    quote = Quote.objects.get()
    assert quote.kind == "direct"
    assert quote.spans.get(role="content").start == 167
    assert quote.spans.get(role="quoted").start == 167
    assert quote.spans.get(role="mention").exact == "son adjoint"


def test_a_speaker_is_found_by_name_and_made_once():
    take(piece(promise(), promise(external_id="q2", words="sera prêt")))

    assert Speaker.objects.count() == 1
    take(piece(promise(), external_id="pont-2"))
    assert Speaker.objects.count() == 1


def test_a_name_that_two_speakers_have_names_nobody():
    Speaker.objects.create(name="Ville de Vauclair", kind="government")
    Speaker.objects.create(name="Ville de Vauclair", kind="organization")

    outcome, entries = take(piece(promise()))

    assert outcome.is_written
    assert "2 speakers are called" in faults_in(entries)[0][2]
    assert Quote.objects.get().attributions.get().speaker is None


def test_what_a_program_found_is_a_proposal():
    engine = {"name": "citron", "version": "1.0"}

    take(piece(promise(status="proposed", engine=engine)))

    quote = Quote.objects.get()
    assert quote.status == "proposed"
    assert quote.proposals.get().engine == "citron"
    assert quote.attributions.get().rank == "normal"
    call_command("check_data")


def test_who_may_not_release_imports_a_draft():
    take(piece(release="published"), by=make_editor(), trusted=False)
    take(piece(release="published", external_id="2"), by=make_verifier(), trusted=False)

    releases = Article.objects.order_by("pk").values_list("release", flat=True)
    assert list(releases) == ["draft", "published"]


def test_many_articles_go_in_batches(monkeypatch):
    monkeypatch.setattr("quotes.importers.storing.runs.BATCH_RECORDS", 3)
    seen = []

    take(
        *(piece(promise(), external_id=f"{n}") for n in range(10)),
        progress=lambda done, counts: seen.append(done),
    )

    assert seen == [3, 6, 9, 10, 10]
    assert Quote.objects.count() == 10
