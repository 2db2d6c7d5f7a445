"""Saying that a finding is none, and taking that back."""

from django.db import transaction
from django.utils.translation import gettext as _

from quotes.models import Finding, Quote
from quotes.workflow.desk import refresh_item
from quotes.workflow.errors import WorkflowError
from quotes.workflow.records import (
    demand_permission,
    demand_reason,
    now_in_whole_seconds,
)

PERMISSION = "change_quote"


@transaction.atomic
def dismiss(finding, *, by, reason, at=None):
    """Say that what the checks found is right as it is; it is not said again.

    finding is the row that was looked at; at is an aware moment, now when omitted.
    Returns the row as it then stands. Raises WorkflowError: not_allowed, reason_needed,
    changed_meanwhile (gone, or somebody dismissed it before).
    """
    demand_permission(by, PERMISSION)
    reason = demand_reason(reason)
    locked = _lock(finding)
    if locked.dismissed_at is not None:
        raise WorkflowError(
            _("%(who)s dismissed this finding already."),
            code="changed_meanwhile",
            params={"who": locked.dismissed_by},
        )
    return _settle(locked, at, by=by, when=now_in_whole_seconds(at), reason=reason)


@transaction.atomic
def reinstate(finding, *, by, at=None):
    """Let a dismissed finding count again; return the row as it then stands.

    Raises WorkflowError: not_allowed, changed_meanwhile (gone, or open already).
    """
    demand_permission(by, PERMISSION)
    locked = _lock(finding)
    if locked.dismissed_at is None:
        raise WorkflowError(_("This finding counts already."), code="changed_meanwhile")
    return _settle(locked, at, by=None, when=None, reason="")


def _lock(finding):
    """Return the row as it stands; its quote is locked first, as everywhere."""
    list(Quote.objects.select_for_update(of=("self",)).filter(pk=finding.quote_id))
    row = (
        Finding.objects.select_related("quote", "dismissed_by")
        .filter(pk=finding.pk)
        .first()
    )
    if row is None:
        raise WorkflowError(
            _("The checks do not find this any more."), code="changed_meanwhile"
        )
    return row


def _settle(row, at, *, by, when, reason):
    row.dismissed_by, row.dismissed_at, row.dismissal = by, when, reason
    row.save(update_fields=["dismissed_by", "dismissed_at", "dismissal"])
    refresh_item(row.quote, at=now_in_whole_seconds(at))
    return row
