"""Changes: what is entered, what voids a verification, and what is refused."""

from datetime import date

import pytest

from quotes import workflow
from quotes.models import Attribution, Publication, Quote, Review, Span
from quotes.vocabulary import Decision, Role, Status
from tests.factories import (
    CUE,
    DENIAL,
    MENTION,
    TEXT,
    WORDS,
    make_article,
    make_editor,
    make_proposed_quote,
    make_quote,
    make_quote_in,
    make_source,
    make_speaker,
    make_unresolved_quote,
    make_user,
    make_verified_quote,
    make_verifier,
    spans_of,
)

pytestmark = pytest.mark.django_db

REASON = "Relu dans la dépêche."
WHOLE = {"content": WORDS, "quoted": WORDS, "cue": CUE, "mention": MENTION}


def at(words, text=TEXT):
    """Return where words stand, as Claim.place takes it."""
    start = text.index(words)
    return start, start + len(words)


def rows():
    """Return how many rows there are of all that a change could write."""
    models = [Quote, Span, Attribution, Review, Publication]
    models += [Quote.history.model, Span.history.model, Attribution.history.model]
    return [model.objects.count() for model in models]


def refused(call, *args, **kwargs):
    """Return the refusal of the workflow; nothing may be left of the attempt."""
    before = rows()
    with pytest.raises(workflow.WorkflowError) as refusal:
        call(*args, **kwargs)
    assert rows() == before
    return refusal.value


# Entering


def test_a_quote_is_entered_with_its_spans_and_its_first_review():
    editor = make_editor()

    quote = make_quote(by=editor)

    review = quote.reviews.get()
    assert (quote.status, quote.words) == (Status.UNVERIFIED, WORDS)
    assert (quote.version, quote.review_count) == (1, 1)
    assert quote.head_digest == review.digest
    assert (review.number, review.decision, review.by) == (1, Decision.ENTER, editor)
    assert [(span.role, span.exact) for span in quote.spans.all()] == [
        ("content", WORDS),
        ("cue", CUE),
        ("mention", MENTION),
        ("quoted", WORDS),
    ]
    content = quote.spans.get(role="content")
    assert (content.prefix, content.suffix) == ("« ", TEXT.partition(WORDS)[2][:32])
    assert not quote.publications.exists()


def test_entering_writes_one_row_of_history_for_one_quote():
    assert make_quote().history.count() == 1


def test_several_content_spans_are_joined_by_an_elision():
    quote = make_quote(
        ("Nous", "parole"), quoted=(), cue=CUE, mention=MENTION, kind="mixed"
    )

    assert quote.words == "Nous […] parole"


def test_a_quote_takes_the_language_of_its_article():
    assert make_quote(article=make_article(language="en")).language == "en"


def test_several_claims_are_joint():
    claims = [workflow.Claim(make_speaker(name)) for name in ("Kiev", "Washington")]

    quote = make_quote(claims=claims)

    assert list(quote.attributions.values_list("rank", "position", "jointly")) == [
        ("preferred", 1, True),
        ("preferred", 2, True),
    ]


@pytest.mark.parametrize("role", [None, Role.CONTRIBUTOR])
def test_who_may_not_enter_quotes_does_not(role):
    article, speaker = make_article(), make_speaker()
    user = make_user("camille", *filter(None, [role]))

    refusal = refused(make_quote, article=article, speaker=speaker, by=user)

    assert refusal.code == "not_allowed"


def test_a_contributor_proposes():
    quote = make_proposed_quote(by=make_user("camille", Role.CONTRIBUTOR))

    assert quote.status == Status.PROPOSED
    assert quote.reviews.get().decision == Decision.PROPOSE


@pytest.mark.parametrize(
    ("spans", "code"),
    [
        ([("content", 1, 5, 5)], "bad_span"),
        ([("content", 1, 9, 5)], "bad_span"),
        ([("content", 1, -2, 5)], "bad_span"),
        ([("content", 1, 5, len(TEXT) + 1)], "bad_span"),
        ([("content", 1, 0, 9), ("cue", 1, 900, 905)], "bad_span"),
        ([("content", 1, 0, 9), ("content", 1, 9, 12)], "bad_span"),
        ([("content", 1, 0, 9), ("quoted", 1, 5, 12)], "bad_span"),
        ([("cue", 1, 0, 9)], "incomplete"),
        ([], "incomplete"),
    ],
)
def test_spans_that_cannot_be_are_refused(spans, code):
    revision = make_article().current_revision
    wanted = [workflow.SpanAt(*span) for span in spans]

    refusal = refused(
        workflow.enter_quote,
        revision,
        by=make_editor(),
        spans=wanted,
        fields={"kind": "direct"},
    )

    assert refusal.code == code


