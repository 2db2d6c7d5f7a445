"""What was found in many texts, written as proposals with few queries for all of them.

The rows are those that quotes.workflow.enter_quote() writes for a proposal, with a
Proposal beside each: quote, spans, attributions, first review and its digest, the rows
of the admin's history, findings, the row of the desk. tests/importers/test_proposing.py
compares every column of both.
"""

from dataclasses import dataclass, field

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from quotes.extraction import ENGINE, VERSION
from quotes.importers.drafting import drafts_of, speakers_in
from quotes.importers.found import Found, Stored
from quotes.importers.rows import insert, insert_all, insert_history, reserve
from quotes.models import (
    Article,
    Attribution,
    DeskItem,
    Finding,
    Proposal,
    Quote,
    QuoteTerms,
    Review,
    Searched,
    Span,
)
from quotes.models.constraints import sentence_for
from quotes.roles import role_of
from quotes.terms import terms_of_quote
from quotes.vocabulary import Decision, Outcome
from quotes.workflow.checking import Rows
from quotes.workflow.desk import OpenRows, columns_for
from quotes.workflow.findings import findings_of_new
from quotes.workflow.permissions import demand_permission
from quotes.workflow.records import now_in_whole_seconds


@dataclass(slots=True)
class Loaded:
    """What became of the statements found in a text."""

    new: list[Quote] = field(default_factory=list)
    known: list[Found] = field(default_factory=list)
    left_out: list[Found] = field(default_factory=list)
    #: What the workflow refused, with its reason.
    refused: list[tuple[Found, str]] = field(default_factory=list)


@transaction.atomic
def propose_many(pieces, *, by, leave_out=(), at=None):
    """Store statements found in texts as proposals; return a Loaded for each text.

    pieces are (revision with its article, [Found]), each article once; leave_out holds
    the numbers of those that are not proposed. What an article has already, in whatever
    status, is not stored again; one that is refused is reported, and the others go on.
    That the texts were read is written too. The articles are locked in the order of
    their keys until the transaction ends. Raises WorkflowError (not_allowed) below a
    contributor.
    """
    demand_permission(by, "propose_quote")
    at = now_in_whole_seconds(at)
    revisions = [revision for revision, _found in pieces]
    lock_articles(revision.article_id for revision in revisions)
    stored = Stored.in_each(revisions)
    speakers = speakers_in([each for _revision, found in pieces for each in found])
    done, drafts = [], []
    for revision, found in pieces:
        loaded = Loaded()
        fresh = _not_stored(loaded, stored[revision.pk], revision, found, leave_out)
        made, loaded.refused = drafts_of(revision, fresh, speakers, by=by, at=at)
        drafts += [(draft, loaded) for draft in made]
        done.append(loaded)
    written = _write(drafts, role=role_of(by).value, by=by, at=at)
    if written:
        has_none = {key for key, each in stored.items() if each.is_empty}
        _write_findings(written, has_none, at)
    _mark(revisions, at)
    return done


def would_be(pieces):
    """Return a Loaded for each text as propose_many() would, with Found for quotes."""
    stored = Stored.in_each([revision for revision, _found in pieces])
    done = []
    for revision, found in pieces:
        loaded = Loaded()
        loaded.new = _not_stored(loaded, stored[revision.pk], revision, found, ())
        done.append(loaded)
    return done


def lock_articles(keys):
    """Lock articles, by key, until the transaction ends.

    Two runs at once would each miss what the other is about to propose; taken in one
    order, so that neither waits for the other in a circle.
    """
    rows = Article.objects.select_for_update(of=("self",)).filter(pk__in=list(keys))
    list(rows.order_by("pk").values_list("pk"))


def _not_stored(loaded, stored, revision, found, leave_out):
    """Return those that are neither left out nor known; note the others."""
    fresh = []
    for each in found:
        if each.number in leave_out:
            loaded.left_out.append(each)
        elif stored.alike(each, revision.text) is not None:
            loaded.known.append(each)
        else:
            fresh.append(each)
    return fresh


def _write(drafts, **said):
    """Write drafts, given with their Loaded; return those that were written.

    Where a constraint refuses, the halves are tried for themselves, down to the one
    that it refuses.
    """
    if not drafts:
        return []
    try:
        with transaction.atomic():
            _write_rows([draft for draft, _loaded in drafts], **said)
    except IntegrityError as error:
        if len(drafts) > 1:
            half = len(drafts) // 2
            return [*_write(drafts[:half], **said), *_write(drafts[half:], **said)]
        [(draft, loaded)] = drafts
        loaded.refused.append((draft.found, sentence_for(error)))
        loaded.refused.sort(key=lambda pair: pair[0].number)
        return []
    for draft, loaded in drafts:
        loaded.new.append(draft.quote)
    return [draft for draft, _loaded in drafts]


