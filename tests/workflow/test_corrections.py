"""Corrections: drafted by one, signed by another, published, then frozen."""

import pytest
from django.core.exceptions import ObjectDoesNotExist

from quotes import workflow
from quotes.ledger import correction_digest
from quotes.models import Correction, CorrectionTask, DeskItem, Publication, Review
from quotes.vocabulary import Decision, Role, Status
from quotes.workflow.corrections import LONGEST
from tests.factories import (
    make_correction,
    make_editor,
    make_published_correction,
    make_quote,
    make_quote_in,
    make_quote_under_review,
    make_signed_correction,
    make_speaker,
    make_standards_editor,
    make_superuser,
    make_user,
    make_verified_quote,
    make_verifier,
    make_withdrawn_quote,
)

pytestmark = pytest.mark.django_db

NOTICE = "Ces propos étaient de Mark Cancian."


def refused(call, *args, **kwargs):
    """Return the code of the refusal; nothing may be left of the attempt."""

    def everything():
        return [
            list(Correction.objects.order_by("pk").values()),
            Correction.history.count(),
            Review.objects.count(),
            Publication.objects.count(),
            CorrectionTask.objects.count(),
            list(DeskItem.objects.order_by("pk").values()),
        ]

    before = everything()
    with pytest.raises(workflow.WorkflowError) as refusal:
        call(*args, **kwargs)
    assert everything() == before
    return refusal.value.code


def test_a_draft_is_in_the_language_of_the_article():
    correction = make_correction()

    assert correction.language == "fr"
    assert correction.drafted_by == make_editor()
    assert not correction.is_signed
    assert not correction.is_published


def test_what_was_never_public_is_changed_not_corrected():
    quote = make_quote()

    assert refused(make_correction, quote) == "not_public"


def test_a_notice_is_not_empty():
    quote = make_verified_quote()

    assert refused(make_correction, quote, notice=" ") == "incomplete"


@pytest.mark.parametrize(("name", "most"), LONGEST.items())
def test_what_readers_are_told_is_bounded(name, most):
    quote = make_verified_quote()
    correction = make_correction(quote, **{name: "a" * most})
    longer = {name: "a" * (most + 1)}

    assert refused(make_correction, quote, **longer) == "too_long"
    with pytest.raises(workflow.WorkflowError, match=f"to {most} signs: it has"):
        workflow.edit_correction(correction, by=make_editor(), fields=longer)


def test_the_attributions_of_a_correction_are_of_its_quote():
    quote, other = make_verified_quote(), make_quote()

    code = refused(make_correction, quote, wrong_attribution=other.attributions.get())

    assert code == "incomplete"


@pytest.mark.parametrize("name", ["language", "drafted_by", "signed_by", "quote"])
def test_columns_that_the_workflow_keeps_are_not_for_changing(name):
    correction = make_correction()

    code = refused(
        workflow.edit_correction, correction, by=make_editor(), fields={name: None}
    )

    assert code == "not_allowed"


@pytest.mark.parametrize(
    ("call", "role", "said"),
    [
        (workflow.edit_correction, Role.CONTRIBUTOR, {"fields": {}}),
        (workflow.discard_correction, Role.CONTRIBUTOR, {"reason": "Faux."}),
        (workflow.sign_correction, Role.VERIFIER, {}),
        (workflow.publish_correction, Role.VERIFIER, {}),
    ],
)
def test_who_may_not_does_not(call, role, said):
    correction = make_signed_correction()
    user = make_user("camille", role)

    assert refused(call, correction, by=user, **said) == "not_allowed"


def test_a_contributor_drafts_none():
    quote = make_verified_quote()
    user = make_user("camille", Role.CONTRIBUTOR)

    assert refused(make_correction, quote, by=user) == "not_allowed"


# Four eyes


@pytest.mark.parametrize("make", [make_standards_editor, make_superuser])
def test_who_drafted_a_correction_does_not_sign_it(make):
    drafter = make()
    correction = make_correction(by=drafter)

    assert refused(workflow.sign_correction, correction, by=drafter) == "four_eyes"


def test_only_the_drafter_edits():
    correction = make_correction()

    code = refused(
        workflow.edit_correction,
        correction,
        by=make_standards_editor(),
        fields={"notice": NOTICE},
    )

    assert code == "four_eyes"


