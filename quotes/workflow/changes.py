"""What editors change: enter, change, reattribute, add a candidate."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from quotes.ledger import quote_state, spans_in_force, voiding_part
from quotes.models import Attribution, Quote, Span
from quotes.texts import ELISION, TextError, select
from quotes.vocabulary import SETTLED, Basis, Decision, Rank, SpanRole, Status
from quotes.workflow.errors import WorkflowError
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


@dataclass(frozen=True, slots=True)
class SpanAt:
    """Where a span shall stand: role, number in that role, positions in code points."""

    role: str
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """Who said it, by one account: a speaker, None where it is not known.

    mention is the number of a mention span that the quote has; place is (start, end)
    of one that it has not yet, and that is written with the claim.
    """

    speaker: object = None
    mention: int | None = None
    place: tuple[int, int] | None = None
    basis: str = Basis.EDITOR


@transaction.atomic
def enter_quote(
    revision, *, by, spans, fields, claims=(), proposed=False, at=None, public_id=None
):
    """Write a new statement of an article and its first review; return the quote.

    revision is the text that the spans (SpanAt) index; fields are columns named in
    EDITABLE; claims become preferred attributions, jointly if there are two. proposed:
    a program said so (then a Proposal belongs beside it, and claims stay candidates).
    Raises WorkflowError (bad_span, incomplete, not_allowed).
    """
    demand_permission(by, "propose_quote" if proposed else "add_quote")
    at = now_in_whole_seconds(at)
    quote = Quote(
        article=revision.article,
        status=Status.PROPOSED if proposed else Status.UNVERIFIED,
        version=0,
        changed_by=by,
        changed_at=at,
        words=_words(revision.text, spans),
    )
    if public_id:
        quote.public_id = public_id
    _set_columns(quote, {"language": revision.article.language, **fields})
    quote.skip_history_when_saving = True
    quote.save()
    del quote.skip_history_when_saving
    _write_spans(quote, revision, spans, by)
    for number, claim in enumerate(claims, start=1):
        _attribute(
            quote,
            number,
            claim,
            by=by,
            position=0 if proposed else number,
            jointly=len(claims) > 1 and not proposed,
        )
    decision = Decision.PROPOSE if proposed else Decision.ENTER
    record(quote, decision, by=by, at=at)
    return quote


@transaction.atomic
def change_quote(quote, *, by, fields=None, spans=None, reason="", at=None):
    """Change columns, spans or both, and return the quote as it then stands.

    spans, where given, is the whole set (SpanAt) in the newest revision the quote has
    spans in: what is not in it goes. A change of what was verified takes a public
    quote to “under review” and needs a reason. Nothing changed: nothing is written.
    Raises WorkflowError (changed_meanwhile, no_transition, bad_span, reason_needed).
    """
    locked = lock(quote)
    row = transition_for(locked, Decision.CHANGE)
    demand_permission(by, row.permission)
    before = _state(locked)
    _set_columns(locked, fields or {})
    if spans is not None:
        revision = _revision_in_force(locked)
        locked.words = _words(revision.text, spans)
        _write_spans(locked, revision, spans, by)
    return _finish(locked, before, row, by=by, reason=reason, at=at)


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
    locked = lock(quote)
    row = transition_for(locked, Decision.REATTRIBUTE)
    demand_permission(by, row.permission)
    before = _state(locked)
    _demand_difference(locked, claims)
    _step_down(locked, keep_old, deprecation or reason, by)
    number = _next_number(locked)
    for position, claim in enumerate(claims, start=1):
        _attribute(
            locked,
            number + position - 1,
            claim,
            by=by,
            position=position,
            jointly=len(claims) > 1,
            reason=reason,
        )
    return _finish(locked, before, row, by=by, reason=reason, at=at)


@transaction.atomic
def add_candidate(quote, *, by, claim, reason, at=None):
    """Note who else it may be; no verification is lost by it."""
    reason = demand_reason(reason)
    locked = lock(quote)
    row = transition_for(locked, Decision.CHANGE)
    demand_permission(by, row.permission)
    before = _state(locked)
    _attribute(locked, _next_number(locked), claim, by=by, position=0, reason=reason)
    return _finish(locked, before, row, by=by, reason=reason, at=at)


def _finish(quote, before, row, *, by, reason, at):
    """Record what differs from the state before; move the status if it was voiding."""
    after = _state(quote)
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


def _state(quote):
    """Return the canonical state from the rows, with the quote's unsaved columns."""
    fresh = Quote.objects.with_state().get(pk=quote.pk)
    for field in Quote._meta.concrete_fields:
        setattr(fresh, field.attname, getattr(quote, field.attname))
    return quote_state(fresh)


