"""What becomes of what a program proposed, once a person decides."""

from quotes.ledger import quote_state, voiding_part
from quotes.models import Quote
from quotes.vocabulary import Basis, Decision, Outcome, Rank


def close_proposals(quote, decision, by):
    """Say what became of the pending proposals of a quote, and who decided.

    quote is locked, its decision (accept or reject) not yet recorded. Accepted after
    somebody changed what was proposed is “corrected”. What is accepted becomes the
    preferred attribution, if it proposes one alone.
    """
    outcome = Outcome.REJECTED
    if decision == Decision.ACCEPT:
        outcome = Outcome.CORRECTED if _was_changed(quote) else Outcome.ACCEPTED
    pending = quote.proposals.filter(outcome=Outcome.PENDING)
    pending.update(outcome=outcome, decided_by=by)
    if decision == Decision.ACCEPT:
        _prefer_accepted(quote, by)


def open_proposals(quote):
    """Make rejected proposals pending: their quote is a proposal once more."""
    rejected = quote.proposals.filter(outcome=Outcome.REJECTED)
    rejected.update(outcome=Outcome.PENDING, decided_by=None)


def _was_changed(quote):
    """Tell whether a quote says otherwise by now than when it was proposed."""
    first = quote.reviews.order_by("number").first()
    if first is None:
        return False
    now = quote_state(Quote.objects.with_state().get(pk=quote.pk))
    return voiding_part(now) != voiding_part(first.state)


def _prefer_accepted(quote, by):
    """Make the proposed attribution the preferred one, unless an editor chose one.

    Two proposed ones are candidates still: nothing says whether they are meant jointly
    or one instead of the other, and a program's choice is nobody's decision.
    """
    if quote.attributions.filter(rank=Rank.PREFERRED).exists():
        return
    rows = list(
        quote.attributions.filter(
            basis=Basis.PROPOSED, rank=Rank.NORMAL, accepted_by=None
        ).order_by("number")
    )
    if len(rows) != 1:
        return
    [row] = rows
    row.accepted_by = by
    row.rank, row.position = Rank.PREFERRED, 1
    row._history_user = by
    row.save()
