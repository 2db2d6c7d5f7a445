"""Going back: what returns, what stays as evidence, and what is refused."""

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes import workflow
from quotes.integrity import problems
from quotes.ledger import first_break, voiding_part
from quotes.models import Attribution, Quote, Review, Source, Span
from quotes.vocabulary import Decision, Rank, Role, Status
from quotes.workflow.chain import changers
from tests.factories import (
    CUE,
    MENTION,
    TEXT,
    WORDS,
    make_article,
    make_editor,
    make_published_correction,
    make_quote,
    make_quote_in,
    make_revision,
    make_source,
    make_speaker,
    make_standards_editor,
    make_user,
    make_verified_quote,
    make_verifier,
    spans_of,
)

pytestmark = pytest.mark.django_db

REASON = "Relu dans la dépêche."
WHOLE = {"content": WORDS, "quoted": WORDS, "cue": CUE, "mention": MENTION}


def back(quote, number=1, **said):
    said = {"by": make_editor(), "reason": REASON, **said}
    return workflow.revert(quote, number, **said)


def changed(quote, **fields):
    return workflow.change_quote(
        quote, by=make_editor(), fields=fields, reason="Correction de la fiche."
    )


def respanned(quote, **words):
    return workflow.change_quote(
        quote,
        by=make_editor(),
        spans=spans_of(TEXT, **{**WHOLE, **words}),
        reason="Mots repris.",
    )


def reattributed(quote, *claims, **options):
    return workflow.reattribute(
        quote,
        by=make_editor(),
        claims=claims or [workflow.Claim(make_speaker("Kaja Kallas"), 1)],
        reason="Erreur sur la personne.",
        **options,
    )


def head(quote):
    return quote.reviews.order_by("-number").first()


def refused(quote, number=1, **said):
    """Return the code of a refusal; nothing may be left of the attempt."""
    models = [Quote, Span, Attribution, Review]
    before = [list(model.objects.order_by("pk").values()) for model in models]
    with pytest.raises(workflow.WorkflowError) as refusal:
        back(quote, number, **said)
    assert before == [list(m.objects.order_by("pk").values()) for m in models]
    return refusal.value.code


def test_columns_return_as_a_change_with_its_reason():
    source = make_source()
    quote = make_quote(occasion="à Bruxelles", source=source, said_on="2024-11-12")
    quote = changed(
        quote,
        **{"occasion": "à Kiev", "source": None, "polarity": "denied"},
        **{"said_on": None, "said_on_precision": "", "said_on_known": ""},
    )

    quote = back(quote)

    assert (quote.occasion, quote.source, quote.polarity) == (
        "à Bruxelles",
        source,
        "asserted",
    )
    assert (quote.said_on.isoformat(), quote.said_on_precision) == ("2024-11-12", "day")
    review = head(quote)
    assert (review.number, review.decision) == (3, Decision.CHANGE)
    assert review.reason == f"↩ 1: {REASON}"
    assert review.by == make_editor()
    assert quote.history.first().history_change_reason == review.reason


def test_what_is_kept_does_not_depend_on_the_language_of_who_clicked():
    quote = changed(make_quote(), occasion="à Kiev")

    with translation.override("fr"):
        quote = back(quote)

    assert head(quote).reason == f"↩ 1: {REASON}"


def test_a_public_quote_goes_under_review_and_shows_what_it_showed():
    quote = changed(make_verified_quote(), polarity="denied")
    quote = workflow.change_quote(
        quote, by=make_editor(), fields={"polarity": "asserted"}, reason=REASON
    )
    quote = workflow.verify(quote, by=make_verifier())
    quote = changed(quote, occasion="à Kiev")
    quote = workflow.verify(quote, by=make_verifier())

    quote = back(quote, 2)

    assert quote.status == Status.UNDER_REVIEW
    publication = quote.publications.get(is_current=True)
    assert (publication.number, publication.under_review) == (3, True)
    assert publication.state["occasion"] == "à Kiev"


