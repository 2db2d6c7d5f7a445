"""Going back: an earlier state of a quote returns as a change; the reviews stay."""

from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from quotes.ledger import review_digest, voiding_part
from quotes.models import Attribution, Source, Span
from quotes.vocabulary import Decision, Rank, SpanRole
from quotes.workflow.changes import EDITABLE, finish, set_columns, state_of
from quotes.workflow.errors import WorkflowError
from quotes.workflow.pieces import revision_in_force
from quotes.workflow.records import (
    demand_permission,
    demand_reason,
    lock,
    transition_for,
)
from quotes.workflow.told_wrong import demand_wrong_stays_wrong

#: What a stored span takes from a state.
_PLACE = ("start", "end", "exact", "prefix", "suffix", "state")


@transaction.atomic
def revert(quote, number, *, by, reason, at=None):
    """Bring a quote back to the state of its review `number`; return it as it stands.

    Columns, spans and attributions return as a change by `by`, recorded as the next
    review with the reason “↩ N: …”; status, corrections and the text do
    not. An attribution that came later is deprecated with the reason, a candidate
    stays one; both keep the mention they rest on.

    Raises WorkflowError: changed_meanwhile, no_transition, not_allowed, reason_needed,
    incomplete (no such review, nothing differs, something named then is gone),
    bad_span (the review is of another text), frozen (a published correction, or what
    one called wrong).
    """
    reason = demand_reason(reason)
    locked = lock(quote, by=by)
    row = transition_for(locked, Decision.CHANGE)
    demand_permission(by, row.permission)
    old = _state_then(locked, number)
    revision = _demand_same_text(locked, old, number)
    before = state_of(locked)
    set_columns(locked, _columns(old))
    locked.words = old["words"]
    # Kept for ever and read in either language: a sign, no words of one of them.
    said = f"↩ {number}: {reason}"
    _keep_later_mentions(locked, revision, old, by)
    _restore_spans(locked, revision, old, by)
    _restore_claims(locked, revision, old, said, by)
    _drop_spans(locked, revision, old, by)
    _demand_brought_back(locked, before, state_of(locked), old, number)
    return finish(locked, before, row, by=by, reason=said, at=at)


def _state_then(quote, number):
    review = quote.reviews.filter(number=number).select_related("quote", "by").first()
    if review is None:
        raise WorkflowError(
            _("This quote has no review %(number)s."),
            code="incomplete",
            params={"number": number},
        )
    if review_digest(review) != review.digest:
        raise WorkflowError(
            _(
                "Review %(number)d was changed after it was written, so that nobody "
                "can go back to it; verify_ledger tells more."
            ),
            code="frozen",
            params={"number": number},
        )
    return review.state


def _demand_same_text(quote, old, number):
    revision = revision_in_force(quote)
    then = old["revision"]
    if revision is None or then is None or then["number"] != revision.number:
        raise WorkflowError(
            _(
                "Review %(number)d is of another text of this article, where its words "
                "may stand elsewhere. Mark them in the newer text instead."
            ),
            code="bad_span",
            params={"number": number},
        )
    return revision


def _columns(old):
    """Return the columns of EDITABLE as a state has them."""
    said = old["said_on"]
    return {
        **{name: old[name] for name in EDITABLE if name in old and name != "said_on"},
        "said_on": said["date"] and date.fromisoformat(said["date"]),
        "said_on_precision": said["precision"],
        "said_on_printed": said["printed"],
        "said_on_known": said["known"],
        "source": _source(old["source"]),
    }


def _source(public_id):
    if public_id is None:
        return None
    source = Source.objects.filter(public_id=public_id).first()
    if source is None:
        raise WorkflowError(
            _("The source of that state is not there any more; choose one by hand."),
            code="incomplete",
        )
    return source


def _keep_later_mentions(quote, revision, old, by):
    """Give what came later a mention of its own where its mention is about to move.

    The words that a claim rests on are its evidence, also when the claim was wrong.
    """
    then = {(s["role"], s["number"]): s for s in old["spans"]}
    there = {row["number"] for row in old["attributions"]}
    copies = {}
    for claim in quote.attributions.exclude(number__in=there).filter(
        mention__revision=revision
    ):
        span = claim.mention
        wanted = then.get((span.role, span.number))
        if wanted is None or _is_at(span, wanted):
            continue
        if span.pk not in copies:
            copies[span.pk] = _copy_of(span, old, by)
        claim.mention = copies[span.pk]
        claim._history_user = by
        claim.save()