def test_editing_takes_the_signature_off():
    correction = make_signed_correction()

    correction = workflow.edit_correction(
        correction, by=make_editor(), fields={"notice": NOTICE}
    )

    assert correction.notice == NOTICE
    assert not correction.is_signed
    assert correction.signed_at is None


def test_a_correction_that_nobody_signed_is_not_published():
    correction = make_correction()

    code = refused(workflow.publish_correction, correction, by=make_standards_editor())

    assert code == "four_eyes"


# Publishing


def test_publishing_writes_a_review_with_its_digest_and_a_publication():
    quote = make_verified_quote()

    correction = make_published_correction(quote, notice=NOTICE)

    quote.refresh_from_db()
    review = quote.reviews.last()
    publication = quote.publications.get(is_current=True)
    assert quote.status == Status.VERIFIED
    assert (review.decision, review.reason) == (Decision.CORRECT, NOTICE)
    assert review.state["corrections"] == [
        {
            "id": correction.public_id,
            "digest": correction_digest(correction),
            "wrong_attribution": None,
        }
    ]
    assert publication.number == 2
    assert publication.is_corrected
    assert publication.notice == NOTICE
    assert publication.shown["notices"][0]["id"] == correction.public_id


def test_the_newest_notice_stands_first():
    quote = make_verified_quote()
    make_published_correction(quote, notice="Première.")
    quote.refresh_from_db()

    second = make_published_correction(quote, notice="Seconde.")

    publication = second.quote.publications.get(is_current=True)
    assert publication.notice == "Seconde."
    assert [row["notice"] for row in publication.shown["notices"]] == [
        "Seconde.",
        "Première.",
    ]


@pytest.mark.parametrize("status", ["verified", "disputed", "unresolved", "withdrawn"])
def test_a_settled_or_withdrawn_quote_is_corrected(status):
    quote = make_quote_in(status)

    make_published_correction(quote)

    quote.refresh_from_db()
    assert quote.status == status
    assert quote.publications.get(is_current=True).is_corrected


def test_a_quote_under_review_is_decided_before_its_correction_goes_out():
    quote = make_quote_under_review()
    correction = make_signed_correction(quote)

    code = refused(workflow.publish_correction, correction, by=make_standards_editor())

    assert code == "no_transition"


def test_a_withdrawn_quote_shows_the_notice_and_still_no_words():
    quote = make_withdrawn_quote()

    make_published_correction(quote, notice=NOTICE, correction_class="withdrawal")

    publication = quote.publications.get(is_current=True)
    assert (publication.status, publication.notice) == (Status.WITHDRAWN, NOTICE)
    assert publication.words == publication.search_text == ""
    assert publication.shown.keys() == {"notices"}


def test_the_wrong_attribution_is_shown_once_its_correction_is_published():
    wrong = make_speaker("le ministre des Affaires étrangères")
    quote = make_verified_quote(speaker=wrong)
    quote = workflow.reattribute(
        quote,
        by=make_editor(),
        claims=[workflow.Claim(make_speaker("Mark Cancian"), 1)],
        reason="La dépêche le nomme.",
    )
    quote = workflow.verify(quote, by=make_verifier())
    before = quote.publications.get(is_current=True)
    old = quote.attributions.get(speaker=wrong)

    make_published_correction(quote, wrong_attribution=old)

    after = quote.publications.get(is_current=True)
    assert before.shown["wrong"] == []
    assert after.shown["wrong"] == [{"speaker": wrong.name, "mention": "Anna Brandt"}]
    assert after.speaker_names == "Mark Cancian"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (workflow.edit_correction, {"fields": {"notice": NOTICE}}),
        (workflow.sign_correction, {}),
        (workflow.publish_correction, {}),
        (workflow.discard_correction, {"reason": "Faux."}),
    ],
)
def test_what_is_published_is_frozen(call, said):
    correction = make_published_correction()

    assert refused(call, correction, by=make_superuser(), **said) == "frozen"


def test_a_stale_draft_is_frozen_too():
    draft = make_correction()
    signed = workflow.sign_correction(draft, by=make_standards_editor())
    workflow.publish_correction(signed, by=make_standards_editor())

    code = refused(
        workflow.edit_correction, draft, by=make_editor(), fields={"notice": NOTICE}
    )

    assert code == "frozen"


