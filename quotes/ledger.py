"""The ledger: canonical states, digests, and the chain of a quote's reviews.

A digest is that of quotes.canonical: moments as whole seconds in UTC, rows named by
public ids, people by usernames.
"""

from datetime import UTC

from quotes.canonical import canonical, digest_of
from quotes.standing import number_in_force
from quotes.vocabulary import SpanRole


def moment(value):
    """Return an aware datetime as ISO 8601 in UTC with whole seconds; None stays."""
    if value is None:
        return None
    value = value.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    return f"{value.isoformat()}Z"


def spans_in_force(quote):
    """Return the spans of the newest revision that has a quote's words.

    A revision in which all content is lost is passed over: the record goes on saying
    where the words were printed last. In the order of role and number; uses prefetched
    spans where there are some.
    """
    spans = list(quote.spans.all())
    newest = number_in_force(
        (span.revision.number, span.role, span.state) for span in spans
    )
    order = {role: index for index, role in enumerate(SpanRole.values)}
    return sorted(
        (span for span in spans if span.revision.number == newest),
        key=lambda span: (order[span.role], span.number),
    )


def quote_state(quote):
    """Return the whole state of a quote as plain data, the same for the same rows.

    Four eyes are on exactly this: what is not in it, nobody verified.
    """
    spans = spans_in_force(quote)
    revision = spans[0].revision if spans else None
    return {
        "id": quote.public_id,
        "article": quote.article.public_id,
        "revision": revision and {"number": revision.number, "sha256": revision.sha256},
        "external_id": quote.external_id,
        "status": quote.status,
        "kind": quote.kind,
        "polarity": quote.polarity,
        "words": quote.words,
        "language": quote.language,
        "occasion": quote.occasion,
        "is_heading": quote.is_heading,
        "said_on": _said_on(quote),
        "source": quote.source and quote.source.public_id,
        "single_editor": quote.single_editor,
        "spans": [_span_state(span) for span in spans],
        "attributions": [
            _attribution_state(row)
            for row in sorted(quote.attributions.all(), key=lambda row: row.number)
        ],
        "corrections": [
            {
                "id": row.public_id,
                "digest": correction_digest(row),
                "wrong_attribution": row.wrong_attribution
                and row.wrong_attribution.number,
            }
            for row in sorted(quote.corrections.all(), key=lambda row: row.public_id)
            if row.is_published
        ],
    }


#: Parts of a state that may change without voiding what was decided.
NOT_VOIDING = ("status", "single_editor", "corrections", "external_id")


def voiding_part(state):
    """Return the part of a state whose change voids a verification.

    Attributions count by what the preferred ones say, and mentions by being theirs:
    adding a candidate or deprecating one is no change of what was verified.
    """
    part = {key: value for key, value in state.items() if key not in NOT_VOIDING}
    part["attributions"] = [
        {key: row[key] for key in ("speaker", "mention", "position", "jointly")}
        for row in state["attributions"]
        if row["rank"] == "preferred"
    ]
    mentions = {row["mention"] for row in part["attributions"]}
    part["spans"] = [
        span
        for span in state["spans"]
        if span["role"] != "mention" or span["number"] in mentions
    ]
    return part


def correction_digest(correction):
    """Return the digest of what a published correction says and who stands behind it."""
    return digest_of(
        {
            "id": correction.public_id,
            "class": correction.correction_class,
            "error": correction.error,
            "severity": correction.severity,
            "shown": correction.shown,
            "right": correction.right,
            "wrong_attribution": _claim(correction.wrong_attribution),
            "right_attribution": _claim(correction.right_attribution),
            "notice": correction.notice,
            "language": correction.language,
            "delay_reason": correction.delay_reason,
            "drafted_by": correction.drafted_by.get_username(),
            "signed_by": correction.signed_by and correction.signed_by.get_username(),
            "published_at": moment(correction.published_at),
        }
    )


def _claim(row):
    """Return what a correction says of an attribution: who, and where it was read."""
    return row and {
        "number": row.number,
        "speaker": row.speaker and row.speaker.public_id,
        "mention": row.mention
        and {
            "start": row.mention.start,
            "end": row.mention.end,
            "exact": row.mention.exact,
        },
    }


#: Columns of a publication that its digest covers: all but its marks of standing.
PUBLISHED_COLUMNS = (
    "public_id",
    "number",
    "decision",
    "role",
    "status",
    "is_corrected",
    "is_single_editor",
    "words",
    "kind",
    "polarity",
    "language",
    "is_heading",
    "speaker_names",
    "speaker_search",
    "source_kind",
    "search_text",
    "article_search",
    "source_search",
    "notice",
    "state",
    "shown",
)


def publication_digest(publication, spell=canonical):
    """Return the digest that a publication must carry, from all that readers see.

    spell as for digest_of().
    """
    columns = {name: getattr(publication, name) for name in PUBLISHED_COLUMNS}
    days = {
        name: getattr(publication, name) and getattr(publication, name).isoformat()
        for name in ("said_on", "dated_on")
    }
    return digest_of(
        {**columns, **days, "published_at": moment(publication.published_at)},
        spell,
    )


def review_digest(review, spell=canonical):
    """Return the digest that a review must carry, from its other columns.

    spell as for digest_of().
    """
    return digest_of(
        {
            "quote": review.quote.public_id,
            "number": review.number,
            "decision": review.decision,
            "by": review.by.get_username(),
            "role": review.role,
            "at": moment(review.at),
            "reason": review.reason,
            "evidence": review.evidence,
            "evidence_is_internal": review.evidence_is_internal,
            "state": review.state,
            "previous_digest": review.previous_digest,
        },
        spell,
    )


def first_break(quote, reviews):
    """Return (number, what is wrong) for the first broken link, or None.

    reviews are those of the quote in the order of their numbers. A tail that was
    cut off shows in the quote, which keeps the count and the digest of its head.
    """
    previous, number, before = "", 0, None
    for number, review in enumerate(reviews, start=1):
        if review.number != number:
            return number, "is missing"
        if review.previous_digest != previous:
            return number, "does not follow from the review before it"
        if review.at.microsecond:
            return number, "is not timed in whole seconds"
        if before is not None and review.at < before:
            return number, "is timed before the review before it"
        before = review.at
        if review_digest(review) != review.digest:
            return number, "was changed after it was written"
        previous = review.digest
    if number != quote.review_count:
        return number + 1, (
            f"is missing: the quote counts {quote.review_count} reviews, "
            f"{number} are there"
        )
    if previous != quote.head_digest:
        return number, "is not the head that the quote remembers"
    return None


def _said_on(quote):
    return {
        "date": quote.said_on and quote.said_on.isoformat(),
        "precision": quote.said_on_precision,
        "printed": quote.said_on_printed,
        "known": quote.said_on_known,
    }


def _span_state(span):
    return {
        "role": span.role,
        "number": span.number,
        "start": span.start,
        "end": span.end,
        "exact": span.exact,
        "prefix": span.prefix,
        "suffix": span.suffix,
        "state": span.state,
    }


def _attribution_state(row):
    return {
        "number": row.number,
        "speaker": row.speaker and row.speaker.public_id,
        "mention": row.mention and row.mention.number,
        "rank": row.rank,
        "position": row.position,
        "jointly": row.jointly,
        "basis": row.basis,
        "reason": row.reason,
        "accepted_by": row.accepted_by and row.accepted_by.get_username(),
    }
