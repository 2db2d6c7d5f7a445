"""Which column of which model stands under which key of the editorial export.

A Table gives for each key the look-up that leads to its value, from the model whose
rows it reads; EXEMPT says of every other field why it is not exported. A test walks
all models: a new field has to be put into one of the two.
"""

from quotes import models
from quotes.exports.rows import Table


def _same(*names):
    return {name: name for name in names}


SPEAKERS = Table(
    models.Speaker,
    {
        "id": "public_id",
        **_same("kind", "name", "sort_name", "description", "wikidata_id"),
        "merged_into": "merged_into__public_id",
    },
    order=(),
)
NAMES = Table(
    models.SpeakerName,
    _same("name", "kind", "language", "is_display"),
    order=("name", "language"),
    parent="speaker",
)
OFFICES = Table(
    models.Office,
    {
        **_same("title", "organization", "language", "held_from", "held_to"),
        "printed_in": "printed_in__public_id",
        "note": "note",
    },
    order=("title", "organization", "held_from"),
    parent="speaker",
)
SOURCES = Table(
    models.Source,
    {
        "id": "public_id",
        **_same("kind", "name", "language", "publisher", "dated_on", "url"),
        **_same("archived_url", "terms", "terms_reason"),
        "terms_approved_by": "terms_approved_by__username",
        "relays": "relays__public_id",
    },
    order=(),
)
ARTICLES = Table(
    models.Article,
    {
        "id": "public_id",
        **_same("external_id", "headline", "byline", "publisher", "dateline"),
        **_same("language", "url", "published_on", "published_on_known"),
        **_same("published_at", "updated_at", "published_printed", "updated_printed"),
        **_same("release", "embargo_until", "taken_back_at", "rights", "created_at"),
    },
    order=(),
)
REVISIONS = Table(
    models.Revision,
    {
        **_same("number", "text", "sha256", "received_at"),
        "received_by": "received_by__username",
    },
    parent="article",
)
QUOTES = Table(
    models.Quote,
    {
        "id": "public_id",
        **_same("external_id", "kind", "polarity", "words", "language", "occasion"),
        **_same("is_heading", "said_on", "said_on_precision", "said_on_printed"),
        "said_on_known": "said_on_known",
        "source": "source__public_id",
        **_same("status", "version"),
        "changed_by": "changed_by__username",
        "changed_at": "changed_at",
        "decided_by": "decided_by__username",
        "single_editor": "single_editor",
    },
    order=(),
    parent="article",
)
SPANS = Table(
    models.Span,
    {
        "revision": "revision__number",
        **_same("role", "number", "start", "end", "exact", "prefix", "suffix", "state"),
    },
    order=("revision", "role", "number"),
    parent="quote",
)
ATTRIBUTIONS = Table(
    models.Attribution,
    {
        "number": "number",
        "speaker": "speaker__public_id",
        "mention_revision": "mention__revision__number",
        "mention_number": "mention__number",
        **_same("rank", "position", "jointly", "basis", "reason"),
        "accepted_by": "accepted_by__username",
    },
    parent="quote",
)
PROPOSALS = Table(
    models.Proposal,
    {
        **_same("number", "engine", "engine_version", "fields", "outcome"),
        "decided_by": "decided_by__username",
        "proposed_at": "proposed_at",
    },
    parent="quote",
)
REVIEWS = Table(
    models.Review,
    {
        **_same("number", "decision"),
        "by": "by__username",
        **_same("role", "at", "reason", "evidence", "evidence_is_internal", "state"),
        **_same("previous_digest", "digest"),
    },
    parent="quote",
)
CORRECTIONS = Table(
    models.Correction,
    {
        "id": "public_id",
        **_same("correction_class", "error", "severity", "shown", "right"),
        "wrong_attribution": "wrong_attribution__number",
        "right_attribution": "right_attribution__number",
        **_same("notice", "language", "delay_reason"),
        "drafted_by": "drafted_by__username",
        "drafted_at": "drafted_at",
        "signed_by": "signed_by__username",
        **_same("signed_at", "published_at"),
    },
    order=(),
    parent="quote",
)
TASKS = Table(
    models.CorrectionTask,
    {
        **_same("number", "kind"),
        "article": "article__public_id",
        "quote": "quote__public_id",
        "details": "details",
        "done_by": "done_by__username",
        **_same("done_at", "note"),
    },
    parent="correction",
)
PUBLICATIONS = Table(
    models.Publication,
    {
        "number": "number",
        "review": "review__number",
        **_same("is_current", "under_review", "published_at", "decision", "role"),
        **_same("public_id", "status", "is_corrected", "is_single_editor", "words"),
        **_same("kind", "polarity", "language", "is_heading", "speaker_names"),
        **_same("speaker_search", "source_kind", "said_on", "dated_on", "changed_at"),
        **_same("search_text", "article_search", "source_search", "notice", "state"),
        **_same("shown", "digest"),
    },
    parent="quote",
)
PUBLISHED_SPEAKERS = Table(
    models.PublicationSpeaker,
    {"speaker": "speaker__public_id", "position": "position"},
    order=("position",),
    parent="publication",
)
PUBLISHED_SOURCES = Table(
    models.PublicationSource,
    {"source": "source__public_id", "depth": "depth"},
    order=("depth",),
    parent="publication",
)
FINDINGS = Table(
    models.Finding,
    {
        **_same("rule", "place", "severity", "details", "found_at"),
        "dismissed_by": "dismissed_by__username",
        **_same("dismissed_at", "dismissal"),
    },
    order=("rule", "place"),
    parent="quote",
)
LINKS = Table(
    models.QuoteLink,
    {
        "from": "from_quote__public_id",
        "kind": "kind",
        "to": "to_quote__public_id",
        "note": "note",
        "added_by": "added_by__username",
    },
    order=(),
)

