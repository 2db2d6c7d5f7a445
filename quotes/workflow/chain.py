"""What the chain of reviews tells: when, and who changed a quote since it was settled."""

from datetime import UTC

from django.utils import timezone

from quotes import transitions


def now_in_whole_seconds(at=None):
    """Return a moment (now when omitted) in UTC without microseconds.

    JSON fixtures cut microseconds; a digest must survive them.
    """
    return (at or timezone.now()).astimezone(UTC).replace(microsecond=0)


def changers(quote):
    """Return the keys of all who changed a quote since two people last settled it.

    Read from the chain of reviews, not from the admin's history; the last changer
    always counts, whenever it was.
    """
    last = (
        quote.reviews.filter(
            decision__in=transitions.FOUR_EYED, state__single_editor=""
        )
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    rows = quote.reviews.filter(decision__in=transitions.CHANGING, number__gt=last or 0)
    found = set(rows.values_list("by", flat=True))
    return found | ({quote.changed_by_id} - {None})
