"""What readers may see, as conditions that querysets share.

Stated once: a page, a list or an export that starts at public() or listed() cannot
forget it.
"""

from django.db.models import Q
from django.utils import timezone

from quotes.vocabulary import Release, Status


def released(at=None, prefix=""):
    """Return the condition that an article is public at a moment (now if omitted).

    prefix leads from the row that is asked to its article, as in "article__".
    """
    return Q(**{f"{prefix}release": Release.PUBLISHED}) | Q(
        **{
            f"{prefix}release": Release.EMBARGOED,
            f"{prefix}embargo_until__lte": at or timezone.now(),
        }
    )


def listed_condition(at=None, prefix=""):
    """Return the condition that a publication is current, public, not withdrawn."""
    return (
        released(at, f"{prefix}article__")
        & Q(**{f"{prefix}is_current": True})
        & ~Q(**{f"{prefix}status": Status.WITHDRAWN})
    )


def merged_family(speaker):
    """Return the keys of a speaker and of all that were merged into it, however far."""
    return set(merged_families(type(speaker), {speaker.pk}))


def merged_families(model, keys):
    """Return keys of speakers with those of all that were merged into them."""
    family, fresh = set(keys), set(keys)
    while fresh:
        rows = model.objects.filter(merged_into__in=fresh).order_by()
        fresh = set(rows.values_list("pk", flat=True)) - family
        family |= fresh
    return frozenset(family)
