"""What editors change: enter, change, reattribute, add a candidate."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from quotes.ledger import quote_state, voiding_part
from quotes.models import Quote
from quotes.vocabulary import SETTLED, Basis, Decision, Rank, Status
from quotes.workflow.errors import WorkflowError
from quotes.workflow.pieces import (
    attribute,
    demand_claims,
    demand_difference,
    mention_number,
    revision_in_force,
    words_at,
    write_spans,
)
from quotes.workflow.records import (
    demand_permission,
    demand_reason,
    lock,
    now_in_whole_seconds,
    record,
    record_decision,
    transition_for,
)

#: Columns of a quote that an editor may change.
EDITABLE = (
    "external_id",
    "kind",
    "polarity",
    "language",
    "occasion",
    "is_heading",
    "said_on",
    "said_on_precision",
    "said_on_printed",
    "said_on_known",
    "source",
)


@transaction.atomic
def enter_quote(
    revision,
    *,
    by,
    spans,
    fields,
    claims=(),
    proposed=False,
    at=None,
    public_id=None,
    check=True,
):
    """Write a new statement of an article and its first review; return the quote.

    revision is the text that the spans (SpanAt) index; fields are columns named in
    EDITABLE; claims become preferred attributions, jointly if there are two. proposed:
    a program or a contributor said so; the claims then stay candidates until an editor
    accepts, and what a program said of its reasons belongs in a Proposal beside it.
    check=False leaves the findings to the caller, as record() says.
    Raises WorkflowError (bad_span, incomplete, not_allowed).
    """
    demand_permission(by, "propose_quote" if proposed else "add_quote")
    demand_claims(claims, proposed=proposed)
    at = now_in_whole_seconds(at)
    quote = Quote(
        article=revision.article,
        status=Status.PROPOSED if proposed else Status.UNVERIFIED,
        version=0,
        changed_by=by,
        changed_at=at,
        words=words_at(revision.text, spans),
    )
    if public_id:
        quote.public_id = public_id
    set_columns(quote, {"language": revision.article.language, **fields})
    quote.skip_history_when_saving = True
    quote.save()
    del quote.skip_history_when_saving
    write_spans(quote, revision, spans, by)
    for number, claim in enumerate(claims, start=1):
        attribute(
            quote,
            number,
            replace(claim, basis=Basis.PROPOSED) if proposed else claim,
            by=by,
            position=0 if proposed else number,
            jointly=len(claims) > 1 and not proposed,
        )
    decision = Decision.PROPOSE if proposed else Decision.ENTER
    record(quote, decision, by=by, at=at, check=check)
    return quote


@transaction.atomic
def change_quote(
    quote, *, by, fields=None, spans=None, revision=None, reason="", at=None
):
    """Change columns, spans or both, and return the quote as it then stands.

    spans, where given, is the whole set (SpanAt) in a revision of its article, the
    newest that has the quote's words if omitted: what is not in it goes. A change of what was verified takes a public
    quote to “under review” and needs a reason. Nothing changed: nothing is written.
    Raises WorkflowError (changed_meanwhile, no_transition, bad_span, reason_needed).
    """
    locked = lock(quote, by=by)
    row = transition_for(locked, Decision.CHANGE)
    demand_permission(by, row.permission)
    before = state_of(locked)
    set_columns(locked, fields or {})
    if spans is not None:
        revision = revision or revision_in_force(locked)
        _demand_own_text(locked, revision)
        locked.words = words_at(revision.text, spans)
        write_spans(locked, revision, spans, by)
    return finish(locked, before, row, by=by, reason=reason, at=at)


@transaction.atomic
def reattribute(quote, *, by, claims, reason, keep_old=False, deprecation="", at=None):
    """Say that somebody else said it; return the quote as it then stands.

    claims (Claim) become the preferred attributions, in order, jointly if there are
    two or more; a claim without a speaker says that we do not know. The old preferred
    ones are deprecated with `deprecation` (the reason itself when omitted), or kept
    as candidates with keep_old.
    """
    reason = demand_reason(reason)
    if not claims:
        raise WorkflowError(
            _("Say to whom, or that it is not known."), code="incomplete"
        )
    demand_claims(claims)
    locked = lock(quote, by=by)
    row = transition_for(locked, Decision.REATTRIBUTE)
    demand_permission(by, row.permission)
    before = state_of(locked)
    _demand_difference(locked, claims)
    _step_down(locked, keep_old, deprecation or reason, by)
    number = _next_number(locked)
    for position, claim in enumerate(claims, start=1):
        attribute(
            locked,
            number + position - 1,
            claim,
            by=by,
            position=position,
            jointly=len(claims) > 1,
            reason=reason,
        )
    return finish(locked, before, row, by=by, reason=reason, at=at)


@transaction.atomic
def add_candidate(quote, *, by, claim, reason, at=None):
    """Note who else it may be; no verification is lost by it."""
    reason = demand_reason(reason)
    locked = lock(quote, by=by)
    row = transition_for(locked, Decision.CHANGE)
    demand_permission(by, row.permission)
    before = state_of(locked)
    attribute(locked, _next_number(locked), claim, by=by, position=0, reason=reason)
    return finish(locked, before, row, by=by, reason=reason, at=at)


def finish(quote, before, row, *, by, reason, at):
    """Record what differs from the state before; move the status if it was voiding.

    quote has its columns set, not saved; its spans and attributions are saved. row is
    the transition that was found; nothing differs: nothing is written.
    """
    after = state_of(quote)
    if after == before:
        return quote
    at = now_in_whole_seconds(at)
    said = {"by": by, "at": at, "reason": reason.strip()}
    if voiding_part(after) == voiding_part(before):
        record(quote, row.decision, **said)
        return quote
    if quote.status in (*SETTLED, Status.UNDER_REVIEW):
        demand_reason(reason)
    quote.changed_by, quote.changed_at = by, at
    record_decision(quote, row, **said)
    return quote


def state_of(quote):
    """Return the canonical state from the rows, with the quote's unsaved columns."""
    fresh = Quote.objects.with_state().get(pk=quote.pk)
    for field in Quote._meta.concrete_fields:
        setattr(fresh, field.attname, getattr(quote, field.attname))
    return quote_state(fresh)


