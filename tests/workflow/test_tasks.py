"""Where an error has been: written with the correction, worked off by people."""

from datetime import UTC, datetime

import pytest

from quotes import workflow
from quotes.models import CorrectionTask
from quotes.workflow import radius
from tests.factories import (
    make_article,
    make_correction,
    make_editor,
    make_link,
    make_published_correction,
    make_quote,
    make_rejected_quote,
    make_revision,
    make_signed_correction,
    make_speaker,
    make_standards_editor,
    make_user,
    make_verified_quote,
    make_verifier,
    make_withdrawn_quote,
    spans_of,
)

pytestmark = pytest.mark.django_db

NOTE = "Changé dans le fil, à 10 h."


def tasks_of(quote, **fields):
    """Publish a correction of a quote; return its tasks in order."""
    return list(make_published_correction(quote, **fields).tasks.order_by("number"))


def of_kind(tasks, kind):
    return [task for task in tasks if task.kind == kind]


def a_task():
    return tasks_of(make_verified_quote())[0]


def refused(call, *args, **kwargs):
    """Return the code of the refusal; nothing may be left of the attempt."""

    def everything():
        return [
            list(CorrectionTask.objects.order_by("pk").values()),
            CorrectionTask.history.count(),
        ]

    before = everything()
    with pytest.raises(workflow.WorkflowError) as refusal:
        call(*args, **kwargs)
    assert everything() == before
    return refusal.value.code


# What was written


def test_the_own_article_the_versions_and_the_copies_are_always_places():
    quote = make_verified_quote()

    tasks = tasks_of(quote)

    assert [task.kind for task in tasks] == ["article", "version", "export"]
    assert [task.number for task in tasks] == [1, 2, 3]
    assert tasks[0].article == quote.article
    day = quote.publications.first().published_at.date().isoformat()
    assert tasks[1].details["versions"] == [1]
    assert tasks[1].details["from"] == tasks[2].details["from"] == day
    assert not any(task.is_done for task in tasks)


def test_no_task_is_written_before_publication():
    make_signed_correction()

    assert not CorrectionTask.objects.exists()


def test_only_the_versions_that_had_the_error_are_places_in_runs():
    quote = make_verified_quote()
    quote = workflow.dispute(
        quote, by=make_verifier(), reason="Démenti.", evidence="Bande."
    )
    quote = workflow.reattribute(
        quote,
        by=make_editor(),
        claims=[workflow.Claim(make_speaker("Mark Cancian"), 1)],
        reason="La dépêche le nomme.",
    )
    quote = workflow.verify(quote, by=make_verifier())
    wrong = quote.attributions.get(rank="deprecated")

    [task] = of_kind(tasks_of(quote, wrong_attribution=wrong), "version")

    assert task.details["versions"] == [1, 2]
    third = quote.publications.get(number=3)
    assert task.details["to"] == third.published_at.date().isoformat()


def test_days_are_those_of_the_newsroom(settings):
    settings.TIME_ZONE = "Europe/Paris"
    shown = datetime(2024, 11, 12, 23, 30, tzinfo=UTC)  # half past midnight in Paris
    quote = workflow.verify(make_quote(at=shown), by=make_verifier(), at=shown)
    standards = make_standards_editor()
    fields = {"correction_class": "minor", "error": "our_record", "notice": "Faux."}
    correction = workflow.draft_correction(
        quote, by=make_editor(), fields=fields, at=shown
    )
    workflow.sign_correction(correction, by=standards, at=shown)
    workflow.publish_correction(
        correction, by=standards, at=datetime(2024, 11, 14, 23, 30, tzinfo=UTC)
    )

    [version] = correction.tasks.filter(kind="version")
    [export] = correction.tasks.filter(kind="export")
    days = {"from": "2024-11-13", "to": "2024-11-15"}
    assert version.details == {"versions": [1], **days}
    assert export.details == days


def test_the_version_before_a_withdrawal_is_a_place():
    tasks = tasks_of(make_withdrawn_quote(), error="fabricated")

    assert [t.details["versions"] for t in of_kind(tasks, "version")] == [[1]]


