"""The buttons of the desk's item: what each needs, and why it is barred, if it is."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes import transitions, workflow
from quotes.roles import lowest_role_with, may
from quotes.vocabulary import Decision, Release, Severity, Status

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
    is_public: bool = False


def grave_rules(findings):
    """Return the rules of open grave findings, each once, as “A002, M001”."""
    open_rules = {row.rule for row in findings if _is_grave(row)}
    return ", ".join(sorted(open_rules))


def _is_grave(finding):
    return finding.severity == Severity.HIGH and finding.dismissed_at is None


def why_not_over(findings):
    """Return why nobody verifies over grave findings, or "" where none is open."""
    rules = grave_rules(findings)
    if not rules:
        return ""
    return _(
        "The checks found something grave (%(rules)s): mend it, or dismiss the finding "
        "with a reason."
    ) % {"rules": rules}


def buttons(quote, user, findings=(), claimed=""):
    """Return the buttons of a quote of item_page.load() for a user, without a query.

    Decisions that do not lead on from its status are left out; those that this user
    may not take stand last, barred, with the reason. findings are the quote's;
    claimed says who else is on it.
    """
    found = []
    for action, decision in DECISIONS.items():
        row = transitions.find(decision, quote.status)
        if row is not None:
            found.append(_button(action, row, quote, user, findings, claimed))
    if quote.current is not None:
        found.append(_correction_button(quote, user))
    return sorted(found, key=lambda button: bool(button.refusal))


def _button(action, row, quote, user, findings, claimed):
    refusal = workflow.refusal_of(quote, row, user, is_changer=quote.is_changed_by_me)
    note = ""
    if refusal and is_alone(quote, row, user):
        note = _("Alone, with a reason; readers see “single editor”")
        refusal = ""
    if not refusal and action == "verify":
        refusal = why_not_over(findings)
    return Button(
        action,
        _LABELS.get(action, row.label),
        _needs(action, row, note),
        refusal or claimed,
        note,
        is_public=row.public and is_public(quote.article),
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


def is_public(article, at=None):
    """Tell whether readers may see an article at a moment (now if omitted)."""
    if article.release == Release.EMBARGOED:
        return article.embargo_until <= (at or timezone.now())
    return article.release == Release.PUBLISHED


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
    waits = quote.status in (Status.UNVERIFIED, Status.UNDER_REVIEW)
    if not (waits and quote.is_changed_by_me):
        return ""
    return _("You changed this quote: somebody else has to decide.")
