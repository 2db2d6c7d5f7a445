"""What a full record must prove before its rows are written.

The same that `manage.py check_data` and `verify_ledger` prove of stored rows: spans
stand in their texts, words are those of the spans, each review follows from the one
before it, the last one is of the state that the columns say, and each publication is
the public part of its review. So nobody can make up a decision by editing a file: a
digest covers who, when and what, and the next one covers it.
"""

from types import SimpleNamespace

from quotes import publishing
from quotes.canonical import canonical_of_json
from quotes.importers.shape import read_moment
from quotes.importers.storing.states import spans_in_force, state_of
from quotes.ledger import publication_digest, review_digest
from quotes.texts import CONTEXT, ELISION, gettext_noop
from quotes.vocabulary import PUBLIC, SETTLED, UNPLACED, SpanRole

NO_REVISION = (
    gettext_noop("There is no revision %(number)s of this article."),
    gettext_noop("Give the number of one that it has."),
)
OUTSIDE = (
    gettext_noop(
        "%(start)s–%(end)s is not a stretch of this text, which has %(length)d signs."
    ),
    gettext_noop("Count in Unicode code points from 0, the end not included."),
)
OTHER_WORDS = (
    gettext_noop("At %(start)d the text has “%(there)s”, not “%(exact)s”."),
    gettext_noop(
        "Positions count Unicode code points, not bytes and not UTF-16 units."
    ),
)
NOT_OF_SPANS = (
    gettext_noop("These words are not those of the content spans: “%(there)s”."),
    gettext_noop("Leave them out: they are worked out of the spans."),
)
NO_MENTION = (
    gettext_noop("There is no mention %(number)s."),
    gettext_noop("Give the number of a span of the role “mention”."),
)
BROKEN = (
    gettext_noop(
        "Review %(number)d does not follow from the one before it: it was changed after it was written, or one is missing."
    ),
    gettext_noop(
        "Export the quote again where it comes from; “manage.py verify_ledger” there names the break."
    ),
)
OTHER_STATE = (
    gettext_noop("The last review is of another state; it differs in: %(keys)s."),
    gettext_noop("A change is made at the desk, where it is reviewed, not in a file."),
)
NOT_PUBLIC = (
    gettext_noop("A quote that is “%(status)s” has a current publication."),
    gettext_noop("Export it again where it comes from."),
)
OTHER_PUBLICATION = (
    gettext_noop("Publication %(number)d is not the public part of review %(review)s."),
    gettext_noop("Export it again where it comes from."),
)


def faults_of(record, article):
    """Return what a full record fails to prove: [(path, (sentence, advice), params)].

    article has public_id, texts and digests, by the number of the revision.
    """
    found = _spans(record, article) or _words(record) or _mentions(record)
    if found:
        return found
    return _reviews(record, article) or _publications(record)


def _spans(record, article):
    found = []
    for index, span in enumerate(record.get("spans") or ()):
        path = f"spans[{index}]."
        text = article.texts.get(span["revision"])
        if text is None:
            found.append((path + "revision", NO_REVISION, {"number": span["revision"]}))
        elif (span.get("state") or "exact") not in UNPLACED:
            found += _span(span, text, path)
    return found


def _span(span, text, path):
    start, end = span.get("start"), span.get("end")
    if start is None or end is None or not start < end <= len(text):
        params = {"start": start, "end": end, "length": len(text)}
        return [(path + "start", OUTSIDE, params)]
    there = text[start:end]
    if there == span["exact"] and _has_context(span, text, start, end):
        return []
    params = {"start": start, "there": there[:80], "exact": span["exact"][:80]}
    return [(path + "exact", OTHER_WORDS, params)]


def _has_context(span, text, start, end):
    return (span.get("prefix") or "") == text[max(0, start - CONTEXT) : start] and (
        span.get("suffix") or ""
    ) == text[end : end + CONTEXT]


