"""What every decision shares: the lock, the chain, and that nothing is half-written."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, close_old_connections, connection

from quotes import ledger, publishing, workflow
from quotes.models import Quote, Review
from quotes.vocabulary import Decision, Status
from quotes.workflow import records
from tests.factories import (
    make_article,
    make_editor,
    make_quote,
    make_speaker,
    make_standards_editor,
    make_verified_quote,
    make_verifier,
)
from tests.workflow.acting import EVIDENCE, REASON, take

NOON = datetime(2024, 11, 13, 12, 0, 0, 123456, tzinfo=UTC)

#: Everything that takes the quote that was looked at.
WITH_A_QUOTE = [
    Decision.CHANGE,
    Decision.REATTRIBUTE,
    Decision.VERIFY,
    Decision.DISPUTE,
    Decision.REJECT,
]


def everything():
    """Return all rows of the app, histories included."""
    from django.apps import apps

    return {
        model._meta.db_table: list(model.objects.order_by("pk").values_list())
        for model in apps.get_app_config("quotes").get_models()
    }


# Two editors at once


@pytest.mark.django_db
@pytest.mark.parametrize("decision", WITH_A_QUOTE)
def test_the_second_of_two_editors_is_told(decision):
    quote = make_quote()
    seen_by_second = Quote.objects.get(pk=quote.pk)
    workflow.change_quote(
        quote, by=make_editor("camille"), fields={"occasion": "à Bruxelles"}
    )

    with pytest.raises(workflow.WorkflowError, match="camille") as refused:
        take(decision, seen_by_second, by=make_verifier("dominique"))

    quote.refresh_from_db()
    assert refused.value.code == "changed_meanwhile"
    assert (quote.occasion, quote.review_count) == ("à Bruxelles", 2)


@pytest.mark.django_db
def test_what_voids_nothing_is_told_too():
    quote = make_verified_quote()
    workflow.add_candidate(
        quote,
        by=make_editor(),
        claim=workflow.Claim(make_speaker("Mark Rutte")),
        **REASON,
    )

    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.withdraw(quote, by=make_standards_editor(), **REASON)

    assert refused.value.code == "changed_meanwhile"


@pytest.mark.django_db
def test_a_quote_that_is_gone_is_told_as_changed():
    quote = make_quote()
    quote.pk = 10_000_000

    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.verify(quote, by=make_verifier())

    assert refused.value.code == "changed_meanwhile"


@pytest.mark.django_db(transaction=True)
def test_of_two_connections_at_the_same_moment_one_is_told():
    quote = make_quote()
    verifiers = [make_verifier("camille"), make_verifier("dominique")]
    together, outcomes = threading.Barrier(2, timeout=10), []

    def verify(by):
        seen = Quote.objects.get(pk=quote.pk)
        together.wait()
        try:
            workflow.verify(seen, by=by)
            outcomes.append("verified")
        except workflow.WorkflowError as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=verify, args=(by,)) for by in verifiers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    quote.refresh_from_db()
    assert sorted(outcomes) == ["changed_meanwhile", "verified"]
    assert quote.review_count == quote.reviews.count() == 2
    assert quote.publications.count() == 1
    close_old_connections()


# The chain


@pytest.mark.django_db
def test_every_step_moves_version_count_and_head_together():
    quote = make_quote()
    quote = workflow.change_quote(quote, by=make_editor(), fields={"kind": "mixed"})
    quote = workflow.verify(quote, by=make_verifier())
    quote = workflow.dispute(quote, by=make_verifier(), **REASON, **EVIDENCE)

    reviews = list(quote.reviews.order_by("number"))
    assert [review.number for review in reviews] == [1, 2, 3, 4]
    assert quote.version == quote.review_count == 4
    assert [review.previous_digest for review in reviews] == [
        "",
        *(review.digest for review in reviews[:-1]),
    ]
    assert quote.head_digest == reviews[-1].digest
    assert ledger.first_break(quote, reviews) is None


@pytest.mark.django_db
def test_a_review_holds_the_state_after_it():
    quote = make_verified_quote()

    entered, verified = quote.reviews.order_by("number")

    assert (entered.state["status"], verified.state["status"]) == (
        "unverified",
        "verified",
    )
    fresh = Quote.objects.with_state().get(pk=quote.pk)
    assert verified.state == ledger.quote_state(fresh)


@pytest.mark.django_db
def test_a_review_is_timed_in_whole_seconds_in_utc():
    quote = make_quote(at=NOON)

    quote = workflow.verify(quote, by=make_verifier(), at=NOON)

    for review in quote.reviews.all():
        assert review.at == NOON.replace(microsecond=0)
    assert quote.publications.get().published_at == NOON.replace(microsecond=0)


@pytest.mark.django_db
def test_a_review_says_in_which_role_somebody_acted():
    quote = workflow.verify(make_quote(), by=make_standards_editor())

    assert list(quote.reviews.order_by("number").values_list("role", flat=True)) == [
        "editor",
        "standards editor",
    ]
    assert quote.publications.get().role == "standards editor"


# Nothing is half-written


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("decision", [Decision.CHANGE, Decision.REATTRIBUTE])
def test_a_failure_while_recording_leaves_no_row(decision, monkeypatch):
    """The spans and attributions are written before; they must go with the rest."""
    quote = make_verified_quote()
    make_speaker("Kaja Kallas")
    before = everything()

    def fail(review):
        raise IntegrityError("no room")

    monkeypatch.setattr(records, "review_digest", fail)
    with pytest.raises(IntegrityError, match="no room"):
        workflow.reattribute(
            quote, by=make_editor(), claims=[workflow.Claim(None, 1)], **REASON
        ) if decision == Decision.REATTRIBUTE else workflow.change_quote(
            quote, by=make_editor(), fields={"kind": "mixed"}, **REASON
        )

    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_a_failure_while_publishing_leaves_no_row(monkeypatch):
    quote = make_quote()
    before = everything()

    def fail(*args):
        raise IntegrityError("no room")

    monkeypatch.setattr(publishing, "shown_texts", fail)
    with pytest.raises(IntegrityError, match="no room"):
        workflow.verify(quote, by=make_verifier())

    assert everything() == before


@pytest.mark.django_db
def test_entering_a_quote_that_is_refused_late_leaves_no_row():
    article, speaker = make_article(), make_speaker()
    before = everything()

    with pytest.raises(workflow.WorkflowError):
        make_quote(article=article, claims=[workflow.Claim(speaker, mention=9)])

    assert everything() == before
    assert Review.objects.count() == 0


@pytest.mark.django_db
def test_the_instance_that_was_looked_at_is_not_touched():
    quote = make_quote()

    decided = workflow.verify(quote, by=make_verifier())

    assert (quote.status, decided.status) == (Status.UNVERIFIED, Status.VERIFIED)
    assert quote.version == 1