@pytest.mark.parametrize("kind", ["denies", "confirms", "repeats", "rewords"])
@pytest.mark.parametrize("out", [True, False])
def test_linked_quotes_and_their_articles_are_places(kind, out):
    quote = make_verified_quote()
    other = make_quote("Il faut", article=make_article("Il faut partir.\n"))
    make_link(*((quote, other) if out else (other, quote)), kind=kind)

    tasks = tasks_of(quote)

    [task] = of_kind(tasks, "quote")
    assert task.quote == other
    assert task.details == {"link": kind, "out": out}
    assert [t.article for t in of_kind(tasks, "article")] == [
        quote.article,
        other.article,
    ]


def test_copies_of_copies_are_places_denials_of_denials_are_not():
    quote = make_verified_quote()
    first, second, third = (
        make_quote("Il faut", article=make_article(f"Il faut partir {n}.\n"))
        for n in "123"
    )
    make_link(first, quote, kind="repeats")
    make_link(second, first, kind="translates")
    make_link(third, second, kind="denies")
    make_link(quote, second, kind="rewords")  # a circle ends

    found = {t.quote: t.details for t in of_kind(tasks_of(quote), "quote")}

    assert found.keys() == {first, second}


def test_a_statement_through_another_one_says_so():
    quote = make_verified_quote()
    first, second = (
        make_quote("Il faut", article=make_article(f"Il faut partir {n}.\n"))
        for n in "12"
    )
    make_link(first, quote, kind="repeats")
    make_link(second, first, kind="repeats")

    [task] = [t for t in of_kind(tasks_of(quote), "quote") if t.quote == second]

    assert task.details["through"] is True


def test_a_linked_heading_and_a_headline_with_the_words_are_headings():
    quote = make_verified_quote(
        article=make_article(headline="« Nous tiendrons PAROLE », dit Brandt")
    )
    heading = make_quote(
        "Parole tenue", article=make_article("Parole tenue\n"), is_heading=True
    )
    make_link(heading, quote, kind="rewords")

    headings = of_kind(tasks_of(quote), "heading")

    assert [task.quote for task in headings] == [heading, None]
    assert headings[1].article == quote.article
    assert headings[1].details["headline"] == quote.article.headline


def test_a_headline_with_the_wrong_name_is_a_heading():
    quote = make_verified_quote(article=make_article(headline="Brandt promet"))
    other = make_verified_quote(
        article=make_article(headline="Anna Brandt promet la paix")
    )

    def headings(quote):
        wrong = quote.attributions.get()
        found = tasks_of(quote, error="misattributed", wrong_attribution=wrong)
        return [task.article for task in of_kind(found, "heading")]

    # The other article has a statement of the same words, so that it is looked at.
    assert headings(other) == [other.article]
    assert headings(quote) == [other.article]


def test_other_statements_of_the_very_words_are_places():
    quote = make_verified_quote()
    public, waiting = make_verified_quote(), make_quote()
    make_rejected_quote()
    make_quote("Il faut", article=make_article("Il faut partir.\n"))

    found = of_kind(tasks_of(quote), "quote")

    assert [task.quote for task in found] == [public, waiting]
    assert all(task.details == {"same_words": True} for task in found)


def test_words_that_differ_in_accents_alone_are_the_same_in_public():
    quote = make_verified_quote()
    plain = make_verified_quote(
        "NOUS tiendrons parole", article=make_article("« NOUS tiendrons parole »\n")
    )

    assert [t.quote for t in of_kind(tasks_of(quote), "quote")] == [plain]


def test_another_article_that_prints_the_words_is_a_place():
    quote = make_verified_quote()
    printing = make_article(
        "On lit : « Nous tiendrons parole ». Anna Brandt l’a dit.\n"
    )
    make_article("On lit : « Nous tiendrons ». Anna Brandt l’a dit.\n")
    make_article("On lit : « Nous tiendrons parole ». Qui l’a dit ?\n")

    tasks = tasks_of(quote, wrong_attribution=quote.attributions.get())

    found = of_kind(tasks, "article")
    assert [(t.article, t.details["why"]) for t in found] == [
        (quote.article, "own"),
        (printing, "text"),
    ]


def test_an_article_is_a_place_once_however_often_it_has_the_words():
    quote = make_verified_quote()
    other = make_verified_quote()
    make_revision(other.article, other.article.current_revision.text + "Fin.\n")
    make_link(other, quote, kind="repeats")

    tasks = tasks_of(quote)

    assert [t.article for t in of_kind(tasks, "article")] == [
        quote.article,
        other.article,
    ]
    assert [t.quote for t in of_kind(tasks, "quote")] == [other]


