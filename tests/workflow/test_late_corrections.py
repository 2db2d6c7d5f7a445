"""Since when an error was public, and what a late correction has to say."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quotes import workflow
from quotes.models import Correction, CorrectionTask
from quotes.workflow.carriers import carriers, first_public
from tests.factories import (
    make_article,
    make_correction,
    make_editor,
    make_published_correction,
    make_quote,
    make_speaker,
    make_standards_editor,
    make_verified_quote,
    make_verifier,
    make_withdrawn_quote,
    spans_of,
)

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(days=40)


def ago(**said):
    return timezone.now() - timedelta(**said)


def verified(at, **options):
    """Return a quote that was verified at a moment."""
    quote = make_quote(at=at - timedelta(minutes=1), **options)
    return workflow.verify(quote, by=make_verifier(), at=at)


def reattributed(quote, at=None):
    """Return a quote that somebody else said, verified again."""
    quote = workflow.reattribute(
        quote,
        by=make_editor(),
        claims=[workflow.Claim(make_speaker("Mark Cancian"), 1)],
        reason="La dépêche le nomme.",
        at=at,
    )
    return workflow.verify(quote, by=make_verifier(), at=at)


def numbers(correction):
    return [row.number for row in carriers(correction)]


# Which versions


def test_an_attribution_s_error_is_in_the_versions_that_name_it():
    quote = make_verified_quote()
    quote = workflow.dispute(
        quote, by=make_verifier(), reason="Démenti.", evidence="Bande."
    )
    quote = reattributed(quote)
    wrong, right = quote.attributions.order_by("number")

    assert numbers(make_correction(quote, wrong_attribution=wrong)) == [1, 2]
    assert numbers(make_correction(quote, wrong_attribution=right)) == [3]


def test_without_an_attribution_it_is_in_the_versions_that_say_otherwise():
    quote = reattributed(make_verified_quote())

    assert numbers(make_correction(quote, error="misattributed")) == [1]


def test_an_error_of_words_is_in_the_versions_that_have_them():
    text = "« Nous partirons lundi », puis « mardi », a déclaré Anna Brandt.\n"
    said = {"cue": "a déclaré", "mention": "Anna Brandt"}
    quote = make_verified_quote(
        "Nous partirons lundi", article=make_article(text), **said
    )
    quote = workflow.change_quote(
        quote,
        by=make_editor(),
        spans=spans_of(text, content="mardi", quoted="mardi", **said),
        reason="C’était mardi.",
    )
    quote = workflow.verify(quote, by=make_verifier())
    words = {"error": "misquoted", "right": "mardi"}

    assert numbers(make_correction(quote, shown="« partirons LUNDI »", **words)) == [1]
    assert numbers(make_correction(quote, shown="autre chose", **words)) == [1]


@pytest.mark.parametrize("error", ["fabricated", "out_of_context"])
def test_what_was_never_said_so_is_in_every_version(error):
    quote = reattributed(make_verified_quote())

    assert numbers(make_correction(quote, error=error)) == [1, 2]


def test_a_withdrawal_carries_nothing():
    quote = make_withdrawn_quote()
    correction = make_correction(quote, error="fabricated")

    assert numbers(correction) == [1]


def test_before_an_embargo_ends_nothing_is_public():
    end = timezone.now() + timedelta(days=3)
    article = make_article(release="embargoed", embargo_until=end)
    correction = make_correction(make_verified_quote(article=article))

    assert first_public(correction) == end
    assert workflow.days_since_shown(correction, timezone.now()) == 0


def test_a_draft_of_what_readers_never_saw_is_not_late():
    quote = make_quote()

    draft = Correction(quote=quote, error="our_record")

    assert first_public(draft) is None
    assert workflow.days_since_shown(draft, timezone.now()) is None
    assert workflow.lateness(draft, timezone.now()) == ""


# Late


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (30, False), (31, True)])
def test_a_correction_is_late_after_thirty_days(days, is_late):
    quote = verified(ago(days=days, hours=1))
    correction = make_correction(quote)

    assert bool(workflow.lateness(correction, timezone.now())) is is_late


def test_it_is_the_error_that_must_be_old_not_the_quote():
    quote = reattributed(verified(ago(days=60)), at=ago(days=2))
    wrong = quote.attributions.get(rank="preferred")

    correction = make_correction(quote, wrong_attribution=wrong)

    assert workflow.days_since_shown(correction, timezone.now()) == 2


def test_a_late_correction_is_neither_signed_nor_published_without_a_reason():
    correction = make_correction(verified(ago(days=40)))

    with pytest.raises(workflow.WorkflowError, match="says why it comes so late") as no:
        workflow.sign_correction(correction, by=make_standards_editor())

    assert no.value.code == "delay_reason_needed"
    correction.refresh_from_db()
    assert not correction.is_signed


def test_signed_in_time_it_is_not_published_late_without_a_reason():
    correction = make_correction(verified(ago(days=40)))
    signed = workflow.sign_correction(
        correction, by=make_standards_editor(), at=ago(days=35)
    )

    with pytest.raises(workflow.WorkflowError) as no:
        workflow.publish_correction(signed, by=make_standards_editor())

    assert no.value.code == "delay_reason_needed"
    assert not CorrectionTask.objects.exists()
    assert signed.quote.publications.count() == 1
    signed.refresh_from_db()
    assert not signed.is_published


def test_with_a_reason_it_goes_out():
    correction = make_published_correction(
        verified(ago(days=40)), delay_reason="Signalé hier par une lectrice."
    )

    assert correction.is_published
