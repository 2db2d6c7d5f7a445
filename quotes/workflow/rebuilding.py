"""The desk made anew from the rows, for what the workflow did not write itself."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from quotes.models import Correction, DeskItem, Finding, Quote, ReaderReport
from quotes.vocabulary import Severity
from quotes.workflow.chain import now_in_whole_seconds
from quotes.workflow.desk import WAITING, refresh_item


def rebuild_desk(*, at=None):
    """Write the row of every statement that needs somebody; delete what is stale.

    Claims and the moments since when rows wait are kept; a new row waits since its
    quote was changed last. at is an aware moment, now when omitted. Returns (rows on
    the desk, rows taken off).
    """
    at = now_in_whole_seconds(at)
    before = DeskItem.objects.count()
    added = 0
    for key in _may_need_somebody().iterator(chunk_size=500):
        with transaction.atomic():
            quote = Quote.objects.select_for_update(of=("self",)).get(pk=key)
            had = DeskItem.objects.filter(quote=quote).exists()
            since = quote.changed_at if quote.status in WAITING else at
            item = refresh_item(quote, at=since)
            added += item is not None and not had
    after = DeskItem.objects.count()
    return after, before + added - after


def _may_need_somebody():
    """Return the keys of quotes that have a row of the desk, or could need one."""

    def has(rows):
        return Exists(rows.filter(quote=OuterRef("pk")))

    return (
        Quote.objects.filter(
            Q(status__in=WAITING)
            | has(DeskItem.objects.all())
            | has(Correction.objects.open())
            | has(ReaderReport.objects.open())
            | has(Finding.objects.open().filter(severity=Severity.HIGH))
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )
