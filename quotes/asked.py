"""Which quotes readers ask for most."""

from datetime import UTC, timedelta

from django.db.models import Sum

from quotes.models import Publication, Reading

#: Days that are looked at, the present one included.
DAYS = 7
#: So many quotes are looked at for those that are still listed.
CONSIDERED = 50
#: Fewer than these are no list.
FEWEST = 3


def most_asked(now, number=5):
    """Return the listed publications asked for most in the last 7 days, most first.

    An empty list where there are fewer than three: that tells of chance alone.
    """
    today = now.astimezone(UTC).date()
    sums = (
        Reading.objects.filter(day__gt=today - timedelta(days=DAYS), day__lte=today)
        .values_list("quote")
        .annotate(times=Sum("count"))
        .order_by("-times", "-quote")[:CONSIDERED]
    )
    order = [quote for quote, _times in sums]
    rows = {
        row.quote_id: row
        for row in Publication.objects.listed().filter(quote__in=order)
    }
    found = [rows[quote] for quote in order if quote in rows][:number]
    return found if len(found) >= FEWEST else []