def _write_rows(drafts, *, role, by, at):
    """Write the rows of drafts, findings and desk excepted."""
    quotes = [draft.quote for draft in drafts]
    for draft, key in zip(drafts, reserve(Quote, len(drafts)), strict=True):
        draft.quote.pk = key
        for row in (*draft.spans, *draft.attributions):
            row.quote_id = key
    spans = [span for draft in drafts for span in draft.spans]
    claims = [claim for draft in drafts for claim in draft.attributions]
    for model, rows in ((Span, spans), (Attribution, claims)):
        for row, key in zip(rows, reserve(model, len(rows)), strict=True):
            row.id = key
    reviews = [draft.review(role) for draft in drafts]  # which the quotes remember
    insert_all(Quote, quotes)
    insert(
        QuoteTerms,
        ("quote", "terms"),
        [(row.pk, terms_of_quote(row.words, row.language)) for row in quotes],
    )
    insert_all(Span, spans)
    insert_all(Attribution, claims)
    insert(Review, _REVIEW, [_review(each) for each in reviews])
    insert(Proposal, _PROPOSAL, [_proposal(draft, at) for draft in drafts])
    now = timezone.now()
    said = {"by": by, "at": now}
    reason = Decision.PROPOSE.value
    insert_history(Quote, quotes, kind="~", reason=reason, **said)
    insert_history(Span, spans, kind="+", **said)
    insert_history(Attribution, claims, kind="+", **said)
    for quote in quotes:
        quote._state.adding, quote._state.db = False, connection.alias


_REVIEW = (
    *("quote", "number", "decision", "by", "role", "at", "reason", "evidence"),
    *("evidence_is_internal", "state", "previous_digest", "digest"),
)


def _review(row):
    return (
        *(row.quote.pk, row.number, row.decision, row.by.pk, row.role, row.at),
        *(row.reason, row.evidence, row.evidence_is_internal),
        *(row.state, row.previous_digest, row.quote.head_digest),
    )


_PROPOSAL = (
    *("quote", "number", "engine", "engine_version", "fields"),
    *("outcome", "proposed_at"),
)


def _proposal(draft, at):
    key, said = draft.quote.pk, draft.found.fields
    return (key, 1, ENGINE, VERSION, said, Outcome.PENDING.value, at)


def _write_findings(written, has_none, at):
    """Check what was written and put it on the desk.

    has_none holds the keys of the articles that had no statement before: their rows are
    all at hand.
    """
    new, made = {}, {}
    for draft in written:
        article = draft.quote.article_id
        new.setdefault(article, set()).add(draft.quote.pk)
        if draft.revision.pk in has_none:
            _add(made.setdefault(article, Rows()), draft)
    for rows in made.values():
        rows.spans.sort(key=lambda span: (span.role, span.number))
        rows.claims.sort(key=lambda claim: (claim.position, claim.number))
    found = findings_of_new(new, made=made, at=at)
    findings, items = [], []
    for draft in written:
        quote, rows = draft.quote, found[draft.quote.pk]
        findings += [
            (quote.pk, each.rule, each.place, each.severity, dict(each.details), at, "")
            for each in rows
        ]
        opened = OpenRows([], 0, [(each.severity, at) for each in rows], None)
        columns = columns_for(quote, opened)
        items.append((quote.pk, at, *(columns[name] for name in _DESK)))
    insert(Finding, _FINDING, findings)
    insert(DeskItem, ("quote", "waiting_since", *_DESK_FIELDS), items)


_FINDING = (
    *("quote", "rule", "place", "severity", "details", "found_at"),
    "dismissal",
)
_DESK = ("article_id", "status", "severity", "open_corrections", "open_reports")
_DESK_FIELDS = ("article", *_DESK[1:])


def _add(rows, draft):
    rows.quotes.append(draft.quote)
    rows.spans += draft.spans
    rows.claims += draft.attributions
    rows.texts[draft.revision.pk] = draft.revision.text


def _mark(revisions, at):
    """Write that this version of the engine has read texts."""
    said = {"engine": ENGINE, "engine_version": VERSION, "at": at}
    Searched.objects.bulk_create(
        [Searched(revision=revision, **said) for revision in revisions],
        update_conflicts=True,
        unique_fields=["revision"],
        update_fields=list(said),
    )
