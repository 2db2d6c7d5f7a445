"""Quotes against their texts, their attributions and their chains of reviews."""

from quotes import ledger, transitions
from quotes.integrity.problem import Problem, in_order
from quotes.terms import terms_of_quote
from quotes.texts import ELISION
from quotes.vocabulary import SETTLED, Decision, Rank, SpanRole, Status
from quotes.workflow import span_fault


def span_problems(quote):
    """Yield spans that do not stand in their text, and words that are not theirs."""
    spans = ledger.spans_in_force(quote)
    for span in quote.spans.all():
        fault = "" if span.start is None else span_fault(span, quote)
        if fault:
            yield Problem("quote", quote.public_id, "spans", fault)
    contents = [span for span in spans if span.role == SpanRole.CONTENT]
    if ELISION.join(span.exact for span in contents) != quote.words:
        yield Problem(
            "quote", quote.public_id, "words", "are not those of the content spans"
        )
    for span in spans:
        if span.role == SpanRole.QUOTED and not _inside(span, contents):
            yield Problem(
                "quote",
                quote.public_id,
                "spans",
                f"quoted {span.number} stands outside the content",
            )


def terms_problems(quote):
    """Yield search terms that are missing or not those of the words.

    quote comes with terms_row preloaded. `manage.py reindex_search` mends it.
    """
    row = getattr(quote, "terms_row", None)
    if row is None or row.terms != terms_of_quote(quote.words, quote.language):
        state = "are missing" if row is None else "are not those of the words"
        yield Problem(
            "quote",
            quote.public_id,
            "search terms",
            f"{state}: run `manage.py reindex_search`",
        )


def _inside(span, contents):
    return span.start is None or any(
        content.start is not None
        and content.start <= span.start
        and span.end <= content.end
        for content in contents
    )


def attribution_problems(quote):
    """Yield attributions that do not resolve or do not fit the status."""
    rows = list(quote.attributions.all())
    preferred = sorted(
        (row for row in rows if row.rank == Rank.PREFERRED), key=lambda r: r.position
    )
    for row in rows:
        mention = row.mention
        if mention and (mention.quote_id != quote.pk or mention.role != "mention"):
            yield Problem(
                "quote",
                quote.public_id,
                "attributions",
                f"attribution {row.number}: its mention is no mention of this quote",
            )
    if [row.position for row in preferred] != list(range(1, len(preferred) + 1)):
        yield Problem(
            "quote", quote.public_id, "attributions", "positions do not run from one"
        )
    if len(preferred) > 1 and not all(row.jointly for row in preferred):
        yield Problem(
            "quote", quote.public_id, "attributions", "several, but not all jointly"
        )
    unnamed = [row for row in preferred if row.speaker_id is None]
    if quote.status == Status.VERIFIED and (not preferred or unnamed):
        yield Problem(
            "quote", quote.public_id, "attributions", "verified without a speaker"
        )
    if quote.status == Status.UNRESOLVED and len(unnamed) < len(preferred):
        yield Problem(
            "quote", quote.public_id, "attributions", "unresolved, yet it has a speaker"
        )


def chain_problems(quote):
    """Yield the first broken link in the chain of a quote's reviews."""
    broken = ledger.first_break(quote, in_order(quote.reviews.all()))
    if broken:
        number, why = broken
        yield Problem("quote", quote.public_id, "reviews", f"review {number} {why}")


def review_problems(quote):
    """Yield what the reviews say otherwise than the rows, and missing four eyes."""
    reviews = in_order(quote.reviews.all())
    if not reviews:
        yield Problem("quote", quote.public_id, "reviews", "there is none")
        return
    state = ledger.quote_state(quote)
    reviewed = reviews[-1].state
    for key in sorted(state.keys() | reviewed.keys()):
        if state.get(key) != reviewed.get(key):
            yield Problem(
                "quote", quote.public_id, key, "is not what the last review saw"
            )
    yield from _actor_problems(quote, reviews)
    if quote.status in SETTLED and quote.is_under_four_eyes:
        yield from _four_eyes_problems(quote, reviews)


def _actor_problems(quote, reviews):
    """Yield columns that name others than the reviews, or a count that is not theirs."""
    changed = decided = before = None
    for review in reviews:
        voiding = ledger.voiding_part(review.state)
        if review.decision in transitions.CHANGING and (
            voiding != before or review.decision == Decision.ACCEPT
        ):
            changed = review.by_id
        if review.decision in transitions.FOUR_EYED:
            decided = review.by_id
        before = voiding
    for field, expected in (
        ("changed_by_id", changed),
        ("decided_by_id", decided),
        ("version", len(reviews)),
    ):
        if getattr(quote, field) != expected:
            name = field.removesuffix("_id")
            yield Problem("quote", quote.public_id, name, "is not what the reviews say")
    for correction in quote.corrections.all():
        for name in ("wrong_attribution", "right_attribution"):
            row = getattr(correction, name)
            if row is not None and row.quote_id != quote.pk:
                yield Problem(
                    "correction", correction.public_id, name, "is of another quote"
                )


def _four_eyes_problems(quote, reviews):
    changed = set()
    for review in reviews:
        if review.decision in transitions.CHANGING:
            changed.add(review.by_id)
        elif review.decision in transitions.FOUR_EYED:
            if review.by_id in changed and not review.state["single_editor"]:
                yield Problem(
                    "quote",
                    quote.public_id,
                    "decided_by",
                    f"review {review.number} was decided by somebody who changed it",
                )
            changed = set() if not review.state["single_editor"] else changed
