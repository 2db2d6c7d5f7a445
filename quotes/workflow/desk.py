"""The desk's rows: which statements need somebody, and who is on them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quotes.models import DeskItem
from quotes.transitions import FOUR_EYED
from quotes.vocabulary import Severity, Status
from quotes.workflow.chain import changers, now_in_whole_seconds
from quotes.workflow.errors import WorkflowError
from quotes.workflow.permissions import demand_permission

#: “I am on it” lasts this long, then whoever comes next may have it.
CLAIM = timedelta(minutes=20)

WEIGHTS = {Severity.LOW: 1, Severity.MEDIUM: 2, Severity.HIGH: 3}
#: What a small integer of a database holds.
MOST = 32767

#: Of these, whoever changed one waits for somebody else; a proposal anybody accepts.
DECIDED_BY_ANOTHER = (Status.UNVERIFIED, Status.UNDER_REVIEW)

#: Quotes of these statuses are on the desk, whatever else is open.
WAITING = (Status.PROPOSED, Status.UNVERIFIED, Status.UNDER_REVIEW)


def refresh_item(quote, *, at, free=False):
    """Put a quote on the desk, bring its row up to date, or take it off.

    On the desk is what waits for a decision, has a correction that is not published
    or a report that is not answered, or was settled before a grave finding came up.
    at is the aware moment of the change; free ends a claim. Returns the row or None.
    """
    columns = columns_for(quote, _open_rows(quote))
    if columns is None:
        DeskItem.objects.filter(quote=quote).delete()
        return None
    if free:
        columns |= {"claimed_by": None, "claimed_until": None}
    item, _created = DeskItem.objects.update_or_create(
        quote=quote,
        defaults=columns,
        create_defaults={**columns, "waiting_since": now_in_whole_seconds(at)},
    )
    item.changers.set(changers(quote) if quote.status in DECIDED_BY_ANOTHER else ())
    return item


@dataclass(frozen=True, slots=True)
class OpenRows:
    """What is open about one quote: severities, and when it was settled last.

    findings: (severity, found_at) of what nobody dismissed; settled_at: the moment of
    the last decision by a second person, or None.
    """

    corrections: list[str]
    reports: int
    findings: list[tuple[str, datetime]]
    settled_at: datetime | None


def columns_for(quote, rows):
    """Return the columns that a quote's row of the desk must have, None for no row.

    rows is an OpenRows; nothing is read or written here.
    """
    corrections = [WEIGHTS[severity] for severity in rows.corrections]
    findings = [WEIGHTS[severity] for severity in _that_count(quote, rows)]
    if not (quote.status in WAITING or corrections or rows.reports or findings):
        return None
    # What readers see under “under review”, and what they wrote, comes before new work.
    seen = 2 if rows.reports or quote.status == Status.UNDER_REVIEW else 0
    return {
        "article_id": quote.article_id,
        "status": quote.status,
        "severity": max([seen, *corrections, *findings]),
        "open_corrections": len(corrections),
        "open_reports": min(rows.reports, MOST),
    }


def _that_count(quote, rows):
    """Return the severities that count; of a settled quote only grave and later ones."""
    if quote.status in WAITING:
        return [severity for severity, _at in rows.findings]
    if quote.status in (Status.REJECTED, Status.WITHDRAWN):
        return []
    return [
        severity
        for severity, at in rows.findings
        if severity == Severity.HIGH
        and (rows.settled_at is None or at > rows.settled_at)
    ]


def _open_rows(quote):
    findings = list(quote.findings.open().values_list("severity", "found_at"))
    settled_at = None
    if findings and quote.status not in WAITING:
        last = quote.reviews.filter(decision__in=FOUR_EYED).order_by("-number")
        settled_at = last.values_list("at", flat=True).first()
    return OpenRows(
        corrections=list(quote.corrections.open().values_list("severity", flat=True)),
        reports=quote.reports.open().count(),
        findings=findings,
        settled_at=settled_at,
    )


@transaction.atomic
def claim(quote, *, by, take_over=False, at=None):
    """Say “I am on it” for twenty minutes; return the row of the desk.

    Raises WorkflowError: not_allowed below an editor; claimed while somebody else is
    on it, unless take_over; changed_meanwhile where it is not on the desk any more.
    """
    demand_permission(by, "change_quote")
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


def demand_unclaimed(quote, by):
    """Raise WorkflowError (claimed) while somebody else is on a quote."""
    rows = DeskItem.objects.filter(quote_id=quote.pk, claimed_by__isnull=False)
    for item in rows.exclude(claimed_by=by).select_related("claimed_by"):
        demand_free(item, by, timezone.now())


def demand_free(item, by, at, *, take_over=False):
    """Raise WorkflowError (claimed) while somebody else is on an item."""
    other = item.claimant(at)
    if other is not None and other != by and not take_over:
        raise WorkflowError(
            _("%(who)s is on it until %(until)s. On the desk you can take it over."),
            code="claimed",
            params={
                "who": other,
                "until": timezone.localtime(item.claimed_until).strftime("%H:%M"),
            },
        )


def _locked(quote):
    # Without the claimant's row: joined, PostgreSQL gives the one from before the wait.
    item = (
        DeskItem.objects.select_for_update(of=("self",))
        .filter(quote_id=quote.pk)
        .first()
    )
    if item is None:
        raise WorkflowError(
            _("This statement is not on the desk any more."), code="changed_meanwhile"
        )
    return item