def _copy_of(span, old, by):
    """Write a mention at the same place under a number that no state has used."""
    mentions = Span.objects.filter(quote=span.quote_id, role=SpanRole.MENTION)
    last = mentions.aggregate(last=Max("number"))["last"]
    then = [s["number"] for s in old["spans"] if s["role"] == SpanRole.MENTION]
    copy = Span(
        quote_id=span.quote_id,
        revision_id=span.revision_id,
        role=span.role,
        number=max([last, *then]) + 1,
        **{name: getattr(span, name) for name in _PLACE},
    )
    copy._history_user = by
    copy.save()
    return copy


def _is_at(span, wanted):
    return all(getattr(span, name) == wanted[name] for name in _PLACE)


def _restore_spans(quote, revision, old, by):
    """Write the spans of a state where they differ; others are left for later."""
    now = {(s.role, s.number): s for s in quote.spans.filter(revision=revision)}
    for wanted in old["spans"]:
        key = wanted["role"], wanted["number"]
        span = now.get(key) or Span(
            quote=quote, revision=revision, role=key[0], number=key[1]
        )
        if span.pk and _is_at(span, wanted):
            continue
        for name in _PLACE:
            setattr(span, name, wanted[name])
        span._history_user = by
        span.save()


def _restore_claims(quote, revision, old, reason, by):
    """Bring attributions back; first those that step down, then those that step up.

    In any other order two would be preferred at once, which a constraint refuses.
    """
    then = {row["number"]: row for row in old["attributions"]}
    for is_up in (False, True):
        for claim in quote.attributions.select_related("mention"):
            wanted = then.get(claim.number) or _after(claim, reason)
            if (wanted["rank"] == Rank.PREFERRED) == is_up:
                _restore_claim(claim, wanted, revision, by)


def _after(claim, reason):
    """Return what becomes of an attribution that a state does not have yet."""
    was_preferred = claim.rank == Rank.PREFERRED
    return {
        "mention": claim.mention and claim.mention.number,
        "rank": Rank.DEPRECATED.value if was_preferred else claim.rank,
        "position": 0,
        "jointly": False,
        "basis": claim.basis,
        "reason": reason if was_preferred else claim.reason,
        "accepted_by": claim.accepted_by and claim.accepted_by.get_username(),
    }


def _restore_claim(claim, wanted, revision, by):
    before = [getattr(claim, name) for name in _CLAIM]
    for name in ("rank", "position", "jointly", "basis", "reason"):
        setattr(claim, name, wanted[name])
    if (claim.mention and claim.mention.number) != wanted["mention"]:
        claim.mention = _mention(claim, wanted["mention"], revision)
    if (claim.accepted_by and claim.accepted_by.get_username()) != wanted[
        "accepted_by"
    ]:
        claim.accepted_by = _user(wanted["accepted_by"])
    if before != [getattr(claim, name) for name in _CLAIM]:
        claim._history_user = by
        claim.save()


#: Columns of an attribution that a state tells; its speaker never changes.
_CLAIM = (
    *("rank", "position", "jointly", "basis", "reason"),
    *("mention_id", "accepted_by_id"),
)


def _mention(claim, number, revision):
    if number is None:
        return None
    return Span.objects.get(
        quote=claim.quote_id, revision=revision, role=SpanRole.MENTION, number=number
    )


def _user(username):
    if username is None:
        return None
    return get_user_model().objects.get_by_natural_key(username)


def _drop_spans(quote, revision, old, by):
    """Take away what the state did not have; a mention that is named stays."""
    then = {(s["role"], s["number"]) for s in old["spans"]}
    for span in quote.spans.filter(revision=revision):
        if (span.role, span.number) in then or Attribution.objects.filter(
            mention=span
        ).exists():
            continue
        span._history_user = by
        span.delete()


def _demand_brought_back(quote, before, after, old, number):
    """Refuse what would change nothing, or be something else than that state."""
    if after["corrections"] != before["corrections"]:
        raise WorkflowError(
            _(
                "A published correction rests on a mention that would move. Change the "
                "quote by hand, so that the correction stays as readers saw it."
            ),
            code="frozen",
        )
    demand_wrong_stays_wrong(quote, before, after)
    if voiding_part(after) != voiding_part(old):
        raise WorkflowError(
            _("Review %(number)d cannot be brought back as it was; change by hand."),
            code="incomplete",
            params={"number": number},
        )
    if after == before:
        raise WorkflowError(
            _("The quote stands as in review %(number)d already; nothing was changed."),
            code="incomplete",
            params={"number": number},
        )
