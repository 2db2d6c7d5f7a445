"""How often quotes' pages were asked for, written down by day.

Of a day's count that is stored and one that is found, the greater stays: counting one
log twice changes nothing, and a log with more of the day wins. Two logs that share a
day have to be counted in one run, or the day is that of the greater part.
"""

from datetime import UTC, timedelta
from typing import NamedTuple

from django.db import transaction

from quotes.models import Publication, Reading

#: Days that are kept; older ones are deleted.
KEPT = 30

#: Rows that are looked up or written at once.
BATCH = 500


class Stored(NamedTuple):
    """What became of counts, in numbers: of days and quotes, ids, and rows."""

    raised: int
    unknown: int
    deleted: int


@transaction.atomic
def store_readings(counts, now):
    """Write {(day in UTC, public id): count} down and forget old days; return Stored.

    Only quotes that were published count. raised: counts that are new or grew;
    unknown: ids that no published quote has; deleted: counts of days more than KEPT
    days before now, an aware moment.
    """
    first = now.astimezone(UTC).date() - timedelta(days=KEPT)
    keys = _keys_of({public_id for _day, public_id in counts})
    rows = [
        (keys[public_id], day, count)
        for (day, public_id), count in sorted(counts.items())
        if public_id in keys and day >= first
    ]
    raised = sum(
        _store(rows[start : start + BATCH]) for start in range(0, len(rows), BATCH)
    )
    deleted, _by_model = Reading.objects.filter(day__lt=first).delete()
    unknown = len({public_id for _day, public_id in counts}) - len(keys)
    return Stored(raised, unknown, deleted)


def _keys_of(public_ids):
    """Return {public id: key of the quote} of those that were published."""
    wanted, keys = sorted(public_ids), {}
    for start in range(0, len(wanted), BATCH):
        rows = Publication.objects.filter(
            is_current=True, public_id__in=wanted[start : start + BATCH]
        )
        keys.update(rows.values_list("public_id", "quote_id"))
    return keys


def _store(rows):
    """Write counts of (key, day, count) that are greater than the stored ones."""
    kept = {
        (row.quote_id, row.day): row.count
        for row in Reading.objects.select_for_update(of=("self",)).filter(
            day__in={day for _key, day, _count in rows},
            quote__in={key for key, _day, _count in rows},
        )
    }
    greater = [
        Reading(quote_id=key, day=day, count=count)
        for key, day, count in rows
        if count > kept.get((key, day), 0)
    ]
    Reading.objects.bulk_create(
        greater,
        update_conflicts=True,
        unique_fields=["quote", "day"],
        update_fields=["count"],
    )
    return len(greater)