def test_a_claim_names_a_mention_that_the_quote_has():
    article, claim = make_article(), workflow.Claim(make_speaker(), mention=2)

    assert refused(make_quote, article=article, claims=[claim]).code == "bad_span"


@pytest.mark.parametrize(
    "name", ["status", "words", "version", "decided_by", "single_editor", "article"]
)
def test_columns_that_the_workflow_keeps_are_not_for_changing(name):
    quote = make_quote()

    refusal = refused(
        workflow.change_quote, quote, by=make_editor(), fields={name: "x"}
    )

    assert refusal.code == "not_allowed"


# What voids, and what does not


def columns(**fields):
    return lambda quote: workflow.change_quote(
        quote, by=make_editor(), fields=fields, reason=REASON
    )


def words_at(**words):
    return lambda quote: workflow.change_quote(
        quote,
        by=make_editor(),
        spans=spans_of(TEXT, **{**WHOLE, **words}),
        reason=REASON,
    )


def source(quote):
    return columns(source=make_source())(quote)


def another_speaker(quote):
    claims = [workflow.Claim(make_speaker("Kaja Kallas"), 1)]
    return workflow.reattribute(quote, by=make_editor(), claims=claims, reason=REASON)


def another_mention(quote):
    claim = workflow.Claim(quote.attributions.get().speaker, place=at("la ministre"))
    return workflow.reattribute(quote, by=make_editor(), claims=[claim], reason=REASON)


def nobody(quote):
    claims = [workflow.Claim(None, 1)]
    return workflow.reattribute(quote, by=make_editor(), claims=claims, reason=REASON)


def jointly(quote):
    claims = [
        workflow.Claim(quote.attributions.get().speaker, 1),
        workflow.Claim(make_speaker("Kaja Kallas")),
    ]
    return workflow.reattribute(quote, by=make_editor(), claims=claims, reason=REASON)


def said_on(quote):
    day = {"said_on": date(2024, 11, 12), "said_on_precision": "day"}
    return columns(**day, said_on_known="printed")(quote)


VOIDING = {
    "words": words_at(content="« Nous tiendrons parole »"),
    "a part of the words": words_at(content="tiendrons parole", quoted=()),
    "quoted words": words_at(quoted="tiendrons parole"),
    "cue": words_at(cue="déclaré"),
    "mention": words_at(mention="Brandt"),
    "no cue": words_at(cue=()),
    "kind": columns(kind="mixed"),
    "polarity": columns(polarity="denied"),
    "language": columns(language="en"),
    "occasion": columns(occasion="à Bruxelles"),
    "heading": columns(is_heading=True),
    "date": said_on,
    "date as printed": columns(said_on_printed="mardi"),
    "source": source,
    "speaker": another_speaker,
    "mention of the speaker": another_mention,
    "nobody": nobody,
    "jointly": jointly,
}


@pytest.mark.parametrize("change", VOIDING.values(), ids=VOIDING.keys())
def test_a_voiding_change_takes_a_public_quote_under_review(change):
    quote = make_verified_quote()
    before = quote.publications.get()

    quote = change(quote)

    publication = quote.publications.get()
    assert quote.status == Status.UNDER_REVIEW
    assert quote.changed_by == make_editor()
    assert publication.under_review
    assert publication.label == Status.UNDER_REVIEW
    assert publication.is_current
    assert (publication.words, publication.shown) == (before.words, before.shown)


@pytest.mark.parametrize("status", ["verified", "disputed", "unresolved"])
def test_it_is_voided_whatever_was_decided(status):
    quote = columns(polarity="requested")(make_quote_in(status))

    assert quote.status == Status.UNDER_REVIEW


@pytest.mark.parametrize("status", ["proposed", "unverified", "under_review"])
def test_what_is_not_settled_stays_where_it_is(status):
    quote = columns(polarity="requested")(make_quote_in(status))

    assert quote.status == status


@pytest.mark.parametrize("status", ["withdrawn", "rejected"])
def test_what_was_taken_back_is_not_changed(status):
    quote = make_quote_in(status)

    assert refused(columns(polarity="requested"), quote).code == "no_transition"


def external_id(quote):
    return columns(external_id="s-1")(quote)


def candidate(quote):
    claim = workflow.Claim(make_speaker("Mark Rutte"), 1)
    return workflow.add_candidate(quote, by=make_editor(), claim=claim, reason=REASON)


def candidate_with_a_mention_of_its_own(quote):
    claim = workflow.Claim(make_speaker("Mark Rutte"), place=at("la ministre"))
    return workflow.add_candidate(quote, by=make_editor(), claim=claim, reason=REASON)


def edit_of_the_source(quote):
    quote.source.name = "conférence de presse commune"
    quote.source.save()
    quote.refresh_from_db()
    return quote


def edit_of_the_speaker(quote):
    speaker = quote.attributions.get().speaker
    speaker.name = "Anna K. Brandt"
    speaker.save()
    quote.refresh_from_db()
    return quote


