"""Corrections: drafted by one, signed by another, then published and frozen.

Each function brings the quote's row of the desk up to date. seen is the digest
(quotes.ledger.correction_digest) of the draft that somebody looked at: where the draft
is another one by now, nothing happens and they look again.
"""

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext as _

from quotes.ledger import correction_digest
from quotes.models import Correction, Quote
from quotes.roles import may
from quotes.workflow.carriers import carriers
from quotes.workflow.desk import refresh_item
from quotes.workflow.errors import WorkflowError
from quotes.workflow.gone import answer_with, ask_again
from quotes.workflow.records import (
    demand_permission,
    demand_reason,
    lock,
    now_in_whole_seconds,
    record_decision,
)
from quotes.workflow.signing import (
    demand_discardable,
    demand_editable,
    demand_open,
    demand_publishable,
    demand_settled,
    demand_signable,
)
from quotes.workflow.tasks import write_tasks

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
#: Signs of a text that readers are told; a notice is read in feeds and lists.
LONGEST = {"notice": 2000, "shown": 500, "right": 500, "delay_reason": 1000}


@transaction.atomic
def draft_correction(quote, *, by, fields, at=None, public_id=None):
    """Write a draft; its notice is in the language of the article. Return it.

    fields are columns named in EDITABLE. Raises WorkflowError (not_allowed,
    not_public, incomplete, too_long).
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
    _hold(quote.pk)
    _set(correction, fields, by)
    answer_with(correction, by=by, at=at)
    refresh_item(quote, at=correction.drafted_at)
    return correction


@transaction.atomic
def edit_correction(correction, *, by, fields, seen="", at=None):
    """Change a draft; only its drafter may, and a signature goes. Return it.

    Whoever else wants other words discards the draft and writes one: so the signer
    has never written any of what is signed.
    """
    locked = _lock(correction, seen)
    demand_editable(locked, by)
    locked.signed_by = locked.signed_at = None
    _set(locked, fields, by)
    refresh_item(locked.quote, at=now_in_whole_seconds(at))
    return locked


@transaction.atomic
def discard_correction(correction, *, by, reason, seen="", at=None):
    """Delete a draft that was not published; the admin's history keeps it."""
    locked = _lock(correction, seen)
    demand_discardable(locked, by)
    locked._history_user = by
    locked._change_reason = demand_reason(reason)[:100]
    ask_again(locked)
    locked.delete()
    refresh_item(locked.quote, at=now_in_whole_seconds(at))


@transaction.atomic
def sign_correction(correction, *, by, seen="", at=None):
    """Stand behind a correction that somebody else drafted; return it.

    Raises WorkflowError: not_allowed, four_eyes, frozen, changed_meanwhile (signed by
    somebody before, too), and delay_reason_needed where it could not be published for
    being late.
    """
    locked = _lock(correction, seen)
    at = now_in_whole_seconds(at)
    demand_signable(locked, by, at)
    locked.signed_by, locked.signed_at = by, at
    locked._history_user = by
    locked.save()
    refresh_item(locked.quote, at=at)
    return locked


@transaction.atomic
def publish_correction(correction, *, by, quote=None, seen="", at=None):
    """Publish a signed correction with its quote as that stands; return it.

    quote, where given, is the instance that was looked at. The quote must be settled
    or withdrawn: a change that nobody verified would go out with the notice else.
    Every place that carried the error becomes a task. Raises WorkflowError:
    not_allowed, four_eyes, frozen, changed_meanwhile, no_transition,
    delay_reason_needed.
    """
    quote = lock(quote or correction.quote)
    locked = _lock(correction, seen)
    at = now_in_whole_seconds(at)
    locked.quote = quote
    row = demand_publishable(locked, by, at)
    # Before the quote has a version without the error.
    carried = carriers(locked)
    _publish(locked, row, by, at)
    write_tasks(locked, carried, by=by, at=at)
    return locked


def _publish(locked, row, by, at):
    """Freeze a correction and publish its quote; whoever rehearses needs no more."""
    locked.published_at = at
    locked._history_user = by
    locked.save()
    record_decision(locked.quote, row, by=by, at=at, reason=locked.notice)


@transaction.atomic
def rehearse_correction(correction, *, by, show, at=None):
    """Publish a correction, hand show() the publication it makes, and undo it all.

    Returns what show(publication) returns, which must not read rows afterwards: they
    never were. The places that carried the error are not searched. A signature that is missing is somebody's who could give it. Raises
    WorkflowError as publish_correction() does, but not for being late.
    """
    demand_permission(by, "draft_correction")
    quote = Quote.objects.select_for_update(of=("self",)).get(pk=correction.quote_id)
    locked = _lock(correction)
    row = demand_settled(quote)
    at = now_in_whole_seconds(at)
    with transaction.atomic():
        locked.quote, signer = quote, _who_could_sign(locked, by)
        if not locked.is_signed:
            locked.signed_by, locked.signed_at = signer, at
        _publish(locked, row, signer, at)
        shown = show(quote.publications.get(is_current=True))
        transaction.set_rollback(True)
    return shown


def _who_could_sign(correction, by):
    if may(by, "sign_correction") and by.pk != correction.drafted_by_id:
        return by
    others = (
        get_user_model()
        .objects.with_perm(
            "quotes.sign_correction",
            backend="django.contrib.auth.backends.ModelBackend",
        )
        .exclude(pk=correction.drafted_by_id)
    )
    signer = others.order_by("pk").first()
    if signer is None:
        raise WorkflowError(
            _(
                "Nobody but the drafter may sign corrections here: give somebody the role."
            ),
            code="four_eyes",
        )
    return signer


def _hold(quote_id):
    """Lock a quote's row: two drafts at once would each miss the other on the desk."""
    Quote.objects.select_for_update(of=("self",)).filter(pk=quote_id).first()


def _lock(correction, seen=""):
    """Return the draft as it is stored, locked with its quote.

    Raises WorkflowError: changed_meanwhile where it is gone or not what was seen,
    frozen where it is published.
    """
    _hold(correction.quote_id)
    try:
        locked = (
            Correction.objects.select_for_update(of=("self",))
            .select_related("quote__article")
            .get(pk=correction.pk)
        )
    except ObjectDoesNotExist:
        raise WorkflowError(
            _("This draft is not there any more; nothing was saved."),
            code="changed_meanwhile",
        ) from None
    demand_open(locked)
    if seen and correction_digest(locked) != seen:
        raise WorkflowError(
            _("The draft was changed meanwhile: read it again. Nothing was saved."),
            code="changed_meanwhile",
        )
    return locked


def too_long(fields):
    """Return why texts of a correction are longer than LONGEST, by column."""
    told = {}
    for name, most in LONGEST.items():
        count = len(fields.get(name) or "")
        if count > most:
            label = Correction._meta.get_field(name).verbose_name
            told[name] = _(
                "Shorten “%(label)s” to %(most)d signs: it has %(count)d."
            ) % {
                "label": label,
                "most": most,
                "count": count,
            }
    return told


def _set(correction, fields, by):
    for name, value in fields.items():
        if name not in EDITABLE:
            raise WorkflowError(
                _("%(name)s is not changed this way."),
                code="not_allowed",
                params={"name": name},
            )
        setattr(correction, name, value)
    for why in too_long(fields).values():
        raise WorkflowError(why, code="too_long")
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