def test_a_correction_is_not_published_on_a_quote_that_moved_on():
    quote = make_verified_quote()
    correction = make_signed_correction(quote)
    workflow.change_quote(quote, by=make_editor(), fields={"external_id": "s-1"})

    code = refused(
        workflow.publish_correction,
        correction,
        by=make_standards_editor(),
        quote=quote,
    )

    assert code == "changed_meanwhile"


def test_a_discarded_draft_stays_in_the_history_with_its_reason():
    correction = make_correction()

    workflow.discard_correction(correction, by=make_editor(), reason="Sans objet.")

    with pytest.raises(ObjectDoesNotExist):
        correction.refresh_from_db()
    last = Correction.history.first()
    assert (last.history_type, last.history_change_reason) == ("-", "Sans objet.")
    assert last.history_user == make_editor()


def test_a_draft_is_not_discarded_without_a_reason():
    correction = make_correction()

    code = refused(
        workflow.discard_correction, correction, by=make_editor(), reason=" "
    )

    assert code == "reason_needed"


def test_readers_see_published_corrections_of_public_articles_only():
    make_correction()
    make_signed_correction()
    shown = make_published_correction()
    hidden = make_published_correction()
    hidden.quote.article.release = "withheld"
    hidden.quote.article.save()

    assert list(Correction.objects.public()) == [shown]
    assert Correction.objects.open().count() == 2


# The draft that was looked at


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (workflow.edit_correction, {"fields": {"right": "Une autre."}}),
        (workflow.sign_correction, {}),
        (workflow.discard_correction, {"reason": "Faux."}),
    ],
)
def test_a_draft_that_was_edited_since_is_looked_at_again(call, said):
    correction = make_correction(by=make_editor())
    seen = correction_digest(correction)
    workflow.edit_correction(correction, by=make_editor(), fields={"notice": NOTICE})
    by = make_standards_editor() if call is workflow.sign_correction else make_editor()

    assert refused(call, correction, by=by, seen=seen, **said) == "changed_meanwhile"


def test_a_draft_is_published_as_it_was_seen():
    correction = make_signed_correction()
    seen = correction_digest(correction)

    code = refused(
        workflow.publish_correction,
        correction,
        by=make_standards_editor(),
        seen=seen[::-1],
    )
    published = workflow.publish_correction(
        correction, by=make_standards_editor(), seen=seen
    )

    assert code == "changed_meanwhile"
    assert published.is_published


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (workflow.edit_correction, {"fields": {"notice": NOTICE}}),
        (workflow.sign_correction, {}),
        (workflow.discard_correction, {"reason": "Faux."}),
    ],
)
def test_a_draft_that_is_gone_is_said_to_be(call, said):
    correction = make_correction()
    workflow.discard_correction(correction, by=make_editor(), reason="Sans objet.")
    gone = Correction(pk=correction.pk or 999_999, quote_id=correction.quote_id)

    code = refused(call, gone, by=make_standards_editor(), **said)

    assert code == "changed_meanwhile"


# The desk


def on_the_desk(quote):
    """Return (corrections not published, severity), None where it is not there."""
    item = DeskItem.objects.filter(quote=quote).first()
    return item and (item.open_corrections, item.severity)


def test_a_draft_puts_its_quote_on_the_desk_and_publishing_takes_it_off():
    quote = make_verified_quote()
    assert on_the_desk(quote) is None

    correction = make_correction(quote, severity="high")
    assert on_the_desk(quote) == (1, 3)
    correction = workflow.edit_correction(
        correction, by=make_editor(), fields={"severity": "low"}
    )
    assert on_the_desk(quote) == (1, 1)
    correction = workflow.sign_correction(correction, by=make_standards_editor())
    assert on_the_desk(quote) == (1, 1)
    workflow.publish_correction(correction, by=make_standards_editor())
    assert on_the_desk(quote) is None


def test_discarding_takes_one_draft_off_the_desk_and_leaves_the_other():
    quote = make_verified_quote()
    first = make_correction(quote, severity="high")
    second = make_correction(quote, severity="low")
    assert on_the_desk(quote) == (2, 3)

    workflow.discard_correction(first, by=make_editor(), reason="En double.")
    assert on_the_desk(quote) == (1, 1)
    workflow.discard_correction(second, by=make_editor(), reason="Sans objet.")
    assert on_the_desk(quote) is None
