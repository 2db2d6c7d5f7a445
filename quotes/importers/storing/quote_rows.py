"""The rows of one full quote and of all that hangs on it."""

from quotes.importers.storing.derived import derived_of
from quotes.importers.storing.rows import Copied, Rows, plain_days
from quotes.importers.storing.writer import json_text
from quotes.models import (
    Attribution,
    Correction,
    CorrectionTask,
    Finding,
    Proposal,
    Publication,
    PublicationSource,
    PublicationSpeaker,
    Quote,
    QuoteTerms,
    Review,
    Span,
)


class QuoteRows:
    """The rows of one full quote and all that hangs on it.

    known is what was there before, {(model, natural key): primary key}: those rows are
    to be replaced, the others are new. refs gives keys of people, speakers and sources.
    """

    def __init__(self, rows, refs, article, known=None):
        self.rows, self.refs, self.article = rows, refs, article
        self.known = known or {}
        self.replaced = Rows(rows.writer)
        self.seen = set()

    def _key(self, model, *natural):
        if not self.known:
            return self.rows.key(model)
        found = self.known.get((model, *natural))
        if found is None:
            return self.rows.key(model)
        self.seen.add((model, *natural))
        return found

    def _add(self, model, natural, values):
        is_old = self.known and (model, *natural) in self.known
        (self.replaced if is_old else self.rows).add_whole(model, values)

    def _child(self, model, quote, natural, values):
        values["id"] = key = self._key(model, *natural)
        values["quote_id"] = quote
        self._add(model, natural, values)
        return key

    def write(self, record, derived=None):
        """Add the rows of a record; return the primary key of its quote.

        derived is derived_of() the record, where it is made already.
        """
        derived = derived or derived_of(record)
        person = self.refs.person
        quote = self._key(Quote)
        values = _QUOTE(
            record,
            id=quote,
            public_id=record["id"],
            article_id=self.article.key,
            source_id=self.refs.source(record.get("source")),
            changed_by_id=person(record.get("changed_by")),
            decided_by_id=person(record.get("decided_by")),
            version=record.get("version") or 1,
            review_count=len(record["reviews"]),
            head_digest=record["reviews"][-1]["digest"],
        )
        self._add(Quote, (), values)
        self._child(QuoteTerms, quote, (), {"terms": derived.terms})
        mentions = self._spans(record, quote)
        claims = self._attributions(record, quote, mentions)
        self._proposals(record, quote)
        reviews = self._reviews(record, quote)
        self._corrections(record, quote, claims)
        self._publications(record, quote, reviews, derived.publications)
        self._findings(record, quote)
        return quote

    def _spans(self, record, quote):
        keys = {}
        for span in record.get("spans") or ():
            natural = (span["revision"], span["role"], span["number"])
            revision = self.article.revisions[span["revision"]]
            values = _SPAN(span, revision_id=revision)
            keys[natural] = self._child(Span, quote, natural, values)
        return keys

    def _attributions(self, record, quote, mentions):
        keys = {}
        for row in record.get("attributions") or ():
            mention = row.get("mention")
            place = mention and (mention["revision"], "mention", mention["number"])
            values = _ATTRIBUTION(
                row,
                speaker_id=self.refs.speaker(row.get("speaker")),
                mention_id=place and mentions[place],
                accepted_by_id=self.refs.person(row.get("accepted_by")),
            )
            natural = (row["number"],)
            keys[row["number"]] = self._child(Attribution, quote, natural, values)
        return keys

    def _proposals(self, record, quote):
        for row in record.get("proposals") or ():
            self._child(
                Proposal,
                quote,
                (row["number"],),
                {
                    "proposed_at": record["changed_at"],
                    **_PROPOSAL(row),
                    "fields": json_text(row.get("fields") or {}),
                    "decided_by_id": self.refs.person(row.get("decided_by")),
                },
            )

    def _reviews(self, record, quote):
        keys = {}
        for row in record["reviews"]:
            known = self.known.get((Review, row["number"]))
            if known is not None:  # a review is never written again
                keys[row["number"]] = known
                continue
            keys[row["number"]] = self._child(
                Review,
                quote,
                (row["number"],),
                _REVIEW(
                    row,
                    state=json_text(row["state"]),
                    by_id=self.refs.person(row["by"]),
                ),
            )
        return keys

    def _corrections(self, record, quote, claims):
        for row in record.get("corrections") or ():
            natural = (row["id"],)
            key = self._child(
                Correction,
                quote,
                natural,
                {
                    **_CORRECTION(row),
                    "public_id": row["id"],
                    "wrong_attribution_id": claims.get(row.get("wrong_attribution")),
                    "right_attribution_id": claims.get(row.get("right_attribution")),
                    "drafted_by_id": self.refs.person(row["drafted_by"]),
                    "signed_by_id": self.refs.person(row.get("signed_by")),
                },
            )
            for task in row.get("tasks") or ():
                place = (row["id"], task["number"])
                values = {
                    **_TASK(task),
                    "id": self._key(CorrectionTask, *place),
                    "correction_id": key,
                    "details": json_text(task.get("details") or {}),
                    "done_by_id": self.refs.person(task.get("done_by")),
                }
                self._task(place, values, task, record, quote)

    def _task(self, place, values, task, record, quote):
        """Add a task; what it names may come later in the file, and is filled in then."""
        is_own = task.get("quote") == record["id"]
        if is_own:
            values["quote_id"] = quote
        if task.get("article") == self.article.public_id:
            values["article_id"] = self.article.key
        self._add(CorrectionTask, place, values)
        later = {
            "quote_id": None if is_own else task.get("quote"),
            "article_id": None if values["article_id"] else task.get("article"),
        }
        if any(later.values()):
            self.refs.later(CorrectionTask, values["id"], later)

    def _publications(self, record, quote, reviews, derived):
        for index, row in enumerate(record.get("publications") or ()):
            natural = (row["number"],)
            values = _PUBLICATION(
                row,
                review_id=reviews[row["review"]],
                article_id=self.article.key,
                public_id=record["id"],
                changed_at=row.get("changed_at") or row["published_at"],
                state=json_text(row["state"]),
                shown=json_text(row["shown"]),
                **plain_days(derived[index]),
            )
            day = {"sorted_on": values["sorted_on"]}
            key = self._child(Publication, quote, natural, values)
            speakers = []
            for each in row.get("speakers") or ():
                speaker = self.refs.speaker(each["speaker"])
                speakers.append(speaker)
                values = {"publication_id": key, "speaker_id": speaker, **day}
                values["position"] = each["position"]
                natural = (row["number"], each["position"])
                self._below(PublicationSpeaker, natural, values)
            self.refs.named(speakers)
            for each in row.get("sources") or ():
                source = self.refs.source(each["source"])
                values = {"publication_id": key, "source_id": source, **day}
                values["depth"] = each["depth"]
                natural = (row["number"], each["depth"])
                self._below(PublicationSource, natural, values)

    def _below(self, model, natural, values):
        self._add(model, natural, {"id": self._key(model, *natural), **values})

    def _findings(self, record, quote):
        for row in record.get("findings") or ():
            self._child(
                Finding,
                quote,
                (row["rule"], row.get("place") or ""),
                {
                    "found_at": record["changed_at"],
                    **_FINDING(row),
                    "details": json_text(row.get("details") or {}),
                    "dismissed_by_id": self.refs.person(row.get("dismissed_by")),
                },
            )