def test_what_voids_nothing_leaves_a_verification():
    quote = changed(make_verified_quote(), external_id="doc-1")

    quote = back(quote, 2)

    assert (quote.external_id, quote.status) == ("", Status.VERIFIED)


def test_who_goes_back_cannot_verify():
    verifier = make_verifier()
    quote = back(changed(make_quote(), occasion="à Kiev"), by=verifier)

    assert verifier.pk in changers(quote)
    with pytest.raises(workflow.WorkflowError) as refusal:
        workflow.verify(quote, by=verifier)
    assert refusal.value.code == "four_eyes"


def test_spans_and_words_return_and_new_ones_go():
    quote = make_quote()
    before = head(quote).state
    quote = respanned(
        quote, content="Nous", quoted=(), cue=(), mention=(MENTION, "Kiev")
    )

    quote = back(quote)

    assert quote.words == WORDS
    assert head(quote).state["spans"] == before["spans"]
    assert quote.spans.count() == 4


def test_the_wrong_attribution_returns_and_the_later_one_is_kept_with_the_reason():
    quote = reattributed(make_quote())

    quote = back(quote)

    rows = list(quote.attributions.order_by("number"))
    assert [row.rank for row in rows] == [Rank.PREFERRED, Rank.DEPRECATED]
    assert (rows[0].position, rows[0].reason) == (1, "")
    assert rows[1].reason == f"↩ 1: {REASON}"
    assert rows[1].history.first().history_user == make_editor()


def test_a_later_candidate_stays_one_and_a_deprecated_one_keeps_its_own_reason():
    quote = workflow.add_candidate(
        make_quote(),
        by=make_editor(),
        claim=workflow.Claim(make_speaker("Kaja Kallas"), 1),
        reason="L’agence la nomme aussi.",
    )
    quote = reattributed(quote, workflow.Claim(make_speaker("Mark Rutte"), 1))
    quote = reattributed(quote, workflow.Claim(make_speaker("Marta Kos"), 1))

    quote = back(quote)

    assert list(
        quote.attributions.order_by("number").values_list("rank", "reason")
    ) == [
        ("preferred", ""),
        ("normal", "L’agence la nomme aussi."),
        ("deprecated", "Erreur sur la personne."),
        ("deprecated", f"↩ 1: {REASON}"),
    ]


def test_one_and_two_joint_ones_take_turns():
    """In the wrong order two would be preferred at once."""
    kiev, washington = make_speaker("Kiev"), make_speaker("Washington")
    quote = reattributed(
        make_quote(), workflow.Claim(kiev, 1), workflow.Claim(washington)
    )
    quote = back(quote, 1)
    assert list(quote.attributions.order_by("number").values_list("position")) == [
        (1,),
        (0,),
        (0,),
    ]

    quote = back(quote, 2)

    assert list(
        quote.attributions.order_by("number").values_list("rank", "position", "jointly")
    ) == [
        ("deprecated", 0, False),
        ("preferred", 1, True),
        ("preferred", 2, True),
    ]


def test_a_later_claim_keeps_the_words_it_rests_on():
    """The mention moved before somebody else was named by it; both places stay."""
    quote = respanned(make_quote(), mention="Bruxelles")
    quote = reattributed(quote)

    quote = back(quote)

    first, later = quote.attributions.order_by("number")
    assert (first.mention.number, first.mention.exact) == (1, MENTION)
    assert (later.mention.number, later.mention.exact) == (2, "Bruxelles")

    quote = back(quote, 3)

    first, later = quote.attributions.order_by("number")
    assert (later.rank, later.mention.number) == (Rank.PREFERRED, 1)
    assert later.mention.exact == "Bruxelles"
    assert first.reason == "Erreur sur la personne."


