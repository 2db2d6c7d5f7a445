"""What people do with quotes. Every function runs in one transaction, takes who acts
as the keyword `by`, and refuses with WorkflowError; nothing is half-written.
"""

from quotes.workflow.batches import reattribute_batch, undo_batch
from quotes.workflow.carriers import days_since_shown, lateness
from quotes.workflow.changes import (
    add_candidate,
    change_quote,
    enter_quote,
    reattribute,
)
from quotes.workflow.corrections import (
    discard_correction,
    draft_correction,
    edit_correction,
    publish_correction,
    rehearse_correction,
    sign_correction,
)
from quotes.workflow.decisions import (
    accept,
    decide,
    dispute,
    needs_override,
    refusal_of,
    reject,
    reopen,
    settle,
    span_fault,
    verify,
    why_not,
    withdraw,
)
from quotes.workflow.desk import claim, release
from quotes.workflow.dismissals import dismiss as dismiss_finding
from quotes.workflow.dismissals import reinstate as reinstate_finding
from quotes.workflow.errors import WorkflowError
from quotes.workflow.findings import refresh_all, refresh_article
from quotes.workflow.intake import demand_no_cycle, receive_article, receive_text
from quotes.workflow.merging import merge_speakers, undo_merge
from quotes.workflow.pieces import Claim, SpanAt, revision_in_force
from quotes.workflow.preferences import (
    MOST_FILTERS,
    choose_keys,
    delete_filter,
    save_filter,
)
from quotes.workflow.rebuilding import rebuild_desk
from quotes.workflow.records import demand_version
from quotes.workflow.releases import note_link, noting_release
from quotes.workflow.reports import (
    answer_report,
    mark_spam,
    receive_report,
    take_up_report,
)
from quotes.workflow.reverting import revert
from quotes.workflow.revising import (
    preview_revision,
    receive_revision,
    why_no_revision,
)
from quotes.workflow.signing import (
    why_not_discarded,
    why_not_edited,
    why_not_published,
    why_not_signed,
)
from quotes.workflow.tasks import finish_task, reopen_task
from quotes.workflow.terms import approve_terms
from quotes.workflow.vault import open_identity, remove_identity, seal_identity

__all__ = [
    "MOST_FILTERS",
    "Claim",
    "SpanAt",
    "WorkflowError",
    "accept",
    "add_candidate",
    "answer_report",
    "approve_terms",
    "change_quote",
    "choose_keys",
    "claim",
    "days_since_shown",
    "decide",
    "delete_filter",
    "demand_no_cycle",
    "demand_version",
    "discard_correction",
    "dismiss_finding",
    "dispute",
    "draft_correction",
    "edit_correction",
    "enter_quote",
    "finish_task",
    "lateness",
    "mark_spam",
    "merge_speakers",
    "needs_override",
    "note_link",
    "noting_release",
    "open_identity",
    "preview_revision",
    "publish_correction",
    "reattribute",
    "reattribute_batch",
    "rebuild_desk",
    "receive_article",
    "receive_report",
    "receive_revision",
    "receive_text",
    "refresh_all",
    "refresh_article",
    "refusal_of",
    "rehearse_correction",
    "reinstate_finding",
    "reject",
    "release",
    "remove_identity",
    "reopen",
    "reopen_task",
    "revert",
    "revision_in_force",
    "save_filter",
    "seal_identity",
    "settle",
    "sign_correction",
    "span_fault",
    "take_up_report",
    "undo_batch",
    "undo_merge",
    "verify",
    "why_no_revision",
    "why_not",
    "why_not_discarded",
    "why_not_edited",
    "why_not_published",
    "why_not_signed",
    "withdraw",
]