_QUOTE = Copied(
    Quote,
    *("external_id", "kind", "polarity", "words", "language", "occasion"),
    *("is_heading", "said_on", "said_on_precision", "said_on_printed"),
    *("said_on_known", "status", "version", "single_editor", "changed_at"),
)
_SPAN = Copied(
    Span, "role", "number", "start", "end", "exact", "prefix", "suffix", "state"
)
_ATTRIBUTION = Copied(
    Attribution, "number", "rank", "position", "jointly", "basis", "reason"
)
_PROPOSAL = Copied(
    Proposal, "number", "engine", "engine_version", "outcome", "proposed_at"
)
_REVIEW = Copied(
    Review,
    *("number", "decision", "role", "at", "reason", "evidence"),
    *("evidence_is_internal", "previous_digest", "digest"),
)
_CORRECTION = Copied(
    Correction,
    *("correction_class", "error", "severity", "shown", "right", "notice", "language"),
    *("delay_reason", "drafted_at", "signed_at", "published_at"),
)
_TASK = Copied(CorrectionTask, "number", "kind", "done_at", "note")
_FINDING = Copied(
    Finding,
    *("rule", "place", "severity", "found_at", "dismissed_at", "dismissal"),
)
_PUBLICATION = Copied(
    Publication,
    *("number", "is_current", "under_review", "published_at", "decision", "role"),
    *("status", "is_corrected", "is_single_editor", "words", "kind", "polarity"),
    *("language", "is_heading", "speaker_names", "speaker_search", "source_kind"),
    *("said_on", "dated_on", "search_text", "article_search", "source_search"),
    *("notice", "digest"),
)
