"""Batches: many quotes with one reason, each by itself, and all of them back."""

import pytest

from quotes import workflow
from quotes.integrity import problems
from quotes.models import Batch, Quote, Review
from quotes.vocabulary import Decision, Rank, Role, Status
from quotes.workflow import batches
from tests.factories import (
    make_article,
    make_editor,
    make_published_correction,
    make_quote,
    make_quote_in,
    make_speaker,
    make_user,
    make_verified_quote,
    make_verifier,
)

pytestmark = pytest.mark.django_db

REASON = "L’agence a corrigé le nom."


def run(*quotes, speaker=None, **said):
    said = {"by": make_editor(), "reason": REASON, **said}
    return workflow.reattribute_batch(quotes, speaker=speaker, **said)


def undo(batch, **said):
    said = {"by": make_editor(), "reason": "Fausse alerte.", **said}
    return workflow.undo_batch(batch, **said)


def refused(call, *args, **said):
    """Return the code of a refusal; no batch and no review may be left of it."""
    before = Batch.objects.count(), Review.objects.count()
    with pytest.raises(workflow.WorkflowError) as refusal:
        call(*args, **said)
    assert (Batch.objects.count(), Review.objects.count()) == before
    return refusal.value.code


def now(quote):
    return Quote.objects.get(pk=quote.pk)


def preferred(quote):
    return quote.attributions.get(rank=Rank.PREFERRED)


def test_several_quotes_get_one_speaker_each_with_its_own_review():
    kallas, editor = make_speaker("Kaja Kallas"), make_editor()
    quotes = [make_quote(), make_verified_quote()]

    batch = run(*quotes, speaker=kallas)

    assert (batch.speaker, batch.reason, batch.by) == (kallas, REASON, editor)
    for item, quote in zip(batch.items.all(), quotes, strict=True):
        row = preferred(quote)
        assert (row.speaker, row.basis, row.reason) == (kallas, "editor", REASON)
        assert row.mention.exact == "Anna Brandt"
        assert quote.attributions.get(rank=Rank.DEPRECATED).reason == REASON
        assert item.review == quote.reviews.get(number=now(quote).review_count)
        assert item.review.decision == Decision.REATTRIBUTE
        assert (item.review.at, item.refusal) == (batch.at, "")
    assert [now(quote).status for quote in quotes] == [
        Status.UNVERIFIED,
        Status.UNDER_REVIEW,
    ]
    assert list(problems()) == []


def test_to_nobody_keeps_what_is_printed():
    batch = run(make_quote())

    row = preferred(batch.items.get().quote)
    assert (row.speaker, row.mention.exact) == (None, "Anna Brandt")
    assert batch.speaker is None


def test_nothing_is_written_past_the_history():
    quote = make_verified_quote()

    run(quote, speaker=make_speaker("Kaja Kallas"))

    assert preferred(quote).history.first().history_user == make_editor()
    assert now(quote).history.first().history_change_reason == REASON


def test_what_is_refused_is_left_out_with_the_reason_and_the_others_go_on():
    kallas = make_speaker("Kaja Kallas")
    good, stale = make_quote(), make_quote()
    already = make_quote(speaker=kallas)
    joint = make_quote(
        claims=[workflow.Claim(make_speaker(name)) for name in ("Kiev", "Washington")]
    )
    gone = make_quote_in("withdrawn")
    workflow.change_quote(now(stale), by=make_verifier(), fields={"occasion": "ici"})

    batch = run(gone, joint, already, stale, good, speaker=kallas)

    found = {item.quote: item for item in batch.items.all()}
    assert found[good].review is not None
    assert "Changed meanwhile by verifier" in found[stale].refusal
    assert found[already].refusal == (
        "The quote is attributed so already; nothing was changed."
    )
    assert "jointly" in found[joint].refusal
    assert "withdrawn" in found[gone].refusal
    for quote in (stale, already, joint, gone):
        assert found[quote].review is None
    assert now(joint).version == joint.version


def test_a_speaker_merged_into_the_new_one_is_the_same_already():
    quote, kallas = make_quote(), make_speaker("Anna Brandt", description="Estonie")
    workflow.merge_speakers(
        preferred(quote).speaker, kallas, by=make_verifier(), reason="Doublon."
    )

    assert refused(run, quote, speaker=kallas) == "incomplete"


def test_a_constraint_s_refusal_is_kept_as_a_sentence():
    """The second one cannot come back: its external id is taken by now."""
    article = make_article()
    good = make_quote()
    clash = make_quote(article=article, external_id="doc-1")
    batch = run(good, clash, speaker=make_speaker("Kaja Kallas"))
    Quote.objects.filter(pk=clash.pk).update(external_id="")
    make_quote("Il faut “agir vite”", article=article, external_id="doc-1")

    undo(batch)

    items = {item.quote: item for item in batch.items.all()}
    assert items[good].undo_review is not None
    assert items[clash].undo_refusal == (
        "Another quote of this article has that external id."
    )
    assert preferred(clash).speaker.name == "Kaja Kallas"


def test_one_quote_counts_once():
    quote = make_quote()

    batch = run(quote, quote, speaker=make_speaker("Kaja Kallas"))

    assert batch.items.count() == 1


def test_an_undone_batch_is_as_before_it_and_says_so():
    verifier = make_verifier()
    quotes = [make_quote(), make_verified_quote()]
    batch = run(*quotes, speaker=make_speaker("Kaja Kallas"))

    batch = undo(batch, by=verifier)

    assert (batch.undone_by, batch.undo_reason) == (verifier, "Fausse alerte.")
    assert batch.undone_at is not None
    for item in batch.items.all():
        assert preferred(item.quote).speaker.name == "Anna Brandt"
        assert item.undo_review.decision == Decision.CHANGE
        assert "Fausse alerte." in item.undo_review.reason
        assert item.undo_refusal == ""
    assert [now(quote).status for quote in quotes] == [
        Status.UNVERIFIED,
        Status.UNDER_REVIEW,
    ]
    assert list(problems()) == []


def test_what_was_decided_since_is_left_as_it_is():
    kallas = make_speaker("Kaja Kallas")
    quotes = [make_quote(), make_quote()]
    batch = run(*quotes, speaker=kallas)
    workflow.verify(now(quotes[0]), by=make_verifier())

    undo(batch)

    first, second = batch.items.all()
    assert "since" in first.undo_refusal
    assert first.undo_review is None
    assert preferred(quotes[0]).speaker == kallas
    assert now(quotes[0]).status == Status.VERIFIED
    assert second.undo_review is not None


def test_what_was_left_out_is_not_undone():
    kallas = make_speaker("Kaja Kallas")
    good, already = make_quote(), make_quote(speaker=kallas)
    batch = run(good, already, speaker=kallas)

    undo(batch)

    left = batch.items.get(quote=already)
    assert (left.undo_review, left.undo_refusal) == (None, "")
    assert now(already).version == already.version


def test_what_a_correction_said_since_is_left_as_it_is():
    quote, verifier = make_verified_quote(), make_verifier()
    batch = run(quote, make_quote(), speaker=make_speaker("Kaja Kallas"))
    workflow.verify(now(quote), by=verifier)
    make_published_correction(now(quote))

    undo(batch)

    assert batch.items.get(quote=quote).undo_review is None


@pytest.mark.parametrize("reason", ["", "  "])
def test_both_take_a_reason(reason):
    quote, kallas = make_quote(), make_speaker("Kaja Kallas")
    assert refused(run, quote, speaker=kallas, reason=reason) == "reason_needed"
    batch = run(quote, speaker=kallas)
    assert refused(undo, batch, reason=reason) == "reason_needed"


@pytest.mark.parametrize("role", [None, Role.CONTRIBUTOR])
def test_both_take_an_editor(role):
    quote, kallas = make_quote(), make_speaker("Kaja Kallas")
    user = make_user("camille", *filter(None, [role]))
    assert refused(run, quote, speaker=kallas, by=user) == "not_allowed"
    batch = run(quote, speaker=kallas)
    assert refused(undo, batch, by=user) == "not_allowed"


def test_no_quote_and_too_many_are_refused(monkeypatch):
    kallas = make_speaker("Kaja Kallas")
    assert refused(run, speaker=kallas) == "incomplete"
    monkeypatch.setattr(batches, "MOST", 1)
    assert refused(run, make_quote(), make_quote(), speaker=kallas) == "incomplete"


def test_none_that_could_be_done_is_no_batch():
    assert refused(run, make_quote_in("rejected")) == "incomplete"


def test_a_merged_speaker_is_not_chosen():
    merged = make_speaker("A. Brandt", merged_into=make_speaker())

    assert refused(run, make_quote(), speaker=merged) == "incomplete"


def test_a_batch_is_undone_once():
    batch = run(make_quote(), speaker=make_speaker("Kaja Kallas"))
    undo(batch)

    assert refused(undo, batch) == "frozen"


def test_an_undo_that_would_undo_nothing_is_none():
    quote = make_quote()
    batch = run(quote, speaker=make_speaker("Kaja Kallas"))
    workflow.verify(now(quote), by=make_verifier())

    assert refused(undo, batch) == "incomplete"
    assert Batch.objects.get().undone_at is None


def test_what_a_colleague_is_on_is_left_to_them():
    good, taken, kallas = make_quote(), make_quote(), make_speaker("Kaja Kallas")
    workflow.claim(taken, by=make_verifier())

    batch = run(good, taken, speaker=kallas)

    assert "verifier is on it" in batch.items.get(quote=taken).refusal
    assert now(taken).version == taken.version
    mine = run(taken, speaker=kallas, by=make_verifier())
    assert mine.items.get().review is not None


def test_what_will_be_refused_is_known_before():
    kallas = make_speaker("Kaja Kallas")
    taken = make_quote()
    workflow.claim(taken, by=make_verifier())

    def refusal(quote, speaker=kallas):
        return batches.refusal_in_batch(quote, speaker, make_editor())

    assert refusal(make_quote()) == ""
    assert "already" in refusal(make_quote(speaker=kallas))
    assert "already" in refusal(make_quote(speaker=None), None)
    assert "rejected" in refusal(make_quote_in("rejected"))
    assert "is on it" in refusal(now(taken))