TABLES = (
    *(SPEAKERS, NAMES, OFFICES, SOURCES, ARTICLES, REVISIONS, QUOTES, SPANS),
    *(ATTRIBUTIONS, PROPOSALS, REVIEWS, CORRECTIONS, TASKS, PUBLICATIONS),
    *(PUBLISHED_SPEAKERS, PUBLISHED_SOURCES, FINDINGS, LINKS),
)

_REVIEWS = "number and last digest of the quote’s reviews, which are exported"
_DERIVED = "made anew from the exported columns"

#: What is not exported, by Django's name of the model (the vault's class is named in its
#: own room only): all of it ("*") or some fields, each with the reason.
EXEMPT = {
    "quote": {"review_count": _REVIEWS, "head_digest": _REVIEWS},
    "publication": {
        "article": "the article of the quote",
        "speakers": "told as speaker rows",
        "sources": "told as source rows",
        **dict.fromkeys(
            ("sorted_on", "office", "search_words", "search_terms"), _DERIVED
        ),
    },
    "publicationspeaker": {"sorted_on": _DERIVED},
    "publicationsource": {"sorted_on": _DERIVED},
    "searched": {"*": "what the engine has read here; it can read again"},
    "quoteterms": {"*": _DERIVED},
    "publicname": {"*": "made anew from publications and names"},
    "deskitem": {"*": "made anew by refresh_desk; claims end within the hour"},
    "deskkeys": {"*": "an editor’s own setting on this site"},
    "savedfilter": {"*": "an editor’s own setting on this site"},
    "batch": {"*": "an act on this database; its reviews are exported"},
    "batchitem": {"*": "an act on this database; its reviews are exported"},
    "speakermerge": {
        "*": "an act on this database: `copied` names its rows by key. The merge itself "
        "is exported (merged_into); it cannot be undone where it was imported"
    },
    "importrun": {"*": "an act on this database; its reviews are exported"},
    "importedrow": {"*": "names rows of this database by key"},
    "importupload": {"*": "a file that waits for a day at most"},
    "readerreport": {"*": "readers’ letters, with the keys of private links"},
    "reading": {"*": "how often pages of this site were asked for"},
    "sourceidentity": {"*": "the vault is never exported"},
    "vaultaccess": {"*": "the vault is never exported"},
}
