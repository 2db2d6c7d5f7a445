"""What verifiers decide: verify, dispute, settle, reject, withdraw, reopen."""

from django.db import transaction
from django.utils.translation import gettext as _

from quotes.ledger import spans_in_force
from quotes.models import Quote, Span
from quotes.roles import may
from quotes.shown import is_shown_as_passage
from quotes.texts import TextError, select
from quotes.vocabulary import Decision, Rank, SpanRole, Status
from quotes.workflow.chain import has_changed
from quotes.workflow.errors import WorkflowError, translated
from quotes.workflow.proposals import close_proposals, open_proposals
from quotes.workflow.records import (
    demand_permission,
    demand_reason,
    lock,
    now_in_whole_seconds,
    record_decision,
    transition_for,
)

#: What decide() takes; every other decision brings something of its own along.
DECISIONS = frozenset(
    {
        Decision.ACCEPT,
        Decision.VERIFY,
        Decision.DISPUTE,
        Decision.SETTLE,
        Decision.REJECT,
        Decision.WITHDRAW,
        Decision.REOPEN,
    }
)


def verify(quote, *, by, **said):
    """Find words, span, kind, speaker and source right, for this article.

    quote is the instance that was looked at. Keywords as for decide(). Raises
    WorkflowError; nothing is written then.
    """
    return decide(quote, Decision.VERIFY, by=by, **said)


def dispute(quote, *, by, reason, evidence, **said):
    """Say in public that words or attribution are contested, with evidence."""
    return decide(
        quote, Decision.DISPUTE, by=by, reason=reason, evidence=evidence, **said
    )


def settle(quote, *, by, reason, **said):
    """Say in public that nobody knows who said this: a final answer, not a gap."""
    return decide(quote, Decision.SETTLE, by=by, reason=reason, **said)


def accept(quote, *, by, **said):
    """Take a proposal over as one's own change; a second person has to verify it."""
    return decide(quote, Decision.ACCEPT, by=by, **said)


def reject(quote, *, by, reason, **said):
    """Say that this is not a quote; its proposal stays and is not made again."""
    return decide(quote, Decision.REJECT, by=by, reason=reason, **said)


def withdraw(quote, *, by, reason, **said):
    """Take a public quote back at once; the notice follows as a correction."""
    return decide(quote, Decision.WITHDRAW, by=by, reason=reason, **said)


def reopen(quote, *, by, reason, **said):
    """Put a settled, withdrawn or rejected quote back on the desk."""
    return decide(quote, Decision.REOPEN, by=by, reason=reason, **said)


@transaction.atomic
def decide(
    quote,
    decision,
    *,
    by,
    reason="",
    evidence="",
    internal=False,
    override="",
    at=None,
):
    """Take a decision on a quote and return the quote as it then stands.

    internal keeps the evidence off the public pages; override is the reason for
    deciding alone where four eyes would refuse (needs the permission break_glass);
    at is an aware moment, now when omitted.
    """
    if decision not in DECISIONS:
        raise WorkflowError(
            _("“%(decision)s” is not decided this way."),
            code="no_transition",
            params={"decision": decision.label},
        )
    locked = lock(quote, by=by)
    row = transition_for(locked, decision)
    demand_permission(by, row.permission)
    if row.needs_reason:
        reason = demand_reason(reason)
    if row.needs_evidence and not evidence.strip():
        raise WorkflowError(_("Give the evidence."), code="evidence_needed")
    if row.four_eyes:
        locked.single_editor = _override_or_refusal(
            by, override, is_changer=has_changed(locked, by)
        )
        locked.decided_by = by
        demand_publishable(Quote.objects.with_state().get(pk=locked.pk), decision)
    if row.changes:
        locked.changed_by, locked.changed_at = by, now_in_whole_seconds(at)
    if decision in (Decision.ACCEPT, Decision.REJECT):
        close_proposals(locked, decision, by)
    elif row.moves[locked.status] == Status.PROPOSED:
        open_proposals(locked)
    record_decision(
        locked,
        row,
        by=by,
        at=now_in_whole_seconds(at),
        reason=reason.strip(),
        evidence=evidence.strip(),
        internal=internal,
    )
    return locked


def why_not(quote, row, by):
    """Return why a user may not take a decision on a quote now, or "".

    For buttons: the refusal is shown before the click. Says nothing of what the
    form still has to give (reason, evidence).
    """
    loaded = Quote.objects.with_state().get(pk=quote.pk) if row.four_eyes else quote
    return refusal_of(
        loaded, row, by, is_changer=row.four_eyes and has_changed(quote, by)
    )


