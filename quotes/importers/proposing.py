"""What was found in many texts, written as proposals with few queries for all of them.

The rows are those that quotes.workflow.enter_quote() writes for a proposal, with a
Proposal beside each: quote, spans, attributions, first review and its digest, the rows
of the admin's history, findings, the row of the desk. tests/importers/test_proposing.py
compares every column of both.
"""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone

from quotes.extraction import ENGINE, VERSION
from quotes.importers.drafting import Draft, drafts_of, speakers_in
from quotes.importers.found import Found, Stored
from quotes.importers.rows import insert_history, insert_instances, reserve
from quotes.models import (
    Article,
    Attribution,
    DeskItem,
    Finding,
    Proposal,
    Quote,
    Searched,
    Span,
)
from quotes.models.constraints import sentence_for
from quotes.roles import role_of
from quotes.vocabulary import Decision
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
    spans = [span for draft in drafts for span in draft.spans]
    claims = [claim for draft in drafts for claim in draft.attributions]
    quotes = [draft.quote for draft in drafts]
    for model, rows in ((Quote, quotes), (Span, spans), (Attribution, claims)):
        for row, key in zip(rows, reserve(model, len(rows)), strict=True):
            row.pk = key
    # Assigned once more, now that what they name has a key.
    for span in spans:
        span.quote = span.quote
    for claim in claims:
        claim.quote, claim.mention = claim.quote, claim.mention
    reviews = [draft.review(role) for draft in drafts]
    proposals = [
        Proposal(
            quote=draft.quote,
            number=1,
            engine=ENGINE,
            engine_version=VERSION,
            fields=draft.found.fields,
            proposed_at=at,
        )
        for draft in drafts
    ]
    for rows in (quotes, spans, claims):
        insert_instances(rows)
    for rows in (proposals, reviews):
        insert_instances(rows, but=("id",))
    now = timezone.now()
    insert_history(quotes, by=by, at=now, kind="~", reason=Decision.PROPOSE.value)
    for rows in (spans, claims):
        insert_history(rows, by=by, at=now, kind="+")


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
        rows = found[draft.quote.pk]
        findings += [_finding(draft.quote, each, at) for each in rows]
        rows = OpenRows([], 0, [(each.severity, at) for each in rows], None)
        columns = columns_for(draft.quote, rows)
        items.append(DeskItem(quote=draft.quote, waiting_since=at, **columns))
    insert_instances(findings, but=("id",))
    insert_instances(items, but=("id",))


def _add(rows, draft):
    rows.quotes.append(draft.quote)
    rows.spans += draft.spans
    rows.claims += draft.attributions
    rows.texts[draft.revision.pk] = draft.revision.text


def _finding(quote, found, at):
    return Finding(
        quote=quote,
        rule=found.rule,
        place=found.place,
        severity=found.severity,
        details=dict(found.details),
        found_at=at,
    )


def _mark(revisions, at):
    """Write that this version of the engine has read texts."""
    said = {"engine": ENGINE, "engine_version": VERSION, "at": at}
    Searched.objects.bulk_create(
        [Searched(revision=revision, **said) for revision in revisions],
        update_conflicts=True,
        unique_fields=["revision"],
        update_fields=list(said),
    )
