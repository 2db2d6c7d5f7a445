"""The shapes of all records, from the columns of the models."""

from quotes.importers.shape import (
    Shape,
    anything,
    of,
    public_id,
    rule_of,
    text,
)
from quotes.models import (
    Article,
    Attribution,
    Correction,
    CorrectionTask,
    Finding,
    Office,
    Proposal,
    Publication,
    Quote,
    QuoteLink,
    Review,
    Revision,
    Source,
    Span,
    Speaker,
    SpeakerName,
)

USER = text(150)
_NUMBER = rule_of(Attribution, "number")
_BIG = rule_of(Review, "number")

NAME = Shape(of(SpeakerName, "name", "kind", "language", "is_display"), needs=("name",))
OFFICE = Shape(
    of(
        Office,
        *("title", "organization", "language", "held_from", "held_to", "note"),
        printed_in=public_id,
    )
)
SPEAKER = Shape(
    of(
        Speaker,
        *("kind", "name", "sort_name", "description", "wikidata_id"),
        type=text(20),
        id=public_id,
        merged_into=public_id,
        origin=anything,
    ),
    lists={"names": NAME, "offices": OFFICE},
    needs=("kind", "name"),
)
_SOURCE = of(
    Source,
    *("kind", "name", "language", "publisher", "dated_on", "url", "archived_url"),
    *("terms", "terms_reason"),
    type=text(20),
    id=public_id,
    terms_approved_by=USER,
    relays=public_id,
    origin=anything,
)
SOURCE = Shape(_SOURCE, needs=("kind", "name"))

_MENTION = Shape({"revision": _BIG, "number": _NUMBER}, needs=("revision", "number"))
SPAN = Shape(
    of(
        Span,
        *("role", "number", "start", "end", "exact", "prefix", "suffix", "state"),
        revision=_BIG,
    ),
    needs=("role",),
)
ATTRIBUTION = Shape(
    of(
        Attribution,
        *("number", "rank", "position", "jointly", "basis", "reason"),
        speaker=public_id,
        accepted_by=USER,
    ),
    objects={"mention": _MENTION},
    needs=("number", "rank", "basis"),
)
PROPOSAL = Shape(
    of(
        Proposal,
        *("number", "engine", "engine_version", "fields", "outcome", "proposed_at"),
        decided_by=USER,
    ),
    needs=("number", "engine", "engine_version"),
)
REVIEW = Shape(
    of(
        Review,
        *("number", "decision", "role", "at", "reason", "evidence"),
        *("evidence_is_internal", "state", "previous_digest", "digest"),
        by=USER,
    ),
    needs=("number", "decision", "by", "role", "at", "state", "digest"),
)
TASK = Shape(
    of(
        CorrectionTask,
        *("number", "kind", "details", "done_at", "note"),
        article=public_id,
        quote=public_id,
        done_by=USER,
    ),
    needs=("number", "kind"),
)
CORRECTION = Shape(
    of(
        Correction,
        *("correction_class", "error", "severity", "shown", "right", "notice"),
        *("language", "delay_reason", "drafted_at", "signed_at", "published_at"),
        id=public_id,
        wrong_attribution=_NUMBER,
        right_attribution=_NUMBER,
        drafted_by=USER,
        signed_by=USER,
    ),
    lists={"tasks": TASK},
    needs=("id", "correction_class", "error", "drafted_by", "drafted_at"),
)
PUBLICATION = Shape(
    of(
        Publication,
        *("number", "is_current", "under_review", "published_at", "decision", "role"),
        *("public_id", "status", "is_corrected", "is_single_editor", "words", "kind"),
        *("polarity", "language", "is_heading", "speaker_names", "speaker_search"),
        *("source_kind", "said_on", "dated_on", "changed_at", "search_text"),
        *("article_search", "source_search", "notice", "state", "shown", "digest"),
        review=_BIG,
    ),
    lists={
        "speakers": Shape(
            {"speaker": public_id, "position": _NUMBER}, needs=("speaker",)
        ),
        "sources": Shape({"source": public_id, "depth": _NUMBER}, needs=("source",)),
    },
    needs=("number", "review", "published_at", "status", "state", "shown", "digest"),
)
FINDING = Shape(
    of(
        Finding,
        *("rule", "place", "severity", "details", "found_at", "dismissed_at"),
        "dismissal",
        dismissed_by=USER,
    ),
    needs=("rule", "severity"),
)

