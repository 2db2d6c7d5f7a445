"""Corrections: drafted by one, signed by another, then published and frozen."""

from django.db import transaction
from django.utils.translation import gettext as _

from quotes.models import Correction
from quotes.vocabulary import Decision
from quotes.workflow.errors import WorkflowError
from quotes.workflow.records import (
    demand_permission,
    demand_reason,
    lock,
    now_in_whole_seconds,
    record_decision,
    transition_for,
)

#: Columns of a correction that its drafter may change until it is published.
EDITABLE = (
    "correction_class",
    "error",
    "severity",
    "shown",
    "right",
    "wrong_attribution",
    "right_attribution",
    "notice",
    "delay_reason",
)


@transaction.atomic
def draft_correction(quote, *, by, fields, at=None, public_id=None):
    """Write a draft; its notice is in the language of the article. Return it.

    fields are columns named in EDITABLE. Raises WorkflowError (not_allowed,
    not_public, incomplete).
    """
    demand_permission(by, "draft_correction")
    if not quote.publications.exists():
        raise WorkflowError(
            _(
                "This quote was never public, so there is nothing to correct before "
                "readers: change it instead."
            ),
            code="not_public",
        )
    correction = Correction(
        quote=quote,
        language=quote.article.language,
        drafted_by=by,
        drafted_at=now_in_whole_seconds(at),
    )
    if public_id:
        correction.public_id = public_id
    _set(correction, fields, by)
    return correction


@transaction.atomic
def edit_correction(correction, *, by, fields):
    """Change a draft; only its drafter may, and a signature goes. Return it.

    Whoever else wants other words discards the draft and writes one: so the signer
    has never written any of what is signed.
    """
    locked = _lock(correction)
    demand_permission(by, "draft_correction")
    _demand_drafter(locked, by)
    locked.signed_by = locked.signed_at = None
    _set(locked, fields, by)
    return locked


@transaction.atomic
def discard_correction(correction, *, by, reason):
    """Delete a draft that was not published; the admin's history keeps it."""
    locked = _lock(correction)
    demand_permission(by, "draft_correction")
    locked._history_user = by
    locked._change_reason = demand_reason(reason)[:100]
    locked.delete()


@transaction.atomic
def sign_correction(correction, *, by, at=None):
    """Stand behind a correction that somebody else drafted; return it."""
    locked = _lock(correction)
    demand_permission(by, "sign_correction")
    if locked.drafted_by_id == by.pk:
        raise WorkflowError(
            _("Four eyes: you drafted this correction, so somebody else signs it."),
            code="four_eyes",
        )
    locked.signed_by, locked.signed_at = by, now_in_whole_seconds(at)
    locked._history_user = by
    locked.save()
    return locked


@transaction.atomic
def publish_correction(correction, *, by, quote=None, at=None):
    """Publish a signed correction with its quote as that stands; return it.

    quote, where given, is the instance that was looked at. The quote must be settled
    or withdrawn: a change that nobody verified would go out with the notice else.
    """
    quote = lock(quote or correction.quote)
    locked = _lock(correction)
    if not locked.is_signed:
        raise WorkflowError(
            _("Somebody other than the drafter has to sign it first."),
            code="four_eyes",
        )
    row = transition_for(quote, Decision.CORRECT)
    demand_permission(by, row.permission)
    locked.published_at = now_in_whole_seconds(at)
    locked._history_user = by
    locked.save()
    record_decision(quote, row, by=by, at=locked.published_at, reason=locked.notice)
    return locked


def _lock(correction):
    locked = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if locked.is_published:
        raise WorkflowError(
            _("This correction is published and frozen; draft another one."),
            code="frozen",
        )
    return locked


def _demand_drafter(correction, by):
    if correction.drafted_by_id != by.pk:
        raise WorkflowError(
            _(
                "%(who)s drafted this correction. To change its words, discard it with "
                "a reason and draft your own: who writes it cannot sign it."
            ),
            code="four_eyes",
            params={"who": correction.drafted_by},
        )


def _set(correction, fields, by):
    for name, value in fields.items():
        if name not in EDITABLE:
            raise WorkflowError(
                _("%(name)s is not changed this way."),
                code="not_allowed",
                params={"name": name},
            )
        setattr(correction, name, value)
    for name in ("wrong_attribution", "right_attribution"):
        row = getattr(correction, name)
        if row is not None and row.quote_id != correction.quote_id:
            raise WorkflowError(
                _("The attribution belongs to another quote."), code="incomplete"
            )
    if not correction.notice.strip():
        raise WorkflowError(_("Write the notice."), code="incomplete")
    correction._history_user = by
    correction.save()
