"""Who may: the question that every function of the workflow begins with."""

from django.utils.translation import gettext as _

from quotes.roles import lowest_role_with, may
from quotes.workflow.errors import WorkflowError


def demand_permission(by, permission):
    """Raise WorkflowError (not_allowed) unless a user has a permission."""
    if not may(by, permission):
        raise WorkflowError(
            _("Your role does not allow this: it takes the role “%(role)s”."),
            code="not_allowed",
            params={"role": lowest_role_with(permission).label},
        )