#: Columns of a quote that both forms have.
QUOTE_COLUMNS = (
    *("external_id", "kind", "polarity", "language", "occasion", "is_heading"),
    *("said_on", "said_on_precision", "said_on_printed", "said_on_known"),
)
FULL_QUOTE = Shape(
    of(
        Quote,
        *QUOTE_COLUMNS,
        *("words", "status", "version", "changed_at", "single_editor"),
        id=public_id,
        source=public_id,
        changed_by=USER,
        decided_by=USER,
    ),
    lists={
        "spans": SPAN,
        "attributions": ATTRIBUTION,
        "proposals": PROPOSAL,
        "reviews": REVIEW,
        "corrections": CORRECTION,
        "publications": PUBLICATION,
        "findings": FINDING,
    },
    needs=("id", "kind", "words", "status", "changed_at"),
)

_NAMED = Shape(of(Speaker, "name", "wikidata_id", "kind", "description", id=public_id))
_PIECES = Shape({}, lists={"words": text(100_000)})


def _words(value):
    """Check words: a text, or a list of pieces."""
    if type(value) is list:
        wrong = _PIECES.faults({"words": value})
        return wrong[0][1:] if wrong else None
    return text(100_000)(value)


def _source_of_short(value):
    """Check a source: its public id, or what it is."""
    if type(value) is not dict:
        return public_id(value)
    wrong = SOURCE.faults(value)
    return wrong[0][1:] if wrong else None


SHORT_QUOTE = Shape(
    of(
        Quote,
        *QUOTE_COLUMNS,
        id=public_id,
        words=_words,
        passage=text(100_000),
        cue=text(1_000),
        mention=text(1_000),
        prefix=text(1_000),
        suffix=text(1_000),
        start=rule_of(Span, "start"),
        source=_source_of_short,
        status=text(values=("proposed", "unverified")),
        origin=anything,
    ),
    lists={"speakers": _NAMED, "spans": SPAN, "quoted": text(100_000)},
    objects={
        "engine": Shape(
            of(Proposal, "fields", name=text(60), version=text(40)),
            needs=("name", "version"),
        )
    },
)

REVISION = Shape(
    of(Revision, "number", "text", "sha256", "received_at", received_by=USER),
    needs=("number", "text"),
)
ARTICLE = Shape(
    of(
        Article,
        *("external_id", "headline", "byline", "publisher", "dateline", "language"),
        *("url", "published_on", "published_on_known", "published_at", "updated_at"),
        *("published_printed", "updated_printed", "release", "embargo_until"),
        *("taken_back_at", "rights", "created_at"),
        type=text(20),
        id=public_id,
        text=text(),
        quotes=anything,
        origin=anything,
    ),
    lists={"revisions": REVISION},
)
EXTERNAL = Shape(of(Article, "publisher", "external_id"), needs=("external_id",))


def _article_of_quote(value):
    """Check what names an article: its public id, or the address of the original."""
    if type(value) is str and value.startswith(("http://", "https://")):
        return text(500)(value)
    return public_id(value)


ALONE = {"type": text(20), "article": _article_of_quote}
LINK = Shape(
    of(
        QuoteLink,
        *("kind", "note"),
        type=text(20),
        added_by=USER,
        **{"from": public_id, "to": public_id},
    ),
    needs=("from", "kind", "to"),
)
HEADER = Shape(
    {
        "type": text(20),
        "format": text(values=("newsroom-quotes",)),
        "version": rule_of(Review, "number"),
        "written_at": anything,
        "of": text(40),
    },
    needs=("format", "version"),
)