def merge_of_the_speaker(quote):
    speaker = quote.attributions.get().speaker
    speaker.merged_into = make_speaker("Anna K. Brandt")
    speaker.save()
    quote.refresh_from_db()
    return quote


@pytest.mark.parametrize(
    "change",
    [
        external_id,
        candidate,
        candidate_with_a_mention_of_its_own,
        edit_of_the_source,
        edit_of_the_speaker,
        merge_of_the_speaker,
    ],
)
def test_a_change_of_something_else_voids_nothing(change):
    quote = make_verified_quote(source=make_source())
    changed_at = quote.changed_at

    quote = change(quote)

    assert quote.status == Status.VERIFIED
    assert quote.changed_at == changed_at
    assert not quote.publications.get().under_review


def test_what_voids_nothing_is_recorded_all_the_same():
    quote = candidate(make_verified_quote())

    assert quote.review_count == quote.reviews.count() == 3
    assert quote.reviews.last().decision == Decision.CHANGE


@pytest.mark.parametrize("status", ["verified", "under_review"])
def test_a_voiding_change_of_what_was_public_needs_a_reason(status):
    quote = make_quote_in(status)

    refusal = refused(
        workflow.change_quote, quote, by=make_editor(), fields={"kind": "mixed"}
    )

    assert refusal.code == "reason_needed"


def test_a_change_of_what_was_never_public_needs_none():
    quote = workflow.change_quote(
        make_quote(), by=make_editor(), fields={"kind": "mixed"}
    )

    assert quote.kind == "mixed"


@pytest.mark.parametrize(
    "change",
    [
        columns(),
        columns(kind="direct", occasion=""),
        words_at(),
    ],
)
def test_nothing_changed_writes_nothing(change):
    quote = make_verified_quote()
    before = rows()

    assert change(quote).version == quote.version
    assert rows() == before


def test_a_change_writes_the_history_that_editors_read():
    quote = words_at(content="« Nous tiendrons parole »")(make_quote())

    first = quote.history.first()
    assert (first.history_user, first.history_change_reason) == (make_editor(), REASON)
    assert quote.spans.get(role="content").history.count() == 2
    assert quote.spans.get(role="cue").history.count() == 1


def test_spans_that_are_not_given_go():
    quote = make_quote()

    workflow.change_quote(
        quote, by=make_editor(), spans=spans_of(TEXT, content=WORDS, mention=MENTION)
    )

    assert {span.role for span in quote.spans.all()} == {"content", "mention"}


def test_a_mention_that_an_attribution_names_stays():
    quote = make_quote()

    refusal = refused(
        workflow.change_quote,
        quote,
        by=make_editor(),
        spans=spans_of(TEXT, content=WORDS),
    )

    assert refusal.code == "bad_span"


def test_a_bad_span_in_a_change_leaves_everything_as_it_was():
    quote = make_verified_quote()
    spans = spans_of(TEXT, content="Nous", cue=CUE)
    spans[1] = workflow.SpanAt("cue", 1, 0, len(TEXT) + 1)

    refusal = refused(
        workflow.change_quote, quote, by=make_editor(), spans=spans, reason=REASON
    )

    quote.refresh_from_db()
    assert refusal.code == "bad_span"
    assert quote.status == Status.VERIFIED
    assert quote.spans.get(role="content").exact == WORDS


# Reattributing


def test_the_old_attribution_is_kept_deprecated_with_its_reason():
    quote = make_verified_quote(speaker=make_speaker("le ministre"))
    claim = workflow.Claim(make_speaker("Mark Cancian"), 1, basis="printed")

    quote = workflow.reattribute(
        quote,
        by=make_editor(),
        claims=[claim],
        reason="La dépêche le nomme.",
        deprecation="C’est la citation suivante.",
    )

    old, new = quote.attributions.order_by("number")
    assert (old.rank, old.position, old.reason) == (
        "deprecated",
        0,
        "C’est la citation suivante.",
    )
    assert (new.rank, new.position, new.basis) == ("preferred", 1, "printed")
    assert new.reason == "La dépêche le nomme."


def test_the_old_attribution_can_stay_a_candidate():
    quote = workflow.reattribute(
        make_quote(),
        by=make_editor(),
        claims=[workflow.Claim(None, 1)],
        reason=REASON,
        keep_old=True,
    )

    assert list(quote.attributions.values_list("number", "rank")) == [
        (1, "normal"),
        (2, "preferred"),
    ]


def test_a_place_makes_a_mention_span():
    quote = make_quote()

    quote = another_mention(quote)

    mention = quote.attributions.get(rank="preferred").mention
    assert (mention.number, mention.exact) == (2, "la ministre")
    assert (mention.start, mention.end) == at("la ministre")