def test_a_search_that_finds_too_much_says_so(monkeypatch):
    monkeypatch.setattr(radius, "MOST", 2)
    quote = make_verified_quote()
    for _times in range(4):
        make_quote()

    tasks = tasks_of(quote)

    assert len(of_kind(tasks, "quote")) == 2
    assert of_kind(tasks, "export")[0].details["cut"] == 2


def test_short_words_prove_nothing():
    text = "« Non », a dit Anna Brandt.\n"
    said = {"cue": "a dit", "mention": "Anna Brandt"}
    quote = make_verified_quote("Non", article=make_article(text), **said)
    make_verified_quote("Non", article=make_article(text), **said)

    assert len(tasks_of(quote)) == 3


# Working off


def test_a_place_is_done_with_a_note():
    task = a_task()

    done = workflow.finish_task(task, by=make_editor(), note=f"  {NOTE} ")

    done.refresh_from_db()
    assert done.is_done
    assert (done.done_by, done.note) == (make_editor(), NOTE)
    assert done.done_at.microsecond == 0
    assert CorrectionTask.objects.open().count() == 2


def test_a_place_is_not_done_without_a_note():
    assert refused(workflow.finish_task, a_task(), by=make_editor(), note=" ") == (
        "reason_needed"
    )


def test_two_people_do_not_do_the_same_place():
    task = a_task()
    workflow.finish_task(task, by=make_editor(), note=NOTE)

    code = refused(workflow.finish_task, task, by=make_verifier(), note="Moi aussi.")

    assert code == "changed_meanwhile"


def test_a_place_is_opened_again_with_a_reason_and_its_history_stays():
    task = workflow.finish_task(a_task(), by=make_editor(), note=NOTE)

    task = workflow.reopen_task(task, by=make_verifier(), reason="Encore en ligne.")
    assert (task.is_done, task.note) == (False, "Encore en ligne.")
    workflow.finish_task(task, by=make_standards_editor(), note="Retiré.")

    acts = CorrectionTask.history.filter(id=task.pk).order_by("history_id")
    assert [(act.history_user.username, act.note) for act in acts] == [
        ("standards", ""),
        ("editor", NOTE),
        ("verifier", "Encore en ligne."),
        ("standards", "Retiré."),
    ]


@pytest.mark.parametrize(
    ("is_done", "reason", "code"),
    [(False, "Encore.", "changed_meanwhile"), (True, " ", "reason_needed")],
)
def test_a_place_is_not_opened_again(is_done, reason, code):
    task = a_task()
    if is_done:
        workflow.finish_task(task, by=make_editor(), note=NOTE)

    assert refused(workflow.reopen_task, task, by=make_editor(), reason=reason) == code


def test_a_contributor_works_nothing_off():
    task, user = a_task(), make_user("camille", "contributor")

    assert refused(workflow.finish_task, task, by=user, note=NOTE) == "not_allowed"
    workflow.finish_task(task, by=make_editor(), note=NOTE)
    assert refused(workflow.reopen_task, task, by=user, reason="Non.") == "not_allowed"


def test_a_refused_publication_leaves_no_place():
    correction = make_correction()

    with pytest.raises(workflow.WorkflowError):
        workflow.publish_correction(correction, by=make_standards_editor())

    assert not CorrectionTask.objects.exists()


def test_words_in_two_pieces_are_found_by_the_longer_one():
    text = "« Nous partirons lundi matin », a dit Anna Brandt, « tous ensemble ».\n"
    pieces = ("Nous partirons lundi matin", "tous ensemble")
    quote = make_quote(
        pieces[0], article=make_article(text), cue="a dit", mention="Anna Brandt"
    )
    quote = workflow.change_quote(
        quote,
        by=make_editor(),
        spans=spans_of(
            text, content=pieces, quoted=pieces, cue="a dit", mention="Anna Brandt"
        ),
    )
    quote = workflow.verify(quote, by=make_verifier())
    printing = make_article("Elle l’a dit : « Nous partirons lundi matin ».\n")

    found = of_kind(tasks_of(quote), "article")

    assert [task.article for task in found] == [quote.article, printing]
