"""On what terms a source spoke: approved by whoever sets them, never in another's name."""

from django.utils.translation import gettext as _

from quotes.vocabulary import Terms
from quotes.workflow.errors import WorkflowError
from quotes.workflow.records import demand_permission


def approve_terms(source, *, by, terms, reason):
    """Set the terms of a source that is not saved yet or will be, and who approved them.

    source carries the terms that hold so far; a new one is on the record. Unchanged
    terms keep their approval, and a changed reason is a change of terms. Raises
    WorkflowError: not_allowed, reason_needed.
    """
    reason = reason.strip()
    before = (source.terms, source.terms_reason if _off_record(source.terms) else "")
    after = (Terms(terms), reason if _off_record(terms) else "")
    source.terms_reason = reason
    if before == after:
        return
    demand_permission(by, "approve_terms")
    if _off_record(terms) and not reason:
        raise WorkflowError(
            _("Say why these terms were given. It is not public."),
            code="reason_needed",
        )
    source.terms, source.terms_approved_by = Terms(terms), by


def _off_record(terms):
    return terms != Terms.ON_RECORD
