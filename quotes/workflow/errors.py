"""What the workflow says when it refuses."""

from django.core.exceptions import ValidationError


class WorkflowError(ValidationError):
    """A refusal; `code` names the rule, the message says what to do.

    Codes: not_allowed, changed_meanwhile, four_eyes, no_transition, reason_needed,
    evidence_needed, incomplete, bad_span, cycle, frozen, not_public.
    """

    def __str__(self):
        return " ".join(self.messages)
