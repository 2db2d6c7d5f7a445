"""A published correction of a quote of the corpus, as the workflow would have frozen it."""

from datetime import timedelta

from quotes import models
from tests.benchmarks import lives
from tests.benchmarks.cast import public_id
from tests.benchmarks.frozen import correction_digest, notice_of
from tests.benchmarks.plain_rows import maker

correction_row = maker(
    models.Correction,
    *("id", "public_id", "quote_id", "correction_class", "error", "severity"),
    *("shown", "right", "wrong_attribution_id", "right_attribution_id", "notice"),
    *("language", "drafted_by_id", "drafted_at", "signed_by_id", "signed_at"),
    "published_at",
)


def write_correction(quote):
    """Write the correction of a quote (QuoteRows); return what states say of it.

    Of the speaker where the quote was attributed to somebody else (quote.wrong), else a
    minor one.
    """
    wrong = quote.wrong
    right = quote.claims[-1] if wrong else None
    drafter, signer = quote.people[lives.EDITOR], quote.people[lives.STANDARDS]
    columns = quote.correction = {
        **_texts(quote, wrong, right),
        "language": quote.article.language,
        "drafted_by_id": drafter.pk,
        "drafted_at": quote.at - timedelta(minutes=50),
        "signed_by_id": signer.pk,
        "signed_at": quote.at - timedelta(minutes=5),
        "published_at": quote.at,
    }
    quote.piece.rows[models.Correction].append(correction_row(*columns.values()))
    quote.notice = notice_of(columns)
    digest = correction_digest(
        columns,
        _as_said(quote, wrong),
        _as_said(quote, right),
        drafter.username,
        signer.username,
    )
    return {
        "id": columns["public_id"],
        "digest": digest,
        "wrong_attribution": wrong and wrong["number"],
    }


def _texts(quote, wrong, right):
    """Return the first columns, in their order."""
    was = quote.cast.by_public_id[wrong["speaker"]].name if wrong else "Contexte"
    now = quote.said.speakers[0].name
    return {
        "id": quote.key,
        "public_id": public_id(quote.rng),
        "quote_id": quote.key,
        "correction_class": "correction" if wrong else "minor",
        "error": "misattributed" if wrong else "our_record",
        "severity": "high" if wrong else "low",
        "shown": was,
        "right": now,
        "wrong_attribution_id": wrong and quote.claim_key(wrong),
        "right_attribution_id": right and quote.claim_key(right),
        "notice": f"{was} → {now} ({quote.article.published_on:%d.%m.%Y}).",
    }


def _as_said(quote, claim):
    """Return what a correction's digest says of an attribution."""
    if claim is None:
        return None
    span = next(span for span in quote.spans if span["role"] == "mention")
    return {
        "number": claim["number"],
        "speaker": claim["speaker"],
        "mention": {name: span[name] for name in ("start", "end", "exact")},
    }
