"""The buttons of the desk's item: what each needs, and why it is barred, if it is."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes import transitions, workflow
from quotes.roles import lowest_role_with, may
from quotes.vocabulary import Decision, Status

#: Name of each action, as keys and forms have it, and the decision it takes.
DECISIONS = {
    "verify": Decision.VERIFY,
    "reattribute": Decision.REATTRIBUTE,
    "dispute": Decision.DISPUTE,
    "unresolved": Decision.SETTLE,
    "not_a_quote": Decision.REJECT,
    "accept": Decision.ACCEPT,
    "change": Decision.CHANGE,
    "reopen": Decision.REOPEN,
    "withdraw": Decision.WITHDRAW,
}

_LABELS = {
    "change": gettext_lazy("Save changes"),
    "unresolved": gettext_lazy("Unresolved"),
}

#: What the form has to give, by action; told to the script, checked by the workflow.
_NEEDS = {"reattribute": "speaker reason"}


@dataclass(frozen=True, slots=True)
class Button:
    """One action: its word, what it needs, why it is barred, or the page it leads to."""

    action: str
    label: str
    needs: str = ""
    refusal: str = ""
    note: str = ""
    url: str = ""


def buttons(quote, user):
    """Return the buttons of a quote of item_page.load() for a user, without a query.

    Decisions that do not lead on from its status are left out; those that this user
    may not take stand last, barred, with the reason.
    """
    found = []
    for action, decision in DECISIONS.items():
        row = transitions.find(decision, quote.status)
        if row is not None:
            found.append(_button(action, row, quote, user))
    if quote.current is not None:
        found.append(_correction_button(quote, user))
    return sorted(found, key=lambda button: bool(button.refusal))


def _button(action, row, quote, user):
    refusal = workflow.refusal_of(quote, row, user, is_changer=quote.is_changed_by_me)
    note = ""
    if refusal and is_alone(quote, row, user):
        note = _("Alone, with a reason; readers see “single editor”")
        refusal = ""
    return Button(
        action,
        _LABELS.get(action, row.label),
        _needs(action, row, note),
        refusal,
        note,
    )


def _needs(action, row, note):
    needs = _NEEDS.get(action, "").split()
    if row.needs_reason and "reason" not in needs:
        needs.append("reason")
    if row.needs_evidence:
        needs.append("evidence")
    if note:
        needs.append("override")
    return " ".join(needs)


def is_alone(quote, row, user):
    """Tell whether four eyes bar a user who may break the glass."""
    return row.four_eyes and quote.is_changed_by_me and may(user, "break_glass")


def may_override(quote, user):
    """Tell whether any decision on a quote could be taken alone by a user."""
    return any(
        is_alone(quote, row, user) for row in transitions.leading_from(quote.status)
    )


def _correction_button(quote, user):
    refusal = ""
    if not may(user, "draft_correction"):
        refusal = _("Your role does not allow this: it takes the role “%(role)s”.") % {
            "role": lowest_role_with("draft_correction").label
        }
    url = f"{reverse('admin:quotes_correction_add')}?quote={quote.pk}"
    return Button("correct", _("Draft correction"), refusal=refusal, url=url)


def why_blocked(quote, user):
    """Return in one sentence why a user cannot settle a quote, or ""."""
    if quote.status == Status.PROPOSED or not quote.is_changed_by_me:
        return ""
    return _("You changed this quote: somebody else has to decide.")
