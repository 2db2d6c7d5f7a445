"""Decisions: who may take which from where, four eyes, and breaking the glass."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from quotes import roles, transitions, workflow
from quotes.models import Publication, Quote, Review, SpeakerMerge
from quotes.vocabulary import Decision, Role, Status
from tests.factories import (
    DENIAL,
    make_editor,
    make_proposed_quote,
    make_quote,
    make_quote_in,
    make_speaker,
    make_standards_editor,
    make_superuser,
    make_user,
    make_verified_quote,
    make_verifier,
)
from tests.workflow.acting import EVIDENCE, REASON, take

pytestmark = pytest.mark.django_db

MOVES = [(row, before) for row in transitions.TABLE for before in row.moves]


def ready_for(decision, status):
    """Return a quote in a status that lacks nothing for a decision."""
    if decision == Decision.SETTLE:
        return make_quote_in(status, speaker=None)
    return make_quote_in(status)


def refusal(call, *args, **kwargs):
    """Return the code with which the workflow refuses; nothing may have been written."""
    before = Quote.objects.order_by("pk").values_list("version", flat=True)
    before = [list(before), Review.objects.count(), Publication.objects.count()]
    with pytest.raises(workflow.WorkflowError) as refused:
        call(*args, **kwargs)
    after = Quote.objects.order_by("pk").values_list("version", flat=True)
    assert before == [
        list(after),
        Review.objects.count(),
        Publication.objects.count(),
    ]
    return refused.value.code


@pytest.mark.parametrize(
    ("row", "status"), MOVES, ids=[f"{row.decision}-{status}" for row, status in MOVES]
)
def test_a_row_of_the_table_is_open_to_its_role_and_to_no_lower_one(row, status):
    quote = ready_for(row.decision, status)
    lowest = next(
        role for role in roles.LADDER if row.permission in roles.codenames(role)
    )
    nobody = make_user("no role")
    for user in [
        nobody,
        *(
            make_user(f"another {role}", role)
            for role in roles.LADDER[: roles.LADDER.index(lowest)]
        ),
    ]:
        assert refusal(take, row.decision, quote, by=user) == "not_allowed"

    allowed = make_user(f"another {lowest}", lowest)
    take(row.decision, quote, by=allowed)

    quote.refresh_from_db()
    review = quote.reviews.last()
    assert quote.status == row.moves[status]
    assert (review.decision, review.by, review.role) == (row.decision, allowed, lowest)
    is_published = Publication.objects.filter(review=review).exists()
    assert is_published == row.public


@pytest.mark.parametrize("status", Status)
def test_what_is_not_in_the_table_is_refused(status):
    quote, root = make_quote_in(status), make_superuser()
    missing = [each for each in Decision if transitions.find(each, status) is None]
    assert missing

    for decision in missing:
        assert refusal(take, decision, quote, by=root) == "no_transition", decision


@pytest.mark.parametrize(
    "decision", [Decision.CHANGE, Decision.REATTRIBUTE, Decision.CORRECT]
)
def test_decide_refuses_what_has_a_function_of_its_own(decision):
    """Else a bare decide() would publish a correction that nobody wrote."""
    quote = make_verified_quote()

    code = refusal(
        workflow.decide, quote, decision, by=make_superuser(), reason="Relu."
    )

    assert code == "no_transition"


def test_an_inactive_user_may_nothing():
    quote = make_quote()
    former = make_user("former", Role.VERIFIER, is_active=False)

    assert refusal(workflow.verify, quote, by=former) == "not_allowed"


@pytest.mark.parametrize(
    ("decision", "status"),
    sorted(
        {
            (row.decision, next(iter(row.moves)))
            for row in transitions.TABLE
            if row.needs_reason
        }
    ),
)
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_reason_is_demanded_where_the_table_says_so(decision, status, reason):
    quote = ready_for(decision, status)
    root = make_superuser()
    said = {"by": root, "reason": reason}
    if decision == Decision.REATTRIBUTE:
        claims = [workflow.Claim(make_speaker("Kaja Kallas"))]
        code = refusal(workflow.reattribute, quote, claims=claims, **said)
    else:
        code = refusal(workflow.decide, quote, decision, **EVIDENCE, **said)

    assert code == "reason_needed"


def test_a_dispute_needs_evidence():
    quote = make_quote()

    code = refusal(workflow.dispute, quote, by=make_verifier(), evidence=" ", **REASON)

    assert code == "evidence_needed"


def test_a_review_keeps_what_was_said():
    quote = make_quote()

    workflow.dispute(
        quote,
        by=make_verifier(),
        reason=" Le bureau dément. ",
        evidence=" Lettre. ",
        internal=True,
    )

    review = quote.reviews.last()
    assert (review.reason, review.evidence) == ("Le bureau dément.", "Lettre.")
    assert review.evidence_is_internal


# Four eyes


def enter(by):
    return make_quote(by=by)


def change(by):
    return take(Decision.CHANGE, make_quote(), by=by)


def reattribute(by):
    return take(Decision.REATTRIBUTE, make_quote(), by=by)


def accept(by):
    return workflow.accept(make_proposed_quote(), by=by)


def propose(by):
    return workflow.accept(make_proposed_quote(by=by), by=make_editor())


def add_candidate(by):
    claim = workflow.Claim(make_speaker("Mark Rutte"))
    return workflow.add_candidate(make_quote(), by=by, claim=claim, **REASON)


def change_what_was_verified(by):
    return take(Decision.CHANGE, make_verified_quote(), by=by)


def change_before_somebody_else_did(by):
    quote = take(Decision.CHANGE, make_verified_quote(), by=by)
    return take(Decision.REATTRIBUTE, quote, by=make_editor())


def change_what_was_then_withdrawn_and_reopened(by):
    quote = take(Decision.CHANGE, make_verified_quote(), by=by)
    for decide in (workflow.withdraw, workflow.reopen):
        quote = decide(quote, by=make_superuser(), **REASON)
    return quote


def enter_what_was_then_rejected_and_reopened(by):
    quote = make_quote(by=by)
    for decide in (workflow.reject, workflow.reopen, workflow.accept):
        quote = decide(quote, by=make_editor(), **REASON)
    return quote


CHANGING = [
    enter,
    change,
    reattribute,
    accept,
    propose,
    add_candidate,
    change_what_was_verified,
    change_before_somebody_else_did,
    change_what_was_then_withdrawn_and_reopened,
    enter_what_was_then_rejected_and_reopened,
]


@pytest.mark.parametrize("change", CHANGING)
def test_who_changed_a_quote_does_not_decide_next(change):
    changer = make_verifier("camille")

    quote = change(by=changer)

    for decision in sorted(transitions.FOUR_EYED):
        assert refusal(take, decision, quote, by=changer) == "four_eyes", decision


def test_two_who_changed_it_are_both_kept_from_deciding():
    one, other = make_verifier("camille"), make_verifier("dominique")
    quote = take(Decision.CHANGE, make_quote(by=one), by=other)

    assert refusal(workflow.verify, quote, by=one) == "four_eyes"
    assert refusal(workflow.verify, quote, by=other) == "four_eyes"
    assert workflow.verify(quote, by=make_verifier("third")).status == Status.VERIFIED


def test_a_change_after_verification_keeps_out_the_changer_not_the_verifier():
    changer, verifier = make_verifier("camille"), make_verifier("dominique")
    quote = make_verified_quote(by=changer, verified_by=verifier)
    quote = workflow.change_quote(
        quote, by=changer, fields={"occasion": "à Bruxelles"}, **REASON
    )

    assert refusal(workflow.verify, quote, by=changer) == "four_eyes"
    assert workflow.verify(quote, by=verifier).status == Status.VERIFIED


def test_a_verifier_who_then_changes_it_is_kept_out_and_the_first_changer_is_not():
    first, verifier = make_verifier("camille"), make_verifier("dominique")
    quote = make_verified_quote(by=first, verified_by=verifier)
    quote = workflow.change_quote(
        quote, by=verifier, fields={"occasion": "à Bruxelles"}, **REASON
    )

    assert refusal(workflow.verify, quote, by=verifier) == "four_eyes"
    assert workflow.verify(quote, by=first).status == Status.VERIFIED


def test_the_last_changer_is_kept_out_of_the_decision_after_next_too():
    changer = make_verifier("camille")
    quote = make_verified_quote(by=changer)

    code = refusal(workflow.dispute, quote, by=changer, **REASON, **EVIDENCE)

    assert code == "four_eyes"


def test_changes_that_a_decision_settled_keep_nobody_out():
    early, late = make_verifier("camille"), make_verifier("dominique")
    quote = take(Decision.CHANGE, make_quote(by=early), by=late)
    quote = workflow.verify(quote, by=make_verifier())

    quote = workflow.dispute(quote, by=early, **REASON, **EVIDENCE)

    assert quote.status == Status.DISPUTED


def test_whoever_withdraws_need_not_be_a_second_person():
    standards = make_standards_editor()
    quote = take(Decision.CHANGE, make_verified_quote(), by=standards)

    quote = workflow.withdraw(quote, by=standards, **REASON)

    assert quote.status == Status.WITHDRAWN


def test_no_update_puts_one_person_behind_a_settled_quote():
    quote = make_verified_quote()

    with pytest.raises(IntegrityError), transaction.atomic():
        Quote.objects.filter(pk=quote.pk).update(changed_by=quote.decided_by)


# Breaking the glass


@pytest.mark.parametrize("role", [Role.VERIFIER, Role.STANDARDS_EDITOR])
def test_an_override_without_a_reason_is_none(role):
    alone = make_user("alone", role)
    quote = make_quote(by=alone)

    assert refusal(workflow.verify, quote, by=alone, override=" ") == "four_eyes"


def test_an_override_needs_its_permission():
    verifier = make_verifier()
    quote = make_quote(by=verifier)

    code = refusal(workflow.verify, quote, by=verifier, override="Seule en poste.")

    assert code == "not_allowed"


def test_an_override_shows_in_public_without_its_reason():
    alone = make_standards_editor()
    quote = make_quote(by=alone)

    quote = workflow.verify(quote, by=alone, override=" Seule en poste. ")

    publication = quote.publications.get()
    assert quote.status == Status.VERIFIED
    assert quote.single_editor == "Seule en poste."
    assert not quote.is_under_four_eyes
    assert publication.is_single_editor
    assert publication.state["single_editor"] is True
    assert quote.reviews.last().state["single_editor"] == "Seule en poste."


def test_the_next_decision_of_a_second_person_clears_it():
    alone = make_standards_editor()
    quote = workflow.verify(make_quote(by=alone), by=alone, override="Seule en poste.")

    quote = workflow.dispute(quote, by=make_verifier(), **REASON, **EVIDENCE)

    assert quote.is_under_four_eyes
    assert [row.is_single_editor for row in quote.publications.order_by("number")] == [
        True,
        False,
    ]


def test_a_correction_does_not_clear_it():
    alone = make_standards_editor()
    quote = workflow.verify(make_quote(by=alone), by=alone, override="Seule en poste.")

    take(Decision.CORRECT, quote, by=alone)

    assert quote.publications.get(is_current=True).is_single_editor


def test_an_override_that_is_not_needed_is_not_used():
    quote = workflow.verify(
        make_quote(), by=make_standards_editor(), override="Seule en poste."
    )

    assert quote.single_editor == ""
    assert not quote.publications.get().is_single_editor


# What is complete enough for readers


def test_a_quote_is_not_verified_without_a_speaker():
    quote = make_quote(speaker=None)

    assert refusal(workflow.verify, quote, by=make_verifier()) == "incomplete"


def test_a_quote_that_nobody_claims_is_not_verified():
    quote = make_quote(claims=())

    assert refusal(workflow.verify, quote, by=make_verifier()) == "incomplete"


def test_a_candidate_is_no_speaker():
    quote = workflow.add_candidate(
        make_quote(claims=()),
        by=make_editor(),
        claim=workflow.Claim(make_speaker()),
        **REASON,
    )

    assert refusal(workflow.verify, quote, by=make_verifier()) == "incomplete"


def test_a_quote_with_a_speaker_is_not_settled_as_unresolved():
    quote = make_quote(speaker=make_speaker("Kaja Kallas"))

    with pytest.raises(workflow.WorkflowError, match="Kaja Kallas") as refused:
        workflow.settle(quote, by=make_verifier(), **REASON)

    assert refused.value.code == "incomplete"


@pytest.mark.parametrize("missing", ["cue", "mention"])
@pytest.mark.parametrize("decide", [workflow.verify, workflow.dispute])
def test_reported_speech_is_not_published_without_cue_and_mention(missing, decide):
    quote = make_quote(**{**DENIAL, missing: ()})
    said = {} if decide is workflow.verify else {**REASON, **EVIDENCE}

    assert refusal(decide, quote, by=make_verifier(), **said) == "incomplete"


@pytest.mark.parametrize("kind", ["direct", "mixed"])
def test_a_denial_is_not_published_without_cue_and_mention_whatever_its_kind(kind):
    """The bare content of a denial says the opposite."""
    quote = make_quote(**{**DENIAL, "kind": kind, "cue": (), "mention": ()})

    assert refusal(workflow.verify, quote, by=make_verifier()) == "incomplete"


def test_the_mention_of_reported_speech_is_named_by_its_attribution():
    """A mention that no preferred attribution names would not be shown."""
    quote = make_quote(**DENIAL)
    quote = workflow.reattribute(
        quote, by=make_editor(), claims=[workflow.Claim(make_speaker())], **REASON
    )

    assert refusal(workflow.verify, quote, by=make_verifier()) == "incomplete"


def test_a_quote_whose_text_was_changed_by_sql_is_not_verified():
    quote = make_quote()
    revision = quote.article.current_revision
    type(revision).objects.filter(pk=revision.pk).update(
        text=revision.text.replace("tiendrons", "tiendrions")
    )

    with pytest.raises(workflow.WorkflowError, match="content 1") as refused:
        workflow.verify(quote, by=make_verifier())

    assert refused.value.code == "bad_span"


def test_joint_speakers_are_verified_together():
    quote = make_joint_quote(make_speaker("Kiev"), make_speaker("Washington"))

    quote = workflow.verify(quote, by=make_verifier())

    publication = quote.publications.get()
    assert publication.speaker_names == "Kiev, Washington"
    assert [row.position for row in publication.speaker_rows.order_by("position")] == [
        1,
        2,
    ]
    passage = "".join(text for _role, text in publication.shown["passage"])
    assert passage == ("Les pourparlers reprendront lundi, selon Kiev et Washington")


def test_joint_speakers_of_whom_one_is_not_known_are_not_verified():
    quote = make_joint_quote(make_speaker("Kiev"), None)

    assert refusal(workflow.verify, quote, by=make_verifier()) == "incomplete"


def make_joint_quote(*speakers):
    return make_quote(
        "Les pourparlers reprendront lundi",
        kind="indirect",
        cue="selon",
        mention=("Kiev", "Washington"),
        claims=[
            workflow.Claim(speaker, number)
            for number, speaker in enumerate(speakers, start=1)
        ],
    )


# Proposals


def test_accepting_a_proposal_makes_it_one_s_own_change():
    editor = make_editor("camille")
    quote = make_proposed_quote()

    quote = workflow.accept(quote, by=editor)

    proposal = quote.proposals.get()
    assert (quote.status, quote.changed_by) == (Status.UNVERIFIED, editor)
    assert (proposal.outcome, proposal.decided_by) == ("accepted", editor)
    row = quote.attributions.get()
    assert (row.accepted_by, row.rank, row.basis) == (editor, "preferred", "proposed")


def test_an_accepted_proposal_is_verified_by_a_second_person():
    quote = workflow.accept(make_proposed_quote(), by=make_editor())

    quote = workflow.verify(quote, by=make_verifier())

    assert quote.publications.get().speaker_names == "Anna Brandt"


def test_what_an_editor_chose_is_not_overridden_by_accepting():
    chosen = make_speaker("Kaja Kallas")
    quote = workflow.reattribute(
        make_proposed_quote(),
        by=make_editor(),
        claims=[workflow.Claim(chosen, 1)],
        **REASON,
    )

    quote = workflow.accept(quote, by=make_editor())

    assert quote.attributions.get(rank="preferred").speaker == chosen


@pytest.mark.parametrize(
    "change",
    [
        lambda quote: workflow.change_quote(
            quote, by=make_editor(), fields={"kind": "mixed"}
        ),
        lambda quote: workflow.reattribute(
            quote,
            by=make_editor(),
            claims=[workflow.Claim(make_speaker("Kaja Kallas"), 1)],
            **REASON,
        ),
    ],
)
def test_what_was_changed_before_it_was_accepted_is_corrected(change):
    editor = make_editor("camille")

    quote = workflow.accept(change(make_proposed_quote()), by=editor)

    proposal = quote.proposals.get()
    assert (proposal.outcome, proposal.decided_by) == ("corrected", editor)


def test_a_candidate_more_is_no_correction_of_a_proposal():
    quote = workflow.add_candidate(
        make_proposed_quote(),
        by=make_editor(),
        claim=workflow.Claim(make_speaker("Kaja Kallas"), 1),
        **REASON,
    )

    quote = workflow.accept(quote, by=make_editor())

    assert quote.proposals.get().outcome == "accepted"


def test_a_rejected_proposal_that_is_reopened_is_pending_again():
    quote = workflow.reject(make_proposed_quote(), by=make_editor(), **REASON)

    quote = workflow.reopen(quote, by=make_editor(), **REASON)

    proposal = quote.proposals.get()
    assert (quote.status, proposal.outcome) == (Status.PROPOSED, "pending")
    assert proposal.decided_by is None
    quote = workflow.accept(quote, by=make_editor("camille"))
    proposal.refresh_from_db()
    assert (proposal.outcome, proposal.decided_by.username) == ("accepted", "camille")


def test_what_a_program_proposed_is_never_preferred_by_itself():
    quote = make_proposed_quote()

    assert [row.rank for row in quote.attributions.all()] == ["normal"]


def test_a_rejected_proposal_stays():
    quote = workflow.reject(make_proposed_quote(), by=make_editor(), **REASON)

    proposal = quote.proposals.get()
    assert (quote.status, proposal.outcome) == (Status.REJECTED, "rejected")
    assert quote.attributions.get().accepted_by is None


# What buttons ask


def test_why_not_tells_four_eyes_before_the_click():
    verifier = make_verifier()
    quote = make_quote(by=verifier)
    row = transitions.find(Decision.VERIFY, quote.status)

    assert "Four eyes" in workflow.why_not(quote, row, verifier)
    assert not workflow.needs_override(quote, row, verifier)
    assert workflow.why_not(quote, row, make_verifier("another")) == ""
    assert "role “verifier”" in workflow.why_not(quote, row, make_editor())


def test_needs_override_tells_who_could_break_the_glass():
    standards = make_standards_editor()
    quote = make_quote(by=standards)
    row = transitions.find(Decision.VERIFY, quote.status)

    assert workflow.needs_override(quote, row, standards)


def test_a_small_change_by_another_does_not_wash_off_a_decision_taken_alone():
    alone = make_standards_editor()
    quote = workflow.verify(make_quote(by=alone), by=alone, override="Seule de garde.")
    quote = workflow.change_quote(
        quote,
        by=make_editor("other"),
        fields={"occasion": "à Bruxelles"},
        reason="Lieu ajouté.",
    )

    assert refusal(workflow.verify, quote, by=alone) == "four_eyes"


class TestWhoMergedTheSpeaker:
    """Whoever chose the name that readers would see is not the second person."""

    @staticmethod
    def merged(by, **options):
        speaker, survivor = make_speaker("A. Brandt"), make_speaker("Anna Brandt")
        quote = make_quote(speaker=speaker, **options)
        merge = workflow.merge_speakers(
            speaker, survivor, by=by, reason="La même personne."
        )
        return quote, merge

    def test_does_not_decide_on_what_is_read_through_it(self):
        merger = make_verifier("merger")
        quote, _merge = self.merged(merger)

        with pytest.raises(workflow.WorkflowError, match="merged its speaker") as no:
            workflow.verify(quote, by=merger)

        assert no.value.code == "four_eyes"
        assert "merged its speaker" in workflow.why_not(
            quote, transitions.find(Decision.VERIFY, quote.status), merger
        )
        assert workflow.verify(quote, by=make_verifier()).status == Status.VERIFIED

    def test_decides_once_the_merge_is_undone(self):
        merger = make_verifier("merger")
        quote, merge = self.merged(merger)
        workflow.undo_merge(merge, by=merger, reason="Deux personnes.")

        assert workflow.verify(quote, by=merger).status == Status.VERIFIED

    def test_is_barred_through_a_chain_of_merges_too(self):
        merger = make_verifier("merger")
        quote, merge = self.merged(make_verifier("other"))
        last = make_speaker("Anna Brandt-Meyer")
        workflow.merge_speakers(merge.survivor, last, by=merger, reason="Mariée.")

        with pytest.raises(workflow.WorkflowError, match="merged its speaker"):
            workflow.verify(quote, by=merger)

    def test_of_what_was_settled_after_the_merge_nobody_is_barred_by_it(self):
        merger = make_verifier("merger")
        at = datetime(2024, 11, 13, 12, 0, tzinfo=UTC)
        quote, merge = self.merged(merger, at=at)
        SpeakerMerge.objects.filter(pk=merge.pk).update(at=at)
        quote = workflow.verify(quote, by=make_verifier(), at=at + timedelta(hours=1))

        disputed = workflow.dispute(
            quote, by=merger, reason="Le bureau dément.", evidence="Communiqué."
        )

        assert disputed.status == Status.DISPUTED
