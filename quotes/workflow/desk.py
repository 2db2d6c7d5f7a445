"""The desk's rows: which statements need somebody, and who is on them."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from quotes.models import DeskItem
from quotes.transitions import FOUR_EYED
from quotes.vocabulary import Severity, Status
from quotes.workflow.chain import changers, now_in_whole_seconds
from quotes.workflow.errors import WorkflowError

#: “I am on it” lasts this long, then whoever comes next may have it.
CLAIM = timedelta(minutes=20)

WEIGHTS = {Severity.LOW: 1, Severity.MEDIUM: 2, Severity.HIGH: 3}
_WAITING = (Status.PROPOSED, Status.UNVERIFIED, Status.UNDER_REVIEW)


def refresh_item(quote, *, at, free=False):
    """Put a quote on the desk, bring its row up to date, or take it off.

    On the desk is what waits for a decision, has a correction that is not published
    or a report that is not answered, or was settled before a grave finding came up.
    at is the aware moment of the change; free ends a claim. Returns the row or None.
    """
    corrections = [
        WEIGHTS[severity]
        for severity in quote.corrections.open().values_list("severity", flat=True)
    ]
    reports = quote.reports.open().count()
    findings = _findings_that_count(quote)
    if not (quote.status in _WAITING or corrections or reports or findings):
        DeskItem.objects.filter(quote=quote).delete()
        return None
    # What readers see under “under review”, and what they wrote, comes before new work.
    seen = 2 if reports or quote.status == Status.UNDER_REVIEW else 0
    columns = {
        "article_id": quote.article_id,
        "severity": max([seen, *corrections, *findings]),
        "open_corrections": len(corrections),
        "open_reports": reports,
    }
    if free:
        columns |= {"claimed_by": None, "claimed_until": None}
    item, _created = DeskItem.objects.update_or_create(
        quote=quote,
        defaults=columns,
        create_defaults={**columns, "waiting_since": now_in_whole_seconds(at)},
    )
    item.changers.set(changers(quote))
    return item


def _findings_that_count(quote):
    """Return the weights of open findings; of a settled quote, of grave and later ones."""
    rows = quote.findings.open()
    if quote.status not in _WAITING:
        if quote.status == Status.REJECTED or quote.status == Status.WITHDRAWN:
            return []
        last = quote.reviews.filter(decision__in=FOUR_EYED).order_by("-number").first()
        rows = rows.filter(severity=Severity.HIGH)
        rows = rows.filter(found_at__gt=last.at) if last else rows
    return [WEIGHTS[severity] for severity in rows.values_list("severity", flat=True)]


@transaction.atomic
def claim(quote, *, by, take_over=False, at=None):
    """Say “I am on it” for twenty minutes; return the row of the desk.

    Raises WorkflowError: claimed while somebody else is on it, unless take_over;
    changed_meanwhile where the quote is not on the desk any more.
    """
    at = now_in_whole_seconds(at)
    item = _locked(quote)
    demand_free(item, by, at, take_over=take_over)
    item.claimed_by, item.claimed_until = by, at + CLAIM
    item.save(update_fields=["claimed_by", "claimed_until"])
    return item


@transaction.atomic
def release(quote, *, by, at=None):
    """End one's own claim; somebody else's stays."""
    item = _locked(quote)
    if item.claimed_by_id == by.pk:
        item.claimed_by = item.claimed_until = None
        item.save(update_fields=["claimed_by", "claimed_until"])
    return item


def demand_free(item, by, at, *, take_over=False):
    """Raise WorkflowError (claimed) while somebody else is on an item."""
    other = item.claimant(at)
    if other is not None and other != by and not take_over:
        raise WorkflowError(
            _("%(who)s is on it until %(until)s. Take it over if you have to."),
            code="claimed",
            params={"who": other, "until": item.claimed_until.strftime("%H:%M UTC")},
        )


def _locked(quote):
    item = (
        DeskItem.objects.select_for_update(of=("self",))
        .select_related("claimed_by")
        .filter(quote_id=quote.pk)
        .first()
    )
    if item is None:
        raise WorkflowError(
            _("This statement is not on the desk any more."), code="changed_meanwhile"
        )
    return item
