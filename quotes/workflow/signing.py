"""Who may change, sign, publish or discard a correction, and when nobody may.

One place for the pages, which tell before the click (why_not_…), and for
quotes.workflow.corrections, which refuses at it (demand_…). Nothing is written here.
"""

from django.utils.translation import gettext as _

from quotes import transitions
from quotes.vocabulary import Decision
from quotes.workflow.carriers import demand_timely
from quotes.workflow.chain import now_in_whole_seconds
from quotes.workflow.errors import WorkflowError
from quotes.workflow.permissions import demand_permission


def why_not_edited(correction, by):
    """Return why a user may not change the words of a correction, or ""."""
    return _refusal(demand_editable, correction, by)


def why_not_discarded(correction, by):
    """Return why a user may not discard a correction, or ""."""
    return _refusal(demand_discardable, correction, by)


def why_not_signed(correction, by, at=None):
    """Return why a user may not sign a correction now, or ""; at is an aware moment."""
    return _refusal(demand_signable, correction, by, now_in_whole_seconds(at))


def why_not_published(correction, by, at=None):
    """Return why a user may not publish a correction now, or ""; at as above."""
    return _refusal(demand_publishable, correction, by, now_in_whole_seconds(at))


def _refusal(demand, *given):
    try:
        demand(*given)
    except WorkflowError as refusal:
        return str(refusal)
    return ""


def demand_open(correction):
    """Raise WorkflowError (frozen) for a correction that is published."""
    if correction.is_published:
        raise WorkflowError(
            _("This correction is published and frozen; draft another one."),
            code="frozen",
        )


def demand_editable(correction, by):
    """Raise WorkflowError (frozen, not_allowed, four_eyes) unless a user may edit."""
    demand_open(correction)
    demand_permission(by, "draft_correction")
    if correction.drafted_by_id != by.pk:
        raise WorkflowError(
            _(
                "%(who)s drafted this correction. To change its words, discard it with "
                "a reason and draft your own: who writes it cannot sign it."
            ),
            code="four_eyes",
            params={"who": correction.drafted_by},
        )


def demand_discardable(correction, by):
    """Raise WorkflowError (frozen, not_allowed) unless a user may discard."""
    demand_open(correction)
    demand_permission(by, "draft_correction")


def demand_signable(correction, by, at):
    """Raise WorkflowError unless a user may sign at an aware moment.

    Codes: frozen, not_allowed, four_eyes, changed_meanwhile (it is signed already),
    delay_reason_needed.
    """
    demand_open(correction)
    demand_permission(by, "sign_correction")
    if correction.drafted_by_id == by.pk:
        raise WorkflowError(
            _("Four eyes: you drafted this correction, so somebody else signs it."),
            code="four_eyes",
        )
    if correction.is_signed:
        raise WorkflowError(
            _("%(who)s has signed it already."),
            code="changed_meanwhile",
            params={"who": correction.signed_by},
        )
    demand_timely(correction, at)


def demand_publishable(correction, by, at):
    """Return the transition of a correction's quote that a user may take by it.

    Raises WorkflowError: frozen, not_allowed, four_eyes, no_transition,
    delay_reason_needed.
    """
    demand_open(correction)
    demand_permission(by, "sign_correction")
    if not correction.is_signed:
        raise WorkflowError(
            _("Somebody other than the drafter has to sign it first."),
            code="four_eyes",
        )
    row = demand_settled(correction.quote)
    demand_permission(by, row.permission)
    demand_timely(correction, at)
    return row


def demand_settled(quote):
    """Return the transition by which a notice goes out with a quote as it stands.

    Raises WorkflowError (no_transition) where nobody has decided on the quote.
    """
    row = transitions.find(Decision.CORRECT, quote.status)
    if row is None:
        raise WorkflowError(
            _(
                "The quote is “%(status)s”: a notice goes out with a quote that "
                "somebody has verified, disputed, settled or withdrawn. Decide on the "
                "quote first."
            ),
            code="no_transition",
            params={"status": quote.get_status_display()},
        )
    return row
