"""The canonical state of a quote's record, as quotes.ledger has it of stored rows."""

from types import SimpleNamespace

from quotes.importers.shape import read_moment
from quotes.ledger import correction_digest
from quotes.standing import number_in_force
from quotes.vocabulary import Polarity, SpanRole

_ORDER = {role: index for index, role in enumerate(SpanRole.values)}


def spans_in_force(record):
    """Return the spans that count: those of the newest revision that has the words."""
    spans = record.get("spans") or ()
    newest = number_in_force(
        (span["revision"], span["role"], span.get("state") or "exact") for span in spans
    )
    return sorted(
        (span for span in spans if span["revision"] == newest),
        key=lambda span: (_ORDER[span["role"]], span["number"]),
    )


def state_of(record, article_id, digests):
    """Return the state of a full record, equal to quote_state() of its stored rows.

    article_id is the public id of its article; digests are the SHA-256 of the texts of
    the article's revisions, by number.
    """
    spans = spans_in_force(record)
    number = spans[0]["revision"] if spans else None
    return {
        "id": record["id"],
        "article": article_id,
        "revision": number and {"number": number, "sha256": digests.get(number)},
        "external_id": record.get("external_id") or "",
        "status": record["status"],
        "kind": record["kind"],
        "polarity": record.get("polarity") or Polarity.ASSERTED.value,
        "words": record["words"],
        "language": record["language"],
        "occasion": record.get("occasion") or "",
        "is_heading": record.get("is_heading") or False,
        "said_on": {
            "date": record.get("said_on") or None,
            "precision": record.get("said_on_precision") or "",
            "printed": record.get("said_on_printed") or "",
            "known": record.get("said_on_known") or "",
        },
        "source": record.get("source") or None,
        "single_editor": record.get("single_editor") or "",
        "spans": [_span(span) for span in spans],
        "attributions": [
            _attribution(row)
            for row in sorted(
                record.get("attributions") or (), key=lambda row: row["number"]
            )
        ],
        "corrections": _corrections(record),
    }


def _span(span):
    return {
        "role": span["role"],
        "number": span["number"],
        "start": span.get("start"),
        "end": span.get("end"),
        "exact": span["exact"],
        "prefix": span.get("prefix") or "",
        "suffix": span.get("suffix") or "",
        "state": span.get("state") or "exact",
    }


def _attribution(row):
    mention = row.get("mention")
    return {
        "number": row["number"],
        "speaker": row.get("speaker") or None,
        "mention": mention and mention["number"],
        "rank": row["rank"],
        "position": row.get("position") or 0,
        "jointly": row.get("jointly") or False,
        "basis": row["basis"],
        "reason": row.get("reason") or "",
        "accepted_by": row.get("accepted_by") or None,
    }


def _corrections(record):
    published = [
        row for row in record.get("corrections") or () if row.get("published_at")
    ]
    return [
        {
            "id": row["id"],
            "digest": correction_digest(_as_correction(row, record)),
            "wrong_attribution": row.get("wrong_attribution"),
        }
        for row in sorted(published, key=lambda row: row["id"])
    ]


def _as_correction(row, record):
    """Return what correction_digest() reads of a correction."""
    return SimpleNamespace(
        public_id=row["id"],
        correction_class=row["correction_class"],
        error=row["error"],
        severity=row.get("severity") or "medium",
        shown=row.get("shown") or "",
        right=row.get("right") or "",
        wrong_attribution=_as_claim(row.get("wrong_attribution"), record),
        right_attribution=_as_claim(row.get("right_attribution"), record),
        notice=row.get("notice") or "",
        language=row["language"],
        delay_reason=row.get("delay_reason") or "",
        drafted_by=_as_user(row["drafted_by"]),
        signed_by=_as_user(row.get("signed_by")),
        published_at=read_moment(row.get("published_at")),
    )


def _as_user(name):
    return name and SimpleNamespace(get_username=lambda: name)


def _as_claim(number, record):
    if number is None:
        return None
    row = next((row for row in record["attributions"] if row["number"] == number), None)
    if row is None:
        return None
    return SimpleNamespace(
        number=number,
        speaker=row.get("speaker") and SimpleNamespace(public_id=row["speaker"]),
        mention=_as_mention(row.get("mention"), record),
    )


def _as_mention(mention, record):
    if mention is None:
        return None
    for span in record.get("spans") or ():
        if (
            span["role"] == SpanRole.MENTION
            and span["revision"] == mention["revision"]
            and span["number"] == mention["number"]
        ):
            return SimpleNamespace(
                start=span.get("start"), end=span.get("end"), exact=span["exact"]
            )
    return None