def test_a_mention_that_a_claim_names_stays():
    place = TEXT.index("Bruxelles"), TEXT.index("Bruxelles") + len("Bruxelles")
    quote = reattributed(
        make_quote(), workflow.Claim(make_speaker("Marta Kos"), place=place)
    )

    quote = back(quote)

    assert quote.spans.get(role="mention", number=2).exact == "Bruxelles"


def test_an_accepted_proposal_is_a_candidate_again_before_its_acceptance():
    quote = make_quote(proposed=True)
    quote = workflow.accept(quote, by=make_editor())
    assert quote.attributions.get().rank == Rank.PREFERRED

    quote = back(quote)

    row = quote.attributions.get()
    assert (row.rank, row.accepted_by, quote.status) == ("normal", None, "unverified")
    quote = back(quote, 2)
    row = quote.attributions.get()
    assert (row.rank, row.accepted_by) == ("preferred", make_editor())


def test_the_chain_and_the_data_hold():
    quote = respanned(make_verified_quote(), mention="Bruxelles")
    quote = back(reattributed(quote), 2)
    workflow.verify(quote, by=make_verifier())

    quote.refresh_from_db()
    assert first_break(quote, list(quote.reviews.order_by("number"))) is None
    assert list(problems()) == []


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason_is_demanded(reason):
    assert refused(changed(make_quote(), occasion="ici"), reason=reason) == (
        "reason_needed"
    )


@pytest.mark.parametrize("role", [None, Role.CONTRIBUTOR])
def test_who_may_not_change_does_not_go_back(role):
    user = make_user("camille", *filter(None, [role]))
    quote = changed(make_quote(), occasion="ici")

    assert refused(quote, by=user) == "not_allowed"


@pytest.mark.parametrize("status", ["rejected", "withdrawn"])
def test_what_is_over_is_reopened_first(status):
    assert refused(make_quote_in(status)) == "no_transition"


def test_somebody_else_was_faster():
    seen = make_quote()
    changed(Quote.objects.get(pk=seen.pk), occasion="à Kiev")

    assert refused(seen) == "changed_meanwhile"


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_review_that_is_not_there(number):
    assert refused(make_quote(), number) == "incomplete"


def test_nothing_to_go_back_to():
    quote = workflow.add_candidate(
        make_quote(), by=make_editor(), claim=workflow.Claim(None), reason=REASON
    )

    assert refused(quote, 1) == "incomplete"
    assert refused(quote, 2) == "incomplete"


def test_another_text_is_not_reverted():
    quote = make_quote()
    newer = make_revision(quote.article, "En bref. " + TEXT)
    for span in quote.spans.all():
        span.pk, span.revision = None, newer
        span.start, span.end = span.start + 9, span.end + 9
        span.save()

    assert refused(quote) == "bad_span"


def test_a_source_that_is_gone_is_named():
    source = make_source()
    quote = changed(make_quote(source=source), source=None)
    Source.objects.filter(pk=source.pk).delete()

    assert refused(quote) == "incomplete"


def test_a_review_that_was_tampered_with_is_no_place_to_go_back_to():
    quote = changed(make_quote(), occasion="à Kiev")
    review = quote.reviews.get(number=1)
    Review.objects.filter(pk=review.pk).update(
        state={**review.state, "occasion": "à Moscou"}
    )

    assert refused(quote) == "frozen"


def test_what_a_correction_told_readers_was_wrong_is_not_preferred_again():
    quote = reattributed(make_verified_quote())
    quote = workflow.verify(quote, by=make_verifier())
    wrong, right = quote.attributions.order_by("number")
    make_published_correction(quote, wrong_attribution=wrong, right_attribution=right)
    quote.refresh_from_db()

    assert refused(quote, 2) == "frozen"


def test_what_a_correction_calls_right_stays_where_readers_saw_it():
    quote = workflow.verify(
        respanned(make_verified_quote(), mention="Bruxelles"), by=make_verifier()
    )
    make_published_correction(quote, right_attribution=quote.attributions.get())
    quote.refresh_from_db()

    assert refused(quote, 2) == "frozen"


