"""One reason for many quotes: reattributed together, undone together, each by itself.

Every quote goes through reattribute() and revert() in a savepoint of its own: what one
is refused for is kept with it, and the others go on.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from quotes import transitions
from quotes.models import Batch, BatchItem
from quotes.models.constraints import sentence_for
from quotes.vocabulary import Basis, Decision, Rank
from quotes.workflow.changes import reattribute
from quotes.workflow.desk import demand_free
from quotes.workflow.errors import WorkflowError
from quotes.workflow.pieces import Claim, demand_difference
from quotes.workflow.records import (
    demand_permission,
    demand_reason,
    lock,
    lock_all,
    now_in_whole_seconds,
    transition_for,
)
from quotes.workflow.reverting import revert

#: More than these nobody looks at one by one; of every decision on several quotes.
MOST = 100

_PERMISSION = transitions.find(Decision.REATTRIBUTE, "unverified").permission


@transaction.atomic
def reattribute_batch(quotes, *, by, speaker, reason, basis=Basis.EDITOR, at=None):
    """Say of several quotes that one speaker said them; return the Batch.

    quotes are the instances that were looked at; speaker None says that it is not
    known. Each keeps its mention. One that is refused is left out, with the reason in
    its BatchItem. Raises WorkflowError where nothing can be done: not_allowed,
    reason_needed, incomplete (no quote, too many, or none that could be done).
    """
    demand_permission(by, _PERMISSION)
    reason = demand_reason(reason)
    quotes = sorted({quote.pk: quote for quote in quotes}.values(), key=_key)
    _demand_number(quotes)
    demand_standing(speaker)
    lock_all([quote.pk for quote in quotes])
    at = now_in_whole_seconds(at)
    batch = Batch.objects.create(speaker=speaker, reason=reason, by=by, at=at)
    said = {"by": by, "reason": reason, "at": at}
    items = [_reattribute(batch, quote, speaker, basis, said) for quote in quotes]
    if not any(item.review for item in items):
        raise WorkflowError(
            _("None of these quotes could be reattributed; nothing was saved."),
            code="incomplete",
        )
    return batch


@transaction.atomic
def undo_batch(batch, *, by, reason, at=None):
    """Bring the quotes of a batch back to before it; return the Batch.

    A quote that got a later review stays as it is, with the reason in its BatchItem.
    What was public stays under review: somebody has to verify it. Raises
    WorkflowError: not_allowed, reason_needed, frozen (undone already), incomplete
    (none could be brought back).
    """
    demand_permission(by, _PERMISSION)
    reason = demand_reason(reason)
    locked = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.undone_at is not None:
        raise WorkflowError(_("This batch was undone already."), code="frozen")
    at = now_in_whole_seconds(at)
    items = locked.items.filter(review__isnull=False)
    lock_all(items.values_list("quote", flat=True))
    done = [
        _undo(item, {"by": by, "reason": reason, "at": at})
        for item in items.select_related("quote", "review").order_by("quote_id")
    ]
    if not any(done):
        raise WorkflowError(
            _("Each of these quotes was changed or decided since; nothing was undone."),
            code="incomplete",
        )
    locked.undone_by, locked.undone_at, locked.undo_reason = by, at, reason
    locked.save(update_fields=["undone_by", "undone_at", "undo_reason"])
    return locked


def why_too_many(quotes):
    """Return why so many quotes are not decided on at once, or ""."""
    if len(quotes) > MOST:
        return _("Choose at most %(count)d: each has to be looked at.") % {
            "count": MOST
        }
    return ""


def refusal_in_batch(quote, speaker, by, at=None):
    """Return why a batch will leave a quote out, or ""; for the page before the click.

    Costs no query where desk_item__claimed_by, attributions__speaker and
    attributions__mention are preloaded.
    """
    try:
        _demand_free(quote, by, now_in_whole_seconds(at))
        transition_for(quote, Decision.REATTRIBUTE)
        claim_for(quote, speaker)
    except WorkflowError as refusal:
        return str(refusal)
    return ""


def why_not_undone(item):
    """Return why undoing its batch will leave a quote as it is, or ""."""
    if item.quote.review_count != item.review.number:
        return _("It was changed or decided since; look at it by itself.")
    return ""


def preferred_of(quote):
    """Return the preferred attributions of a quote in order, from preloaded rows."""
    rows = [row for row in quote.attributions.all() if row.rank == Rank.PREFERRED]
    return sorted(rows, key=lambda row: row.position)


def claim_for(quote, speaker, basis=Basis.EDITOR):
    """Return the claim that a batch makes: this speaker, named where the last one was.

    Raises WorkflowError (incomplete) for what no batch decides.
    """
    rows = preferred_of(quote)
    if len(rows) > 1:
        raise WorkflowError(
            _("Several said it jointly: reattribute it on its own page."),
            code="incomplete",
        )
    mention = rows[0].mention if rows else None
    number = mention and mention.number
    demand_difference([(row.speaker, number) for row in rows], [(speaker, number)])
    return Claim(speaker, number, basis=basis)


def demand_standing(speaker):
    """Raise WorkflowError (incomplete) for a speaker that was merged into another."""
    if speaker is not None and speaker.merged_into_id is not None:
        raise WorkflowError(
            _("%(speaker)s was merged into %(other)s: choose that one."),
            code="incomplete",
            params={"speaker": speaker, "other": speaker.resolved()},
        )


def _demand_free(quote, by, at):
    """Raise WorkflowError (claimed) while a colleague is on a quote."""
    item = getattr(quote, "desk_item", None)
    if item is not None:
        demand_free(item, by, at)


def _key(quote):
    return quote.pk


def _demand_number(quotes):
    if not quotes:
        raise WorkflowError(_("Choose at least one quote."), code="incomplete")
    refusal = why_too_many(quotes)
    if refusal:
        raise WorkflowError(refusal, code="incomplete")


def _reattribute(batch, quote, speaker, basis, said):
    item = BatchItem(batch=batch, quote_id=quote.pk)
    try:
        with transaction.atomic():
            # Seen as it is now or not at all, before anything else is said of it.
            locked = lock(quote)
            _demand_free(locked, said["by"], said["at"])
            transition_for(locked, Decision.REATTRIBUTE)
            done = reattribute(
                locked, claims=[claim_for(locked, speaker, basis)], **said
            )
        item.review = _last_review(done)
    except (WorkflowError, IntegrityError) as refusal:
        item.refusal = _sentence(refusal)
    item.save()
    return item


def _undo(item, said):
    item.undo_refusal = why_not_undone(item)
    if not item.undo_refusal:
        try:
            with transaction.atomic():
                done = revert(item.quote, item.review.number - 1, **said)
            item.undo_review = _last_review(done)
        except (WorkflowError, IntegrityError) as refusal:
            item.undo_refusal = _sentence(refusal)
    item.save(update_fields=["undo_review", "undo_refusal"])
    return item.undo_review is not None


def _last_review(quote):
    return quote.reviews.get(number=quote.review_count)


def _sentence(refusal):
    if isinstance(refusal, IntegrityError):
        return sentence_for(refusal)
    return str(refusal)