def _demand_own_text(quote, revision):
    """Refuse a text of another article, and one older than that the words stand in."""
    now = revision_in_force(quote)
    if revision.article_id != quote.article_id or revision.number < now.number:
        raise WorkflowError(
            _("The words of a quote are marked in the newest text of its article."),
            code="bad_span",
        )


def set_columns(quote, fields):
    """Set columns named in EDITABLE; raise WorkflowError (not_allowed, incomplete)."""
    for name, value in fields.items():
        if name not in EDITABLE:
            raise WorkflowError(
                _("%(name)s is not changed this way."),
                code="not_allowed",
                params={"name": name},
            )
        setattr(quote, name, value)
    others = [each.name for each in Quote._meta.fields if each.name not in fields]
    try:
        quote.clean_fields(exclude=others)
    except ValidationError as error:
        raise WorkflowError(
            " ".join(f"{name}: {' '.join(said)}" for name, said in error),
            code="incomplete",
        ) from None


def _demand_difference(quote, claims):
    rows = quote.attributions.filter(rank=Rank.PREFERRED)
    rows = rows.select_related("mention", "speaker__merged_into").order_by("position")
    demand_difference(
        [(row.speaker, row.mention and row.mention.number) for row in rows],
        [(claim.speaker, mention_number(quote, claim)) for claim in claims],
    )


def _step_down(quote, keep_old, reason, by):
    for row in quote.attributions.filter(rank=Rank.PREFERRED):
        row.rank = Rank.NORMAL if keep_old else Rank.DEPRECATED
        row.position, row.jointly = 0, False
        if not keep_old:
            row.reason = reason
        row._history_user = by
        row.save()


def _next_number(quote):
    last = quote.attributions.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