def _words(record):
    spans = spans_in_force(record)
    contents = [span["exact"] for span in spans if span["role"] == SpanRole.CONTENT]
    there = ELISION.join(contents)
    if contents and there == record["words"]:
        return []
    return [("words", NOT_OF_SPANS, {"there": there[:80]})]


def _mentions(record):
    known = {
        (span["revision"], span["number"])
        for span in record.get("spans") or ()
        if span["role"] == SpanRole.MENTION
    }
    return [
        (f"attributions[{index}].mention", NO_MENTION, {"number": mention["number"]})
        for index, row in enumerate(record.get("attributions") or ())
        if (mention := row.get("mention"))
        and (mention["revision"], mention["number"]) not in known
    ]


def _reviews(record, article):
    reviews = record["reviews"]
    previous = ""
    for number, review in enumerate(reviews, start=1):
        follows = (
            review["number"] == number
            and (review.get("previous_digest") or "") == previous
            and review["digest"] == _digest_of(review, record["id"])
        )
        if not follows:
            return [(f"reviews[{number - 1}]", BROKEN, {"number": number})]
        previous = review["digest"]
    state = state_of(record, article.public_id, article.digests)
    last = reviews[-1]["state"] if reviews else None
    if last == state:
        return []
    last = last or {}
    keys = [key for key in state if state[key] != last.get(key)]
    return [("reviews", OTHER_STATE, {"keys": ", ".join(keys) or "id"})]


def _digest_of(review, public_id):
    return review_digest(
        SimpleNamespace(
            quote=SimpleNamespace(public_id=public_id),
            by=SimpleNamespace(get_username=lambda: review["by"]),
            number=review["number"],
            decision=review["decision"],
            role=review["role"],
            at=read_moment(review["at"]),
            reason=review.get("reason") or "",
            evidence=review.get("evidence") or "",
            evidence_is_internal=review.get("evidence_is_internal") or False,
            state=review["state"],
            previous_digest=review.get("previous_digest") or "",
        ),
        canonical_of_json,
    )


def _publications(record):
    rows = record.get("publications") or []
    current = [row for row in rows if row.get("is_current", True)]
    if record["status"] in PUBLIC and len(current) != 1:
        return [("publications", NOT_PUBLIC, {"status": record["status"]})]
    states = {review["number"]: review["state"] for review in record["reviews"]}
    for index, row in enumerate(rows):
        state = states.get(row["review"])
        if state is None or not _is_public_part(row, state):
            params = {"number": row["number"], "review": row["review"]}
            return [(f"publications[{index}]", OTHER_PUBLICATION, params)]
    if record["status"] in SETTLED:
        shown = publishing.public_state(record["reviews"][-1]["state"])
        if current[0]["state"] != shown and not current[0].get("under_review"):
            params = {"number": current[0]["number"], "review": len(states)}
            return [("publications", OTHER_PUBLICATION, params)]
    return []


def _is_public_part(row, state):
    public = publishing.public_state(state)
    if row["state"] != public:
        return False
    columns = publishing.columns(public)
    if any((row.get(key) or None) != (value or None) for key, value in columns.items()):
        return False
    made = publication_digest(as_publication(row), canonical_of_json)
    return row["digest"] == made


def as_publication(row):
    """Return a publication's record as what the functions on rows read."""
    values = dict.fromkeys(_TEXTS, "")
    values |= {key: value for key, value in row.items() if value is not None}
    values["said_on"] = _day(row.get("said_on"))
    values["dated_on"] = _day(row.get("dated_on"))
    values["published_at"] = read_moment(row["published_at"])
    for name in ("is_corrected", "is_single_editor", "is_heading"):
        values[name] = row.get(name) or False
    return SimpleNamespace(**values)


_TEXTS = (
    *("words", "kind", "polarity", "language", "speaker_names", "speaker_search"),
    *("source_kind", "search_text", "article_search", "source_search", "notice"),
)


def _day(text):
    """Return what stands for a day in a digest: the text itself, with isoformat()."""
    return _Day(text) if text else None


class _Day(str):
    def isoformat(self):
        return str(self)
