"""What the workflow says when it refuses."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext


class WorkflowError(ValidationError):
    """A refusal; `code` names the rule, the message says what to do.

    Codes: not_allowed, changed_meanwhile, four_eyes, no_transition, reason_needed,
    evidence_needed, incomplete, bad_span, cycle, frozen, not_public,
    delay_reason_needed, too_long.
    """

    def __str__(self):
        return " ".join(self.messages)


def translated(error):
    """Return what a TextError says, in the language of the one who reads it."""
    return gettext(error.sentence) % error.params
