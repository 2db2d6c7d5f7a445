"""Working off where an error has been: tasks written with a correction's publication."""

from django.db import transaction
from django.utils.translation import gettext as _

from quotes.models import CorrectionTask
from quotes.workflow.chain import now_in_whole_seconds
from quotes.workflow.errors import WorkflowError
from quotes.workflow.radius import places
from quotes.workflow.records import demand_permission, demand_reason


def write_tasks(correction, carried, *, by, at):
    """Write a task for each place that carried an error; return them in order.

    Called inside the transaction that publishes the correction; carried are the
    publications that had the error.
    """
    tasks = []
    for number, place in enumerate(places(correction, carried, at), start=1):
        task = CorrectionTask(
            correction=correction,
            number=number,
            kind=place.kind,
            article=place.article,
            quote=place.quote,
            details=place.details,
        )
        task._history_user = by
        task.save(force_insert=True)
        tasks.append(task)
    return tasks


@transaction.atomic
def finish_task(task, *, by, note, at=None):
    """Say what became of a place; return the task.

    Raises WorkflowError: not_allowed, reason_needed without a note, changed_meanwhile
    where somebody was faster.
    """
    demand_permission(by, "draft_correction")
    locked = _lock(task)
    if locked.is_done:
        raise WorkflowError(
            _("%(who)s has done this already: “%(note)s”."),
            code="changed_meanwhile",
            params={"who": locked.done_by, "note": locked.note},
        )
    note = (note or "").strip()
    if not note:
        raise WorkflowError(
            _("Say what became of it: what was changed, or why nothing was."),
            code="reason_needed",
        )
    locked.note = note
    locked.done_by, locked.done_at = by, now_in_whole_seconds(at)
    return _save(locked, by, note)


@transaction.atomic
def reopen_task(task, *, by, reason):
    """Put a place back on the list; who had done it, and what, stays in its history."""
    demand_permission(by, "draft_correction")
    locked = _lock(task)
    if not locked.is_done:
        raise WorkflowError(
            _("This is on the list already; nothing was saved."),
            code="changed_meanwhile",
        )
    locked.note = demand_reason(reason)
    locked.done_by = locked.done_at = None
    return _save(locked, by, locked.note)


def _lock(task):
    return (
        CorrectionTask.objects.select_for_update(of=("self",))
        .select_related("done_by")
        .get(pk=task.pk)
    )


def _save(task, by, reason):
    task._history_user, task._change_reason = by, reason[:100]
    task.save()
    return task