def refusal_of(quote, row, by, *, is_changer):
    """Return what why_not() returns, from rows that are preloaded: no query.

    quote comes with spans__revision, attributions__speaker and attributions__mention;
    is_changer tells whether the user changed it since two people last settled it.
    """
    try:
        demand_permission(by, row.permission)
        if row.four_eyes:
            _override_or_refusal(by, "", is_changer=is_changer)
            demand_publishable(quote, row.decision)
    except WorkflowError as refusal:
        return str(refusal)
    return ""


def needs_override(quote, row, by):
    """Tell whether only four eyes stand in the way and the user may break the glass."""
    return row.four_eyes and has_changed(quote, by) and may(by, "break_glass")


def _override_or_refusal(by, override, *, is_changer):
    """Return the reason for a single editor, "" where two people stand behind it."""
    if not is_changer:
        return ""
    if not override.strip():
        raise WorkflowError(
            _(
                "Four eyes: you changed this quote or merged its speaker, so somebody else has to decide. "
                "A standards editor may decide alone, giving a reason that shows in "
                "public as “single editor”."
            ),
            code="four_eyes",
        )
    demand_permission(by, "break_glass")
    return override.strip()


def demand_publishable(quote, decision):
    """Raise WorkflowError (incomplete or bad_span) unless readers could be shown it.

    quote comes with its spans, their revisions and its attributions preloaded.
    """
    spans = spans_in_force(quote)
    preferred = [row for row in quote.attributions.all() if row.rank == Rank.PREFERRED]
    preferred.sort(key=lambda row: row.position)
    _demand_spans(quote, spans, preferred)
    named = [row for row in preferred if row.speaker_id is not None]
    if decision == Decision.VERIFY and (not named or len(named) < len(preferred)):
        raise WorkflowError(
            _(
                "Verified means that the speaker is known: attribute the quote first, "
                "or settle it as unresolved."
            ),
            code="incomplete",
        )
    if decision == Decision.SETTLE and named:
        raise WorkflowError(
            _(
                "This quote is attributed to %(names)s. To settle it as unresolved, "
                "reattribute it to nobody first, with the reason."
            ),
            code="incomplete",
            params={"names": ", ".join(row.speaker.name for row in named)},
        )


def _demand_spans(quote, spans, preferred):
    roles = {span.role for span in spans}
    if SpanRole.CONTENT not in roles:
        raise WorkflowError(
            _("Mark the words in the text first: there is no content span."),
            code="incomplete",
        )
    # A mention that no preferred attribution names is not shown.
    is_mentioned = any(row.mention_id is not None for row in preferred)
    if is_shown_as_passage(quote) and not (SpanRole.CUE in roles and is_mentioned):
        raise WorkflowError(
            _(
                "Reported speech is shown with its cue and its mention: mark both in "
                "the text first, and let the attribution name the mention."
            ),
            code="incomplete",
        )
    named = {row.mention.number for row in preferred if row.mention is not None}
    for span in spans:
        is_shown = span.role != SpanRole.MENTION or span.number in named
        if span.start is None and not is_shown:
            continue  # of a wrong attribution, or of a candidate
        fault = span_fault(span, quote)
        if fault:
            raise WorkflowError(fault, code="bad_span")


def span_fault(span, quote):
    """Return what is wrong with a span against its revision's text, or ""."""
    name = f"{span.get_role_display()} {span.number}"
    if span.revision.article_id != quote.article_id:
        return _("%(span)s: the revision belongs to another article.") % {"span": name}
    if span.start is None:
        return _("%(span)s: its place in the text is “%(state)s”.") % {
            "span": name,
            "state": span.get_state_display(),
        }
    try:
        there = select(span.revision.text, span.start, span.end)
    except TextError as error:
        return _("%(span)s: %(why)s") % {"span": name, "why": translated(error)}
    for field in ("exact", "prefix", "suffix"):
        if getattr(there, field) != getattr(span, field):
            return _(
                "%(span)s: “%(stored)s” is stored as “%(field)s”, but the text has "
                "“%(there)s” at %(start)d–%(end)d."
            ) % {
                "span": name,
                "stored": getattr(span, field),
                "field": Span._meta.get_field(field).verbose_name,
                "there": getattr(there, field),
                "start": span.start,
                "end": span.end,
            }
    return ""