def corrected(quote, **fields):
    """Verify a quote, publish a correction of it, and return it as it stands."""
    quote = workflow.verify(quote, by=make_verifier())
    make_published_correction(quote, **fields)
    return Quote.objects.get(pk=quote.pk)


def sentence(quote, number):
    with pytest.raises(workflow.WorkflowError) as refusal:
        back(quote, number)
    return str(refusal.value)


@pytest.mark.parametrize(
    "error", ["misquoted", "fabricated", "mistranslated", "out_of_context"]
)
def test_words_that_a_correction_replaced_do_not_return(error):
    quote = respanned(make_verified_quote(), content="tiendrons", quoted="tiendrons")
    quote = corrected(quote, error=error, shown=WORDS, right="tiendrons")

    assert refused(quote, 1) == "frozen"
    assert refused(quote, 2) == "frozen"
    assert "draft another correction first" in sentence(quote, 1)


def test_words_return_that_a_correction_says_nothing_of():
    quote = respanned(make_verified_quote(), content="tiendrons", quoted="tiendrons")
    quote = corrected(quote, error="our_record", shown="le ministre")

    assert back(quote, 1).words == WORDS


def test_words_that_only_our_record_had_wrong_do_not_return_where_it_shows_them():
    quote = respanned(make_verified_quote(), content="tiendrons", quoted="tiendrons")
    quote = corrected(quote, error="our_record", shown=WORDS, right="tiendrons")

    assert refused(quote, 1) == "frozen"


def test_what_was_shown_does_not_return_in_words_that_nobody_saw():
    quote = respanned(make_verified_quote(), content="Nous", quoted="Nous")
    quote = respanned(quote, content="tiendrons", quoted="tiendrons")
    unseen = quote.review_count - 1
    quote = corrected(quote, error="misquoted", shown="Nous", right="tiendrons")

    assert refused(quote, 1) == "frozen"
    assert refused(quote, unseen) == "frozen"


def test_the_columns_return_where_the_words_are_right():
    quote = respanned(make_verified_quote(), content="tiendrons", quoted="tiendrons")
    quote = corrected(quote, error="misquoted", shown=WORDS, right="tiendrons")
    right = quote.review_count
    quote = changed(quote, occasion="à Kiev")

    assert back(quote, right).occasion == ""


def test_words_that_a_later_correction_sets_right_return():
    quote = respanned(make_verified_quote(), content="tiendrons", quoted="tiendrons")
    quote = corrected(quote, error="misquoted", shown=WORDS, right="tiendrons")
    quote = corrected(
        respanned(quote), error="misquoted", shown="tiendrons", right=WORDS
    )
    quote = changed(quote, occasion="à Kiev")

    assert back(quote, 1).words == WORDS


def test_fabricated_words_do_not_return_after_a_withdrawal():
    quote = workflow.withdraw(
        make_verified_quote(), by=make_standards_editor(), reason="Inventé."
    )
    make_published_correction(quote, error="fabricated", shown=WORDS, right="rien")
    quote = Quote.objects.get(pk=quote.pk)
    quote = workflow.reopen(quote, by=make_standards_editor(), reason="À revoir.")
    quote = respanned(quote, content="tiendrons", quoted="tiendrons")

    assert refused(quote, 1) == "frozen"


def as_wrong_again(claim):
    """Return a quote whose wrong attribution came and went again after a correction.

    Also the number of the review in which it was there under another number.
    """
    quote = make_verified_quote()
    first = quote.attributions.get()
    wrong = workflow.Claim(first.speaker, first.mention.number)
    quote = corrected(
        reattributed(quote), error="misattributed", wrong_attribution=first
    )
    quote = reattributed(quote, claim(wrong))
    number = quote.review_count
    return reattributed(quote, workflow.Claim(make_speaker("Marta Kos"), 1)), number


