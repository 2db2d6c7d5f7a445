"""The steps that every decision shares: lock, may they, record, publish."""

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from quotes import publishing, transitions
from quotes.ledger import quote_state, review_digest
from quotes.models import Quote, QuoteTerms, Review
from quotes.roles import role_of
from quotes.terms import terms_of_quote
from quotes.vocabulary import Decision, Status
from quotes.workflow.chain import changers, now_in_whole_seconds
from quotes.workflow.desk import demand_unclaimed, refresh_item
from quotes.workflow.errors import WorkflowError
from quotes.workflow.findings import refresh_findings
from quotes.workflow.permissions import demand_permission

__all__ = [
    "changers",
    "demand_permission",
    "demand_reason",
    "demand_version",
    "index_words",
    "lock",
    "lock_all",
    "now_in_whole_seconds",
    "record",
    "record_decision",
    "transition_for",
]


def lock(quote, *, by=None):
    """Return the quote's row as it stands, locked until the transaction ends.

    quote is the instance that the caller looked at: if the row moved on since, the
    caller decided on something else than what is there. Raises WorkflowError with
    code changed_meanwhile; with by, claimed while somebody else is on it.
    """
    try:
        locked = Quote.objects.select_for_update(of=("self",)).get(pk=quote.pk)
    except ObjectDoesNotExist:
        raise WorkflowError(
            _("This quote is not there any more."), code="changed_meanwhile"
        ) from None
    demand_version(locked, quote.version)
    if by is not None:
        demand_unclaimed(locked, by)
    return locked


def demand_version(quote, seen):
    """Raise WorkflowError (changed_meanwhile) unless a quote is still the one seen."""
    if quote.version != seen:
        raise WorkflowError(
            _(
                "Changed meanwhile by %(who)s: you decided on version %(seen)d, this is "
                "version %(now)d. Look at it again; nothing was saved."
            ),
            code="changed_meanwhile",
            params={"who": quote.changed_by or "?", "seen": seen, "now": quote.version},
        )


def lock_all(keys):
    """Lock quotes, by key, until the transaction ends; return nothing.

    Whoever changes several takes them at the start and in one order. Taken one after
    the other they would wait in a circle: each change also takes the statements of its
    article that get other findings (quotes.workflow.findings).
    """
    rows = Quote.objects.select_for_update().filter(pk__in=list(keys))
    list(rows.order_by("pk").values_list("pk"))


def demand_reason(reason):
    """Return a reason without white space around it; raise reason_needed if empty."""
    reason = (reason or "").strip()
    if not reason:
        raise WorkflowError(_("Give a reason."), code="reason_needed")
    return reason


def transition_for(quote, decision):
    """Return the row of the table for a decision on a quote as it stands.

    Raises WorkflowError with code no_transition.
    """
    row = transitions.find(decision, quote.status)
    if row is None:
        raise WorkflowError(
            _("A quote that is “%(status)s” cannot be “%(decision)s”."),
            code="no_transition",
            params={
                "status": quote.get_status_display(),
                "decision": decision.label,
            },
        )
    return row


def record(
    quote, decision, *, by, at, reason="", evidence="", internal=False, check=True
):
    """Save a changed quote and append a review of the state it is now in.

    The quote's own columns must be set; its spans, attributions and corrections
    saved. check=False leaves the findings to the caller, who writes several quotes of
    one article and then runs refresh_article() once. Returns the review. Raises IntegrityError where a constraint refuses.
    """
    at = _not_before_the_last(quote, at)
    quote.version += 1
    quote.review_count += 1
    quote._history_user = by
    quote._change_reason = (reason or decision.value)[:100]
    fresh = Quote.objects.with_state().get(pk=quote.pk) if quote.pk else quote
    is_reworded = (fresh.words, fresh.language) != (quote.words, quote.language)
    state = quote_state(_with_columns_of(fresh, quote))
    review = Review(
        quote=quote,
        number=quote.review_count,
        decision=decision.value,
        by=by,
        role=role_of(by).value,
        at=at,
        reason=reason,
        evidence=evidence,
        evidence_is_internal=internal,
        state=state,
        previous_digest=quote.head_digest,
    )
    review.digest = review_digest(review)
    quote.head_digest = review.digest
    quote.save()
    review.save(force_insert=True)
    if is_reworded or review.number == 1:
        index_words(quote)
    if check and decision in transitions.CHANGING:
        refresh_findings(quote, at=at)
    ends_a_claim = decision not in (*transitions.CHANGING, Decision.REANCHOR)
    refresh_item(quote, at=at, free=ends_a_claim)
    return review


def index_words(quote):
    """Write what a saved quote's words are found by, in the panel's lists."""
    row = QuoteTerms(quote=quote, terms=terms_of_quote(quote.words, quote.language))
    QuoteTerms.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["quote"],
        update_fields=["terms"],
    )


def _not_before_the_last(quote, at):
    """Return a moment, or that of the last review: two servers' clocks may differ."""
    latest = quote.reviews.order_by("-number").values_list("at", flat=True).first()
    return at if latest is None else max(at, latest)


def record_decision(quote, row, *, by, at, **said):
    """Move a quote along a row of the table, record it, publish where it is public."""
    quote.status = row.moves[quote.status]
    review = record(quote, row.decision, by=by, at=at, **said)
    if row.public:
        publishing.publish(quote, review)
    elif quote.status == Status.UNDER_REVIEW:
        publishing.mark_under_review(quote, at)
    return review


def _with_columns_of(fresh, quote):
    """Return fresh, with its preloaded relations, carrying the columns of quote."""
    for field in Quote._meta.concrete_fields:
        setattr(fresh, field.attname, getattr(quote, field.attname))
    return fresh
