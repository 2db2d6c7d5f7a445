"""What people do with quotes. Every function runs in one transaction, takes who acts
as the keyword `by`, and refuses with WorkflowError; nothing is half-written.
"""

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
    sign_correction,
)
from quotes.workflow.decisions import (
    accept,
    decide,
    dispute,
    needs_override,
    reject,
    reopen,
    settle,
    span_fault,
    verify,
    why_not,
    withdraw,
)
from quotes.workflow.desk import claim, release
from quotes.workflow.errors import WorkflowError
from quotes.workflow.intake import demand_no_cycle, receive_article, receive_text
from quotes.workflow.pieces import Claim, SpanAt

__all__ = [
    "Claim",
    "SpanAt",
    "WorkflowError",
    "accept",
    "add_candidate",
    "change_quote",
    "claim",
    "decide",
    "demand_no_cycle",
    "discard_correction",
    "dispute",
    "draft_correction",
    "edit_correction",
    "enter_quote",
    "needs_override",
    "publish_correction",
    "reattribute",
    "receive_article",
    "receive_text",
    "reject",
    "release",
    "reopen",
    "settle",
    "sign_correction",
    "span_fault",
    "verify",
    "why_not",
    "withdraw",
]
