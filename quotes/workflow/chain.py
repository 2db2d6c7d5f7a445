"""What the chain of reviews tells: when, and who changed a quote since it was settled."""

from datetime import UTC

from django.utils import timezone

from quotes import transitions
from quotes.models import SpeakerMerge
from quotes.vocabulary import Rank


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
    last = _last_settled(quote)
    rows = quote.reviews.filter(
        decision__in=transitions.CHANGING, number__gt=last.number if last else 0
    )
    found = set(rows.values_list("by", flat=True))
    return found | ({quote.changed_by_id} - {None})


def has_changed(quote, by):
    """Tell whether a user changed a quote since it was settled, or merged its speaker.

    A merge voids nothing; but whoever chose the name that readers would see is not the
    second person who decides on it.
    """
    return by.pk in changers(quote) or has_merged(quote, by)


def has_merged(quote, by):
    """Tell whether a preferred speaker is read through a merge of a user's."""
    rows = quote.attributions.filter(rank=Rank.PREFERRED, speaker__isnull=False)
    merged = set()
    for row in rows.select_related("speaker__merged_into__merged_into__merged_into"):
        speaker = row.speaker
        while speaker.merged_into is not None and speaker.pk not in merged:
            merged.add(speaker.pk)
            speaker = speaker.merged_into
    if not merged:
        return False
    merges = SpeakerMerge.objects.filter(speaker__in=merged, undone_at=None, by=by)
    last = _last_settled(quote)
    return (merges.filter(at__gt=last.at) if last else merges).exists()


def _last_settled(quote):
    """Return the last review in which a second person decided, or None."""
    rows = quote.reviews.filter(
        decision__in=transitions.FOUR_EYED, state__single_editor=""
    )
    return rows.order_by("-number").only("number", "at").first()