@pytest.mark.parametrize(
    "claim",
    [
        lambda wrong: wrong,
        lambda wrong: workflow.Claim(wrong.speaker, None),
    ],
)
def test_a_wrong_attribution_does_not_return_under_another_number(claim):
    quote, number = as_wrong_again(claim)

    assert refused(quote, number) == "frozen"
    assert "draft another correction first" in sentence(quote, number)


def test_a_wrong_attribution_does_not_return_as_the_record_it_was_merged_into():
    survivor = make_speaker("Anna Brandt-Weiss")
    quote, number = as_wrong_again(
        lambda wrong: workflow.Claim(survivor, wrong.mention)
    )
    wrong = quote.attributions.get(number=1).speaker
    wrong.merged_into = survivor
    wrong.save()

    assert refused(quote, number) == "frozen"


def test_what_was_replaced_counts_where_a_correction_names_no_attribution():
    quote = corrected(reattributed(make_verified_quote()), error="misattributed")

    assert refused(quote, 1) == "frozen"


def test_an_attribution_returns_that_no_correction_says_anything_of():
    quote = corrected(reattributed(make_verified_quote()), error="misquoted")

    assert back(quote, 1).attributions.get(rank=Rank.PREFERRED).number == 1


# Whatever was done, going back brings back what would be verified

_TEXTS = st.sampled_from(["", "à Kiev", "à l’Otan"])
_STEPS = st.one_of(
    st.tuples(st.just("occasion"), _TEXTS),
    st.tuples(st.just("content"), st.sampled_from([WORDS, "Nous", "tiendrons"])),
    st.tuples(st.just("mention"), st.sampled_from([MENTION, "Bruxelles", "Kiev"])),
    st.tuples(st.just("mentions"), st.sampled_from([(MENTION, "Kiev"), ("Kiev",)])),
    st.tuples(st.just("claim"), st.integers(0, 2)),
    st.tuples(st.just("joint"), st.booleans()),
    st.tuples(st.just("candidate"), st.integers(0, 2)),
    st.tuples(st.just("revert"), st.integers(1, 4)),
)


def take(quote, what, value, speakers):
    """Take one step; a refused one leaves the quote as it was."""
    said = {"by": make_editor(), "reason": REASON}
    claim = workflow.Claim
    if what == "occasion":
        return workflow.change_quote(quote, fields={"occasion": value}, **said)
    if what == "content":
        return respanned(quote, content=value, quoted=())
    if what in ("mention", "mentions"):
        return respanned(quote, mention=value)
    if what == "claim":
        return workflow.reattribute(quote, claims=[claim(speakers[value], 1)], **said)
    if what == "joint":
        pair = [claim(speakers[0], 1), claim(speakers[1])]
        return workflow.reattribute(quote, claims=pair, keep_old=value, **said)
    if what == "candidate":
        return workflow.add_candidate(quote, claim=claim(speakers[value], 1), **said)
    return workflow.revert(quote, value, **said)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(_STEPS, min_size=1, max_size=6), data=st.data())
def test_after_going_back_the_same_is_to_be_verified(db, steps, data):
    speakers = [*(make_speaker(name) for name in ("Kaja Kallas", "Marta Kos")), None]
    quote = make_quote(article=make_article())
    for what, value in steps:
        try:
            quote = take(quote, what, value, speakers)
        except workflow.WorkflowError:
            quote = Quote.objects.get(pk=quote.pk)
    number = data.draw(st.integers(1, quote.review_count))
    old = quote.reviews.get(number=number).state
    if voiding_part(head(quote).state) != voiding_part(old):
        quote = back(quote, number)

    state = head(quote).state
    assert voiding_part(state) == voiding_part(old)
    quote.refresh_from_db()
    assert first_break(quote, list(quote.reviews.order_by("number"))) is None