def _set_columns(quote, fields):
    for name, value in fields.items():
        if name not in EDITABLE:
            raise WorkflowError(
                _("%(name)s is not changed this way."),
                code="not_allowed",
                params={"name": name},
            )
        setattr(quote, name, value)


def _revision_in_force(quote):
    spans = spans_in_force(quote)
    return spans[0].revision if spans else quote.article.current_revision


def _words(text, spans):
    contents = sorted(
        (span for span in spans if span.role == SpanRole.CONTENT),
        key=lambda span: span.number,
    )
    if not contents:
        raise WorkflowError(
            _("A statement needs at least one content span."), code="incomplete"
        )
    return ELISION.join(_select(text, span).exact for span in contents)


def _select(text, span):
    try:
        return select(text, span.start, span.end)
    except TextError as error:
        raise WorkflowError(
            f"{span.role} {span.number}: {error}", code="bad_span"
        ) from None


def _write_spans(quote, revision, spans, by):
    """Make the stored spans of a revision the given ones; unchanged rows stay."""
    old = {
        (span.role, span.number): span for span in quote.spans.filter(revision=revision)
    }
    for wanted in spans:
        place = _select(revision.text, wanted)
        row = old.pop((wanted.role, wanted.number), None) or Span(
            quote=quote, revision=revision, role=wanted.role, number=wanted.number
        )
        if row.pk and (row.start, row.end) == (place.start, place.end):
            continue
        for name in ("start", "end", "exact", "prefix", "suffix"):
            setattr(row, name, getattr(place, name))
        row.state = "exact"
        row._history_user = by
        row.save()
    for row in old.values():
        if row.attributions.exists():
            raise WorkflowError(
                _(
                    "mention %(number)d cannot go: an attribution names it. Change its "
                    "place instead."
                ),
                code="bad_span",
                params={"number": row.number},
            )
        row._history_user = by
        row.delete()


def _attribute(quote, number, claim, *, by, position, jointly=False, reason=""):
    row = Attribution(
        quote=quote,
        number=number,
        speaker=claim.speaker,
        mention=_mention(quote, claim, by),
        rank=Rank.PREFERRED if position else Rank.NORMAL,
        position=position,
        jointly=jointly,
        basis=claim.basis,
        reason=reason,
    )
    row._history_user = by
    row.save()


def _mention(quote, claim, by):
    """Return the mention span of a claim; write it where the claim brings a place."""
    mentions = quote.spans.filter(role=SpanRole.MENTION).order_by("-revision__number")
    if claim.place is not None:
        return _new_mention(quote, mentions, claim.place, by)
    if claim.mention is None:
        return None
    found = mentions.filter(number=claim.mention).first()
    if found is None:
        raise WorkflowError(
            _("There is no mention %(number)d in this quote."),
            code="bad_span",
            params={"number": claim.mention},
        )
    return found


def _new_mention(quote, mentions, place, by):
    revision = _revision_in_force(quote)
    same = mentions.filter(revision=revision, start=place[0], end=place[1]).first()
    if same is not None:
        return same
    number = (mentions.aggregate(last=Max("number"))["last"] or 0) + 1
    wanted = SpanAt(SpanRole.MENTION, number, *place)
    found = _select(revision.text, wanted)
    row = Span(
        quote=quote,
        revision=revision,
        role=SpanRole.MENTION,
        number=number,
        start=found.start,
        end=found.end,
        exact=found.exact,
        prefix=found.prefix,
        suffix=found.suffix,
    )
    row._history_user = by
    row.save()
    return row


def _demand_difference(quote, claims):
    now = [
        (row.speaker_id, row.mention and row.mention.number)
        for row in quote.attributions.filter(rank=Rank.PREFERRED)
        .select_related("mention")
        .order_by("position")
    ]
    asked = [(claim.speaker and claim.speaker.pk, claim.mention) for claim in claims]
    if now == asked and not any(claim.place for claim in claims):
        raise WorkflowError(
            _("The quote is attributed so already; nothing was changed."),
            code="incomplete",
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