def test_a_place_where_a_mention_stands_is_that_mention():
    claim = workflow.Claim(make_speaker("Kaja Kallas"), place=at(MENTION))

    quote = workflow.reattribute(
        make_quote(), by=make_editor(), claims=[claim], reason=REASON
    )

    assert quote.attributions.get(rank="preferred").mention.number == 1
    assert quote.spans.filter(role="mention").count() == 1


def test_a_place_outside_the_text_is_refused():
    quote = make_verified_quote()
    claim = workflow.Claim(make_speaker("Kaja Kallas"), place=(0, len(TEXT) + 1))

    refusal = refused(
        workflow.reattribute, quote, by=make_editor(), claims=[claim], reason=REASON
    )

    assert refusal.code == "bad_span"


@pytest.mark.parametrize(
    "same", [{"mention": 1}, {"place": at(MENTION)}], ids=["by number", "by place"]
)
def test_the_same_attribution_again_is_refused(same):
    quote = make_verified_quote()
    claim = workflow.Claim(quote.attributions.get().speaker, **same)

    refusal = refused(
        workflow.reattribute, quote, by=make_editor(), claims=[claim], reason=REASON
    )

    assert refusal.code == "incomplete"


def test_who_a_speaker_was_merged_into_is_no_other_speaker():
    quote, survivor = make_quote(), make_speaker("Anna Brandt-Weber")
    speaker = quote.attributions.get().speaker
    workflow.merge_speakers(
        speaker, survivor, by=make_verifier(), reason="Une personne."
    )
    claim = workflow.Claim(survivor, 1)

    refusal = refused(
        workflow.reattribute, quote, by=make_editor(), claims=[claim], reason=REASON
    )

    assert refusal.code == "incomplete"
    assert quote.attributions.get().speaker == speaker
    # With another mention it is another attribution.
    claim = workflow.Claim(survivor)
    quote = workflow.reattribute(quote, by=make_editor(), claims=[claim], reason=REASON)
    assert quote.attributions.get(rank="preferred").speaker == survivor


def test_no_claim_is_no_attribution():
    quote = make_quote()

    refusal = refused(
        workflow.reattribute, quote, by=make_editor(), claims=[], reason=REASON
    )

    assert refusal.code == "incomplete"


@pytest.mark.parametrize("call", [workflow.reattribute, workflow.add_candidate])
def test_an_attribution_needs_a_reason(call):
    quote = make_quote()
    claim = workflow.Claim(make_speaker("Kaja Kallas"))
    said = {"claims": [claim]} if call is workflow.reattribute else {"claim": claim}

    assert refused(call, quote, by=make_editor(), reason=" ", **said).code == (
        "reason_needed"
    )


def test_a_denial_reattributed_is_verified_again_with_its_new_mention():
    quote = make_verified_quote(**DENIAL)
    claim = workflow.Claim(make_speaker("Moscou"), place=at("Le Kremlin"))

    quote = workflow.reattribute(quote, by=make_editor(), claims=[claim], reason=REASON)
    quote = workflow.verify(quote, by=make_verifier())

    shown = quote.publications.get(is_current=True).shown
    assert "".join(text for _role, text in shown["parts"]) == (
        "Le Kremlin a démenti que les deux hommes se soient parlé"
    )


def test_what_nobody_said_can_become_known():
    quote = make_unresolved_quote()
    claim = workflow.Claim(make_speaker("Mark Cancian"), 1)

    quote = workflow.reattribute(quote, by=make_editor(), claims=[claim], reason=REASON)
    quote = workflow.verify(quote, by=make_verifier())

    assert [row.status for row in quote.publications.order_by("number")] == [
        "unresolved",
        "verified",
    ]


def test_the_mention_of_a_deprecated_attribution_stays_where_it_is():
    quote = make_verified_quote()
    old = quote.spans.get(role="mention")
    start = quote.article.current_revision.text.index("la ministre")
    quote = workflow.reattribute(
        quote,
        by=make_editor(),
        claims=[workflow.Claim(make_speaker("Autre"), place=(start, start + 11))],
        reason="Une autre.",
    )
    moved = [
        workflow.SpanAt(
            span.role, span.number, span.start, span.end - (span.pk == old.pk)
        )
        for span in quote.spans.all()
    ]

    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.change_quote(quote, by=make_editor(), spans=moved, reason="Autre.")

    assert refused.value.code == "bad_span"


def test_one_speaker_is_not_two_jointly():
    speaker = make_speaker()

    with pytest.raises(workflow.WorkflowError) as refused:
        make_quote(claims=[workflow.Claim(speaker, 1), workflow.Claim(speaker, 1)])

    assert refused.value.code == "incomplete"


def test_a_value_that_is_too_long_is_refused_with_its_field():
    with pytest.raises(workflow.WorkflowError, match="occasion"):
        make_quote(occasion="x" * 251)
